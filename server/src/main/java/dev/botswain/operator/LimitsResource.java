package dev.botswain.operator;

import dev.botswain.bot.Bot;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Usage;
import dev.botswain.limit.Usage.Holder;
import dev.botswain.store.LogSize;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Every limit, how much of it is used, and by whom.
final class LimitsResource implements Resource {
  private static final int USUAL_HOLDERS = 5;

  private final OperatedBots operated;
  private final long eventBytes;

  /// @param eventBytes how much space all events may take
  LimitsResource(OperatedBots operated, long eventBytes) {
    this.operated = operated;
    this.eventBytes = eventBytes;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("listLimits", this::list);
  }

  private Answer list(Call call) throws TimeoutException {
    boolean reached = Boolean.TRUE.equals(call.parameters().get("reached"));
    return list(call, reached, call.number("holders", USUAL_HOLDERS));
  }

  Answer all(Call call) throws TimeoutException {
    return list(call, false, USUAL_HOLDERS);
  }

  private Answer list(Call call, boolean reached, int holders) throws TimeoutException {
    Usage events = events(call.await(operated.logSizes()));
    return Answer.json(
        Arrays.stream(Limit.values())
            .map(limit -> View.of(limit, limit == Limit.EVENTS ? events : limit.usage(), holders))
            .filter(view -> !reached || view.reached())
            .toList());
  }

  private Usage events(Map<Bot, LogSize> sizes) {
    var byOwner = new TreeMap<String, Long>();
    sizes.forEach((bot, size) -> byOwner.merge(bot.owner(), size.bytes(), Long::sum));
    return new Usage(
        byOwner.values().stream().mapToLong(bytes -> bytes).sum(),
        eventBytes,
        eventBytes,
        byOwner.entrySet().stream()
            .map(entry -> new Holder(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Holder::used).reversed())
            .toList());
  }

  /// @param used null if it is not counted at all times
  private record View(
      String name,
      String what,
      String per,
      String held,
      String unit,
      @Nullable String setting,
      @Nullable Long used,
      long total,
      long share,
      boolean reached,
      List<Holder> holders) {
    static View of(Limit limit, @Nullable Usage usage, int holders) {
      return new View(
          word(limit),
          limit.what(),
          word(limit.per()),
          word(limit.held()),
          word(limit.unit()),
          limit.setting(),
          usage == null ? null : (Long) usage.used(),
          usage == null ? limit.total() : usage.total(),
          usage == null ? limit.share() : usage.share(),
          usage != null && usage.isReached(),
          usage == null
              ? List.of()
              : usage.holders().subList(0, Math.min(holders, usage.holders().size())));
    }

    private static String word(Enum<?> one) {
      return one.name().toLowerCase(Locale.ROOT);
    }
  }
}
