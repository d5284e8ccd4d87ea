package dev.botswain.action;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.session.Grant;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds a session to what it may do and where. What an operation needs stands in the contract:
/// `x-scope` is one of the scopes or several with blanks between, `any` for what every session may
/// do, or `full` for what only one that came of a login may. Where it takes place is told by its
/// `guildId` and `channelId`; one that has neither is for sessions that are good everywhere, unless
/// it says `x-place: anywhere`.
public final class GrantCheck {
  private static final String ANY = "any";
  private static final String FULL = "full";

  /// What names a channel in a body. Where things are moved to counts too.
  private static final List<String> CHANNELS = List.of("channelId", "parentId", "moveTo");

  private GrantCheck() {}

  /// Whether `x-scope` makes sense.
  public static boolean isKnown(@Nullable String scope) {
    return ANY.equals(scope)
        || FULL.equals(scope)
        || scope != null && labels(scope).map(Scope::of).allMatch(Optional::isPresent);
  }

  /// What an operation says of itself.
  ///
  /// @param scope as in `x-scope`
  /// @param anywhere whether a session that is good for some places only may do it
  /// @param namesGuild whether it may be told the guild where it takes place
  public record Asked(String scope, boolean anywhere, boolean namesGuild) {}

  /// @throws RequestRefusedException if the session may not
  public static void check(Session session, Asked operation, Map<String, Object> parameters) {
    Grant grant = session.grant();
    if (grant.full()) {
      return;
    }
    requireScope(grant, operation.scope());
    if (grant.isEverywhere() || operation.anywhere()) {
      return;
    }
    Object channel = parameters.get("channelId");
    if (channel != null) {
      requireChannel(grant, session.bot(), channel);
    } else if (!operation.namesGuild()) {
      throw elsewhere();
    }
  }

  /// @throws RequestRefusedException if the body names a place where the session may not
  public static void check(Session session, JsonObject body) {
    Grant grant = session.grant();
    if (grant.isEverywhere()) {
      return;
    }
    for (String name : CHANNELS) {
      Object channel = body.getValue(name);
      if (channel != null) {
        requireChannel(grant, session.bot(), channel);
      }
    }
    Object guild = body.getValue("guildId");
    if (guild != null && !grant.allowsGuild(Snowflake.of(guild.toString()))) {
      throw elsewhere();
    }
  }

  /// @throws RequestRefusedException if the session may not do it anywhere
  public static void requireScope(Grant grant, String scope) {
    if (grant.full() || scope.equals(ANY)) {
      return;
    }
    if (scope.equals(FULL)) {
      throw ApiError.SCOPE_MISSING.because("only a session from a login may do this");
    }
    labels(scope)
        .filter(label -> Scope.of(label).filter(grant::has).isEmpty())
        .findFirst()
        .ifPresent(missing -> {
          throw ApiError.SCOPE_MISSING
              .because("this session lacks the scope " + missing)
              .with("scope", missing);
        });
  }

  private static Stream<String> labels(String scope) {
    return Arrays.stream(scope.split(" "));
  }

  private static void requireChannel(Grant grant, Bot bot, Object channel) {
    if (!grant.allowsChannel(bot, Snowflake.of(channel.toString()))) {
      throw elsewhere();
    }
  }

  static RequestRefusedException elsewhere() {
    return ApiError.OUT_OF_SCOPE.refusal();
  }
}
