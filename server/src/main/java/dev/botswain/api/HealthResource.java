package dev.botswain.api;

import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Supplier;

/// `/health/live` and `/health/ready`, for orchestrators and load balancers.
final class HealthResource implements Resource {
  private static final Answer ALIVE = Answer.json(new JsonObject().put("status", "up").toBuffer());

  private final Supplier<Health> readiness;

  HealthResource(Supplier<Health> readiness) {
    this.readiness = readiness;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "live", Operation.fromMemory(_ -> ALIVE), "ready", Operation.fromMemory(_ -> ready()));
  }

  private Answer ready() {
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
    return Answer.json(body.toBuffer()).status(health.up() ? 200 : 503);
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
