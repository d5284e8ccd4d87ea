package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.secret.Secret;
import dev.botswain.time.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The operator's own key.
final class OperatorKeyResource implements Resource {
  private final OperatorKey key;
  private final OperatorAudit audit;
  private final InstantSource clock;

  OperatorKeyResource(OperatorKey key, OperatorAudit audit, InstantSource clock) {
    this.key = key;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("rotateOperatorKey", this::rotate);
  }

  private Answer rotate(Call call) throws TimeoutException {
    if (key.isConfigured()) {
      throw ApiError.KEY_IS_CONFIGURED.refusal();
    }
    var overlap = Duration.ofSeconds(call.bodyOrEmpty().getInteger("overlapSeconds", 0));
    Secret now = audit.run(call, "rotateOperatorKey", 0, Target.NONE, () -> key.rotate(overlap));
    String until = overlap.isZero() ? null : Timestamp.of(clock.instant().plus(overlap));
    return Answer.json(new View(now.value(), until)).status(201);
  }

  /// @param previousUntil how long the previous key works; null if it does not any more
  private record View(String key, @Nullable String previousUntil) {}
}
