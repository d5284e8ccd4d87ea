package dev.botswain.operator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botswain.audit.Target;
import dev.botswain.bot.Bot;
import dev.botswain.bot.BotCondition;
import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.operator.OperatedBots.Use;
import dev.botswain.time.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Bots: all that are logged in, whoever logged them in.
final class BotsResource implements Resource {
  private final OperatedBots operated;
  private final OperatorAudit audit;
  private final InstantSource clock;

  BotsResource(OperatedBots operated, OperatorAudit audit, InstantSource clock) {
    this.operated = operated;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listBots", this::list,
        "showBot", this::show,
        "drainBot", this::drain,
        "resumeBot", this::resume,
        "disconnectBot", this::disconnect);
  }

  private Answer list(Call call) throws TimeoutException {
    String after = call.text("after");
    long from = after == null ? 0 : Snowflake.of(after);
    List<Bot> rest =
        operated.bots().all().stream()
            .filter(bot -> bot.id() > from && isWanted(call, bot))
            .sorted(Comparator.comparingLong(Bot::id))
            .toList();
    Map<Long, Use> uses = call.await(operated.uses(Pages.next(call, rest)));
    return Pages.of(call, rest, bot -> Long.toString(bot.id()), bot -> summary(bot, uses));
  }

  /// Some bots, whatever the call asks for.
  Answer some(Call call, List<Bot> some) throws TimeoutException {
    Map<Long, Use> uses = call.await(operated.uses(some));
    return Answer.json(some.stream().map(bot -> summary(bot, uses)).toList());
  }

  private static boolean isWanted(Call call, Bot bot) {
    String state = call.text("state");
    String tenant = call.text("tenant");
    String text = call.text("text");
    return (state == null || state.equals(BotCondition.of(bot)))
        && (tenant == null || tenant.equals(OperatedBots.tenant(bot)))
        && (text == null
            || Long.toString(bot.id()).contains(text)
            || bot.user()
                .username()
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT)));
  }

  private Bot bot(Call call) {
    return operated.bot(Snowflake.of(String.valueOf(call.text("botId"))));
  }

  private Answer show(Call call) throws TimeoutException {
    return shown(call, bot(call));
  }

  private Answer shown(Call call, Bot bot) throws TimeoutException {
    Map<Long, Use> uses = call.await(operated.uses(List.of(bot)));
    return Answer.json(new Details(summary(bot, uses), bot));
  }

  private Answer drain(Call call) throws TimeoutException {
    Bot bot = bot(call);
    audit.run(call, "drainBot", bot.id(), target(bot), () -> call.await(bot.maintenance().drain()));
    return shown(call, bot);
  }

  private Answer resume(Call call) throws TimeoutException {
    Bot bot = bot(call);
    audit.run(
        call, "resumeBot", bot.id(), target(bot), () -> call.await(bot.maintenance().resume()));
    return shown(call, bot);
  }

  private Answer disconnect(Call call) {
    Bot bot = bot(call);
    int ended = operated.sessions().of(bot).size();
    operated
        .sessions()
        .endAll(
            bot,
            "session ended by the operator",
            audit.recorder(call).done("disconnectBot", bot.id(), target(bot)));
    operated.bots().end(bot);
    return Answer.json(new Disconnected(Long.toString(bot.id()), ended));
  }

  private static Target target(Bot bot) {
    return Target.of("botId", Long.toString(bot.id()));
  }

  private Summary summary(Bot bot, Map<Long, Use> uses) {
    Use use = uses.getOrDefault(bot.id(), OperatedBots.NOTHING);
    var shards = new TreeMap<String, Integer>();
    bot.shards().forEach(shard -> shards.merge(shard.state().label(), 1, Integer::sum));
    GatewayInfo info = bot.insight().gateway();
    return new Summary(
        Long.toString(bot.id()),
        bot.user().username(),
        BotCondition.of(bot),
        OperatedBots.tenant(bot),
        use.sessions(),
        use.webhooks(),
        use.readers(),
        bot.guilds().size(),
        shards,
        info.isAssumed() ? null : info.identifiesLeft(),
        LagView.of(use.lag(), clock.millis()),
        text(BotCondition.lastEventAt(bot)),
        new LogView(use.log().events(), use.log().bytes()));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.of(instant);
  }

  private record LogView(long events, long bytes) {}

  private record Disconnected(String id, int sessions) {}

  /// @param shards how many are in which state
  /// @param identifiesLeft null if it is not known
  record Summary(
      String id,
      String username,
      String state,
      String tenant,
      int sessions,
      int webhooks,
      int readers,
      int guilds,
      Map<String, Integer> shards,
      @Nullable Integer identifiesLeft,
      LagView lag,
      @Nullable String lastEventAt,
      LogView log) {}

  /// A summary, and each connection.
  private record Details(
      @JsonUnwrapped Summary summary, @Nullable String trouble, List<Connection> connections) {
    Details(Summary summary, Bot bot) {
      this(
          summary,
          bot.insight().trouble(),
          bot.shards().stream()
              .sorted(Comparator.comparingInt(shard -> shard.id().id()))
              .map(Connection::of)
              .toList());
    }
  }

  private record Connection(
      int shard,
      String state,
      @Nullable Double latencyMs,
      @Nullable String lastEventAt,
      @Nullable String trouble) {
    static Connection of(Shard shard) {
      long nanos = shard.pulse().latencyNanos();
      return new Connection(
          shard.id().id(),
          shard.state().label(),
          nanos < 0 ? null : (Double) (nanos / 1000 / 1000.0),
          text(shard.pulse().lastEventAt()),
          shard.trouble());
    }
  }
}
