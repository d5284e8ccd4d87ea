package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.secret.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tokens and webhooks that Discord refuses, and the guard against too many refusals.
class RestCredentialsTest extends RestQueueFixture {
  @Test
  void send_unauthorizedButTokenProves_isAnAnswer() {
    var calls = posts(MESSAGES, 2);
    discord.next().reply(401);
    var check = discord.next();
    assertThat(check.line()).isEqualTo("GET /api/v10/users/@me");
    check.reply(200);

    assertThat(calls.getFirst().await().status()).isEqualTo(401);
    discord.next().reply(401);
    assertThat(calls.getLast().await().status()).isEqualTo(401);
    assertThat(discord.all()).hasSize(3);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_unauthorizedAndCheckFails_tokenIsBelieved() {
    var call = get("/oauth2/@me");
    discord.next().reply(401);
    discord.next().breakOff();

    assertThat(call.await().status()).isEqualTo(401);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_tokenDead_everythingIsRefusedWithoutAsking() {
    discord.script(arrival -> arrival.reply(401));
    var calls = posts(MESSAGES, 3);

    calls.forEach(call -> failure(TokenRejectedException.class, call));
    failure(TokenRejectedException.class, get("/users/2"));

    assertThat(discord.lines())
        .containsExactly("POST /api/v10/channels/1/messages", "GET /api/v10/users/@me");
    assertThat(rejections).hasValue(1);
  }

  @Test
  void send_whoAmIUnauthorized_isProofEnough() {
    discord.script(arrival -> arrival.reply(401));

    failure(TokenRejectedException.class, get("/users/@me"));

    assertThat(discord.all()).hasSize(1);
    assertThat(rejections).hasValue(1);
  }

  @Test
  void send_routesWithATokenOfTheirOwn_sayNothingOfTheBots() {
    discord.script(arrival -> arrival.reply(401));

    assertThat(post("/interactions/5/tok/callback").await().status()).isEqualTo(401);
    assertThat(post("/webhooks/5/tok").await().status()).isEqualTo(401);

    assertThat(discord.all()).allMatch(it -> !it.headers().contains("Authorization"));
    assertThat(discord.all()).hasSize(2);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_webhookGone_isNotAskedAgain() {
    discord.script(arrival ->
        arrival.reply(404, Map.of(), "{\"message\":\"Unknown Webhook\",\"code\":10015}"));

    assertThat(post("/webhooks/5/tok").await().status()).isEqualTo(404);
    var again = post("/webhooks/5/tok").await();

    assertThat(again.status()).isEqualTo(404);
    assertThat(again.body().toString()).contains("10015");
    assertThat(discord.all()).hasSize(1);
    post("/webhooks/5/other").await();
    assertThat(discord.all()).hasSize(2);
  }

  @Test
  void send_tokenOfAWebhookThatIsNotGood_isNotAskedAgain() {
    discord.script(arrival ->
        arrival.reply(401, Map.of(), "{\"message\":\"Invalid Webhook Token\",\"code\":50027}"));

    assertThat(post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await().status()).isEqualTo(401);
    var again = post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await();

    assertThat(again.status()).isEqualTo(401);
    assertThat(again.body().toString()).contains("50027");
    assertThat(discord.all()).hasSize(1);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_webhookFoundGoneWhileOthersWait_theyAreNotSent() {
    var calls = posts("/webhooks/5/tok", 3);
    discord.next().reply(404, Map.of(), "{\"message\":\"Unknown Webhook\",\"code\":10015}");

    calls.forEach(call -> assertThat(call.await().status()).isEqualTo(404));
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_messageOfWebhookGone_webhookGoesOn() {
    discord.script(arrival ->
        arrival.reply(404, Map.of(), "{\"message\":\"Unknown Message\",\"code\":10008}"));

    get("/webhooks/5/tok/messages/6").await();
    get("/webhooks/5/tok/messages/6").await();

    assertThat(discord.all()).hasSize(2);
  }

  @Test
  void send_followupBeforeTheInteractionIsAnswered_mayBeTriedAgain() {
    discord.script(arrival ->
        arrival.reply(404, Map.of(), "{\"message\":\"Unknown Webhook\",\"code\":10015}"));

    post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await();
    post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await();

    assertThat(discord.all()).hasSize(2);
  }

  @Test
  void send_tooManyForbidden_thisBotIsRefusedOthersAreNot() {
    open(options(50, 20, Duration.ofSeconds(30)));
    discord.script(arrival -> arrival.reply(403));
    for (int i = 0; i < 5; i++) {
      assertThat(get("/users/2").await().status()).isEqualTo(403);
    }

    var failure = failure(InvalidRequestGuardException.class, get("/users/2"));

    assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    try (var other = rest.open(new Secret("other-token"))) {
      assertThat(other.send(RestRequest.get("/users/2")).await().status()).isEqualTo(403);
    }
  }

  @Test
  void send_tooManyForbiddenWhileOthersWait_theyAreNotSent() {
    open(options(50, 20, Duration.ofSeconds(30)));
    discord.script(arrival -> arrival.reply(403, limits("b", 1, 0, 0.05, arrival.at() / 1e9), ""));

    var calls = posts(MESSAGES, 20);

    failure(InvalidRequestGuardException.class, calls.getLast());
    assertThat(discord.all()).hasSize(5);
  }
}
