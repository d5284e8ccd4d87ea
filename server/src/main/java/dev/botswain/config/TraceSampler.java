package dev.botswain.config;

/// Which traces are exported:
/// <https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration>.
public enum TraceSampler {
  ALWAYS_ON,
  ALWAYS_OFF,
  TRACEIDRATIO,
  PARENTBASED_ALWAYS_ON,
  PARENTBASED_ALWAYS_OFF,
  PARENTBASED_TRACEIDRATIO
}
