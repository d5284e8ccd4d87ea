package dev.botswain.sim.world;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Creates and deletes invites (Invite resource). No one joins by an invite; users join through the
/// control API.
public final class Invites {
  /// How many a guild may have.
  public static final int MAX_IN_GUILD = 1_000;

  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 10;

  private final World world;
  private final Map<String, Invite> byCode = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  Invites(World world) {
    this.world = world;
  }

  /// The invite with this code, or null if there is none, or no longer one.
  public @Nullable Invite get(String code) {
    forgetIf(this::isOver);
    return byCode.get(code);
  }

  /// The invites to a guild, oldest first.
  public List<Invite> in(Guild guild) {
    forgetIf(this::isOver);
    return byCode.values().stream().filter(invite -> invite.guild() == guild).toList();
  }

  private boolean isOver(Invite invite) {
    return invite.expiresAt() != 0 && invite.expiresAt() <= world.now();
  }

  private void forgetIf(Predicate<Invite> over) {
    byCode.values().removeIf(over);
  }

  /// Removes the invites to a deleted channel.
  void forgetIn(Channel channel) {
    forgetIf(invite -> invite.channel() == channel);
  }

  /// Creates an invite: INVITE_CREATE.
  ///
  /// @param maxAge seconds, 0 for no expiry
  /// @param maxUses 0 for any number
  public Invite create(
      Guild guild, Channel channel, User inviter, int maxAge, int maxUses, boolean temporary) {
    var invite =
        new Invite(code(), guild, channel, inviter, maxAge, maxUses, temporary, world.now());
    byCode.put(invite.code(), invite);
    publish(
        "INVITE_CREATE",
        invite,
        json -> {
          invite.metadata(json);
          Json.time(json, "expires_at", invite.expiresAt());
          json.writeNumberField("type", 0);
          json.writeFieldName("inviter");
          inviter.write(json);
        });
    return invite;
  }

  private String code() {
    var code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /// Deletes an invite: INVITE_DELETE.
  public void delete(Invite invite) {
    if (byCode.remove(invite.code()) != null) {
      publish("INVITE_DELETE", invite, json -> {});
    }
  }

  /// Sends an event to the bots that manage the channel.
  private void publish(String type, Invite invite, Json.Writer more) {
    world.publish(
        Dispatch.inGuild(
            type,
            invite.guild(),
            viewer ->
                viewer.has(Intents.GUILD_INVITES)
                    && Permissions.has(
                        viewer.permissions(invite.channel(), world.now()),
                        Permissions.MANAGE_CHANNELS),
            (json, viewer) -> {
              json.writeStartObject();
              Json.id(json, "guild_id", invite.guild().id());
              Json.id(json, "channel_id", invite.channel().id());
              json.writeStringField("code", invite.code());
              more.write(json);
              json.writeEndObject();
            }));
  }
}
