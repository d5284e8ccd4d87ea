package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.store.SecretKeys;
import dev.botswain.store.SecretKeys.Rotation;
import dev.botswain.store.SecretKeys.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The key that encrypts stored secrets.
final class SecretKeyResource implements Resource {
  private final SecretKeys keys;
  private final OperatorAudit audit;

  SecretKeyResource(SecretKeys keys, OperatorAudit audit) {
    this.keys = keys;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "getSecretKey",
        Operation.fromMemory(_ -> Answer.json(View.of(keys.state()))),
        "rotateSecretKey",
        this::rotate);
  }

  private Answer rotate(Call call) throws TimeoutException {
    return audit.run(
        call,
        "rotateSecretKey",
        0,
        Target.NONE,
        () ->
            switch (call.await(keys.rotate())) {
              case Rotation.Begun(State state) ->
                  Answer.json(View.of(Optional.of(state))).status(202);
              case Rotation.Refused(String reason) ->
                  throw ApiError.SECRET_KEY_NOT_ROTATED.because(reason);
            });
  }

  private record View(
      @Nullable String keyId,
      @Nullable String source,
      boolean rotating,
      List<String> olderKeyIds,
      List<String> unneededKeyIds,
      long resealed,
      @Nullable String problem) {
    static View of(Optional<State> state) {
      return state
          .map(now ->
              new View(
                  now.current(),
                  now.source(),
                  !now.older().isEmpty(),
                  now.older(),
                  now.unneeded(),
                  now.resealed(),
                  now.problem().orElse(null)))
          .orElseGet(() -> new View(null, null, false, List.of(), List.of(), 0, null));
    }
  }
}
