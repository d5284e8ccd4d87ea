package dev.botswain.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
  private static final byte[] SECRET = "a-bot-token".getBytes(UTF_8);

  private final byte[] key = key(1);
  private final Vault vault = new Vault(key);

  private static byte[] key(int fill) {
    byte[] key = new byte[Vault.KEY_BYTES];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  @Test
  void open_sameKeyAndOwner_givesTheSecret() {
    assertThat(new Vault(key(1)).open(vault.seal(SECRET, "bot 1"), "bot 1")).isEqualTo(SECRET);
  }

  @Test
  void open_nothingSealed_givesNothing() {
    assertThat(vault.open(vault.seal(new byte[0], "bot 1"), "bot 1")).isEmpty();
  }

  @Test
  void seal_isAes256GcmWithTheNonceBeforeIt() throws Exception {
    byte[] sealed = vault.seal(SECRET, "bot 1");

    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, sealed, 0, 12));
    cipher.updateAAD("bot 1".getBytes(UTF_8));
    assertThat(cipher.doFinal(sealed, 12, sealed.length - 12)).isEqualTo(SECRET);
  }

  @Test
  void seal_sameSecret_neverLooksTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] sealed = vault.seal(SECRET, "bot 1");
      assertThat(new String(sealed, UTF_8)).doesNotContain("token");
      assertThat(seen.add(Arrays.toString(Arrays.copyOf(sealed, 12)))).isTrue();
    }
  }

  @Test
  void open_anotherKey_isRefused() {
    byte[] sealed = vault.seal(SECRET, "bot 1");

    assertThatThrownBy(() -> new Vault(key(2)).open(sealed, "bot 1"))
        .isInstanceOf(Vault.WrongKeyException.class);
  }

  @Test
  void open_anotherOwner_isRefused() {
    byte[] sealed = vault.seal(SECRET, "bot 1");

    assertThatThrownBy(() -> vault.open(sealed, "bot 2"))
        .isInstanceOf(Vault.WrongKeyException.class);
  }

  @Test
  void open_anyByteChanged_isRefused() {
    byte[] sealed = vault.seal(SECRET, "bot 1");

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(changed, "bot 1"))
          .as("byte %d", i)
          .isInstanceOf(Vault.WrongKeyException.class);
    }
  }

  @Test
  void open_anyLengthLess_isRefused() {
    byte[] sealed = vault.seal(SECRET, "bot 1");

    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> vault.open(cut, "bot 1"))
          .as("%d bytes", length)
          .isInstanceOf(Vault.WrongKeyException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 24, 31, 33})
  void key_anotherLength_isRefused(int length) {
    assertThatThrownBy(() -> new Vault(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
