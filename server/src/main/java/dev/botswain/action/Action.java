package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.json.DiscordJson;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One thing that a bot can do at Discord, described once: the request to Discord for an operation
/// of our contract, what the bot needs for it, and how the answer is translated. [Actions] does the
/// rest, the same for all.
///
///     Action.put("addRoleToMember", "/guilds/{guildId}/members/{userId}/roles/{roleId}")
///         .in(Place.GUILD)
///         .needs(Permission.MANAGE_ROLES)
///         .above(Above.ROLE)
///
/// A name in braces in Discord's path is a parameter of the call, or `guildId` or `applicationId`
/// as known here; the text after a colon is the default.
///
/// Described where the tables of actions are built, and only read from then on.
final class Action {
  private final String id;
  private final HttpMethod method;
  private Function<ActionContext, String> route;
  private Place place = Place.NOWHERE;
  private final List<Need> needs = new ArrayList<>();
  private final List<Advice> advice = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
  private Function<ActionContext, List<String>> problems = _ -> List.of();
  private Function<ActionContext, Above> above = _ -> Above.NOBODY;
  private @Nullable Intent intent;
  private List<String> query = List.of();
  private Shape queryShape = Shape.PLAIN;
  private Map<String, String> fixedQuery = Map.of();
  private Function<ActionContext, @Nullable Object> body = _ -> null;
  private Answering answer = (_, _) -> null;
  private @Nullable Codec codec;
  private boolean answersList;
  private Detour detour = (_, _) -> Map.of();
  private boolean repeatable;

  /// Where permissions must hold.
  enum Place {
    /// It concerns no guild.
    NOWHERE,
    /// In the guild that the call names, if it names one. Otherwise everywhere, for which Discord
    /// needs no permission.
    GUILD_OR_EVERYWHERE,
    /// In the guild as a whole.
    GUILD,
    /// In the channel `channelId`.
    CHANNEL
  }

  /// Whom the bot's highest role must outrank:
  /// <https://discord.com/developers/docs/topics/permissions#permission-hierarchy>.
  enum Above {
    NOBODY,
    /// The user `userId` if they are a member; never possible for the owner.
    USER,
    /// The member `userId`; never possible for the owner.
    MEMBER,
    /// The same, but never possible for an administrator either.
    NO_ADMINISTRATOR,
    /// The role `roleId`.
    ROLE
  }

  /// The permissions that a request needs.
  @FunctionalInterface
  interface Need {
    Set<Permission> of(ActionContext asked);
  }

  /// A permission that is needed in some cases that cannot be recognised here.
  ///
  /// @param lost what the bot cannot do without it: `delete messages of others`
  record Advice(Predicate<ActionContext> when, Permission permission, String lost) {}

  /// Why the action cannot be done, whatever the bot's permissions.
  ///
  /// @param reason such as `the channel is not an announcement channel`
  record Obstacle(Predicate<ActionContext> when, String reason) {}

  /// A prior request to Discord, which provides values for placeholders of the route.
  @FunctionalInterface
  interface Detour {
    Map<String, String> ask(ActionContext asked, Sending sending) throws TimeoutException;
  }

  /// Translates Discord's answer into ours; null for none.
  @FunctionalInterface
  interface Answering {
    @Nullable Object of(ActionContext asked, JsonNode discord);
  }

  private Action(String id, HttpMethod method, String route) {
    this.id = id;
    this.method = method;
    this.route = _ -> route;
    repeatable = method != HttpMethod.POST && method != HttpMethod.PATCH;
  }

  /// @param id the operation's id, in our contract
  /// @param route Discord's path
  static Action get(String id, String route) {
    return new Action(id, HttpMethod.GET, route);
  }

  static Action post(String id, String route) {
    return new Action(id, HttpMethod.POST, route);
  }

  static Action put(String id, String route) {
    return new Action(id, HttpMethod.PUT, route);
  }

  static Action patch(String id, String route) {
    return new Action(id, HttpMethod.PATCH, route);
  }

  static Action delete(String id, String route) {
    return new Action(id, HttpMethod.DELETE, route);
  }

  Action in(Place where) {
    place = where;
    return this;
  }

  /// Uses another route for some requests.
  Action routedWhen(Predicate<ActionContext> when, String other) {
    var usual = route;
    route = asked -> when.test(asked) ? other : usual.apply(asked);
    return this;
  }

  Action needs(Permission... permissions) {
    return needsWhen(_ -> true, permissions);
  }

  /// Needs them only for some requests.
  Action needsWhen(Predicate<ActionContext> when, Permission... permissions) {
    Set<Permission> then = EnumSet.copyOf(Arrays.asList(permissions));
    return needs(asked -> when.test(asked) ? then : Set.of());
  }

  Action needs(Need need) {
    needs.add(need);
    return this;
  }

  /// @param lost what the bot cannot do without the permission
  Action mayNeed(Permission permission, String lost) {
    return mayNeedWhen(_ -> true, permission, lost);
  }

