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

/// Checks what a session may do and where. The contract says what an operation needs: `x-scope` is
/// one scope or several separated by spaces, `any` for what every session may do, or `full` for
/// what only a session from a login may do. Its `guildId` and `channelId` say where it takes place;
/// an operation with neither is for sessions that apply everywhere, unless it says `x-place:
/// anywhere`.
public final class GrantCheck {
  private static final String ANY = "any";
  private static final String FULL = "full";

  /// The fields that name a channel in a body, including destinations.
  private static final List<String> CHANNELS = List.of("channelId", "parentId", "moveTo");

  private GrantCheck() {}

  /// Whether `x-scope` is valid.
  public static boolean isKnown(@Nullable String scope) {
    return ANY.equals(scope)
        || FULL.equals(scope)
        || scope != null && labels(scope).map(Scope::of).allMatch(Optional::isPresent);
  }

  /// What an operation declares.
  ///
  /// @param scope as in `x-scope`
  /// @param anywhere whether a session that is limited to some places may use it
  /// @param namesGuild whether it has a parameter for its guild
  public record Asked(String scope, boolean anywhere, boolean namesGuild) {}

  /// @throws RequestRefusedException if the session may not do this
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

  /// @throws RequestRefusedException if the body names a place outside the session's guilds and
  ///   channels
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

  /// @throws RequestRefusedException if the session may not do this anywhere
  static void requireScope(Grant grant, String scope) {
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
