package dev.botswain.http;

import dev.botswain.error.ApiError;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// One ordinary server with a few operations.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiFixture {
  final AtomicReference<Call> seen = new AtomicReference<>();
  final Answer kept = Answer.json(Map.of("kept", true)).tagged();
  TestServer server;

  @BeforeAll
  void start() {
    server =
        new TestServer()
            .with("listChannels", Operation.fromMemory(_ -> kept))
            .with("listMessages", this::remember)
            .with("login", this::remember)
            .with(
                "getSession",
                Operation.fromMemory(_ -> {
                  throw new IllegalStateException("secret detail");
                }))
            .with(
                "listMembers",
                _ -> {
                  throw new IllegalStateException("secret detail");
                })
            .with(
                "listGuilds",
                _ -> {
                  throw ApiError.MISSING_PERMISSION
                      .because("the bot lacks the permission VIEW_CHANNEL here")
                      .with("permission", "VIEW_CHANNEL")
                      .with("ids", List.of("1", "2"));
                })
            .with(
                "logout",
                call -> {
                  var promise = Promise.<String>promise();
                  server.vertx().runOnContext(_ -> promise.complete("out"));
                  return Answer.json(Map.of("message", call.await(promise.future())));
                })
            .start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  Answer remember(Call call) {
    seen.set(call);
    return Answer.json(Map.of("ok", true));
  }
}
