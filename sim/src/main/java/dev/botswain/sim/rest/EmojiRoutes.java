package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.CustomEmoji;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;

/// The emojis of a guild ([Emoji Resource](https://discord.com/developers/docs/resources/emoji)).
final class EmojiRoutes {
  /// The most of each kind, still and animated, in a guild without boosts.
  private static final int MAX = 50;

  private static final String ALL = "/guilds/{guild_id}/emojis";

  void addTo(Router router) {
    router.get(ALL, this::list);
    router.post(ALL, this::create);
    router.get(ALL + "/{emoji_id}", this::get);
    router.patch(ALL + "/{emoji_id}", this::modify);
    router.delete(ALL + "/{emoji_id}", this::delete);
  }

  private Answer list(Call call) {
    Guild guild = call.guild();
    return Answer.list(guild.emojis(), writer(call.rights(guild)));
  }

  private static Answer.ElementWriter<CustomEmoji> writer(Rights rights) {
    return rights.expressions() ? CustomEmoji::write : CustomEmoji::writeShort;
  }

  private static CustomEmoji emoji(Call call, Guild guild) {
    CustomEmoji emoji = guild.emojis().get(call.id("emoji_id"));
    if (emoji == null) {
      throw ErrorCode.UNKNOWN_EMOJI.refusal();
    }
    return emoji;
  }

  private Answer get(Call call) {
    Guild guild = call.guild();
    CustomEmoji emoji = emoji(call, guild);
    return Answer.ok(
        call.rights(guild).isToldOf(emoji.creator()) ? emoji::write : emoji::writeShort);
  }

  private Answer create(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.CREATE_GUILD_EXPRESSIONS);
    Form form = call.form();
    String name = EmojiForm.name(form.require("name"));
    long[] roles = EmojiForm.roles(form);
    boolean animated = EmojiForm.image(form).isAnimated();
    long there = guild.emojis().stream().filter(emoji -> emoji.animated() == animated).count();
    if (there >= MAX) {
      throw (animated ? ErrorCode.TOO_MANY_ANIMATED_EMOJIS : ErrorCode.TOO_MANY_EMOJIS).refusal();
    }
    CustomEmoji emoji =
        call.audit(guild)
            .created(
                AuditAction.EMOJI_CREATE,
                () ->
                    call.world()
                        .expressions()
                        .createEmoji(
                            guild, call.bot().user(), name == null ? "" : name, animated, roles),
                CustomEmoji::write);
    return Answer.created(emoji::write);
  }

  private Answer modify(Call call) {
    Guild guild = call.guild();
    CustomEmoji emoji = emoji(call, guild);
    call.rights(guild).needToChange(emoji.creator());
    Form form = call.form();
    String name = EmojiForm.name(form);
    long[] roles = EmojiForm.roles(form);
    form.check();
    call.audit(guild)
        .changed(
            AuditAction.EMOJI_UPDATE,
            emoji,
            CustomEmoji::write,
            () ->
                call.world()
                    .expressions()
                    .updateEmoji(
                        guild,
                        emoji,
                        changed -> {
                          if (name != null) {
                            changed.name(name);
                          }
                          if (form.has("roles")) {
                            changed.roleIds(roles);
                          }
                        }));
    return Answer.ok(emoji::write);
  }

  private Answer delete(Call call) {
    Guild guild = call.guild();
    CustomEmoji emoji = emoji(call, guild);
    call.rights(guild).needToChange(emoji.creator());
    call.audit(guild)
        .deleted(
            AuditAction.EMOJI_DELETE,
            emoji,
            CustomEmoji::write,
            () -> call.world().expressions().deleteEmoji(guild, emoji));
    return Answer.NO_CONTENT;
  }
}
