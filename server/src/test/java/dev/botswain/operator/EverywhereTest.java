package dev.botswain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.limit.Quota;
import dev.botswain.time.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Three nodes, without a network between them.
class EverywhereTest {
  private final Map<UUID, TestNode> all = new HashMap<>();
  private final Set<UUID> silent = new HashSet<>();
  private final TestNode here = new TestNode();
  private final TestNode second = new TestNode();
  private final TestNode third = new TestNode();

  private final class TestNode implements ServerNodes {
    final UUID id = UUID.randomUUID();
    final List<Long> bots = new ArrayList<>();
    final Set<String> ended = new HashSet<>();
    final Everywhere everywhere = new Everywhere(this);
    final Map<String, Operation> operations;
    long used;

    TestNode() {
      operations =
          everywhere
              .over(() ->
                  Map.of(
                      "listBots", this::list,
                      "endAnySession", this::end,
                      "getTenantUsage", this::usage))
              .operations();
      all.put(id, this);
    }

    Answer list(Call call) {
      long after = Long.parseLong(String.valueOf(call.text("after")));
      return Pages.of(
          call,
          bots.stream().filter(bot -> bot > after).sorted().toList(),
          bot -> Long.toString(bot),
          bot -> Map.of("id", Long.toString(bot)));
    }

    Answer end(Call call) {
      String session = String.valueOf(call.text("fingerprint"));
      if (session.equals("busy") && used > 0) {
        throw ApiError.BUSY.because("the bot is busy");
      }
      if (!ended.remove(session)) {
        throw ApiError.UNKNOWN_SESSION_ID.refusal();
      }
      return Answer.empty(204);
    }

    Answer usage(Call call) {
      var quotas = new JsonObject();
      for (Quota quota : Quota.values()) {
        quotas.put(quota.field(), new JsonObject().put("used", used).put("quota", 9));
      }
      return Answer.json(quotas.toBuffer());
    }

    @Override
    public List<Known> known() {
      return all.keySet().stream()
          .map(one -> new Known(one, "http://" + one, "up", one.equals(id), 0))
          .toList();
    }

    @Override
    public boolean isLeased() {
      return true;
    }

    @Override
    public void drain() {}

    @Override
    public void undrain() {}

    @Override
    public Future<Void> move(long bot, UUID to) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Buffer> ask(UUID node, Buffer question, Duration atMost) {
      return silent.contains(node)
          ? Future.failedFuture(new IllegalStateException("no answer"))
          : all.get(node).everywhere.answer(question);
    }

    Answer call(String operation, Map<String, Object> parameters) throws Exception {
      return operations
          .get(operation)
          .answer(
              new RemoteCall(
                  operation,
                  parameters,
                  new RemoteCall.Caught("127.0.0.1", "test"),
                  new JsonObject(),
                  Deadline.in(Duration.ofSeconds(5))));
    }
  }

  private static List<Long> ids(Answer answer) {
    return new JsonArray(answer.body())
        .stream().map(bot -> Long.parseLong(((JsonObject) bot).getString("id"))).toList();
  }

  private List<Long> pages(int limit) throws Exception {
    var found = new ArrayList<Long>();
    while (true) {
      String after = found.isEmpty() ? "0" : Long.toString(found.getLast());
      Answer page = here.call("listBots", Map.of("limit", limit, "after", after));
      assertThat(ids(page)).hasSizeLessThanOrEqualTo(limit);
      found.addAll(ids(page));
      if (!page.headers().contains("Link")) {
        return found;
      }
    }
  }

  @Test
  void list_ofSeveralNodes_isOneListInPages() throws Exception {
    List<TestNode> nodes = List.of(third, here, second);
    for (long bot = 1; bot <= 100; bot++) {
      nodes.get((int) (bot * 7 / 5 % 3)).bots.add(bot);
    }
    second.bots.add(3L); // On its way.

    List<Long> expected = LongStream.rangeClosed(1, 100).boxed().toList();
    assertThat(pages(7)).isEqualTo(expected);
    assertThat(pages(100)).isEqualTo(expected);
    assertThat(pages(1)).isEqualTo(expected);
  }

  @Test
  void list_withANodeThatIsSilent_hasTheOthersAndNamesIt() throws Exception {
    here.bots.add(1L);
    second.bots.add(2L);
    third.bots.add(3L);
    silent.add(second.id);

    Answer answer = here.call("listBots", Map.of("limit", 10, "after", "0"));
    assertThat(ids(answer)).containsExactly(1L, 3L);
    assertThat(answer.headers()).containsExactly(Everywhere.MISSING, second.id.toString());
  }

  @Test
  void usage_ofSeveralNodes_isAddedUp_exceptWhatIsInTheStore() throws Exception {
    here.used = 1;
    second.used = 2;
    third.used = 4;

    var usage = new JsonObject(here.call("getTenantUsage", Map.of("name", "a")).body());
    assertThat(usage.getJsonObject("sessions").getLong("used")).isEqualTo(7);
    assertThat(usage.getJsonObject("bytes").getLong("used")).isEqualTo(4);
    assertThat(usage.getJsonObject("bots").getLong("quota")).isEqualTo(9);
  }

  @Test
  void action_onWhatAnotherNodeHas_isDoneThere() throws Exception {
    third.ended.add("a1");

    assertThat(here.call("endAnySession", Map.of("fingerprint", "a1")).status()).isEqualTo(204);
    assertThat(third.ended).isEmpty();
    assertRefused("a1", ApiError.UNKNOWN_SESSION_ID);
  }

  @Test
  void action_thatAnotherNodeRefuses_isRefused() {
    third.used = 1;

    assertRefused("busy", ApiError.BUSY);
  }

  /// It may be the one that has it.
  @Test
  void action_onWhatNobodyWhoAnswersHas_saysThatANodeIsSilent() {
    silent.add(third.id);

    assertRefused("a1", ApiError.NODE_LOST);
  }

  private void assertRefused(String session, ApiError error) {
    assertThatThrownBy(() -> here.call("endAnySession", Map.of("fingerprint", session)))
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  @Test
  void question_aboutWhatNodesMayNotAsk_isRefused() {
    for (String operation : List.of("rotateOperatorKey", "getSupportBundle", "")) {
      var question =
          new JsonObject()
              .put("operation", operation)
              .put("parameters", new JsonObject())
              .put("address", "a")
              .put("requestId", "r");
      var answer = new JsonObject(here.everywhere.answer(question.toBuffer()).result());
      assertThat(answer.getInteger("status")).isEqualTo(404);
    }
  }
}
