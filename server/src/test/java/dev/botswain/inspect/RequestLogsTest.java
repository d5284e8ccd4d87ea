package dev.botswain.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.rest.FinishedCall;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.Route;
import dev.botswain.limit.Owner;
import dev.botswain.share.Shares;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RequestLogsTest {
  private static final Owner ANNE = () -> "anne";
  private static final Owner BART = () -> "bart";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /// Room for some 200 calls, and for 150 of one owner.
  private final Shares<String> shares = new Shares<>(200 * 400, 150 * 400);

  private final RequestLogs logs = new RequestLogs(shares);

  private RequestLog open(Owner owner) {
    RequestLog log = logs.open();
    log.belongsTo(owner);
    return log;
  }

  private static FinishedCall call(String path, boolean ownToken) {
    return new FinishedCall(
        RestRequest.get(path),
        new Route("GET /x", "", ownToken),
        NOON,
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        1,
        0,
        null);
  }

  private static void answer(RequestLog log, int calls) {
    for (int i = 0; i < calls; i++) {
      log.answered(call("/channels/1/messages", false), 200, 0);
    }
  }

  private static List<KeptCall> all(RequestLog log) {
    return log.before(Long.MAX_VALUE, _ -> true, Integer.MAX_VALUE);
  }

  @Test
  void calls_ofOneOwner_stayWithinItsShareAndTheNewestStay() {
    RequestLog anne = open(ANNE);
    answer(anne, 400);
    anne.answered(call("/users/@me", false), 404, 10013);

    assertThat(shares.taken("anne")).isPositive().isLessThanOrEqualTo(shares.share());
    assertThat(all(anne).getFirst().path()).isEqualTo("/users/@me");
    assertThat(anne.bytes()).isEqualTo(shares.taken("anne"));
  }

  @Test
  void calls_pastAShare_takeNothingFromAnotherOwner() {
    RequestLog bart = open(BART);
    answer(bart, 10);
    answer(open(ANNE), 100);
    RequestLog second = open(ANNE);
    answer(second, 100);

    assertThat(all(bart)).hasSize(10);
    assertThat(all(second)).hasSize(100);
  }

  @Test
  void calls_pastTheTotal_areForgottenOfTheBotWithMost() {
    RequestLog anne = open(ANNE);
    answer(anne, 150);
    int before = all(anne).size();
    RequestLog bart = open(BART);
    answer(bart, 100);

    assertThat(all(bart)).hasSize(100);
    assertThat(all(anne)).hasSizeLessThan(before);
    assertThat(shares.taken()).isLessThanOrEqualTo(shares.total());
  }

  @Test
  void calls_ofABot_areAtMost500() {
    var wide = new Shares<String>(1 << 20, 1 << 20);
    RequestLog log = new RequestLogs(wide).open();
    log.belongsTo(ANNE);
    answer(log, RequestLog.MOST + 7);

    assertThat(all(log)).hasSize(RequestLog.MOST);
    assertThat(wide.taken()).isEqualTo(log.bytes());
  }

  @Test
  void log_closed_givesEverythingBackAndKeepsNothing() {
    RequestLog log = open(ANNE);
    answer(log, 20);
    log.close();
    answer(log, 20);

    assertThat(all(log)).isEmpty();
    assertThat(shares.taken()).isZero();
  }

  @Test
  void log_ofNobody_keepsNothing() {
    RequestLog log = logs.open();
    answer(log, 3);

    assertThat(all(log)).isEmpty();
  }

  @Test
  void calls_ofOneMillisecond_haveIdsThatGrow() {
    RequestLog log = open(ANNE);
    answer(log, 50);

    assertThat(all(log)).extracting(KeptCall::id).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(all(log).getLast().id()).isEqualTo(RequestLog.idAt(NOON));
  }

  @Test
  void token_inThePath_isMaskedHoweverShort() {
    RequestLog log = open(ANNE);
    log.failed(call("/webhooks/1/short/messages/2", true), new CancellationException());

    KeptCall kept = all(log).getFirst();
    assertThat(kept.path()).isEqualTo("/webhooks/1/[REDACTED]/messages/2");
    assertThat(kept.failure()).isEqualTo(Failure.ABANDONED);
    assertThat(kept.face()).isEqualTo(Face.SERVER);
  }
}
