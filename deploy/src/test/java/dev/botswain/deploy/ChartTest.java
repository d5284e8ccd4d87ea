package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.AccessConfig.Login;
import dev.botswain.config.Config;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// What the chart makes of each mode.
class ChartTest {
  private static final String SQLITE = "mode: sqlite";
  private static final String POSTGRESQL = "mode: postgresql";

  @Test
  void chart_itself_isAsHelmWantsIt() {
    assertThat(Chart.lint()).noneMatch(message -> message.contains("WARNING"));
  }

  @Test
  void chart_version_isThatOfTheServer() throws IOException {
    Map<String, Object> chart =
        new Yaml().load(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));
    String pom = Files.readString(Path.of("..", "pom.xml"));

    assertThat(pom).contains("<revision>" + chart.get("appVersion") + "</revision>");
    assertThat(chart).containsEntry("version", chart.get("appVersion"));
    assertThat(Chart.render("").container().getImage())
        .isEqualTo("botswain:" + chart.get("appVersion"));
  }

  @Test
  void sqlite_isOnePodThatKeepsItsVolume() {
    var rendered = Chart.render(SQLITE + "\nreplicas: 5");
    var set = rendered.one(StatefulSet.class).getSpec();

    assertThat(set.getReplicas()).isEqualTo(1);
    assertThat(set.getVolumeClaimTemplates()).hasSize(1);
    assertThat(set.getPersistentVolumeClaimRetentionPolicy().getWhenDeleted()).isEqualTo("Retain");
    assertThat(rendered.maybe(Deployment.class)).isEmpty();
    assertThat(Config.load(rendered.environment()).data().store()).isEmpty();
    // It would keep the machine of the only pod from ever being emptied.
    assertThat(rendered.maybe(PodDisruptionBudget.class)).isEmpty();
  }

  @Test
  void postgresql_nodeThatLeaves_hasSomewhereToPassItsBotsTo() {
    var rendered = Chart.render(POSTGRESQL);
    var deployment = rendered.one(Deployment.class).getSpec();

    assertThat(deployment.getReplicas()).isEqualTo(3);
    assertThat(deployment.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
        .isZero();
    assertThat(deployment.getStrategy().getRollingUpdate().getMaxSurge().getIntVal()).isEqualTo(1);
    assertThat(rendered.maybe(StatefulSet.class)).isEmpty();
    var budget = rendered.one(PodDisruptionBudget.class).getSpec();
    assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
    assertThat(budget.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
    assertThat(budget.getSelector().getMatchLabels())
        .isEqualTo(deployment.getSelector().getMatchLabels());
  }

  @Test
  void postgresql_onePod_hasNoBudgetThatBlocksItsMachine() {
    assertThat(Chart.render(POSTGRESQL + "\nreplicas: 1").maybe(PodDisruptionBudget.class))
        .isEmpty();
  }

  @Test
  void pod_toldToEnd_hasLongerThanTheServerTakes() {
    for (String mode : new String[] {SQLITE, POSTGRESQL}) {
      var rendered = Chart.render(mode);
      var grace = Config.load(rendered.environment()).http().shutdownGrace();

      // The grace for bots, and again for requests, and five seconds for each of the others.
      assertThat(rendered.pod().getSpec().getTerminationGracePeriodSeconds())
          .isEqualTo(60)
          .isGreaterThan(2 * grace.toSeconds() + 15);
      assertThat(rendered.container().getLifecycle()).isNull();
    }
  }

  @Test
  void balancerThatLearnsLate_podGoesOnMeanwhile() {
    var rendered = Chart.render(POSTGRESQL + "\npreStopSleepSeconds: 15");

    assertThat(rendered.container().getLifecycle().getPreStop().getSleep().getSeconds())
        .isEqualTo(15);
  }

  @Test
  void readiness_isAskedEachSecond_andLivenessIsPatient() {
    var container = Chart.render(POSTGRESQL).container();

    assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(1);
    // A frozen node gets a new id by itself; only one that stays frozen is killed.
    var liveness = container.getLivenessProbe();
    assertThat(liveness.getPeriodSeconds() * liveness.getFailureThreshold())
        .isGreaterThanOrEqualTo(60);
  }

  @Test
  void network_nodesReachNodes_andMonitoringTheOperatorsPort() {
    var rules = Chart.render(POSTGRESQL).one(NetworkPolicy.class).getSpec().getIngress();

    assertThat(ruleOf("http", rules).getFrom()).isEmpty();
    assertThat(ruleOf("operator", rules).getFrom())
        .singleElement()
        .satisfies(peer ->
            assertThat(peer.getNamespaceSelector().getMatchLabels())
                .containsEntry("kubernetes.io/metadata.name", "monitoring"));
    assertThat(ruleOf("node", rules).getFrom())
        .singleElement()
        .satisfies(peer -> {
          assertThat(peer.getNamespaceSelector()).isNull();
          assertThat(peer.getPodSelector().getMatchLabels())
              .containsEntry("app.kubernetes.io/instance", "botswain");
        });
  }

  private static NetworkPolicyIngressRule ruleOf(
      String port, Iterable<NetworkPolicyIngressRule> rules) {
    for (NetworkPolicyIngressRule rule : rules) {
      if (rule.getPorts().stream().anyMatch(it -> port.equals(it.getPort().getStrVal()))) {
        assertThat(rule.getPorts()).hasSize(1);
        return rule;
      }
    }
    throw new AssertionError("no rule for port " + port);
  }

  @Test
  void network_noMonitoringNamed_nobodyReachesTheOperatorsPort() {
    var policy = Chart.render("networkPolicy: {monitoring: []}").one(NetworkPolicy.class);

    assertThat(policy.getSpec().getIngress())
        .flatExtracting(NetworkPolicyIngressRule::getPorts)
        .extracting(port -> port.getPort().getStrVal())
        .containsExactly("http");
  }

  @Test
  void callersService_whateverItsType_publishesNoOtherPort() {
    var service = Chart.render("service: {type: LoadBalancer}").callers();

    assertThat(service.getSpec().getType()).isEqualTo("LoadBalancer");
    assertThat(service.getSpec().getPorts())
        .extracting(port -> port.getTargetPort().getStrVal())
        .containsExactly("http");
  }

  @Test
  void serviceMonitor_selectsTheOperatorsServiceAlone() {
    var rendered = Chart.render("serviceMonitor: {enabled: true}");
    var monitor = rendered.one(ServiceMonitor.class).getSpec();

    assertThat(rendered.all(Service.class))
        .filteredOn(service ->
            service
                .getMetadata()
                .getLabels()
                .entrySet()
                .containsAll(monitor.getSelector().getMatchLabels().entrySet()))
        .singleElement()
        .satisfies(service -> {
          assertThat(service.getMetadata().getLabels())
              .containsEntry(monitor.getJobLabel(), "botswain");
          assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
          assertThat(service.getSpec().getPorts().getFirst().getName())
              .isEqualTo(monitor.getEndpoints().getFirst().getPort());
        });
  }

  @Test
  void autoscaling_replicasAreItsOwn_andPodsGoOneAtATime() {
    var rendered = Chart.render(POSTGRESQL + "\nautoscaling: {enabled: true, botsPerPod: 2000}");
    var scaler = rendered.one(HorizontalPodAutoscaler.class).getSpec();

    assertThat(rendered.one(Deployment.class).getSpec().getReplicas()).isNull();
    assertThat(scaler.getScaleTargetRef().getName())
        .isEqualTo(rendered.one(Deployment.class).getMetadata().getName());
    assertThat(scaler.getMetrics())
        .extracting(MetricSpec::getType)
        .containsExactly("Resource", "Pods");
    assertThat(scaler.getBehavior().getScaleDown().getPolicies().getFirst().getValue())
        .isEqualTo(1);
    assertThat(
            Chart.render(SQLITE + "\nautoscaling: {enabled: true}")
                .maybe(HorizontalPodAutoscaler.class))
        .isEmpty();
  }

  /// In the cluster there is no one but the operator who could add a bot at first.
  @Test
  void settings_ofTheDefaults_letNobodyInWhoIsNotListed() {
    var config = Config.load(Chart.render("").environment());

    assertThat(config.access().login()).contains(Login.LISTED);
  }

  @Test
  void settings_largeNumbers_areWrittenInFull() {
    var rendered = Chart.render("config: {BOTSWAIN_MAX_SESSIONS: 1000000}");

    assertThat(rendered.environment()).containsEntry("BOTSWAIN_MAX_SESSIONS", "1000000");
  }

  @Test
  void names_ofTwoReleases_differ() {
    assertThat(Chart.render("botswain", "").one(StatefulSet.class).getMetadata().getName())
        .isEqualTo("botswain");
    assertThat(Chart.render("blue", "").one(StatefulSet.class).getMetadata().getName())
        .isEqualTo("blue-botswain");
  }

  @Test
  void ingress_leadsToTheCallersService() {
    var rendered = Chart.render("ingress: {enabled: true, host: bots.example.org}");
    var rule = rendered.one(Ingress.class).getSpec().getRules().getFirst();
    var service = rule.getHttp().getPaths().getFirst().getBackend().getService();

    assertThat(rule.getHost()).isEqualTo("bots.example.org");
    assertThat(rendered.callers().getMetadata().getName()).isEqualTo(service.getName());
    assertThat(service.getPort().getName()).isEqualTo("http");
  }
}
