package dev.botswain.action;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.hash.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as callers write it, for Discord. No one is mentioned unless the caller says so, and
/// the flag that components V2 need is set for the caller.
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

  /// A new message. Discord treats two with the same nonce as one, so sending it again does no
  /// harm; the nonce is derived from the request's key if it has one.
  static JsonObject sent(ActionContext asked) {
    return written(asked.body(), asked.request().files())
        .put("nonce", nonce(asked.request()))
        .put("enforce_nonce", true);
  }

  /// Messages for which Discord has no nonce: changes, answers to interactions, the first message
  /// of a forum post.
  ///
  /// @param files of the message, or null
  static JsonObject written(JsonObject ours, @Nullable ActionFiles files) {
    JsonObject message = SHAPE.toDiscord("", ours);
    Object replyTo = message.remove("reply_to");
    if (replyTo != null) {
      message.put("message_reference", new JsonObject().put("message_id", replyTo));
    }
    if (!message.containsKey("allowed_mentions")) {
      message.put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
    }
    if (ComponentRules.needV2(message.getValue("components"))) {
      int flags = message.getInteger("flags", 0);
      message.put("flags", flags | ComponentRules.IS_COMPONENTS_V2);
    }
    if (message.getValue("attachments") instanceof JsonArray listed) {
      message.put("attachments", attachments(listed, files == null ? 0 : files.count()));
    }
    return message;
  }

  /// Discord identifies a new file by the number of its part, in place of an id. Files that the
  /// caller does not list are listed too, because Discord drops those that are not.
  ///
  /// @param files the number of new files
  private static JsonArray attachments(JsonArray ours, int files) {
    var all = new JsonArray();
    var unlisted = new TreeSet<Integer>();
    for (int i = 0; i < files; i++) {
      unlisted.add(i);
    }
    for (int i = 0; i < ours.size(); i++) {
      JsonObject attachment = ours.getJsonObject(i).copy();
      Integer file = (Integer) attachment.remove("file");
      String place = "attachments[" + i + "]";
      if ((file == null) == !attachment.containsKey("id")) {
        throw RequestRefusedException.field(place, "must have either file or id");
      }
      if (file != null && !unlisted.remove(file)) {
        throw RequestRefusedException.field(
            place + ".file", "must be the number of a file of the form, from 0, and named once");
      }
      Object spoiler = attachment.remove("spoiler");
      if (spoiler != null) {
        attachment.put("is_spoiler", spoiler);
      }
      all.add(file == null ? attachment : attachment.put("id", file));
    }
    unlisted.forEach(file -> all.add(new JsonObject().put("id", file)));
    return all;
  }

  private static String nonce(ActionRequest request) {
    var key = request.key();
    String seed =
        key == null
            ? UUID.randomUUID().toString()
            : request.session().fingerprint() + " " + key.text();
    return Sha256.hex(seed).substring(0, NONCE_LENGTH);
  }
}
