package dev.botswain.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands for who may come in: tenants, the applications in their lists, and invitations.
final class AccessVerbs {
  private static final String TENANTS = "/api/operator/tenants";
  private static final String TENANT = TENANTS + "/{name}";
  private static final String APPLICATIONS = "/api/operator/applications";
  private static final String APPLICATION = APPLICATIONS + "/{id}";
  private static final String INVITATIONS = "/api/operator/invitations";
  private static final String INVITATION = INVITATIONS + "/{id}";

  private AccessVerbs() {}

  static Map<String, OperatorVerbs.Group> groups() {
    var groups = new LinkedHashMap<String, OperatorVerbs.Group>();
    groups.put("tenants", new OperatorVerbs.Group("See and change tenants.", tenants()));
    groups.put(
        "applications",
        new OperatorVerbs.Group("See and change which applications may log in.", applications()));
    groups.put("invitations", new OperatorVerbs.Group("Invite bots.", invitations()));
    return groups;
  }

  private static List<Verb> tenants() {
    var name = Input.path(0, "name", "The tenant's name.");
    return List.of(
        Verb.list(
            "List tenants.",
            TENANTS,
            List.of(
                Column.id("NAME", "name"),
                Column.number("APPLICATIONS", "applications"),
                Column.number("BOTS", "bots"),
                Column.number("MOST BOTS", "quotas.bots"),
                Column.number("SESSIONS", "quotas.sessions"),
                Column.number("WEBHOOKS", "quotas.webhooks"),
                Column.number("EVENTS/DAY", "quotas.eventsPerDay"),
                Column.bytes("BYTES", "quotas.bytes"),
                Column.number("REQUESTS/S", "quotas.requestsPerSecond"),
                Column.number("UPLOADS", "quotas.uploads"),
                Column.number("KEPT SECONDS", "retention.seconds"),
                Column.number("KEPT EVENTS", "retention.events"))),
        Verb.show("show", "Show a tenant.", TENANT, name),
        Verb.show("usage", "Show how much a tenant uses of what.", TENANT + "/usage", name),
        Verb.change(
            "create",
            "Add a tenant.",
            "POST",
            TENANTS,
            withRetention(withQuotas(Input.word(0, "name", "1 to 32 of a-z, 0-9 and -.")))),
        Verb.change(
            "set",
            "Change the quotas and the retention of a tenant.",
            "PATCH",
            TENANT,
            withRetention(withQuotas(name))),
        Verb.act(
            "delete",
            "Remove a tenant, with its quotas and invitations.",
            "DELETE",
            TENANT,
            "Tenant {name} is removed.",
            name,
            Input.queryFlag(
                "--move-to-default",
                "moveToDefault",
                "Put its applications into the list of default; otherwise they are in none.")));
  }

  private static Input[] withRetention(Input... first) {
    var all = new ArrayList<>(Arrays.asList(first));
    all.add(
        Input.number("--keep-seconds", "retention.seconds", "How long events of a bot are kept."));
    all.add(Input.number("--keep-events", "retention.events", "How many of a bot at most."));
    return all.toArray(Input[]::new);
  }

  private static Input[] withQuotas(Input... first) {
    var all = new ArrayList<>(Arrays.asList(first));
    all.add(Input.quota("--bots", "bots", "Bots at once."));
    all.add(Input.quota("--sessions", "sessions", "Live sessions."));
    all.add(Input.quota("--webhooks", "webhooks", "Webhooks."));
    all.add(Input.quota("--events-per-day", "eventsPerDay", "Kept events of a day."));
    all.add(Input.quota("--bytes", "bytes", "Bytes of kept events."));
    all.add(Input.quota("--requests-per-second", "requestsPerSecond", "Requests per second."));
    all.add(Input.quota("--uploads", "uploads", "Forms with files at once."));
    return all.toArray(Input[]::new);
  }

  private static List<Verb> applications() {
    var id = Input.path(0, "id", "The application's id.");
    return List.of(
        Verb.list(
            "List the applications that are in a tenant's list.",
            APPLICATIONS,
            List.of(
                Column.id("ID", "id"),
                Column.text("TENANT", "tenant"),
                Column.text("CONNECTED", "connected"),
                Column.text("COUNTS TOWARD", "countsToward")),
            Input.query("--tenant", "tenant", "Only those of this tenant.")),
        Verb.show("show", "Show an application.", APPLICATION, id),
        Verb.change(
            "add",
            "Put an application into a tenant's list, and out of any other.",
            "PUT",
            APPLICATION,
            id,
            Input.body("--tenant", "tenant", "The tenant; default if absent.")),
        Verb.act(
            "remove",
            "Take an application out of its list.",
            "DELETE",
            APPLICATION,
            "Application {id} is in no list.",
            id));
  }

  private static List<Verb> invitations() {
    var id = Input.path(0, "id", "The invitation's id, not its secret.");
    return List.of(
        Verb.list(
            "List invitations.",
            INVITATIONS,
            List.of(
                Column.id("ID", "id"),
                Column.text("STATE", "state"),
                Column.text("TENANT", "tenant"),
                Column.text("APPLICATION", "applicationId"),
                Column.text("EXPIRES", "expiresAt"),
                Column.text("USED BY", "usedBy"),
                Column.text("NOTE", "note"))),
        Verb.change(
            "create",
            "Make an invitation for one bot. Its secret is shown only now.",
            "POST",
            INVITATIONS,
            withQuotas(
                Input.body(
                    "--tenant",
                    "tenant",
                    "The tenant, which is added if there is none; default if absent."),
                Input.body("--application", "applicationId", "Only for this application."),
                Input.body("--note", "note", "To know it again."),
                Input.number("--seconds", "expiresIn", "When it expires (604800)."))),
        Verb.act(
            "delete",
            "Take an invitation back.",
            "DELETE",
            INVITATION,
            "Invitation {id} is gone.",
            id));
  }
}
