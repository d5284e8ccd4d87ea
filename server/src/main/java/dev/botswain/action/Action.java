package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.DiscordJson;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Permission;
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

/// One thing that a bot can do at Discord, described once: what is asked of Discord for an operation
/// of our contract, what the bot needs for it, and how the answer reads. [Actions] does the rest,
/// the same for all.
///
///     Action.put("addRoleToMember", "/guilds/{guildId}/members/{userId}/roles/{roleId}")
///         .in(Place.GUILD)
///         .needs(Permission.MANAGE_ROLES)
///         .above(Above.ROLE)
///
/// What stands in braces in Discord's path is a parameter of the call by that name, or `guildId` and
/// `applicationId` as they are known here; after a colon follows what stands for an absent one.
///
/// Described where the tables of actions are made, and only read from then on.
final class Action {
  private final String id;
  private final HttpMethod method;
  private Function<ActionContext, String> route;
  private Place place = Place.NOWHERE;
  private final List<Need> needs = new ArrayList<>();
  private final List<Advice> advice = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
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
    /// No guild is concerned.
    NOWHERE,
    /// In the guild that the call names if it names one, and else everywhere; Discord asks for no
    /// permission there.
    GUILD_OR_EVERYWHERE,
    /// In the guild as a whole.
    GUILD,
    /// In the channel `channelId`.
    CHANNEL
  }

  /// Whom the bot's highest role must be above:
  /// <https://discord.com/developers/docs/topics/permissions#permission-hierarchy>.
  enum Above {
    NOBODY,
    /// The user `userId` if they are a member; the owner never is below.
    USER,
    /// The member `userId`; the owner never is below.
    MEMBER,
    /// The same, and an administrator is out of reach too.
    NO_ADMINISTRATOR,
    /// The role `roleId`.
    ROLE
  }

  /// Permissions that are needed for what is asked for.
  @FunctionalInterface
  interface Need {
    Set<Permission> of(ActionContext asked);
  }

  /// A permission that is needed in some cases, of which it cannot be known here whether this is
  /// one.
  ///
  /// @param lost what the bot cannot do without it: `delete messages of others`
  record Advice(Predicate<ActionContext> when, Permission permission, String lost) {}

  /// What the action cannot be done for, whatever the bot may do.
  ///
  /// @param reason why not: `the channel is not an announcement channel`
  record Obstacle(Predicate<ActionContext> when, String reason) {}

  /// What has to be asked of Discord before: gives placeholders of the route their values.
  @FunctionalInterface
  interface Detour {
    Map<String, String> ask(ActionContext asked, Sending sending) throws TimeoutException;
  }

  /// Makes our answer of Discord's; null for none.
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

  /// @param id the operation's, in our contract
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

  /// Takes another route where the caller asks for something else.
  Action routedWhen(Predicate<ActionContext> when, String other) {
    var usual = route;
    route = asked -> when.test(asked) ? other : usual.apply(asked);
    return this;
  }

  Action needs(Permission... permissions) {
    return needsWhen(_ -> true, permissions);
  }

  /// Needs them only for some of what may be asked for.
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

  /// The same, only for some of what may be asked for.
  Action mayNeedWhen(Predicate<ActionContext> when, Permission permission, String lost) {
    advice.add(new Advice(when, permission, lost));
    return this;
  }

  /// @param reason why it cannot be done then
  Action notWhen(Predicate<ActionContext> when, String reason) {
    obstacles.add(new Obstacle(when, reason));
    return this;
  }

  /// Asks something else of Discord first.
  Action after(Detour first) {
    detour = first;
    return this;
  }

  Action above(Above whom) {
    return aboveWhen(_ -> true, whom);
  }

  /// Must outrank somebody only for some of what may be asked for.
  Action aboveWhen(Predicate<ActionContext> when, Above whom) {
    above = asked -> when.test(asked) ? whom : Above.NOBODY;
    return this;
  }

  /// Says which privileged intent the answer is incomplete without.
  Action wants(Intent privileged) {
    intent = privileged;
    return this;
  }

  /// Hands parameters of the call on in Discord's query.
  Action asks(String... parameters) {
    return asks(Shape.PLAIN, parameters);
  }

  /// @param shape how they are written there
  Action asks(Shape shape, String... parameters) {
    queryShape = shape;
    query = List.of(parameters);
    return this;
  }

  /// Always asks this too.
  Action says(String parameter, String value) {
    fixedQuery = Map.of(parameter, value);
    return this;
  }

  /// Sends the caller's body in this shape.
  Action sends(Shape shape) {
    return sends(asked -> shape.toDiscord("", asked.body()));
  }

  /// @param made makes a JsonObject or JsonArray, or null for no body
  Action sends(Function<ActionContext, @Nullable Object> made) {
    body = made;
    return this;
  }

  /// Answers with what Discord answers, an object.
  Action answers(Codec codec) {
    this.codec = codec;
    return answers((_, discord) -> codec.toOurs(DiscordJson.requireObject(discord)));
  }

  /// Answers with what Discord answers, a list of objects.
  Action answersEach(Codec codec) {
    Codec list = Codec.each(codec);
    this.codec = codec;
    answersList = true;
    return answers((_, discord) -> list.toOurs(DiscordJson.requireObjects(discord)));
  }

  /// What of Discord's answer makes sense where not all of it does: of a list those objects that
  /// do, of an object field by field.
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
        // The others may be of use without it.
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

  /// Says that sending it twice does no harm although its method does not say so.
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
