package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.User;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The bot itself, its guilds and DMs, and users ([Users
/// Resource](https://discord.com/developers/docs/resources/user)).
final class UserRoutes {
  void addTo(Router router) {
    router.get("/users/@me", call -> Answer.ok(call.bot().user()::writeSelf));
    router.patch("/users/@me", this::modify, Bucket.own(2, 3_600_000));
    router.get("/users/{user_id}", call -> Answer.ok(call.user()::write), Bucket.own(30, 30_000));
    router.get("/users/@me/guilds", this::guilds);
    router.delete("/users/@me/guilds/{guild_id}", this::leave);
    router.post("/users/@me/channels", this::openDirect, Bucket.own(10, 10_000));
  }

  private Answer modify(Call call) {
    Form form = call.form();
    String username = username(form);
    String avatar = ImageData.hash(form, "avatar");
    String banner = ImageData.hash(form, "banner");
    form.check();
    call.world()
        .users()
        .update(
            call.bot().user(),
            user -> {
              if (username != null) {
                user.username(username);
              }
              if (form.has("avatar")) {
                user.avatar(avatar);
              }
              if (form.has("banner")) {
                user.banner(banner);
              }
            });
    return Answer.ok(call.bot().user()::writeSelf);
  }

  /// A valid name for a user ([Usernames and
  /// Nicknames](https://discord.com/developers/docs/resources/user#usernames-and-nicknames)).
  private static @Nullable String username(Form form) {
    String given = form.text("username", 2, 32);
    if (given == null) {
      return null;
    }
    String name = given.strip().replaceAll("\\s+", " ");
    for (String part : List.of("@", "#", ":", "```", "discord")) {
      if (name.toLowerCase(Locale.ROOT).contains(part)) {
        form.wrong(
            "username", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"" + part + "\"");
      }
    }
    if (Set.of("everyone", "here").contains(name)) {
      form.wrong("username", "USERNAME_INVALID", "Username cannot be \"" + name + "\"");
    }
    return name;
  }

  private Answer guilds(Call call) {
    Form query = call.query();
    Long before = query.snowflake("before");
    Long after = query.snowflake("after");
    int limit = query.number("limit", 1, 200, 200);
    boolean counts = query.isTrue("with_counts");
    query.check();
    List<Guild> page =
        before != null
            ? call.bot().guilds().before(before, limit)
            : call.bot().guilds().after(after == null ? 0 : after, limit);
    return Answer.list(page, (guild, json) -> writePartial(json, guild, call, counts));
  }

  private static void writePartial(JsonGenerator json, Guild guild, Call call, boolean counts)
      throws IOException {
    json.writeStartObject();
    Json.id(json, "id", guild.id());
    json.writeStringField("name", guild.name());
    json.writeStringField("icon", guild.icon());
    json.writeNullField("banner");
    json.writeBooleanField("owner", guild.ownerId() == call.bot().id());
    json.writeStringField("permissions", Long.toString(call.rights(guild).permissions()));
    guild.features(json);
    if (counts) {
      GuildRoutes.writeCounts(json, guild);
    }
    json.writeEndObject();
  }

  private Answer leave(Call call) {
    Guild guild = call.guild();
    if (guild.ownerId() == call.bot().id()) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    call.world().bots().leave(call.bot(), guild);
    return Answer.NO_CONTENT;
  }

  private Answer openDirect(Call call) {
    Form form = call.form();
    Long recipient = form.require("recipient_id").snowflake("recipient_id");
    form.check();
    User user = recipient == null ? null : call.world().users().get(recipient);
    if (user == null) {
      throw ErrorCode.INVALID_RECIPIENT.refusal();
    }
    if (user.bot()) {
      throw ErrorCode.CANNOT_SEND_TO_USER.refusal();
    }
    Channel channel = call.world().channels().direct(call.bot(), user);
    return Answer.ok(channel::write);
  }
}
