package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An event, on its way to the bots that may see it.
///
/// The data is rendered when the first viewer needs it, and then shared by all who see the same:
/// one rendering for most events, two for messages (with and without content), and one for each
/// viewer only if the event contains something about the viewer itself. It shows the world at that
/// moment, so a dispatch must be read before the world changes again.
public final class Dispatch {
  /// Writes an event's data for one viewer.
  @FunctionalInterface
  public interface PersonalWriter {
    /// Writes the value.
    void write(JsonGenerator json, Viewer viewer) throws IOException;
  }

  private sealed interface Body {
    record Same(Json.Writer writer) implements Body {}

    /// @param edited whether the event is about a change
    record OfMessage(Message message, boolean edited) implements Body {}

    record Personal(PersonalWriter writer) implements Body {}
  }

  private final String type;
  private final long guildId;
  private final Collection<Bot> bots;
  private final Predicate<Viewer> gate;
  private final Body body;
  private byte @Nullable [] shared;
  private byte @Nullable [] withoutContent;

  private Dispatch(
      String type, long guildId, Collection<Bot> bots, Predicate<Viewer> gate, Body body) {
    this.type = type;
    this.guildId = guildId;
    this.bots = bots;
    this.gate = gate;
    this.body = body;
  }

  /// For all bots in a guild that have the intent.
  ///
  /// @param intent 0 for an event that needs none
  public static Dispatch inGuild(String type, Guild guild, int intent, Json.Writer data) {
    return new Dispatch(
        type, guild.id(), guild.bots(), viewer -> viewer.has(intent), new Body.Same(data));
  }

  /// For the bots in a guild that pass `gate`.
  public static Dispatch inGuild(
      String type, Guild guild, Predicate<Viewer> gate, PersonalWriter data) {
    return new Dispatch(type, guild.id(), guild.bots(), gate, new Body.Personal(data));
  }

  /// For the bots that may view a channel, a thread or a DM and have its intent.
  ///
  /// @param guildIntent the intent needed in a guild
  /// @param directIntent the intent needed in a DM
  public static Dispatch inChannel(
      String type, Channel channel, int guildIntent, int directIntent, Json.Writer data) {
    return inChannel(type, channel, guildIntent, directIntent, new Body.Same(data));
  }

  /// A new or changed message. An ephemeral one is sent to its author only, as if it were a DM
  /// (Gateway Events, "Message Create").
  static Dispatch ofMessage(String type, Message message) {
    var body = new Body.OfMessage(message, type.equals("MESSAGE_UPDATE"));
    if (message.isEphemeral()) {
      var author =
          message.channel().bots().stream().filter(bot -> bot.user() == message.author()).toList();
      return new Dispatch(type, 0, author, viewer -> viewer.has(Intents.DIRECT_MESSAGES), body);
    }
    return inChannel(
        type, message.channel(), Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES, body);
  }

  /// For one bot only.
  ///
  /// @param guildId 0 if the event belongs to no guild, so that it goes to shard 0
  public static Dispatch toBot(
      String type, Bot bot, long guildId, int intent, PersonalWriter data) {
    return new Dispatch(
        type, guildId, List.of(bot), viewer -> viewer.has(intent), new Body.Personal(data));
  }

  private static Dispatch inChannel(
      String type, Channel channel, int guildIntent, int directIntent, Body body) {
    var guild = channel.guild();
    if (guild == null) {
      return new Dispatch(type, 0, channel.bots(), viewer -> viewer.has(directIntent), body);
    }
    return new Dispatch(
        type,
        guild.id(),
        guild.bots(),
        viewer -> viewer.has(guildIntent) && viewer.sees(channel),
        body);
  }

  /// The event's name, such as `MESSAGE_CREATE`.
  public String type() {
    return type;
  }

  /// The guild that it belongs to, which determines the shard; 0 for none.
  public long guildId() {
    return guildId;
  }

  /// The bots that may be concerned, before [#reaches] is checked.
  public Collection<Bot> bots() {
    return bots;
  }

  /// Whether a viewer gets it.
  public boolean reaches(Viewer viewer) {
    return gate.test(viewer);
  }

  /// The data as this viewer may see it, UTF-8 JSON. Must not be written to.
  public byte[] data(Viewer viewer) {
    return switch (body) {
      case Body.Same(var writer) -> shared == null ? shared = Json.bytes(writer) : shared;
      case Body.Personal(var writer) -> Json.bytes(json -> writer.write(json, viewer));
      case Body.OfMessage(var message, var edited) -> {
        if (!message.reactions().isEmpty()) {
          yield Json.bytes(json -> message.writeEvent(json, viewer, edited));
        }
        if (message.showsContentTo(viewer)) {
          yield shared == null
              ? shared = Json.bytes(json -> message.writeEvent(json, viewer, edited))
              : shared;
        }
        yield withoutContent == null
            ? withoutContent = Json.bytes(json -> message.writeEvent(json, viewer, edited))
            : withoutContent;
      }
    };
  }
}
