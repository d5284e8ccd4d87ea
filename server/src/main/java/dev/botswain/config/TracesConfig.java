package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where traces are exported to, in OpenTelemetry's own variables:
/// <https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/>.
public record TracesConfig(
    @Setting(
            name = "OTEL_EXPORTER_OTLP_ENDPOINT",
            whole = true,
            preset = "",
            form = Form.OPTIONAL_BASE_URL,
            text =
                "The collector that gets traces by OTLP over HTTP, at `/v1/traces` below this"
                    + " address ([tracing](tracing.md)). Without it there are no traces.")
        Optional<URI> endpoint,
    @Setting(
            name = "OTEL_EXPORTER_OTLP_HEADERS",
            whole = true,
            preset = "",
            form = Form.OTLP_HEADERS,
            secret = true,
            text = "Headers for the collector, such as a key for it.")
        Map<String, Secret> headers,
    @Setting(
            name = "OTEL_EXPORTER_OTLP_PROTOCOL",
            whole = true,
            preset = "http/protobuf",
            form = Form.OTLP_PROTOCOL,
            text =
                "How traces are exported. Only `http/protobuf` can be used with"
                    + " `OTEL_EXPORTER_OTLP_ENDPOINT`; collectors usually take it at port 4318.")
        String protocol,
    @Setting(
            name = "OTEL_EXPORTER_OTLP_TIMEOUT",
            whole = true,
            preset = "10000",
            least = "100",
            most = "60000",
            text = "How many milliseconds the collector has for a batch of spans.")
        int timeoutMillis,
    @Setting(
            name = "OTEL_SERVICE_NAME",
            whole = true,
            preset = "",
            form = Form.OPTIONAL_TEXT,
            text =
                "The `service.name` of traces. Without it, that of `OTEL_RESOURCE_ATTRIBUTES`, or"
                    + " `botswain`.")
        Optional<String> service,
    @Setting(
            name = "OTEL_RESOURCE_ATTRIBUTES",
            whole = true,
            preset = "",
            form = Form.OTEL_ATTRIBUTES,
            text = "What else is said of this server with its traces.")
        Map<String, String> resource,
    @Setting(
            name = "OTEL_TRACES_SAMPLER",
            whole = true,
            preset = "parentbased_always_on",
            form = Form.TRACES_SAMPLER,
            text =
                "Which traces are exported. With `parentbased_` a caller that sends `traceparent`"
                    + " decides about its own.")
        TraceSampler sampler,
    @Setting(
            name = "OTEL_TRACES_SAMPLER_ARG",
            whole = true,
            preset = "1",
            form = Form.RATIO,
            text = "The share of traces that `traceidratio` exports.")
        double samplerArgument,
    @Setting(
            name = "OTEL_SDK_DISABLED",
            whole = true,
            preset = "false",
            text = "Whether there are no traces in spite of `OTEL_EXPORTER_OTLP_ENDPOINT`.")
        boolean disabled) {
  static TracesConfig of(Reading.Values from) {
    return new TracesConfig(
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next());
  }

  /// Whether there are traces.
  public boolean isOn() {
    return endpoint.isPresent() && !disabled;
  }

  /// How long a collector has for a batch.
  public Duration timeout() {
    return Duration.ofMillis(timeoutMillis);
  }

  /// A platform may set another protocol for all its programs; that matters only if it is used.
  Optional<String> problem() {
    return isOn() && !protocol.equals("http/protobuf")
        ? Optional.of(
            "OTEL_EXPORTER_OTLP_PROTOCOL: only http/protobuf can be exported, not \""
                + protocol
                + "\"; collectors usually take it at port 4318")
        : Optional.empty();
  }
}
