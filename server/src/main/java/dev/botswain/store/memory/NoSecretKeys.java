package dev.botswain.store.memory;

import dev.botswain.store.SecretKeys;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Memory is not encrypted. What is derived is good for as long as this process.
final class NoSecretKeys implements SecretKeys {
  private final byte[] root = new byte[32];

  NoSecretKeys() {
    new SecureRandom().nextBytes(root);
  }

  @Override
  public Optional<State> state() {
    return Optional.empty();
  }

  @Override
  public List<byte[]> derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(root, "HmacSHA256"));
      return List.of(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public Future<Rotation> rotate() {
    return Future.succeededFuture(
        new Rotation.Refused("nothing is stored, so no key is needed (BOTSWAIN_DATA=memory)"));
  }
}
