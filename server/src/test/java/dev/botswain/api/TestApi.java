package dev.botswain.api;

import dev.botswain.http.Contract;
import dev.botswain.http.Failures;
import dev.botswain.http.Resource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/// Parts of the API for tests of HTTP that need something real to serve.
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

  /// The resources that need no bot.
  public static List<Resource> resources(
      Supplier<Health> health, PrometheusMeterRegistry registry) {
    return List.of(
        new HealthResource(health),
        new MetricsResource(registry),
        new ContractResource(),
        new DocsResource());
  }
}
