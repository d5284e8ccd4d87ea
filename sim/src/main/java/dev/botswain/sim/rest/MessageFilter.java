package dev.botswain.sim.rest;

import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.MessageOrigin;
import dev.botswain.sim.world.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parses the filters of a search: content (all its words, anywhere), authors and their types,
/// mentions, ids, pins, and the parts of a message. Other parameters are ignored.
final class MessageFilter {
  private static final int MAX_IDS = 100;

  private MessageFilter() {}

  static Predicate<Message> read(Form query) {
    Long min = query.snowflake("min_id");
    Long max = query.snowflake("max_id");
    Set<Long> authors = query.listed("author_id", MAX_IDS);
    Set<Long> mentioned = query.listed("mentions", MAX_IDS);
    Boolean everyone = query.bool("mention_everyone");
    Boolean pinned = query.bool("pinned");
    Predicate<Message> all = message -> min == null || message.id() > min;
    return all.and(message -> max == null || message.id() < max)
        .and(message -> authors.isEmpty() || authors.contains(message.author().id()))
        .and(message ->
            mentioned.isEmpty()
                || message.mentions().stream().map(User::id).anyMatch(mentioned::contains))
        .and(message -> everyone == null || message.mentionEveryone() == everyone)
        .and(message -> pinned == null || (message.pinnedAt() != 0) == pinned)
        .and(content(query.text("content", 0, 1_024)))
        .and(each(query, "author_type", MessageFilter::isBy))
        .and(each(query, "has", MessageFilter::has));
  }

  private static Predicate<Message> content(@Nullable String wanted) {
    List<String> words =
        wanted == null || wanted.isBlank()
            ? List.of()
            : List.of(wanted.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    return message -> {
      String content = message.content().toLowerCase(Locale.ROOT);
      return words.stream().allMatch(content::contains);
    };
  }

  @FunctionalInterface
  private interface Test {
    boolean passes(Message message, String word);
  }

  /// All words of a parameter must match, or, with a leading `-`, must not match.
  private static Predicate<Message> each(Form query, String field, Test test) {
    var raw = query.raw(field);
    var words = new ArrayList<String>();
    if (raw != null && raw.isArray()) {
      raw.forEach(word -> words.add(word.asText()));
    } else if (raw != null) {
      words.add(raw.asText());
    }
    return message ->
        words.stream()
            .allMatch(word ->
                word.startsWith("-")
                    ? !test.passes(message, word.substring(1))
                    : test.passes(message, word));
  }

  private static boolean isBy(Message message, String type) {
    boolean webhook = message.origin() instanceof MessageOrigin.OfWebhook;
    return switch (type) {
      case "webhook" -> webhook;
      case "bot" -> message.author().bot() && !webhook;
      default -> !message.author().bot();
    };
  }

  private static boolean has(Message message, String what) {
    String attachments = String.valueOf(message.attachments());
    return switch (what) {
      case "file" -> message.attachments() != null;
      case "image", "video" -> attachments.contains("\"content_type\":\"" + what + "/");
      case "sound" -> attachments.contains("\"content_type\":\"audio/");
      case "embed" -> message.embeds() != null;
      case "link" ->
          message.content().contains("http://") || message.content().contains("https://");
      case "poll" -> message.poll() != null;
      case "sticker" -> message.stickerItems() != null;
      default -> false;
    };
  }
}
