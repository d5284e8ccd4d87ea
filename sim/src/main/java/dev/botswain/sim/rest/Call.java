package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.Viewer;
import dev.botswain.sim.world.World;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request of a bot to an endpoint: the caller, the target, and the body.
///
/// The methods that look up what the path names refuse the request as Discord would: with 50035 if
/// the id is not valid, with the "unknown" code if nothing has it, and with 50001 if the bot may
/// not see it.
final class Call {
  private final World world;
  private final @Nullable Bot bot;
  private final Map<String, String> values;
  private final String host;
  private final @Nullable String query;
  private final MultiMap headers;
  private final Buffer bytes;
  private Bodies.@Nullable Body body;
  private @Nullable String reasonOfBody;

  Call(
      World world,
      @Nullable Bot bot,
      Map<String, String> values,
      String host,
      @Nullable String query,
      MultiMap headers,
      Buffer bytes) {
    this.world = world;
    this.bot = bot;
    this.values = values;
    this.host = host;
    this.query = query;
    this.headers = headers;
    this.bytes = bytes;
  }

  World world() {
    return world;
  }

  /// The calling bot.
  ///
  /// @throws IllegalStateException on a route that anyone may call
  Bot bot() {
    if (bot == null) {
      throw new IllegalStateException("This route has no bot");
    }
    return bot;
  }

  Viewer viewer() {
    return bot().overHttp();
  }

  /// Now, in milliseconds since 1970.
  long now() {
    return world.now();
  }

  /// The host and port under which the client reaches the sim.
  String host() {
    return host;
  }

  /// The reason from the header X-Audit-Log-Reason, or null.
  @Nullable String reason() {
    return reasonOfBody == null ? reasonOfHeader() : reasonOfBody;
  }

  /// Sets a reason from elsewhere.
  void reason(String said) {
    reasonOfBody = said;
  }

  private @Nullable String reasonOfHeader() {
    String reason = headers.get("X-Audit-Log-Reason");
    if (reason == null || reason.isEmpty()) {
      return null;
    }
    String decoded = decoded(reason);
    if (decoded.length() > 512) {
      throw FormErrors.of(
          List.of("reason"), "BASE_TYPE_MAX_LENGTH", "Must be 512 or fewer in length.");
    }
    return decoded;
  }

  /// A header's value without its percent-encoding, or unchanged if that is broken.
  private static String decoded(String value) {
    try {
      return QueryStringDecoder.decodeComponent(value.replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /// The audit log of a guild, for the effects of this call.
  ///
  /// @throws RequestRefused 50035 if the reason is too long
  Audit audit(Guild guild) {
    return new Audit(this, guild);
  }

  Form query() {
    return Form.of(Bodies.urlencoded(query == null ? "" : query));
  }

  /// The body's fields.
  Form form() {
    return Form.of(body().fields());
  }

  /// The body's elements, if it is an array.
  List<Form> forms() {
    return Form.listOf(body().fields());
  }

  List<Upload> uploads() {
    return body().uploads();
  }

  private Bodies.Body body() {
    if (body == null) {
      body = Bodies.read(headers.get("Content-Type"), bytes);
    }
    return body;
  }

  /// Whether the route has a variable with this name.
  boolean hasVariable(String variable) {
    return values.containsKey(variable);
  }

  /// The value of a variable in the path, decoded.
  String value(String variable) {
    String value = values.get(variable);
    if (value == null) {
      throw new IllegalStateException("The route has no variable " + variable);
    }
    return value;
  }

  /// The id of a variable in the path.
  long id(String variable) {
    return Form.snowflake(value(variable), variable);
  }

  /// The guild in the path, of which the bot is a member.
  Guild guild() {
    Guild guild = world.guilds().get(id("guild_id"));
    if (guild == null) {
      throw ErrorCode.UNKNOWN_GUILD.refusal();
    }
    if (!bot().guilds().contains(guild.id())) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    return guild;
  }

  /// The channel, thread or DM in the path, which the bot may view.
  Channel channel() {
    Channel channel = world.channels().get(id("channel_id"));
    if (channel == null) {
      throw ErrorCode.UNKNOWN_CHANNEL.refusal();
    }
    if (!viewer().sees(channel)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    return channel;
  }

  /// The message in the path, in a channel that the caller has looked up.
  Message message(Channel channel) {
    Message message = channel.messages().get(id("message_id"));
    if (message == null) {
      throw ErrorCode.UNKNOWN_MESSAGE.refusal();
    }
    return message;
  }

  /// The user in the path; `@me` is the bot.
  User user() {
    if (value("user_id").equals("@me")) {
      return bot().user();
    }
    User user = world.users().get(id("user_id"));
    if (user == null) {
      throw ErrorCode.UNKNOWN_USER.refusal();
    }
    return user;
  }

  /// The member in the path.
  Member member(Guild guild) {
    Member member = guild.members().get(user().id());
    if (member == null) {
      throw ErrorCode.UNKNOWN_MEMBER.refusal();
    }
    return member;
  }

  /// The role in the path.
  Role role(Guild guild) {
    Role role = guild.roles().get(id("role_id"));
    if (role == null) {
      throw ErrorCode.UNKNOWN_ROLE.refusal();
    }
    return role;
  }

  /// What the bot may do in a guild.
  Rights rights(Guild guild) {
    return Rights.inGuild(guild, bot(), now());
  }

  /// What the bot may do in a channel, thread or DM.
  Rights rights(Channel channel) {
    return Rights.inChannel(channel, bot(), now());
  }
}
