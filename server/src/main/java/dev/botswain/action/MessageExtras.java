package dev.botswain.action;

import static dev.botswain.action.Codec.AS_IT_IS;
import static dev.botswain.action.Codec.each;
import static dev.botswain.action.Codec.label;
import static dev.botswain.action.Codec.view;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What few messages have: mentions, components, a poll, a thread and the like. What a message does
/// not have is absent, so that the many plain messages stay short.
///
/// Source: <https://discord.com/developers/docs/resources/message#message-object>.
final class MessageExtras {
  static final Labels FLAGS =
      Labels.of(
          Map.ofEntries(
              Map.entry(0, "crossposted"),
              Map.entry(1, "is_crosspost"),
              Map.entry(2, "suppress_embeds"),
              Map.entry(3, "source_message_deleted"),
              Map.entry(4, "urgent"),
              Map.entry(5, "has_thread"),
              Map.entry(6, "ephemeral"),
              Map.entry(7, "loading"),
              Map.entry(8, "failed_to_mention_some_roles_in_thread"),
              Map.entry(12, "suppress_notifications"),
              Map.entry(13, "is_voice_message"),
              Map.entry(14, "has_snapshot"),
              Map.entry(15, "is_components_v2")));

  private static final Labels INTERACTION_TYPES =
      Labels.from(1, "ping", "command", "component", "autocomplete", "modal_submit");

  private static final Shape INTERACTION =
      Shape.PLAIN
          .with("type", label(INTERACTION_TYPES))
          .with("targetUser", Glossary.USER)
          .without(
              "authorizingIntegrationOwners",
              "triggeringInteractionMetadata",
              "nameLocalized",
              "commandType",
              "member");

  private static final Map<String, Extra> BY_DISCORD =
      Map.ofEntries(
          Map.entry("webhook_id", new Extra("webhookId", JsonNodeType.STRING, Shape.PLAIN)),
          Map.entry("application_id", new Extra("applicationId", JsonNodeType.STRING, Shape.PLAIN)),
          Map.entry("tts", new Extra("tts", JsonNodeType.BOOLEAN, Shape.PLAIN)),
          Map.entry("flags", new Extra("flags", JsonNodeType.NUMBER, Codec.flags(FLAGS))),
          list("mentions", "mentions", Glossary.USER),
          list("mention_roles", "mentionRoles", Shape.PLAIN),
          Map.entry(
              "mention_everyone", new Extra("mentionsEveryone", JsonNodeType.BOOLEAN, Shape.PLAIN)),
          list(
              "mention_channels",
              "mentionChannels",
              Shape.PLAIN.with("type", label(Glossary.CHANNEL_TYPES))),
          list("components", "components", AS_IT_IS),
          list(
              "sticker_items",
              "stickers",
              Shape.PLAIN.with(
                  "formatType", label(Labels.from(1, "png", "apng", "lottie", "gif")))),
          object("poll", "poll", AS_IT_IS),
          object("thread", "thread", view(StartedThread::of)),
          object(
              "message_reference",
              "reference",
              Shape.PLAIN
                  .with("type", label(Labels.from(0, "default", "forward")))
                  .without("failIfNotExists")),
          list("message_snapshots", "snapshots", view(MessageSnapshot::of)),
          object("interaction_metadata", "interaction", INTERACTION),
          object("interaction", "interaction", INTERACTION),
          object("call", "call", Shape.PLAIN),
          object("role_subscription_data", "roleSubscription", Shape.PLAIN));

  /// One field.
  ///
  /// @param ours its name here
  /// @param type of Discord's value; one of another type counts as absent
  private record Extra(String ours, JsonNodeType type, Codec codec) {}

  private final Map<String, @Nullable Object> found = new LinkedHashMap<>();

  private static Map.Entry<String, Extra> list(String discord, String ours, Codec element) {
    return Map.entry(discord, new Extra(ours, JsonNodeType.ARRAY, each(element)));
  }

  private static Map.Entry<String, Extra> object(String discord, String ours, Codec codec) {
    return Map.entry(discord, new Extra(ours, JsonNodeType.OBJECT, codec));
  }

  static boolean has(String discord) {
    return BY_DISCORD.containsKey(discord);
  }

  /// Takes the value of a field that [#has] knows.
  ///
  /// @return the value as Discord has it
  JsonNode take(String discord, JsonParser json) throws IOException {
    JsonNode value = json.readValueAsTree();
    Extra extra = BY_DISCORD.get(discord);
    if (extra != null && value.getNodeType() == extra.type()) {
      put(extra.ours(), extra.codec().toOurs(value));
    }
    return value;
  }

  /// The message that is answered; null if it was deleted.
  void answered(@Nullable MessageView message) {
    put(
        message == null ? "referencedMessageDeleted" : "referencedMessage",
        message == null ? true : message);
  }

  private void put(String ours, @Nullable Object value) {
    boolean nothing =
        value == null
            || value instanceof Collection<?> list && list.isEmpty()
            || value instanceof JsonNode node && node.isBoolean() && !node.booleanValue();
    if (nothing) {
      return;
    }
    if (value instanceof Map<?, ?> object && found.get(ours) instanceof Map<?, ?> other) {
      // Only the older of the two forms of an interaction names the command.
      var both = new LinkedHashMap<Object, @Nullable Object>(other);
      object.forEach(both::putIfAbsent);
      found.put(ours, both);
    } else {
      found.put(ours, value);
    }
  }

  Map<String, @Nullable Object> found() {
    return found;
  }

  /// The thread that was started from a message.
  ///
  /// @param messageCount without the first message
  /// @param memberCount at most 50
  record StartedThread(
      String id,
      String name,
      long messageCount,
      long memberCount,
      boolean archived,
      boolean locked) {
    private static StartedThread of(JsonNode thread) {
      JsonNode state = thread.path("thread_metadata");
      return new StartedThread(
          thread.path("id").asText(),
          thread.path("name").asText(),
          thread.path("message_count").asLong(),
          thread.path("member_count").asLong(),
          state.path("archived").asBoolean(),
          state.path("locked").asBoolean());
    }
  }
}
