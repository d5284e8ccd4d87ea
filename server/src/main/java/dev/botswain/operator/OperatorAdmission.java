package dev.botswain.operator;

import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Admission;
import dev.botswain.http.Call;
import dev.botswain.http.Caller;
import dev.botswain.http.ClientAddress;
import dev.botswain.http.Contract;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Admits the operator, who may do everything in this scheme.
final class OperatorAdmission implements Admission {
  private static final Caller OPERATOR = new OperatorCaller();

  private final OperatorKey key;
  private final Audit audit;

  OperatorAdmission(OperatorKey key, Audit audit) {
    this.key = key;
    this.audit = audit;
  }

  @Override
  public Caller find(@Nullable String secret) {
    if (secret == null) {
      throw ApiError.MISSING_OPERATOR_KEY.refusal();
    }
    if (!key.matches(secret)) {
      throw ApiError.UNKNOWN_OPERATOR_KEY.refusal();
    }
    return OPERATOR;
  }

  /// A wrong key is recorded, as a refused login is.
  @Override
  public void unknown(Call call, Contract.Described operation, RequestRefusedException refusal) {
    if (refusal.error() == ApiError.UNKNOWN_OPERATOR_KEY) {
      String network = ClientAddress.network(call.address());
      audit
          .by(Actor.stranger(network, call.address(), call.requestId()))
          .strangerRefused(operation.id(), 0, network, refusal.error().code());
    }
  }

  @Override
  public void check(Caller caller, Contract.Described operation, Map<String, Object> parameters) {}

  @Override
  public void check(Caller caller, JsonObject body) {}
}
