package dev.botswain.operator;

import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.audit.Target;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Call;
import dev.botswain.secret.Secret;
import dev.botswain.store.SecretKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The operator's logins in the console. A browser never keeps the operator's key: it gets a token
/// in its place, which says until when it is good, and carries a code (HMAC-SHA-256, [RFC
/// 2104](https://www.rfc-editor.org/rfc/rfc2104)) over that and over the hash of the operator's
/// key. The code's key is derived from the key that encrypts secrets: who has only the stored data
/// can make no token, and a new operator's key ends all tokens of the old one.
///
/// Nothing is stored of a token. That a token was logged out is known until the server stops.
/// Thread-safe.
public final class OperatorLogins {
  /// How long a login lasts.
  static final Duration LASTS = Duration.ofHours(12);

  /// After so many logouts within the time of a login, all logins of that time end.
  private static final int MOST_ENDED = 1_000;

  private static final String PREFIX = "bwc_";
  private static final String PURPOSE = "the operator's logins in the console";
  private static final int ID_BYTES = 16;
  private static final int HEAD_BYTES = ID_BYTES + Long.BYTES;
  private static final int CODE_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OperatorKey key;
  private final SecretKeys keys;
  private final InstantSource clock;
  private final Audit audit;
  private final EndedLogins ended = new EndedLogins(MOST_ENDED);

  public OperatorLogins(OperatorKey key, SecretKeys keys, InstantSource clock, Audit audit) {
    this.key = key;
    this.keys = keys;
    this.clock = clock;
    this.audit = audit;
  }

  /// A login, which is over at a time.
  public record Login(Secret token, Instant until) {}

  /// Logs the operator in, and records it. Waits for the store.
  ///
  /// @throws RequestRefusedException with [ApiError#UNKNOWN_OPERATOR_KEY]
  public Login login(Call call, String operatorKey) throws TimeoutException {
    Optional<byte[]> hash = key.hashOf(operatorKey);
    if (hash.isEmpty()) {
      OperatorAdmission.wrongKey(audit, call, "loginOperator");
      throw ApiError.UNKNOWN_OPERATOR_KEY.refusal();
    }
    record(call, "loginOperator");
    Instant until = clock.instant().plus(LASTS);
    var head = new byte[HEAD_BYTES];
    RANDOM.nextBytes(head);
    ByteBuffer.wrap(head).putLong(ID_BYTES, until.toEpochMilli());
    byte[] code = code(keys.derived(PURPOSE).getFirst(), hash.get(), head);
    byte[] whole = ByteBuffer.allocate(HEAD_BYTES + CODE_BYTES).put(head).put(code).array();
    return new Login(
        new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole)), until);
  }

  /// Ends a login, and records it. Waits for the store.
  public void logout(Call call, String token) throws TimeoutException {
    Optional<Token> read = read(token);
    if (read.isPresent() && isLive(read.get())) {
      record(call, "logoutOperator");
      ended.add(read.get().id(), read.get().until(), clock.instant());
    }
  }

  private void record(Call call, String action) throws TimeoutException {
    var entry =
        audit.by(Actor.operator(call.address(), call.requestId())).begin(action, 0, Target.NONE);
    call.await(entry.begin());
    entry.done(null);
  }

  /// Whether a text is the token of a login that is not over.
  public boolean isLive(String token) {
    return read(token).filter(this::isLive).isPresent();
  }

  /// What a token says.
  ///
  /// @param head what its code is made over
  private record Token(String id, Instant until, byte[] head, byte[] code) {}

  private static Optional<Token> read(String text) {
    try {
      byte[] whole =
          text.startsWith(PREFIX)
              ? Base64.getUrlDecoder().decode(text.substring(PREFIX.length()))
              : new byte[0];
      if (whole.length != HEAD_BYTES + CODE_BYTES) {
        return Optional.empty();
      }
      var bytes = ByteBuffer.wrap(whole);
      var head = new byte[HEAD_BYTES];
      var code = new byte[CODE_BYTES];
      bytes.get(head).get(code);
      return Optional.of(
          new Token(
              Base64.getEncoder().encodeToString(head),
              Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong(ID_BYTES)),
              head,
              code));
    } catch (IllegalArgumentException noToken) {
      return Optional.empty();
    }
  }

  private boolean isLive(Token token) {
    return isMade(token)
        && clock.instant().isBefore(token.until())
        && !ended.contains(token.id(), token.until());
  }

  private boolean isMade(Token token) {
    boolean made = false;
    for (byte[] derived : keys.derived(PURPOSE)) {
      for (byte[] hash : key.hashes()) {
        made |= MessageDigest.isEqual(code(derived, hash, token.head()), token.code());
      }
    }
    return made;
  }

  private static byte[] code(byte[] derived, byte[] keyHash, byte[] head) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(derived, "HmacSHA256"));
      mac.update(keyHash);
      return mac.doFinal(head);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
