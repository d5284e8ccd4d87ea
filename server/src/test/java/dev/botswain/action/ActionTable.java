package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The table of all actions in `actions.txt`, and three bots in The Harbour to make its requests:
/// one that may do everything, one that may only read, and one that Discord limits.
public final class ActionTable {
  private static final List<String> ALL_SCOPES =
      List.of("read", "messages", "moderation", "channels", "guild", "commands", "bot");
  private static final String HIDDEN = "captains-table";
  private static final String FORM = "form ";

  /// @param path of our API; a name in `<>` is an object of the world, created for each use
  /// @param body null for none
  /// @param discord the method and path that Discord gets, with `*` for ids
  /// @param permission one of the required permissions, or null
  /// @param unknown the object without which it is a 404, or null
  public record Row(
      String operation,
      String method,
      String path,
      String body,
      String discord,
      String permission,
      String unknown) {

    public static Row of(String line) {
      var cells = line.split("\\|", -1);
      var request = cells[1].strip().split(" ");
      return new Row(
          cells[0].strip(),
          request[0],
          "/api" + request[1],
          orNull(cells[2]),
          cells[3].strip(),
          orNull(cells[4]),
          orNull(cells[5]));
    }

    private static String orNull(String cell) {
      return cell.isBlank() ? null : cell.strip();
    }

    public String discordPattern() {
      return discord.replace("*", "[^/]+");
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  public static final List<Row> ROWS = read();

  private static List<Row> read() {
    try (var table = ActionTable.class.getResourceAsStream("/actions.txt")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Row::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final Botswain botswain;
  private final ActionWorld world;
  private final String unable;
  private final String eventsOnly;
  private final String elsewhere;

  public ActionTable(Botswain botswain) {
    this.botswain = botswain;
    world = new ActionWorld(botswain);
    unable = world.login(Botswain.TOKEN_NO_INTENTS);
    eventsOnly = narrow(Map.of("scopes", List.of("events")));
    elsewhere =
        narrow(Map.of("scopes", ALL_SCOPES, "channelIds", List.of(world.channel("weather"))));
  }

  public String session() {
    return world.able();
  }

  public String limitedSession() {
    return world.limited();
  }

  /// A session that may only read events.
  public String eventsOnly() {
    return eventsOnly;
  }

  /// A session that may do everything, in one channel that no row is about.
  public String elsewhere() {
    return elsewhere;
  }

  private String narrow(Map<String, ?> grant) {
    var body = new HashMap<String, Object>(grant);
    body.put("name", "narrow");
    body.put("expiresIn", 3600);
    return world.made("/api/sessions", "sessionId", body);
  }

  public Answer webhookThroughAnotherChannel() {
    String path =
        "/api/channels/" + world.channel("weather") + "/webhooks/" + world.resolve("<webhook>");
    return botswain.send(Botswain.request(botswain.url() + path).DELETE(), elsewhere);
  }

  /// The row with objects of the world filled in.
  public Row resolve(Row row) {
    return new Row(
        row.operation(),
        row.method(),
        world.resolve(row.path()),
        row.body() == null ? null : world.resolve(row.body()),
        row.discord(),
        row.permission(),
        row.unknown());
  }

  public Answer call(Row resolved, String session, String query, String... headers) {
    String path = resolved.path();
    String target = query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + query;
    var request = Botswain.request(botswain.url() + target);
    if (headers.length > 0) {
      request.headers(headers);
    }
    String body = resolved.body();
    if (body == null) {
      request.method(resolved.method(), HttpRequest.BodyPublishers.noBody());
    } else if (body.startsWith(FORM)) {
      var form =
          new Form().field("json", body.substring(FORM.length())).file("a.png", ActionWorld.PIXELS);
      request.setHeader("Content-Type", Form.TYPE);
      request.method(resolved.method(), HttpRequest.BodyPublishers.ofByteArray(form.end()));
    } else {
      request.method(resolved.method(), HttpRequest.BodyPublishers.ofString(body));
    }
    return botswain.send(request, session);
  }

  /// By the bot that may do nothing; if even reading is allowed to it, in a channel that it may not
  /// view.
  public Answer callForbidden(Row row, String query) {
    boolean seen = !row.permission().equals("VIEW_CHANNEL");
    return call(resolve(seen ? row : with(row, "general", world.channel(HIDDEN))), unable, query);
  }

  public Answer callUnknown(Row row) {
    String none = row.path().contains("/interactions/") ? "1/none" : "12";
    return call(resolve(with(row, row.unknown(), none)), world.able(), "");
  }

  private static Row with(Row row, String thing, String id) {
    String path = row.path().replace("<" + thing + ">", id);
    return new Row(
        row.operation(),
        row.method(),
        path,
        row.body(),
        row.discord(),
        row.permission(),
        row.unknown());
  }

  /// Makes Discord limit a row's request, for long.
  public void limit(Row row) {
    var parts = row.discord().split(" ");
    botswain.fault(
        parts[0],
        parts[1],
        429,
        1,
        Map.of(
            "body",
            Map.of(
                "message", "You are being rate limited.", "retry_after", 1337.0, "global", false),
            "headers",
            Map.of("Retry-After", "1337", "X-RateLimit-Scope", "shared")));
  }

  /// Removes the limits again.
  public void unlimit() {
    botswain.send(Botswain.request(botswain.simUrl() + "/sim/faults").DELETE(), null);
  }

  /// The method and path of the last request that reached Discord from the able bot.
  public String lastRequest() {
    JsonNode last = requests(1).path(0);
    return last.path("method").asText() + " " + last.path("path").asText().replace("/api/v10", "");
  }

  /// How many of its requests changed something.
  public int writes() {
    int writes = 0;
    for (JsonNode request : requests(1000)) {
      writes += request.path("method").asText().equals("GET") ? 0 : 1;
    }
    return writes;
  }

  private JsonNode requests(int limit) {
    return botswain
        .simGet("/sim/bots/" + botswain.simBot(Botswain.TOKEN) + "/requests?limit=" + limit)
        .body();
  }
}
