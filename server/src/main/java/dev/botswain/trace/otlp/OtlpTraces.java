package dev.botswain.trace.otlp;

import dev.botswain.config.TracesConfig;
import dev.botswain.trace.Span;
import dev.botswain.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Traces that are exported to a collector.
public final class OtlpTraces implements Traces {
  private static final long LAST_EXPORT_SECONDS = 3;

  private final SpanIds ids = new SpanIds();
  private final Sampler sampler;
  private final SpanQueue queue;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OtlpTraces(TracesConfig config, String version, MeterRegistry metrics) {
    sampler = sampler(config);
    queue = new SpanQueue(config, metrics);
    provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setSampler(sampler)
            .setResource(resource(config, version))
            .addSpanProcessor(queue)
            .build();
    tracer = provider.tracerBuilder("dev.botswain").setInstrumentationVersion(version).build();
  }

  /// Connects to nobody before there is something to export.
  ///
  /// @param version of this server
  public static Traces open(TracesConfig config, String version, MeterRegistry metrics) {
    return new OtlpTraces(config, version, metrics);
  }

  private static Sampler sampler(TracesConfig config) {
    Sampler ratio = Sampler.traceIdRatioBased(config.samplerArgument());
    return switch (config.sampler()) {
      case ALWAYS_ON -> Sampler.alwaysOn();
      case ALWAYS_OFF -> Sampler.alwaysOff();
      case TRACEIDRATIO -> ratio;
      case PARENTBASED_ALWAYS_ON -> Sampler.parentBased(Sampler.alwaysOn());
      case PARENTBASED_ALWAYS_OFF -> Sampler.parentBased(Sampler.alwaysOff());
      case PARENTBASED_TRACEIDRATIO -> Sampler.parentBased(ratio);
    };
  }

  private static Resource resource(TracesConfig config, String version) {
    var given = Attributes.builder();
    given.put("service.name", "botswain");
    given.put("service.version", version);
    given.put("service.instance.id", UUID.randomUUID().toString());
    config.resource().forEach(given::put);
    config.service().ifPresent(name -> given.put("service.name", name));
    return Resource.getDefault().merge(Resource.create(given.build()));
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Span received(String name, @Nullable String traceparent, @Nullable String tracestate) {
    return begin(
        tracer.spanBuilder(name).setParent(sent(traceparent, tracestate)), SpanKind.SERVER);
  }

  private static Context sent(@Nullable String traceparent, @Nullable String tracestate) {
    if (traceparent == null) {
      return Context.root();
    }
    var headers = new HashMap<String, String>();
    headers.put("traceparent", traceparent);
    if (tracestate != null) {
      headers.put("tracestate", tracestate);
    }
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new InMap());
  }

  @Override
  public Span root(Span.Kind kind, String name) {
    return begin(tracer.spanBuilder(name).setNoParent(), OtlpSpan.kind(kind));
  }

  @Override
  public Span event(long bot, long event, String name) {
    return ids.with(
        EventTrace.of(bot, event),
        () -> begin(tracer.spanBuilder(name).setNoParent(), SpanKind.CONSUMER));
  }

  @Override
  public Span ofEvent(long bot, long event, Span.Kind kind, String name) {
    EventTrace of = EventTrace.of(bot, event);
    var first =
        SpanContext.createFromRemoteParent(
            of.trace(),
            of.first(),
            isSampled(of, name) ? TraceFlags.getSampled() : TraceFlags.getDefault(),
            TraceState.getDefault());
    Context parent = Context.root().with(io.opentelemetry.api.trace.Span.wrap(first));
    return begin(tracer.spanBuilder(name).setParent(parent), OtlpSpan.kind(kind));
  }

  /// What was decided when the trace began: the samplers decide by its id alone.
  private boolean isSampled(EventTrace trace, String name) {
    return sampler
            .shouldSample(
                Context.root(),
                trace.trace(),
                name,
                SpanKind.CONSUMER,
                Attributes.empty(),
                List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }

  private Span begin(SpanBuilder of, SpanKind kind) {
    return new OtlpSpan(tracer, of.setSpanKind(kind).startSpan());
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_EXPORT_SECONDS, TimeUnit.SECONDS);
    queue.abandon();
  }

  private static final class InMap implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> in) {
      return in.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> in, String name) {
      return in == null ? null : in.get(name);
    }
  }
}
