package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Writes message objects as one viewer may see them.
record MessageWriter(JsonGenerator json, Viewer viewer, MessageWriter.For purpose) {
  /// The purpose of the object.
  enum For {
    /// Answers, and messages inside other things.
    READERS,
    /// MESSAGE_CREATE.
    CREATE,
    /// MESSAGE_UPDATE, which never has text-to-speech.
    UPDATE
  }

  private static final int HAS_THREAD = 1 << 5;

  void write(Message message) throws IOException {
    json.writeStartObject();
    fields(message, true);
    json.writeEndObject();
  }

  void writeEvent(Message message) throws IOException {
    json.writeStartObject();
    fields(message, true);
    var channel = message.channel();
    json.writeNumberField("channel_type", channel.type().number());
    var guild = channel.guild();
    if (guild != null && !message.isEphemeral()) {
      Json.id(json, "guild_id", guild.id());
      var member = guild.members().get(message.author().id());
      if (member != null) {
        json.writeFieldName("member");
        member.writePartial(json);
      }
    }
    json.writeEndObject();
  }

  /// @param whole false for a message inside another, which shows neither thread nor reference
  private void fields(Message message, boolean whole) throws IOException {
    var thread = message.startedThread();
    Json.id(json, "id", message.id());
    Json.id(json, "channel_id", message.channel().id());
    json.writeNumberField("type", message.type());
    Json.time(json, "timestamp", Snowflakes.millis(message.id()));
    Json.time(json, "edited_timestamp", message.editedAt());
    json.writeBooleanField("tts", message.tts() && purpose != For.UPDATE);
    json.writeBooleanField("pinned", message.pinnedAt() != 0);
    json.writeNumberField("flags", message.flags() | (thread == null ? 0 : HAS_THREAD));
    json.writeFieldName("author");
    message.author().write(json);
    var origin = message.origin();
    if (origin != null) {
      origin.fields(json);
    }
    mentions(message, whole);
    content(message);
    if (message.stickerItems() != null) {
      Json.raw(json, "sticker_items", message.stickerItems(), "[]");
    }
    if (message.nonce() != null) {
      Json.raw(json, "nonce", message.nonce(), "null");
    }
    if (message.channel().thread() != null) {
      json.writeNumberField("position", message.position());
    }
    reactions(message);
    var reference = message.reference();
    if (reference != null) {
      reference(message, reference);
    }
    if (whole && thread != null) {
      json.writeFieldName("thread");
      thread.write(json);
    }
    if (whole && reference != null && resolvesReference(message)) {
      referenced(message, reference);
    }
  }

  private static boolean resolvesReference(Message message) {
    return switch (message.type()) {
      case Message.REPLY, Message.THREAD_STARTER_MESSAGE, Message.CONTEXT_MENU_COMMAND -> true;
      default -> false;
    };
  }

  /// Events also contain the membership of mentioned users.
  private void mentions(Message message, boolean whole) throws IOException {
    var guild = message.channel().guild();
    boolean told = whole && purpose != For.READERS && guild != null && !message.isEphemeral();
    json.writeBooleanField("mention_everyone", message.mentionEveryone());
    json.writeArrayFieldStart("mentions");
    for (var user : message.mentions()) {
      var member = told && guild != null ? guild.members().get(user.id()) : null;
      json.writeStartObject();
      user.fields(json);
      if (member != null) {
        json.writeFieldName("member");
        member.writePartial(json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("mention_roles");
    for (var role : message.mentionRoles()) {
      json.writeString(Long.toString(role.id()));
    }
    json.writeEndArray();
  }

  /// The fields that need the intent MESSAGE_CONTENT.
  private void content(Message message) throws IOException {
    boolean shown = message.showsContentTo(viewer);
    json.writeStringField("content", shown ? message.content() : "");
    Json.raw(json, "attachments", shown ? message.attachments() : null, "[]");
    Json.raw(json, "embeds", shown && !message.suppressesEmbeds() ? message.embeds() : null, "[]");
    Json.raw(json, "components", shown ? message.components() : null, "[]");
    if (shown && message.poll() != null) {
      Json.raw(json, "poll", message.countedPoll(), "null");
    }
  }

  private void reactions(Message message) throws IOException {
    if (message.reactions().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("reactions");
    for (var reaction : message.reactions()) {
      reaction.write(json, viewer);
    }
    json.writeEndArray();
  }

  private void reference(Message message, Message.Reference to) throws IOException {
    json.writeObjectFieldStart("message_reference");
    json.writeNumberField("type", 0);
    Json.id(json, "channel_id", to.channelId());
    if (to.messageId() != 0) {
      Json.id(json, "message_id", to.messageId());
    }
    if (message.channel().guild() != null) {
      Json.id(json, "guild_id", message.channel().guildId());
    }
    json.writeEndObject();
  }

  private void referenced(Message message, Message.Reference to) throws IOException {
    var guild = message.channel().guild();
    var place =
        guild == null || to.channelId() == message.channel().id()
            ? message.channel()
            : guild.channels().get(to.channelId());
    var original = place == null ? null : place.messages().get(to.messageId());
    if (original == null) {
      json.writeNullField("referenced_message");
      return;
    }
    json.writeObjectFieldStart("referenced_message");
    fields(original, false);
    json.writeEndObject();
  }
}
