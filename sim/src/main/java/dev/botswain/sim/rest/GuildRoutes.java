package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import java.io.IOException;
import java.util.function.Consumer;

/// A guild and its channels ([Guild
/// Resource](https://discord.com/developers/docs/resources/guild)).
final class GuildRoutes {
  private static final int MAX_CHANNELS = 500;

  void addTo(Router router) {
    router.get("/guilds/{guild_id}", this::guild);
    router.patch("/guilds/{guild_id}", this::modify);
    router.get("/guilds/{guild_id}/channels", this::channels);
    router.post("/guilds/{guild_id}/channels", this::createChannel);
    router.patch("/guilds/{guild_id}/channels", this::moveChannels);
  }

  /// The only route that answers "unknown" for a guild that the bot is not in.
  private Answer guild(Call call) {
    Guild guild = call.bot().guilds().get(call.id("guild_id"));
    if (guild == null) {
      throw ErrorCode.UNKNOWN_GUILD.refusal();
    }
    boolean counts = call.query().isTrue("with_counts");
    return Answer.ok(json -> {
      json.writeStartObject();
      guild.fields(json);
      if (counts) {
        writeCounts(json, guild);
      }
      json.writeEndObject();
    });
  }

  static void writeCounts(JsonGenerator json, Guild guild) throws IOException {
    json.writeNumberField("approximate_member_count", guild.members().size());
    json.writeNumberField(
        "approximate_presence_count",
        guild.members().stream().filter(member -> member.user().presence().isVisible()).count());
  }

  private Answer modify(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.MANAGE_GUILD);
    Consumer<Guild> change = GuildChange.read(call.form(), guild);
    call.audit(guild)
        .changed(
            AuditAction.GUILD_UPDATE,
            guild,
            Guild::write,
            () -> call.world().guilds().update(guild, change));
    return Answer.ok(guild::write);
  }

  private Answer channels(Call call) {
    return Answer.list(call.guild().channels(), Channel::write);
  }

  private Answer createChannel(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.MANAGE_CHANNELS);
    Form form = call.form();
    String name = form.require("name").text("name", 1, 100);
    Integer number = form.choice("type", 0, 2, 4, 5, 13, 15, 16);
    ChannelType type = ChannelType.of(number == null ? 0 : number);
    if (name == null || type == null) {
      form.check();
      throw ErrorCode.INVALID_FORM_BODY.refusal();
    }
    ChannelChange change = ChannelChange.read(call, form, guild, type, null);
    if (guild.channels().size() >= MAX_CHANNELS) {
      throw ErrorCode.TOO_MANY_CHANNELS.refusal();
    }
    Channel channel =
        call.audit(guild)
            .created(
                AuditAction.CHANNEL_CREATE,
                () ->
                    call.world()
                        .channels()
                        .create(guild, type, ChannelChange.named(type, name), change::apply),
                Channel::write);
    return Answer.created(channel::write);
  }

  private Answer moveChannels(Call call) {
    Guild guild = call.guild();
    ChannelMoves.apply(call, guild);
    return Answer.NO_CONTENT;
  }
}
