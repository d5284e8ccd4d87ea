package dev.botswain.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the chart makes of some values.
record Rendered(List<HasMetadata> objects) {
  private static final Map<String, String> OF_SECRETS =
      Map.of(
          "BOTSWAIN_SECRET_KEY",
          "0".repeat(64),
          "BOTSWAIN_OPERATOR_KEY",
          "0".repeat(64),
          "BOTSWAIN_STORE",
          "postgresql://botswain:tide@postgres:5432/botswain",
          "BOTSWAIN_TOKENS",
          "bot-of-a-secret");
  private static final Map<String, String> OF_FIELDS =
      Map.of("status.podIP", "10.1.2.3", "spec.nodeName", "worker-1.example.org");

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> Optional<T> maybe(Class<T> kind) {
    return all(kind).stream().findFirst();
  }

  <T extends HasMetadata> T one(Class<T> kind) {
    return maybe(kind).orElseThrow(() -> new IllegalStateException("no " + kind.getSimpleName()));
  }

  /// The Service that callers use.
  Service callers() {
    return all(Service.class).stream()
        .filter(service -> !service.getMetadata().getName().endsWith("-operator"))
        .findFirst()
        .orElseThrow();
  }

  PodTemplateSpec pod() {
    return maybe(Deployment.class)
        .map(it -> it.getSpec().getTemplate())
        .orElseGet(() -> one(StatefulSet.class).getSpec().getTemplate());
  }

  Container container() {
    return pod().getSpec().getContainers().getFirst();
  }

  /// The number of the port with this name, of the container.
  int port(String name) {
    return container().getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no port " + name))
        .getContainerPort();
  }

  Optional<EnvVar> variable(String name) {
    return container().getEnv().stream().filter(it -> it.getName().equals(name)).findFirst();
  }

  /// The environment as the server finds it, with something valid for what comes from a Secret.
  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    for (EnvVar variable : container().getEnv()) {
      if (environment.put(variable.getName(), value(variable)) != null) {
        throw new IllegalStateException(variable.getName() + " is set twice");
      }
    }
    return environment;
  }

  private static String value(EnvVar variable) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    if (variable.getValueFrom().getFieldRef() != null) {
      return OF_FIELDS.get(variable.getValueFrom().getFieldRef().getFieldPath());
    }
    return OF_SECRETS.get(variable.getName());
  }
}
