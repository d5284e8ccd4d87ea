package dev.botswain.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
  @TempDir private Path temp;

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void take_nothingThere_makesWhatOnlyTheOwnerMayUse() throws Exception {
    Path path = temp.resolve("some/where");
    try (DataFolder folder = DataFolder.take(path)) {
      folder.key(true);

      assertThat(rights(path)).isEqualTo("rwx------");
      assertThat(rights(folder.database())).isEqualTo("rw-------");
      assertThat(rights(folder.keyFile())).isEqualTo("rw-------");
      assertThat(rights(path.resolve("lock"))).isEqualTo("rw-------");
    }
  }

  @Test
  void take_takenAlready_isRefusedUntilItIsGivenBack() {
    DataFolder first = DataFolder.take(temp);
    assertThatThrownBy(() -> DataFolder.take(temp.resolve("../" + temp.getFileName())))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("in use already")
        .hasMessageContaining("BOTSWAIN_DATA");
    first.close();

    DataFolder.take(temp).close();
  }

  @Test
  void take_secondAttempt_leavesTheLockOfTheFirst() throws Exception {
    try (DataFolder _ = DataFolder.take(temp)) {
      assertThatThrownBy(() -> DataFolder.take(temp)).isInstanceOf(StoreUnusableException.class);

      assertThat(ChildProcess.run(Taking.class, temp)).contains("in use already");
    }
    assertThat(ChildProcess.run(Taking.class, temp)).isEqualTo("taken");
  }

  /// Tries to take a folder.
  static final class Taking {
    public static void main(String[] arguments) {
      try (DataFolder _ = DataFolder.take(Path.of(arguments[0]))) {
        System.out.print("taken");
      } catch (StoreUnusableException e) {
        System.out.print(e.getMessage());
      }
    }
  }

  @Test
  void take_linkToAFolder_isFollowed() throws Exception {
    Path link =
        Files.createSymbolicLink(temp.resolve("link"), Files.createDirectory(temp.resolve("to")));
    try (DataFolder folder = DataFolder.take(link)) {
      assertThat(folder.database()).exists();
      assertThatThrownBy(() -> DataFolder.take(temp.resolve("to")))
          .isInstanceOf(StoreUnusableException.class);
    }
  }

  @Test
  void take_whereAFileStands_tellsWhatToDo() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    for (Path path : new Path[] {file, file.resolve("below")}) {
      assertThatThrownBy(() -> DataFolder.take(path))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining(path.toString())
          .hasMessageContaining("set BOTSWAIN_DATA");
    }
  }

  @Test
  void take_notWritable_tellsWhatToDo() throws Exception {
    Path path = Files.createDirectory(temp.resolve("data"));
    Files.createDirectory(path.resolve("lock")); // Permissions do not stop root.

    assertThatThrownBy(() -> DataFolder.take(path))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("set BOTSWAIN_DATA to a writable folder");
  }

  @Test
  void key_madeOnce_staysTheSame() {
    try (DataFolder folder = DataFolder.take(temp)) {
      byte[] key = folder.key(true);

      assertThat(key).hasSize(Vault.KEY_BYTES).isNotEqualTo(new byte[Vault.KEY_BYTES]);
      assertThat(folder.key(true)).isEqualTo(key);
      assertThat(folder.key(false)).isEqualTo(key);
      assertThat(temp.resolve("secret.key.new")).doesNotExist();
    }
  }

  @Test
  void key_diedWhileMakingIt_isMadeAnew() throws Exception {
    Files.writeString(temp.resolve("secret.key.new"), "half");
    try (DataFolder folder = DataFolder.take(temp)) {
      assertThat(folder.key(true)).hasSize(Vault.KEY_BYTES);
    }
  }

  @Test
  void key_gone_isNotMadeAnew() {
    try (DataFolder folder = DataFolder.take(temp)) {
      assertThatThrownBy(() -> folder.key(false))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("put " + folder.keyFile() + " back")
          .hasMessageContaining("BOTSWAIN_SECRET_KEY");
      assertThat(folder.keyFile()).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "not base64!", "AAAA", "AAECAwQFBgcICQoLDA0ODw=="})
  void key_fileWithoutAKey_isLeftAsItIs(String text) throws Exception {
    try (DataFolder folder = DataFolder.take(temp)) {
      Files.writeString(folder.keyFile(), text);

      assertThatThrownBy(() -> folder.key(true))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("32 bytes in base64");
      assertThat(Files.readString(folder.keyFile())).isEqualTo(text);
    }
  }

  @Test
  void key_writtenByHand_mayHaveBlanksAround() throws Exception {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    try (DataFolder folder = DataFolder.take(temp)) {
      Files.writeString(folder.keyFile(), "  " + Base64.getEncoder().encodeToString(key) + "\r\n");

      assertThat(folder.key(false)).isEqualTo(key);
    }
  }
}
