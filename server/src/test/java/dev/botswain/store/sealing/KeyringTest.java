package dev.botswain.store.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where keys come from.
class KeyringTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final byte[] OTHER = "the other key of thirty-two byte".getBytes(UTF_8);

  @TempDir private Path folder;
  private Path file;
  private Keyring keyring;

  @BeforeEach
  void start() {
    file = folder.resolve("secret.key");
    keyring = new Keyring(new KeySource.InFolder(), folder);
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  private static String text(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }

  @Test
  void read_madeOnce_staysTheSameAndTheOwnersAlone() throws Exception {
    Keyset made = keyring.read(true);

    assertThat(made.keys()).hasSize(1);
    assertThat(keyring.read(true)).isEqualTo(made);
    assertThat(keyring.read(false)).isEqualTo(made);
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(folder.resolve("secret.key.new")).doesNotExist();
  }

  @Test
  void read_diedWhileMakingIt_isMadeAnew() throws Exception {
    Files.writeString(folder.resolve("secret.key.new"), "half");

    assertThat(keyring.read(true).keys()).hasSize(1);
  }

  @Test
  void read_gone_isNotMadeAnew() {
    assertThatThrownBy(() -> keyring.read(false))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("put " + file + " back")
        .hasMessageContaining("BOTSWAIN_SECRET_KEY");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "not base64!",
        "AAAA",
        "AAECAwQFBgcICQoLDA0ODw==",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAA"
      })
  void read_fileWithoutAKey_isLeftAsItIs(String text) throws Exception {
    Files.writeString(file, text);

    assertThatThrownBy(() -> keyring.read(true))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("32 bytes in base64");
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void read_writtenByHand_mayHaveBlanksAround() throws Exception {
    Files.writeString(
        file, "  " + text(KEY) + "\r\n\r\n" + HexFormat.of().formatHex(OTHER) + "  \n");

    assertThat(keyring.read(false))
        .isEqualTo(new Keyset(List.of(new SealingKey(KEY), new SealingKey(OTHER))));
  }

  @Test
  void read_ownFileThatOthersCouldRead_isClosedToThem() throws Exception {
    Files.writeString(file, text(KEY));
    rights(file, "rw-r--r--");

    keyring.read(false);
    assertThat(rights(file)).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-"})
  void read_otherFileThatOthersCanUse_isRefused(String rights) throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Files.writeString(elsewhere, text(KEY));
    rights(elsewhere, rights);
    var other = new Keyring(new KeySource.InFile(elsewhere), folder);

    assertThatThrownBy(() -> other.read(true))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("can be read by others (" + rights + ")")
        .hasMessageContaining("chmod 600 " + elsewhere);
    rights(elsewhere, "r--------");
    assertThat(other.read(false)).isEqualTo(new Keyset(List.of(new SealingKey(KEY))));
  }

  @Test
  void read_otherFileThatIsMissing_isNotMade() {
    Path elsewhere = folder.resolve("elsewhere");

    assertThatThrownBy(() -> new Keyring(new KeySource.InFile(elsewhere), folder).read(true))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining(elsewhere + " is missing")
        .hasMessageContaining("openssl rand -base64 32 >" + elsewhere);
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void write_throughALink_replacesWhatItLeadsTo() throws Exception {
    Path target = Files.createDirectory(folder.resolve("keys")).resolve("key");
    Files.writeString(target, text(KEY));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    var other = new Keyring(new KeySource.InFile(link), folder);

    other.write(new Keyset(List.of(new SealingKey(OTHER), new SealingKey(KEY))));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(target)).isEqualTo(text(OTHER) + "\n" + text(KEY) + "\n");
    assertThat(rights(target)).isEqualTo("rw-------");
  }
}
