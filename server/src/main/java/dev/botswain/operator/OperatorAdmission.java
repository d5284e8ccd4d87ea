package dev.botswain.operator;

import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Admission;
import dev.botswain.http.Call;
import dev.botswain.http.Caller;
import dev.botswain.http.ClientAddress;
import dev.botswain.http.ConsoleCookies;
import dev.botswain.http.Contract;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Admits the operator, who may do everything in this scheme.
final class OperatorAdmission implements Admission {
  private static final Caller OPERATOR = new OperatorCaller();

  private final OperatorKey key;
  private final OperatorLogins logins;
  private final Audit audit;

  OperatorAdmission(OperatorKey key, OperatorLogins logins, Audit audit) {
    this.key = key;
    this.logins = logins;
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

  @Override
  public Caller findOfPage(String holder, @Nullable String secret) {
    if (!holder.equals(ConsoleCookies.OPERATOR)) {
      throw ApiError.MISSING_OPERATOR_KEY.because("only the operator may do this, and no bot");
    }
    if (secret == null || !logins.isLive(secret)) {
      throw ApiError.MISSING_OPERATOR_KEY.because(
          "this browser is not logged in as the operator, or no longer; log in");
    }
    return OPERATOR;
  }

  /// A wrong key is recorded, as a refused login is.
  @Override
  public void unknown(Call call, Contract.Described operation, RequestRefusedException refusal) {
    if (refusal.error() == ApiError.UNKNOWN_OPERATOR_KEY) {
      wrongKey(audit, call, operation.id());
    }
  }

  /// Records that somebody has sent a wrong key.
  static void wrongKey(Audit audit, Call call, String action) {
    String network = ClientAddress.network(call.address());
    audit
        .by(Actor.stranger(network, call.address(), call.requestId()))
        .strangerRefused(action, 0, network, ApiError.UNKNOWN_OPERATOR_KEY.code());
  }

  @Override
  public void check(Caller caller, Contract.Described operation, Map<String, Object> parameters) {}

  @Override
  public void check(Caller caller, JsonObject body) {}
}
