package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Config;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// What holds whatever the values are. That the fields of each object exist is shown by reading it.
class ChartCombinationsTest {
  /// Of each group one choice, all with all.
  private static final List<List<String>> CHOICES =
      List.of(
          List.of("mode: sqlite", "mode: postgresql", "{mode: postgresql, replicas: 1}"),
          List.of("tls: {secretName: ''}", "tls: {secretName: pem}"),
          List.of(
              "serviceMonitor: {enabled: false}",
              "serviceMonitor: {enabled: true, tlsConfig: {serverName: bots.example.org}}"),
          List.of(
              "ingress: {enabled: false}",
              "ingress: {enabled: true, host: bots.example.org, className: nginx, tlsSecret: web}"),
          List.of(
              "networkPolicy: {enabled: false}",
              "networkPolicy: {egress: {enabled: true, store: [{ipBlock: {cidr: 10.0.0.7/32}}]}}"),
          List.of(
              "autoscaling: {enabled: false}", "autoscaling: {enabled: true, botsPerPod: 2000}"),
          List.of(
              "preStopSleepSeconds: 0",
              """
              preStopSleepSeconds: 10
              javaOpts: -Xmx700m
              egress: perMachine
              persistence: {existingClaim: kept}
              secret: {keys: {tokens: tokens}}
              image: {digest: 'sha256:%s', pullSecrets: [registry]}
              config: {BOTSWAIN_MAX_SESSIONS: 1000000, BOTSWAIN_PRESENCES: false}
              extraEnv: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: 'http://127.0.0.1:4318'}]
              podAnnotations: {a: b}
              podLabels: {c: d}
              nodeSelector: {e: f}
              tolerations: [{key: g, operator: Exists}]
              affinity: {nodeAffinity: {}}
              priorityClassName: high
              serviceAccountName: other
              topologySpread: false
              extraVolumes: [{name: ca, configMap: {name: ca}}]
              extraVolumeMounts: [{name: ca, mountPath: /etc/ca}]
              service: {type: LoadBalancer, port: 443, annotations: {i: j}}
              """
                  .formatted("0".repeat(64))));

  private static Set<String> contract = Set.of();

  @BeforeAll
  static void readContract() throws IOException {
    try (InputStream yaml = Config.class.getResourceAsStream("/openapi.yaml")) {
      Map<String, Map<String, Object>> read = new Yaml().load(yaml);
      contract = read.get("paths").keySet();
    }
  }

  static Stream<String> values() {
    List<Map<String, Object>> all = List.of(Map.of());
    for (List<String> choices : CHOICES) {
      var next = new ArrayList<Map<String, Object>>();
      for (Map<String, Object> one : all) {
        for (String choice : choices) {
          var with = new java.util.HashMap<>(one);
          with.putAll(new Yaml().<Map<String, Object>>load(choice));
          next.add(with);
        }
      }
      all = next;
    }
    return all.stream().map(one -> new Yaml().dump(one));
  }

  @ParameterizedTest
  @MethodSource("values")
  void chart_withAnyValues_isConsistent(String values) {
    Rendered rendered = Chart.render(values);

    assertThat(rendered.objects()).doesNotHaveDuplicates();
    assertThat(rendered.objects().stream().map(ChartCombinationsTest::identity))
        .doesNotHaveDuplicates();
    selectorsFindThePod(rendered);
    portsExist(rendered);
    settingsAreTheServers(rendered);
    probesAskWhatTheServerAnswers(rendered);
    volumesExist(rendered);
    podHasNoMoreRightsThanItNeeds(rendered);
  }

  private static String identity(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static void selectorsFindThePod(Rendered rendered) {
    Map<String, String> labels = rendered.pod().getMetadata().getLabels();
    for (Service service : rendered.all(Service.class)) {
      assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
    }
    for (NetworkPolicy policy : rendered.all(NetworkPolicy.class)) {
      assertThat(labels).containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
    }
  }

  private static void portsExist(Rendered rendered) {
    Config config = Config.load(rendered.environment());
    assertThat(rendered.port("http")).isEqualTo(config.http().port());
    assertThat(rendered.port("operator")).isEqualTo(config.access().operatorPort().orElseThrow());
    for (Service service : rendered.all(Service.class)) {
      for (var port : service.getSpec().getPorts()) {
        assertThat(rendered.port(port.getTargetPort().getStrVal())).isPositive();
      }
    }
    for (NetworkPolicy policy : rendered.all(NetworkPolicy.class)) {
      policy.getSpec().getIngress().stream()
          .flatMap(rule -> rule.getPorts().stream())
          .map(NetworkPolicyPort::getPort)
          .map(IntOrString::getStrVal)
          .forEach(name -> assertThat(rendered.port(name)).isPositive());
    }
    boolean shared = config.data().store().isPresent();
    assertThat(rendered.container().getPorts()).hasSize(shared ? 3 : 2);
    if (shared) {
      assertThat(rendered.port("node")).isEqualTo(config.cluster().port());
      assertThat(config.cluster().host()).contains("10.1.2.3");
    }
  }

  /// Also that each is set once, and that what the server holds to be secret comes from a Secret.
  private static void settingsAreTheServers(Rendered rendered) {
    Config config = Config.load(rendered.environment());
    assertThat(config.data().keys()).hasSize(1);
    for (String secret :
        List.of(
            "BOTSWAIN_SECRET_KEY", "BOTSWAIN_OPERATOR_KEY", "BOTSWAIN_STORE", "BOTSWAIN_TOKENS")) {
      rendered
          .variable(secret)
          .ifPresent(it -> assertThat(it.getValueFrom().getSecretKeyRef()).isNotNull());
    }
  }

  private static void probesAskWhatTheServerAnswers(Rendered rendered) {
    Container container = rendered.container();
    boolean tls = rendered.variable("BOTSWAIN_TLS_CERT").isPresent();
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getReadinessProbe(),
            container.getLivenessProbe())) {
      assertThat(contract).contains(probe.getHttpGet().getPath());
      assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
      assertThat(probe.getHttpGet().getScheme()).isEqualTo(tls ? "HTTPS" : "HTTP");
    }
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/live");
  }

  private static void volumesExist(Rendered rendered) {
    var volumes = new HashSet<String>();
    rendered
        .pod()
        .getSpec()
        .getVolumes()
        .forEach(it -> assertThat(volumes.add(it.getName())).isTrue());
    rendered
        .maybe(StatefulSet.class)
        .ifPresent(set ->
            set.getSpec()
                .getVolumeClaimTemplates()
                .forEach(it -> assertThat(volumes.add(it.getMetadata().getName())).isTrue()));
    List<VolumeMount> mounts = rendered.container().getVolumeMounts();
    assertThat(mounts.stream().map(VolumeMount::getName))
        .containsExactlyInAnyOrderElementsOf(volumes);
    assertThat(mounts.stream().map(VolumeMount::getMountPath))
        .doesNotHaveDuplicates()
        .contains("/tmp", rendered.environment().get("BOTSWAIN_DATA"));
  }

  private static void podHasNoMoreRightsThanItNeeds(Rendered rendered) {
    var pod = rendered.pod().getSpec();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getEnableServiceLinks()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getContainers()).hasSize(1);
    var container = rendered.container().getSecurityContext();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(rendered.container().getResources().getLimits())
        .containsKey("memory")
        .doesNotContainKey("cpu");
  }
}
