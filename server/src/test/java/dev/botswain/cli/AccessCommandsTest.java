package dev.botswain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The commands for who may come in, on a server.
@Timeout(60)
class AccessCommandsTest {
  private static Botswain botswain;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_LOGIN", "invited"));
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  private static Typed type(String line) {
    return Typed.of(
        Map.of("BOTSWAIN_URL", botswain.url(), "BOTSWAIN_OPERATOR_KEY", Botswain.OPERATOR_KEY),
        ("operator " + line).split(" "));
  }

  @Test
  void tenant_fromItsCreationToItsEnd_isShownAsItIs() {
    assertThat(type("tenants create acme --bots 20 --bytes 1048576").out()).contains("acme", "20");
    type("tenants set acme --bots none --webhooks 5 --keep-seconds 60 --keep-events 7");

    assertThat(type("tenants list").out().lines().filter(line -> line.startsWith("acme")))
        .singleElement()
        .asString()
        .matches("acme +0 +0 +- +- +5 +- +1.0 MiB +- +- +60 +7");
    assertThat(type("tenants usage acme").out()).contains("webhooks");
    assertThat(type("tenants delete acme").out()).isEqualTo("Tenant acme is removed.\n");
    assertThat(type("tenants show acme").status()).isNotZero();
  }

  @Test
  void application_addedAndRemoved_isListedMeanwhile() {
    assertThat(type("applications add 80351110224678912").status()).isZero();

    assertThat(type("applications list --tenant default").out()).contains("80351110224678912");
    assertThat(type("applications remove 80351110224678912").out())
        .isEqualTo("Application 80351110224678912 is in no list.\n");
    assertThat(type("applications list --tenant default").out())
        .doesNotContain("80351110224678912");
  }

  @Test
  void invitation_created_showsItsSecretOnce() {
    var made = type("invitations create --tenant regatta --bots 3 --seconds 3600 --json");

    assertThat(made.out()).containsPattern("\"invitation\":\"bwi_[A-Za-z0-9_-]{43}\"");
    assertThat(type("invitations list").out()).contains("open", "regatta").doesNotContain("bwi_");
    assertThat(type("tenants show regatta --json").out()).contains("\"bots\":3");
    String id = made.out().replaceAll("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1");
    assertThat(type("invitations delete " + id).out())
        .isEqualTo("Invitation " + id + " is gone.\n");
  }

  @Test
  void quota_thatIsNoNumber_isRefusedBeforeARequest() {
    var typed = type("tenants create wrong --bots many");

    assertThat(typed.status()).isNotZero();
    assertThat(typed.err()).contains("--bots");
    assertThat(type("tenants show wrong").status()).isNotZero();
  }
}
