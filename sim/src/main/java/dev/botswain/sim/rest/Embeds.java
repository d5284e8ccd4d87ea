package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses embeds: the fields that a bot can set, within the limits ([Embed
/// Limits](https://discord.com/developers/docs/resources/message#embed-object-embed-limits)).
final class Embeds {
  static final int MAX = 10;
  private static final int MAX_CHARACTERS = 6_000;
  private static final String ATTACHED = "attachment://";
  private static final Set<String> WEB = Set.of("http", "https");
  private static final Set<String> WEB_OR_ATTACHED = Set.of("http", "https", "attachment");

  private final Map<String, String> uploaded;
  private int characters;

  /// @param uploaded the URL of each uploaded file, by its name
  private Embeds(Map<String, String> uploaded) {
    this.uploaded = uploaded;
  }

  /// The embeds of a message as they are stored, or null if it has none.
  static @Nullable String read(Form form, Map<String, String> uploaded) {
    var reader = new Embeds(uploaded);
    ArrayNode embeds = JsonNodeFactory.instance.arrayNode();
    for (Form entry : form.objects("embeds", MAX)) {
      embeds.add(reader.embed(entry));
    }
    if (reader.characters > MAX_CHARACTERS) {
      form.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }
    return embeds.isEmpty() ? null : embeds.toString();
  }

  private ObjectNode embed(Form form) {
    ObjectNode embed = JsonNodeFactory.instance.objectNode().put("type", "rich");
    put(embed, "title", text(form, "title", 256));
    put(embed, "description", text(form, "description", 4_096));
    put(embed, "url", url(form, "url", WEB));
    var time = form.time("timestamp");
    put(
        embed,
        "timestamp",
        time == null ? null : dev.botswain.sim.world.Json.iso(time.toEpochMilli()));
    Long color = form.number("color", 0, 0xFFFFFF);
    if (color != null) {
      embed.put("color", color);
    }
    Form footer = form.object("footer");
    if (footer != null) {
      ObjectNode made = embed.putObject("footer");
      put(made, "text", needed(footer, "text", 2_048));
      put(made, "icon_url", url(footer, "icon_url", WEB_OR_ATTACHED));
    }
    Form author = form.object("author");
    if (author != null) {
      ObjectNode made = embed.putObject("author");
      put(made, "name", needed(author, "name", 256));
      put(made, "url", url(author, "url", WEB));
      put(made, "icon_url", url(author, "icon_url", WEB_OR_ATTACHED));
    }
    image(form, embed, "image");
    image(form, embed, "thumbnail");
    for (Form field : form.objects("fields", 25)) {
      ObjectNode made = embed.withArray("fields").addObject();
      put(made, "name", needed(field, "name", 256));
      put(made, "value", needed(field, "value", 1_024));
      made.put("inline", field.isTrue("inline"));
    }
    if (embed.size() == 1) {
      form.wrong("description", "BASE_TYPE_REQUIRED", "This field is required");
    }
    return embed;
  }

  private void image(Form form, ObjectNode embed, String field) {
    Form image = form.object(field);
    if (image == null) {
      return;
    }
    String url = url(image.require("url"), "url", WEB_OR_ATTACHED);
    if (url != null) {
      embed.putObject(field).put("url", url).put("proxy_url", url);
    }
  }

  private @Nullable String text(Form form, String field, int max) {
    String text = form.text(field, 0, Integer.MAX_VALUE);
    if (text == null || text.isBlank()) {
      return null;
    }
    String trimmed = text.strip();
    int length = trimmed.codePointCount(0, trimmed.length());
    if (length > max) {
      form.wrong(field, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
    }
    characters += length;
    return trimmed;
  }

  /// A text that must not be empty.
  private @Nullable String needed(Form form, String field, int max) {
    form.require(field);
    String text = text(form, field, max);
    if (text == null && form.hasValue(field)) {
      form.wrong(field, "BASE_TYPE_REQUIRED", "This field is required");
    }
    return text;
  }

  private @Nullable String url(Form form, String field, Set<String> schemes) {
    String url = form.text(field, 0, 2_048);
    if (url == null || url.isEmpty()) {
      return null;
    }
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "" : url.substring(0, colon);
    if (colon < 0) {
      form.wrong(field, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    } else if (!schemes.contains(scheme)) {
      form.wrong(
          field,
          "URL_TYPE_INVALID_SCHEME",
          "Scheme \"" + scheme + "\" must be one of ('http', 'https').");
    } else if (url.startsWith(ATTACHED)) {
      return uploaded.getOrDefault(url.substring(ATTACHED.length()), url);
    }
    return url;
  }

  private static void put(ObjectNode object, String field, @Nullable String value) {
    if (value != null) {
      object.put(field, value);
    }
  }
}
