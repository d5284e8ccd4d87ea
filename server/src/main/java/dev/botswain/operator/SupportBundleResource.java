package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.bot.Bot;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// The support bundle.
final class SupportBundleResource implements Resource {
  private static final int MOST_BOTS = 1_000;

  private final SupportBundle bundle;
  private final LimitsResource limits;
  private final BotsResource bots;
  private final NodesResource nodes;
  private final OperatedBots operated;
  private final OperatorAudit audit;

  SupportBundleResource(
      SupportBundle bundle,
      LimitsResource limits,
      BotsResource bots,
      NodesResource nodes,
      OperatedBots operated,
      OperatorAudit audit) {
    this.bundle = bundle;
    this.limits = limits;
    this.bots = bots;
    this.nodes = nodes;
    this.operated = operated;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("getSupportBundle", this::make);
  }

  private Answer make(Call call) throws TimeoutException {
    List<Bot> some =
        operated.bots().all().stream()
            .sorted(Comparator.comparingLong(Bot::id))
            .limit(MOST_BOTS)
            .toList();
    byte[] zip =
        audit.run(
            call,
            "getSupportBundle",
            0,
            Target.NONE,
            () ->
                bundle.zip(
                    Map.of(
                        "limits.json", limits.all(call).body().getBytes(),
                        "bots.json", bots.some(call, some).body().getBytes(),
                        "nodes.json", nodes.all(call).toBuffer().getBytes())));
    return Answer.json(Buffer.buffer(zip))
        .as("application/zip")
        .with("Content-Disposition", "attachment; filename=\"botswain-support.zip\"");
  }
}
