package dev.botswain.store.sealing;

import static dev.botswain.store.sealing.SealedColumn.TOKEN;
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

  private final Vault vault = vault(1);

  private static byte[] key(int fill) {
    byte[] key = new byte[SealingKey.BYTES];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private static Vault vault(int... fills) {
    return new Vault(
        new Keyset(Arrays.stream(fills).mapToObj(fill -> new SealingKey(key(fill))).toList()));
  }

  private static byte[] seal(Vault vault) {
    return vault.seal(TOKEN, 1, SECRET);
  }

  @Test
  void open_sameKeyAndOwner_givesTheSecret() {
    assertThat(vault(1).open(TOKEN, 1, seal(vault))).isEqualTo(SECRET);
  }

  @Test
  void open_severalKeys_needsOnlyTheOneThatSealed() {
    byte[] sealed = seal(vault(2));

    assertThat(vault(1, 2, 3).open(TOKEN, 1, sealed)).isEqualTo(SECRET);
    assertThat(vault(1, 2).keys().isSealedWithFirst(sealed)).isFalse();
    assertThat(vault(2, 1).keys().isSealedWithFirst(sealed)).isTrue();
    assertThatThrownBy(() -> vault(1, 3).open(TOKEN, 1, sealed))
        .isInstanceOf(Vault.WrongKeyException.class);
  }

  @Test
  void open_ofAnEarlierVersionWithoutTheIdOfItsKey_givesTheSecret() {
    byte[] sealed = new SealingKey(key(2)).seal(SECRET, "token of 1");

    assertThat(vault(1, 2).open(TOKEN, 1, sealed)).isEqualTo(SECRET);
    assertThat(vault(2).keys().isSealedWithFirst(sealed)).isFalse();
  }

  @Test
  void open_nothingSealed_givesNothing() {
    assertThat(vault.open(TOKEN, 1, vault.seal(TOKEN, 1, new byte[0]))).isEmpty();
  }

  @Test
  void seal_isAes256GcmAfterTheIdOfItsKeyAndTheNonce() throws Exception {
    byte[] sealed = seal(vault);

    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key(1), "AES"),
        new GCMParameterSpec(128, sealed, 5, 12));
    cipher.updateAAD("token of 1".getBytes(UTF_8));
    assertThat(cipher.doFinal(sealed, 17, sealed.length - 17)).isEqualTo(SECRET);
  }

  @Test
  void seal_sameSecret_neverLooksTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] sealed = seal(vault);
      assertThat(new String(sealed, UTF_8)).doesNotContain("token");
      assertThat(seen.add(Arrays.toString(Arrays.copyOf(sealed, 17)))).isTrue();
    }
  }

  @Test
  void open_anotherKey_isRefused() {
    byte[] sealed = seal(vault);

    assertThatThrownBy(() -> vault(2).open(TOKEN, 1, sealed))
        .isInstanceOf(Vault.WrongKeyException.class);
  }

  @Test
  void open_anotherOwner_isRefused() {
    byte[] sealed = seal(vault);

    assertThatThrownBy(() -> vault.open(TOKEN, 2, sealed))
        .isInstanceOf(Vault.WrongKeyException.class);
  }

  @Test
  void open_anyByteChanged_isRefused() {
    byte[] sealed = seal(vault);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(TOKEN, 1, changed))
          .as("byte %d", i)
          .isInstanceOf(Vault.WrongKeyException.class);
    }
  }

  @Test
  void open_anyLengthLess_isRefused() {
    byte[] sealed = seal(vault);

    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> vault.open(TOKEN, 1, cut))
          .as("%d bytes", length)
          .isInstanceOf(Vault.WrongKeyException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 24, 31, 33})
  void key_anotherLength_isRefused(int length) {
    assertThatThrownBy(() -> new SealingKey(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
