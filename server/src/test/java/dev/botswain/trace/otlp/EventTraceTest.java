package dev.botswain.trace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTraceTest {
  private static final long BOT = 1_422_825_357_312_000_001L;
  private static final long EVENT = 459_807_811_730_688L;

  @Test
  void ids_ofAnEvent_areTheSameInEveryRun() {
    assertThat(EventTrace.of(BOT, EVENT))
        .isEqualTo(
            new EventTrace(EventTrace.of(BOT, EVENT).trace(), EventTrace.of(BOT, EVENT).first()))
        .isNotEqualTo(EventTrace.of(BOT + 1, EVENT))
        .isNotEqualTo(EventTrace.of(BOT, EVENT + 1));
  }

  @Test
  void ids_ofManyEvents_areValidAndDiffer() {
    var traces = new HashSet<String>();
    var firsts = new HashSet<String>();
    for (long bot = 0; bot < 100; bot++) {
      for (long event = 0; event < 1_000; event++) {
        EventTrace ids = EventTrace.of(BOT + bot, EVENT + event);
        assertThat(TraceId.isValid(ids.trace()) && SpanId.isValid(ids.first())).isTrue();
        traces.add(ids.trace());
        firsts.add(ids.first());
      }
    }

    assertThat(traces).hasSize(100_000);
    assertThat(firsts).hasSize(100_000);
  }

  @Test
  void sampler_ofAShare_takesThatShareOfEvents() {
    var sampler = Sampler.traceIdRatioBased(0.1);
    int taken = 0;
    for (long event = 0; event < 100_000; event++) {
      var decision =
          sampler.shouldSample(
              Context.root(),
              EventTrace.of(BOT, EVENT + 256 * event).trace(),
              "",
              SpanKind.CONSUMER,
              Attributes.empty(),
              List.of());
      taken += decision.getDecision() == SamplingDecision.RECORD_AND_SAMPLE ? 1 : 0;
    }

    assertThat(taken).isCloseTo(10_000, within(500));
  }
}