  /// The same, only for some requests.
  Action mayNeedWhen(Predicate<ActionContext> when, Permission permission, String lost) {
    advice.add(new Advice(when, permission, lost));
    return this;
  }

  /// @param reason why it cannot be done then
  Action notWhen(Predicate<ActionContext> when, String reason) {
    obstacles.add(new Obstacle(when, reason));
    return this;
  }

  /// Says in dry runs what Discord would refuse in the body.
  ///
  /// @param found a sentence for each problem, beginning with its place
  Action refuses(Function<ActionContext, List<String>> found) {
    problems = found;
    return this;
  }

  /// Sends another request to Discord first.
  Action after(Detour first) {
    detour = first;
    return this;
  }

  Action above(Above whom) {
    return aboveWhen(_ -> true, whom);
  }

  /// Must outrank them only for some requests.
  Action aboveWhen(Predicate<ActionContext> when, Above whom) {
    above = asked -> when.test(asked) ? whom : Above.NOBODY;
    return this;
  }

  /// Names the privileged intent without which the answer is incomplete.
  Action wants(Intent privileged) {
    intent = privileged;
    return this;
  }

  /// Passes parameters of the call on in Discord's query.
  Action asks(String... parameters) {
    return asks(Shape.PLAIN, parameters);
  }

  /// @param shape their form there
  Action asks(Shape shape, String... parameters) {
    queryShape = shape;
    query = List.of(parameters);
    return this;
  }

  /// Always adds this parameter.
  Action says(String parameter, String value) {
    fixedQuery = Map.of(parameter, value);
    return this;
  }

  /// Sends the caller's body in this shape.
  Action sends(Shape shape) {
    return sends(asked -> shape.toDiscord("", asked.body()));
  }

  /// @param made creates a JsonObject or JsonArray, or null for no body
  Action sends(Function<ActionContext, @Nullable Object> made) {
    body = made;
    return this;
  }

  /// Answers with Discord's answer, an object.
  Action answers(Codec codec) {
    this.codec = codec;
    return answers((_, discord) -> codec.toOurs(DiscordJson.requireObject(discord)));
  }

  /// Answers with Discord's answer, a list of objects.
  Action answersEach(Codec codec) {
    Codec list = Codec.each(codec);
    this.codec = codec;
    answersList = true;
    return answers((_, discord) -> list.toOurs(DiscordJson.requireObjects(discord)));
  }

  /// The readable part of Discord's answer, if not all of it is: in a list the readable objects, in
  /// an object field by field.
  Object readable(JsonNode discord) {
    return answersList ? readableObjects(discord) : readableFields(discord);
  }

  private List<@Nullable Object> readableObjects(JsonNode discord) {
    var read = new ArrayList<@Nullable Object>();
    Codec reads = codec;
    for (JsonNode one : discord.isArray() ? discord : List.<JsonNode>of()) {
      try {
        read.add(reads == null ? null : reads.toOurs(DiscordJson.requireObject(one)));
      } catch (RuntimeException unreadable) {
        // The other fields may be useful without it.
      }
    }
    return read;
  }

  private Map<String, @Nullable Object> readableFields(JsonNode discord) {
    var read = new LinkedHashMap<String, @Nullable Object>();
    Codec reads = codec;
    if (reads == null) {
      return read;
    }
    for (var field : discord.properties()) {
      try {
        var alone = DiscordJson.object().set(field.getKey(), field.getValue());
        if (reads.toOurs(alone) instanceof Map<?, ?> part) {
          part.forEach((name, value) -> read.put(String.valueOf(name), value));
        }
      } catch (RuntimeException unreadable) {
        // The others may be of use without it.
      }
    }
    return read;
  }

  Action answers(Answering made) {
    answer = made;
    return this;
  }

  /// Says that sending it twice does no harm although its method does not imply that.
  Action repeatable() {
    repeatable = true;
    return this;
  }

  String id() {
    return id;
  }

  HttpMethod method() {
    return method;
  }

  String route(ActionContext asked) {
    return route.apply(asked);
  }

  Map<String, String> ask(ActionContext asked, Sending sending) throws TimeoutException {
    return detour.ask(asked, sending);
  }

  Place place() {
    return place;
  }

  List<Need> needs() {
    return needs;
  }

  List<Advice> advice() {
    return advice;
  }

  List<Obstacle> obstacles() {
    return obstacles;
  }

  List<String> problems(ActionContext asked) {
    return problems.apply(asked);
  }

  Above above(ActionContext asked) {
    return above.apply(asked);
  }

  @Nullable Intent intent() {
    return intent;
  }

  List<String> query() {
    return query;
  }

  Map<String, String> fixedQuery() {
    return fixedQuery;
  }

  Shape queryShape() {
    return queryShape;
  }

  @Nullable Object body(ActionContext asked) {
    return body.apply(asked);
  }

  @Nullable Object answer(ActionContext asked, JsonNode discord) {
    return answer.of(asked, discord);
  }

  boolean isRepeatable() {
    return repeatable;
  }
}
