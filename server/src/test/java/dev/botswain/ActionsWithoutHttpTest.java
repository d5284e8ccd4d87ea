package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.botswain.action.ActionBody;
import dev.botswain.action.ActionRequest;
import dev.botswain.action.ActionResult;
import dev.botswain.action.Actions;
import dev.botswain.action.Outcome;
import dev.botswain.audit.Actor;
import dev.botswain.error.ApiError;
import dev.botswain.secret.Secret;
import dev.botswain.session.Session;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.time.Deadline;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Actions can be requested without HTTP, as other APIs and jobs do.
class ActionsWithoutHttpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Botswain botswain;
  private static Session session;
  private static String general;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    var own = botswain.server().core().policy.enterOwn();
    var by = botswain.server().core().audit.by(Actor.stranger("127.0.0.1", "127.0.0.1", "login"));
    session = botswain.server().core().sessions.login(new Secret(TOKEN), null, own, by).session();
    general =
        session.defaultGuild().channels().all().stream()
            .filter(channel -> channel.name().equals("general"))
            .map(channel -> Long.toString(channel.id()))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  @Test
  void action_askedFor_isDone() throws Exception {
    ActionResult result =
        run("sendMessage", Map.of("channelId", general), "Without a socket", null);

    assertThat(result.queued()).isNotNull();
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.json().toJsonObject().getString("content"))
                    .isEqualTo("Without a socket"));
  }

  @Test
  void action_dryRun_isCheckedOnly() throws Exception {
    ActionResult result =
        run("sendMessage", Map.of("channelId", general, "dryRun", true), "Only checked", null);

    assertThat(result.queued()).isNull();
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            Outcome.Checked.class,
            checked -> assertThat(checked.feasibility().wouldSucceed()).isTrue());
  }

  @Test
  void action_askedForAgainWithItsKey_isDoneOnce() throws Exception {
    var key = new ActionRequest.Key("k", "send to general", "request-1");

    ActionResult first = run("sendMessage", Map.of("channelId", general), "Once", key);
    ActionResult second = run("sendMessage", Map.of("channelId", general), "Once", key);

    assertThat(first.replayed()).isFalse();
    assertThat(second.replayed()).isTrue();
    assertThat(second.outcome()).isEqualTo(first.outcome());
  }

  @Test
  void action_refusedByDiscord_saysSo() throws Exception {
    ActionResult result =
        run("getMessage", Map.of("channelId", general, "messageId", "1"), "", null);

    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().error()).isEqualTo(ApiError.UNKNOWN_MESSAGE));
  }

  @Test
  void action_thatThereIsNot_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("sendMesage", Map.of(), "", null))
        .withMessageContaining("sendMesage");
  }

  private static ActionResult run(
      String id, Map<String, Object> parameters, String content, ActionRequest.Key key)
      throws Exception {
    Actions actions = botswain.server().actions();
    var request =
        new ActionRequest(
            session,
            parameters,
            content.isEmpty()
                ? ActionBody.NONE
                : ActionBody.of(new JsonObject().put("content", content)),
            null,
            key,
            PATIENCE,
            Deadline.in(PATIENCE),
            session.actor("127.0.0.1", "request"));
    return actions.run(id, request);
  }
}
