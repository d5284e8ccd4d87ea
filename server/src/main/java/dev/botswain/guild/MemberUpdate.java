package dev.botswain.guild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.json.DiscordJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A GUILD_MEMBER_UPDATE: most of its fields can be absent, and are then unchanged.
///
/// Source: <https://docs.discord.com/developers/events/gateway-events#guild-member-update>.
public final class MemberUpdate {
  private final ObjectNode update;

  private MemberUpdate(ObjectNode update) {
    this.update = update;
  }

  /// The member in its current state.
  ///
  /// @param update is completed in place
  public static Member.Wire of(JsonNode update, Member before) {
    new MemberUpdate((ObjectNode) update).fillUp(before);
    return DiscordJson.read(update, Member.Wire.class);
  }

  private void fillUp(Member before) {
    Member.Details details = before.details();
    text("nick", before.nick());
    text("avatar", before.avatar());
    text("joined_at", before.joinedAt());
    text("premium_since", details.premiumSince());
    text("communication_disabled_until", details.timedOutUntil());
    number("flags", details.flags());
    truth("deaf", details.deaf());
    truth("mute", details.mute());
    truth("pending", details.pending());
    List<Long> roles = before.roleIds();
    if (!update.has("roles")) {
      roles.forEach(update.putArray("roles")::add);
    }
    if (update.get("user") instanceof ObjectNode user) {
      var of = new MemberUpdate(user);
      of.text("username", before.username());
      of.text("global_name", before.globalName());
      of.text("avatar", before.userAvatar());
      of.text("discriminator", details.discriminator());
      of.number("public_flags", details.publicFlags());
      of.truth("bot", before.bot());
    }
  }

  private void text(String field, @Nullable String before) {
    if (!update.has(field)) {
      update.put(field, before);
    }
  }

  private void number(String field, int before) {
    if (!update.has(field)) {
      update.put(field, before);
    }
  }

  private void truth(String field, boolean before) {
    if (!update.has(field)) {
      update.put(field, before);
    }
  }
}
