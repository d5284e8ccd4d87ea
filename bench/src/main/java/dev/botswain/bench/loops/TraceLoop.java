package dev.botswain.bench.loops;

import dev.botswain.config.Config;
import dev.botswain.trace.CurrentSpan;
import dev.botswain.trace.Span;
import dev.botswain.trace.Span.Kind;
import dev.botswain.trace.Traces;
import dev.botswain.trace.otlp.OtlpTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.function.IntSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What tracing adds to a request that asks Discord once: nothing at all (`without`), the steps
/// where tracing is off, the same where a sampler takes no trace, and where all are taken, with a
/// collector that is not there.
@State(Scope.Thread)
public class TraceLoop {
  private final Traces off = Traces.OFF;
  private Traces unsampled = Traces.OFF;
  private Traces on = Traces.OFF;
  private int requests;

  @Setup(Level.Trial)
  public void open() {
    unsampled = open("always_off");
    on = open("always_on");
  }

  private static Traces open(String sampler) {
    var environment =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_TRACES_SAMPLER", sampler);
    return OtlpTraces.open(Config.load(environment).traces(), "bench", new SimpleMeterRegistry());
  }

  @TearDown(Level.Trial)
  public void close() {
    unsampled.close();
    on.close();
  }

  @Benchmark
  public int without() {
    return work();
  }

  @Benchmark
  public int off() {
    return request(off);
  }

  @Benchmark
  public int unsampled() {
    return request(unsampled);
  }

  @Benchmark
  public int on() {
    return request(on);
  }

  private int work() {
    return ++requests;
  }

  /// As `http`, the queue and `inspect` do.
  private int request(Traces traces) {
    Span span = traces.isOn() ? traces.received("GET", null, null) : Span.NONE;
    IntSupplier work = this::asked;
    int result = CurrentSpan.get(span, work::getAsInt);
    if (span != Span.NONE) {
      span.name("GET /api/channels/{channelId}")
          .set("http.request.method", "GET")
          .set("http.route", "/api/channels/{channelId}")
          .set("url.path", "/api/channels/1132915064832000005")
          .set("botswain.request.id", "577186655abca448")
          .set("http.response.status_code", 200)
          .end();
    }
    return result;
  }

  private int asked() {
    Span parent = CurrentSpan.get();
    if (parent != Span.NONE) {
      Span call = parent.child(Kind.INTERNAL, "discord GET /channels/{id}");
      call.child(Kind.INTERNAL, "queue").end();
      call.child(Kind.CLIENT, "GET /channels/{id}")
          .set("http.request.method", "GET")
          .set("url.full", "https://discord.com/api/v10/channels/1132915064832000005")
          .set("http.response.status_code", 200)
          .end();
      call.end();
    }
    return work();
  }
}
