package dev.botswain.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path temp;

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void take_nothingThere_makesWhatOnlyTheOwnerMayUse() throws Exception {
    Path path = temp.resolve("some/where");
    try (DataFolder folder = DataFolder.take(path)) {
      assertThat(rights(path)).isEqualTo("rwx------");
      assertThat(rights(folder.database())).isEqualTo("rw-------");
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
}
