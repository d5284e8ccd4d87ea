package dev.botswain.tenant;

import static dev.botswain.tenant.AccessFixture.invite;
import static dev.botswain.tenant.AccessFixture.login;
import static dev.botswain.tenant.AccessFixture.operator;
import static dev.botswain.tenant.AccessFixture.token;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The lists that the operator keeps.
@Timeout(60)
class TenantsOfTheOperatorTest {
  private Sim sim;
  private Botswain botswain;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = AccessFixture.start(sim, "invited", Map.of());
  }

  @AfterEach
  void stop() {
    botswain.close();
    sim.close();
  }

  private Botswain.Answer get(String path) {
    return operator(botswain, "GET", path, "");
  }

  private void create(String name) {
    var answer = operator(botswain, "POST", "/tenants", "{\"name\": \"" + name + "\"}");
    assertThat(answer.status()).isEqualTo(201);
  }

  private Botswain.Answer assign(String id, String tenant) {
    return operator(botswain, "PUT", "/applications/" + id, "{\"tenant\": \"" + tenant + "\"}");
  }

  private static void assertCode(Botswain.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
  }

  /// All pages, by following the links.
  private List<String> pages(String path, String name) {
    var all = new ArrayList<String>();
    for (String next = "/api/operator" + path; next != null; ) {
      var page = botswain.get(next, Botswain.OPERATOR_KEY);
      assertThat(page.body().size()).isLessThanOrEqualTo(2);
      page.body().forEach(one -> all.add(one.path(name).asText()));
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return all;
  }

  @Test
  void lists_inPages_haveEachOnceInOrder() {
    for (String name : List.of("delta", "alpha", "charlie", "bravo")) {
      create(name);
      assign("" + (name.charAt(0) + 1_000L), name);
      invite(botswain, "{\"tenant\": \"" + name + "\"}");
    }

    assertThat(pages("/tenants?limit=2", "name"))
        .containsExactly("alpha", "bravo", "charlie", "default", "delta");
    assertThat(pages("/applications?limit=2", "id"))
        .containsExactly("1097", "1098", "1099", "1100");
    assertThat(pages("/applications?limit=2&tenant=bravo", "id")).containsExactly("1098");
    assertThat(pages("/invitations?limit=2", "tenant"))
        .containsExactlyInAnyOrder("alpha", "bravo", "charlie", "delta");
  }

  @Test
  void tenant_thatExistsOrDoesNot_isNamedInTheError() {
    create("acme");

    assertCode(operator(botswain, "POST", "/tenants", "{\"name\":\"acme\"}"), 409, "tenant_exists");
    assertCode(
        operator(botswain, "POST", "/tenants", "{\"name\":\"default\"}"), 409, "tenant_exists");
    assertCode(
        operator(botswain, "POST", "/invitations", "{\"tenant\":\"acme\",\"quotas\":{}}"),
        409,
        "tenant_exists");
    assertCode(assign("1", "none"), 404, "unknown_tenant");
    assertCode(get("/tenants/none"), 404, "unknown_tenant");
    assertCode(get("/applications/1"), 404, "unknown_application");
    assertCode(get("/invitations/0123456789ab"), 404, "unknown_invitation");
    assertCode(operator(botswain, "DELETE", "/tenants/default", ""), 400, "invalid_request");
    assertCode(get("/tenants/A"), 400, "invalid_request");
    assertCode(
        operator(botswain, "POST", "/invitations", "{\"expiresIn\": 59}"), 400, "invalid_request");
    assertCode(
        operator(botswain, "POST", "/invitations", "{\"expiresIn\": 7776001}"),
        400,
        "invalid_request");
  }

  @Test
  void quotas_changedOneByOne_leaveTheOthers() {
    operator(
        botswain, "POST", "/tenants", "{\"name\":\"acme\",\"quotas\":{\"bots\":1,\"bytes\":9}}");

    var changed =
        operator(botswain, "PATCH", "/tenants/acme", "{\"quotas\":{\"bots\":null,\"sessions\":5}}");

    assertThat(changed.body().path("quotas"))
        .hasToString(
            "{\"bots\":null,\"sessions\":5,\"webhooks\":null,\"eventsPerDay\":null,\"bytes\":9,"
                + "\"requestsPerSecond\":null,\"uploads\":null}");
    assertThat(get("/tenants/acme").body()).isEqualTo(changed.body());
    operator(botswain, "PATCH", "/tenants/acme", "{\"retention\":{\"seconds\":60,\"events\":7}}");
    operator(botswain, "PATCH", "/tenants/acme", "{\"quotas\":{\"sessions\":6}}");
    assertThat(get("/tenants/acme").body().path("retention"))
        .hasToString("{\"seconds\":60,\"events\":7}");
    operator(botswain, "PATCH", "/tenants/acme", "{\"retention\":null}");
    assertThat(get("/tenants/acme").body().path("retention").isNull()).isTrue();
  }

  @Test
  void delete_tenantWithAConnectedBot_needsAPlaceForIt() {
    create("acme");
    String id = botswain.simBot(TOKEN);
    assign(id, "acme");
    String session = botswain.session(token(botswain, TOKEN));
    assertThat(get("/tenants/acme").body().path("bots").asInt()).isEqualTo(1);

    assertCode(operator(botswain, "DELETE", "/tenants/acme", ""), 409, "tenant_in_use");
    assertThat(operator(botswain, "DELETE", "/tenants/acme?moveToDefault=true", "").status())
        .isEqualTo(204);

    assertThat(get("/applications/" + id).body().path("tenant").asText()).isEqualTo("default");
    assertThat(botswain.get("/api/session", session).status()).isEqualTo(200);
    assertThat(botswain.login(token(botswain, TOKEN)).status()).isEqualTo(200);
  }

  @Test
  void delete_tenantWithoutConnectedBots_takesItsListAndInvitationsWithIt() {
    create("acme");
    String id = botswain.simBot(TOKEN);
    assign(id, "acme");
    String invitation = invite(botswain, "{\"tenant\": \"acme\"}");

    assertThat(operator(botswain, "DELETE", "/tenants/acme", "").status()).isEqualTo(204);

    assertCode(botswain.login(token(botswain, TOKEN)), 403, "login_not_allowed");
    assertCode(
        login(botswain, token(botswain, TOKEN_THREE_GUILDS), invitation),
        403,
        "invitation_invalid");
  }

  @Test
  void move_connectedBot_takesEffectWhenItConnectsAgain() {
    create("acme");
    create("other");
    String id = botswain.simBot(TOKEN);
    assign(id, "acme");
    String session = botswain.session(token(botswain, TOKEN));

    assertThat(assign(id, "other").body().path("countsToward").asText()).isEqualTo("tenant acme");

    botswain.logout(session);
    botswain.session(token(botswain, TOKEN));
    assertThat(get("/applications/" + id).body().path("countsToward").asText())
        .isEqualTo("tenant other");
  }

  @Test
  void operations_withASession_areNotOpen() {
    assign(botswain.simBot(TOKEN), "default");
    String session = botswain.session(token(botswain, TOKEN));

    for (String path : List.of("/tenants", "/applications", "/invitations")) {
      assertThat(botswain.get("/api/operator" + path, session).status()).isEqualTo(401);
      assertThat(botswain.get("/api/operator" + path, null).status()).isEqualTo(401);
    }
  }

  @Test
  void changes_everyOne_areInTheAudit() {
    create("acme");
    operator(botswain, "PATCH", "/tenants/acme", "{\"quotas\":{\"bots\":1}}");
    assign("1097", "acme");
    operator(botswain, "DELETE", "/applications/1097", "");
    invite(botswain, "{\"tenant\": \"acme\"}");
    String id = get("/invitations").body().path(0).path("id").asText();
    operator(botswain, "DELETE", "/invitations/" + id, "");
    operator(botswain, "DELETE", "/tenants/acme", "");

    var records = get("/audit").body();

    assertThat(records.findValuesAsText("action"))
        .containsExactlyInAnyOrder(
            "createTenant",
            "changeTenant",
            "putApplication",
            "deleteApplication",
            "createInvitation",
            "deleteInvitation",
            "deleteTenant");
    assertThat(records.findValuesAsText("outcome")).containsOnly("done");
  }
}
