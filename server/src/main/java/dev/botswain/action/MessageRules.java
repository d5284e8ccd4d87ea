package dev.botswain.action;

import java.util.List;

/// What Discord refuses in messages, found before they are sent: for dry runs. Discord itself
/// judges what is sent, so a rule that it changes does no harm there.
///
/// Source: <https://discord.com/developers/docs/resources/message#create-message>.
final class MessageRules {
  private static final int MAX_CONTENT = 2_000;
  private static final int MAX_EMBEDS_CHARACTERS = 6_000;

  private MessageRules() {}

  /// @param isNew whether it is a message of its own and not a change of one
  /// @return a sentence for each problem, beginning with its place in the body
  static List<String> problems(ActionContext asked, boolean isNew) {
    Checked message = Checked.body(asked.body());
    boolean hasFiles = asked.request().files() != null;
    boolean v2 = ComponentRules.areV2(asked.body());
    message.atMost("content", MAX_CONTENT);
    embeds(message);
    ComponentRules.check(message, v2);
    Checked poll = message.object("poll");
    if (poll != null) {
      poll(poll);
    }
    mentions(message);
    if (v2) {
      for (String field : List.of("content", "embeds", "poll", "stickerIds")) {
        if (message.says(field)) {
          message.wrong(field, "cannot be in a message of components V2; put it into components");
        }
      }
    } else if (isNew
        && !hasFiles
        && List.of("content", "embeds", "components", "poll", "stickerIds").stream()
            .noneMatch(message::says)) {
      message.wrong("must have content, embeds, components, a poll, stickers or files");
    }
    return message.problems();
  }

  private static void embeds(Checked message) {
    int characters = 0;
    for (Checked embed : message.objects("embeds", 0, 10)) {
      characters += embed(embed);
    }
    if (characters > MAX_EMBEDS_CHARACTERS) {
      message.wrong(
          "embeds",
          "must have at most %s characters together, and have %s"
              .formatted(MAX_EMBEDS_CHARACTERS, characters));
    }
  }

  /// @return its characters that count
  private static int embed(Checked embed) {
    int characters = embed.atMost("title", 256) + embed.atMost("description", 4_096);
    embed.address("url", "http", "https");
    embed.between("color", 0, 0xFFFFFF);
    Checked author = embed.object("author");
    if (author != null) {
      characters += author.needs("name", 256);
      author.address("url", "http", "https");
      author.address("icon_url", "http", "https", "attachment");
    }
    Checked footer = embed.object("footer");
    if (footer != null) {
      characters += footer.needs("text", 2_048);
      footer.address("icon_url", "http", "https", "attachment");
    }
    for (String picture : List.of("image", "thumbnail")) {
      Checked shown = embed.object(picture);
      if (shown != null) {
        shown.needs("url", 2_048);
        shown.address("url", "http", "https", "attachment");
      }
    }
    for (Checked field : embed.objects("fields", 0, 25)) {
      characters += field.needs("name", 256) + field.needs("value", 1_024);
    }
    if (List.of("title", "description", "author", "footer", "image", "thumbnail", "fields").stream()
        .noneMatch(embed::says)) {
      embed.wrong("must have a title, a description, an author, fields, an image or a footer");
    }
    return characters;
  }

  /// Source: <https://discord.com/developers/docs/resources/poll#poll-create-request-object>.
  private static void poll(Checked poll) {
    Checked question = poll.object("question");
    if (question != null) {
      question.needs("text", 300);
    }
    for (Checked answer : poll.objects("answers", 1, 10)) {
      Checked media = answer.object("poll_media");
      if (media != null) {
        media.needs("text", 55);
      }
    }
    poll.between("duration", 1, 32 * 24);
  }

  private static void mentions(Checked message) {
    Checked allowed = message.object("allowedMentions");
    if (allowed == null) {
      return;
    }
    for (String kind : List.of("users", "roles")) {
      if (allowed.says(kind) && allowed.names("parse", kind)) {
        allowed.wrong(kind, "cannot be listed while parse names %s".formatted(kind));
      }
    }
  }
}
