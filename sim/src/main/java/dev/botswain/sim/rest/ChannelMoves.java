package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moves channels of a guild, each according to its entry ([Modify Guild Channel
/// Positions](https://discord.com/developers/docs/resources/guild#modify-guild-channel-positions)).
final class ChannelMoves {
  private final Call call;
  private final Guild guild;
  private final Audit audit;
  private final List<Runnable> moves = new ArrayList<>();
  private int newParents;

  private ChannelMoves(Call call, Guild guild) {
    this.call = call;
    this.guild = guild;
    this.audit = call.audit(guild);
  }

  /// Checks all entries, then applies them.
  static void apply(Call call, Guild guild) {
    var all = new ChannelMoves(call, guild);
    List<Form> entries = call.forms();
    entries.forEach(all::read);
    entries.forEach(Form::check);
    if (all.newParents > 1) {
      throw ErrorCode.ONE_PARENT_AT_A_TIME.refusal();
    }
    all.moves.forEach(Runnable::run);
  }

  private void read(Form entry) {
    Long id = entry.require("id").snowflake("id");
    Long position = entry.number("position", 0, Integer.MAX_VALUE);
    Long parentId = entry.snowflake("parent_id");
    Long flags = entry.number("flags", 0, Integer.MAX_VALUE);
    boolean locks = entry.isTrue("lock_permissions");
    if (id == null) {
      return;
    }
    Channel channel = guild.channels().get(id);
    if (channel == null) {
      throw ErrorCode.UNKNOWN_CHANNEL.refusal();
    }
    ChannelChange.checkParent(entry, guild, parentId);
    Channel parent = parentId == null ? null : guild.channels().get(parentId);
    boolean reparented =
        entry.has("parent_id") && channel.parentId() != (parentId == null ? 0 : parentId);
    if (reparented) {
      newParents++;
      needToReparent(channel, parent);
    } else {
      needToMove(channel);
    }
    if (locks) {
      call.rights(channel).need(Permissions.MANAGE_ROLES);
    }
    Consumer<Channel> move =
        moved -> {
          if (position != null) {
            moved.position(position.intValue());
          }
          if (flags != null) {
            moved.flags(flags.intValue());
          }
          if (entry.has("parent_id")) {
            moved.parentId(parentId == null ? 0 : parentId);
          }
          if (locks && reparented && parent != null) {
            moved.overwrites(parent.overwrites());
          }
        };
    moves.add(() ->
        audit.changed(
            AuditAction.CHANNEL_UPDATE,
            channel,
            Channel::write,
            () -> call.world().channels().update(guild, channel, move)));
  }

  /// Changing the order needs MANAGE_CHANNELS in the guild or in the category; the channel itself
  /// need not be visible.
  private void needToMove(Channel channel) {
    Channel category = guild.channels().get(channel.parentId());
    if (category == null || !call.rights(category).has(Permissions.MANAGE_CHANNELS)) {
      call.rights(guild).need(Permissions.MANAGE_CHANNELS);
    }
  }

  /// Changing the category needs MANAGE_CHANNELS in the channel and in its new category.
  private void needToReparent(Channel channel, @Nullable Channel parent) {
    Rights there = parent == null ? call.rights(guild) : call.rights(parent);
    if (!call.viewer().sees(channel)
        || !call.rights(channel).has(Permissions.MANAGE_CHANNELS)
        || !there.has(Permissions.MANAGE_CHANNELS)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
  }
}
