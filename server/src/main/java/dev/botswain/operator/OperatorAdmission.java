package dev.botswain.operator;

import dev.botswain.error.ApiError;
import dev.botswain.http.Admission;
import dev.botswain.http.Caller;
import dev.botswain.http.Contract;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Admits the operator, who may do everything in this scheme.
final class OperatorAdmission implements Admission {
  private static final Caller OPERATOR = new OperatorCaller();

  private final OperatorKey key;

  OperatorAdmission(OperatorKey key) {
    this.key = key;
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

  @Override
  public void check(Caller caller, Contract.Described operation, Map<String, Object> parameters) {}

  @Override
  public void check(Caller caller, JsonObject body) {}
}
