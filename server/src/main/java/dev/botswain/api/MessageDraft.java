package dev.botswain.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/// A message as callers write it, for Discord. Nobody is mentioned unless the caller says whom.
///
/// Source: <https://discord.com/developers/docs/resources/message#create-message>.
final class MessageDraft {
  private static final int NONCE_LENGTH = 25;

  private static final Shape SHAPE =
      Shape.PLAIN.with(
          "flags",
          Codec.flags(
              Labels.of(
                  Map.of(
                      2, "suppress_embeds",
                      6, "ephemeral",
                      12, "suppress_notifications",
                      13, "is_voice_message",
                      15, "is_components_v2"))));

  private MessageDraft() {}

  /// A new message. Discord takes two with the same nonce for one, so that sending it again does no
  /// harm; the nonce follows from the caller's `Idempotency-Key` if there is one.
  static JsonObject sent(Circumstances asked) {
    return written(asked.body()).put("nonce", nonce(asked.call())).put("enforce_nonce", true);
  }

  /// What Discord knows without a nonce: changes, answers to interactions, a forum post's first.
  static JsonObject written(JsonObject ours) {
    JsonObject message = SHAPE.toDiscord("", ours);
    Object replyTo = message.remove("reply_to");
    if (replyTo != null) {
      message.put("message_reference", new JsonObject().put("message_id", replyTo));
    }
    if (!message.containsKey("allowed_mentions")) {
      message.put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
    }
    return message;
  }

  private static String nonce(Call call) {
    String key = call.header(Once.HEADER);
    String seed =
        key == null ? UUID.randomUUID().toString() : call.caller().fingerprint() + " " + key;
    return Once.digest(seed).substring(0, NONCE_LENGTH);
  }
}
