package dev.botswain.sim.world;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Creates, changes and deletes incoming webhooks (Webhook resource).
public final class Webhooks {
  /// How many webhooks a channel can have.
  public static final int MAX_IN_CHANNEL = 15;

  private static final int TOKEN_BYTES = 51;

  private final World world;
  private final ById<Webhook> all = new ById<>();
  private final SecureRandom random = new SecureRandom();

  Webhooks(World world) {
    this.world = world;
  }

  /// The webhook with this id, or null.
  public @Nullable Webhook get(long id) {
    return all.get(id);
  }

  /// The webhooks of a channel.
  public List<Webhook> in(Channel channel) {
    return where(webhook -> webhook.channel() == channel);
  }

  /// The webhooks of a guild.
  public List<Webhook> in(Guild guild) {
    return where(webhook -> webhook.guild() == guild);
  }

  private List<Webhook> where(Predicate<Webhook> wanted) {
    return all.stream().filter(wanted).toList();
  }

  /// Creates a webhook: WEBHOOKS_UPDATE.
  public Webhook create(
      Bot creator, Guild guild, Channel channel, String name, @Nullable String avatar) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var webhook = new Webhook(world.newId(), token, creator, guild, channel, name).avatar(avatar);
    all.add(webhook);
    publish(webhook.channel());
    return webhook;
  }

  /// Changes a webhook: WEBHOOKS_UPDATE, for both channels if it moves.
  public void update(Webhook webhook, Consumer<Webhook> change) {
    var before = webhook.channel();
    change.accept(webhook);
    publish(before);
    if (webhook.channel() != before) {
      publish(webhook.channel());
    }
  }

  /// Deletes a webhook: WEBHOOKS_UPDATE.
  public void delete(Webhook webhook) {
    if (all.remove(webhook.id()) != null) {
      publish(webhook.channel());
    }
  }

  /// Removes the webhooks of a deleted channel.
  void forgetIn(Channel channel) {
    in(channel).forEach(webhook -> all.remove(webhook.id()));
  }

  private void publish(Channel channel) {
    world.publish(
        Dispatch.inChannel(
            "WEBHOOKS_UPDATE",
            channel,
            Intents.GUILD_WEBHOOKS,
            0,
            json -> {
              json.writeStartObject();
              Json.id(json, "guild_id", channel.guildId());
              Json.id(json, "channel_id", channel.id());
              json.writeEndObject();
            }));
  }
}
