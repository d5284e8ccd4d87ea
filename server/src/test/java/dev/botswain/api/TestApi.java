package dev.botswain.api;

import dev.botswain.http.Contract;
import dev.botswain.http.Failures;
import dev.botswain.http.Resource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/// What tests of HTTP take of the API, to have something real to serve.
public final class TestApi {
  private TestApi() {}

  /// The API's contract, from the class path.
  public static Contract contract(String resource) {
    return ApiContract.load(resource);
  }

  /// Another contract.
  public static Contract contractOf(String yaml) {
    return ApiContract.of(ContractYaml.parse(yaml));
  }

  public static Failures failures() {
    return new ApiFailures();
  }

  /// What is served without a bot.
  public static List<Resource> resources(
      Supplier<Health> health, PrometheusMeterRegistry registry) {
    return List.of(
        new HealthResource(health),
        new MetricsResource(registry),
        new ContractResource(),
        new DocsResource());
  }
}
