package dev.botswain.trace.otlp;

import dev.botswain.config.TracesConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Spans that have ended, until a collector has them or they are dropped. At most [#MOST] wait,
/// with those that are on their way.
final class SpanQueue implements SpanProcessor {
  static final int MOST = 4_096;

  /// How much later than the client's the library's own time for a batch is over.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(SpanQueue.class);

  /// The library writes each failure to a log of its own, to the process's output. Held, because
  /// the level is forgotten with it.
  private static final java.util.logging.Logger THEIRS =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final SpanProcessor batches;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter exported;
  private final Counter full;
  private final Counter failed;
  private boolean failing;
  private boolean abandoned;
  private @Nullable CollectorClient client;

  SpanQueue(TracesConfig config, MeterRegistry metrics) {
    THEIRS.setLevel(java.util.logging.Level.OFF);
    exported = counter(metrics, "exported");
    full = counter(metrics, "queue_full");
    failed = counter(metrics, "failed");
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint().orElseThrow() + "/v1/traces")
            .setTimeout(config.timeout())
            .setRetryPolicy(null)
            .setComponentLoader(CollectorClient.loader(made -> client = made));
    config.headers().forEach((name, value) -> exporter.addHeader(name, value.value()));
    batches =
        BatchSpanProcessor.builder(new Counted(exporter.build()))
            .setMaxQueueSize(MOST)
            .setExporterTimeout(config.timeout().plus(GRACE))
            .build();
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Counter.builder("botswain.traces.spans")
        .description("Spans that ended, by what became of them: exported, or dropped")
        .tag("outcome", outcome)
        .register(metrics);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      full.increment();
    } else {
      batches.onEnd(span);
    }
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  private synchronized void sent(int spans, boolean success) {
    if (!abandoned) {
      waiting.addAndGet(-spans);
      (success ? exported : failed).increment(spans);
      tell(success);
    }
  }

  /// Whatever has not been exported is dropped.
  synchronized void abandon() {
    abandoned = true;
    int left = waiting.getAndSet(0);
    failed.increment(left);
    if (left > 0) {
      log.atWarn().addKeyValue("spans", left).log("not exported before the stop");
    }
  }

  /// Logs the first of several failures, and their end.
  private void tell(boolean success) {
    if (!success && !failing) {
      log.atWarn()
          .addKeyValue("because", client == null ? "" : client.outcome())
          .log("traces cannot be exported");
    } else if (success && failing) {
      log.info("traces are exported again");
    }
    failing = !success;
  }

  /// Counts what becomes of batches. Called by one thread, with one batch after the other.
  private final class Counted implements SpanExporter {
    private final SpanExporter exporter;

    Counted(SpanExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      int spans = batch.size();
      CompletableResultCode sent = send(batch);
      sent.whenComplete(() -> sent(spans, sent.isSuccess()));
      return sent;
    }

    private CompletableResultCode send(Collection<SpanData> batch) {
      try {
        return exporter.export(batch);
      } catch (RuntimeException notSent) {
        return CompletableResultCode.ofExceptionalFailure(notSent);
      }
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
