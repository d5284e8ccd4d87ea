package dev.botswain.relay.rest;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.error.ApiError;
import dev.botswain.session.Grant;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which scope a route of Discord's needs, and which guild or channel it concerns. Unknown routes
/// are only for sessions from a login.
///
/// For a session that is limited to some guilds or channels, the path must name one of these;
/// [PlacedBody] checks bodies.
final class RouteScopes {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /// Routes that belong to no guild, and reveal none. Read-only: the data is the same everywhere.
  private static final Set<String> PLACELESS =
      Set.of(
          "/users/@me",
          "/users/{id}",
          "/applications/@me",
          "/applications/{id}/commands",
          "/applications/{id}/commands/{id}",
          "/oauth2/applications/@me",
          "/sticker-packs",
          "/sticker-packs/{id}",
          "/voice/regions",
          "/soundboard-default-sounds");

  /// Called on an event loop before a request is passed on. Paths with a token of their own are not
  /// checked: at Discord, anyone who knows the token may use it.
  ///
  /// @param path as Discord will read it; its template names the route, its ids what it touches
  /// @throws dev.botswain.error.RequestRefusedException if the session may not do this
  void check(Session session, HttpMethod method, ApiPath path) {
    Grant grant = session.grant();
    if (grant.full()) {
      return;
    }
    Scope scope = needed(method, path).orElseThrow(ApiError.SCOPE_MISSING::refusal);
    if (!grant.has(scope)) {
      throw ApiError.SCOPE_MISSING
          .because("this session lacks the scope " + scope.label())
          .with("scope", scope.label());
    }
    if (!grant.isEverywhere() && !isWithin(new Places(session), method, path)) {
      throw ApiError.OUT_OF_SCOPE.refusal();
    }
  }

  private static boolean isWithin(Places places, HttpMethod method, ApiPath path) {
    String channel = path.id("channels");
    if (channel != null) {
      return places.hasChannel(channel);
    }
    String guild = path.id("guilds");
    return guild != null
        ? places.hasGuild(guild)
        : READING.contains(method) && PLACELESS.contains(path.template());
  }

  static Optional<Scope> needed(HttpMethod method, ApiPath path) {
    List<String> of = path.segments();
    boolean reads = READING.contains(method);
    return Optional.ofNullable(
        switch (of.getFirst()) {
          case "channels" -> ofChannel(reads, of);
          case "guilds" -> ofGuild(reads, of);
          case "users" -> ofUser(reads, of);
          case "applications" -> ofApplication(reads, of);
          // The answers contain the webhooks' tokens.
          case "webhooks" -> Scope.CHANNELS;
          case "invites", "stage-instances" -> reads ? Scope.READ : Scope.CHANNELS;
          case "sticker-packs", "stickers", "voice", "soundboard-default-sounds" ->
              reads ? Scope.READ : null;
          case "oauth2" -> reads && path.template().endsWith("/@me") ? Scope.READ : null;
          default -> null;
        });
  }

  private static @Nullable Scope ofChannel(boolean reads, List<String> of) {
    String part = part(of);
    return switch (part) {
      case "webhooks" -> Scope.CHANNELS;
      case "messages", "pins", "polls", "typing", "send-soundboard-sound" ->
          reads ? Scope.READ : of.contains("threads") ? Scope.CHANNELS : Scope.MESSAGES;
      default -> reads ? Scope.READ : Scope.CHANNELS;
    };
  }

  private static @Nullable Scope ofGuild(boolean reads, List<String> of) {
    return switch (part(of)) {
      case "webhooks" -> Scope.CHANNELS;
      case "channels", "threads" -> reads ? Scope.READ : Scope.CHANNELS;
      case "members", "bans", "bulk-ban", "prune", "voice-states" ->
          reads ? Scope.READ : Scope.MODERATION;
      default -> reads ? Scope.READ : Scope.GUILD;
    };
  }

  private static @Nullable Scope ofUser(boolean reads, List<String> of) {
    if (reads) {
      return Scope.READ;
    }
    return of.size() == 3 && of.get(2).equals("channels") ? Scope.MESSAGES : Scope.BOT;
  }

  private static @Nullable Scope ofApplication(boolean reads, List<String> of) {
    if (reads) {
      return Scope.READ;
    }
    return of.contains("commands") ? Scope.COMMANDS : Scope.BOT;
  }

  /// The part of a channel or guild that it is about; empty for the channel or guild itself.
  private static String part(List<String> of) {
    return of.size() < 3 ? "" : of.get(2);
  }
}
