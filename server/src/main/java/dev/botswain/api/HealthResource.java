package dev.botswain.api;

import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Supplier;

/// `/health/live` and `/health/ready`, for orchestrators and load balancers, which are open and say
/// no more than they must; and the details for the operator.
final class HealthResource implements Resource {
  private static final Answer UP = Answer.json(Map.of("status", "up"));
  private static final Answer DOWN = Answer.json(Map.of("status", "down")).status(503);

  private final Supplier<Health> readiness;

  HealthResource(Supplier<Health> readiness) {
    this.readiness = readiness;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "live",
        Operation.fromMemory(_ -> UP),
        "ready",
        Operation.fromMemory(_ -> readiness.get().up() ? UP : DOWN),
        "getHealth",
        Operation.fromMemory(_ -> details()));
  }

  private Answer details() {
    var health = readiness.get();
    var checks = new JsonArray();
    for (var check : health.checks()) {
      checks.add(
          new JsonObject()
              .put("name", check.name())
              .put("status", word(check.up()))
              .put("detail", check.detail()));
    }
    var body = new JsonObject().put("status", word(health.up())).put("checks", checks);
    return Answer.json(body.toBuffer());
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
