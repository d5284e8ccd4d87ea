package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Sticker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The message in a body, to be sent or edited ([Create
/// Message](https://discord.com/developers/docs/resources/message#create-message)).
final class MessageDraft {
  static final int COMPONENTS_V2 = Message.COMPONENTS_V2;

  private static final int SETTABLE =
      Message.SUPPRESS_EMBEDS | 1 << 12 | VoiceMessage.FLAG | COMPONENTS_V2;
  private static final int MAX_FILE = 10 << 20;
  private static final int MAX_FILES = 10;
  private static final int IS_SPOILER = 1 << 3;
  private static final Pattern FILE_FIELD = Pattern.compile("files\\[(\\d{1,9})]");

  private final Call call;
  private final Channel channel;
  private final Attachments files;
  private final Form form;
  private final List<Upload> uploads;
  private final Map<String, String> uploaded = new HashMap<>();
  private boolean foreignStickers;

  /// @param form the fields of the message, which may be nested in a larger body
  MessageDraft(Call call, Channel channel, Attachments files, Form form) {
    this.call = call;
    this.channel = channel;
    this.files = files;
    this.form = form;
    this.uploads = call.uploads();
  }

  /// Whether a field is present and neither null nor an empty list.
  boolean hasSome(String field) {
    JsonNode value = form.raw(field);
    return value != null && !(value.isArray() && value.isEmpty());
  }

  /// Whether the body changes flags and nothing else.
  boolean hasOnlyFlags() {
    return form.raw().size() == 1 && form.has("flags") && uploads.isEmpty();
  }

  /// Records an error of a field.
  void wrong(String field, String code, String message) {
    form.wrong(field, code, message);
  }

  boolean hasFiles() {
    return !uploads.isEmpty();
  }

  /// Whether it has stickers of another guild, once it was parsed.
  boolean hasForeignStickers() {
    return foreignStickers;
  }

  boolean isVoiceMessage() {
    return (flags() & VoiceMessage.FLAG) != 0;
  }

  boolean tts() {
    return form.isTrue("tts");
  }

  boolean enforceNonce() {
    return form.isTrue("enforce_nonce");
  }

  /// The nonce as JSON, or null.
  @Nullable String nonce() {
    String nonce = form.text("nonce", 0, 25);
    JsonNode raw = form.raw("nonce");
    return nonce == null || raw == null ? null : raw.toString();
  }

  /// The message that it replies to; null if it is not a reply.
  @Nullable Form reference() {
    return form.object("message_reference");
  }

  /// Reads and checks everything that a new message may have, then applies it to `message`.
  ///
  /// @throws RequestRefused 50035 with all errors, 50006 if the message would be empty
  Consumer<Message> forSending() {
    return forSending(SETTABLE);
  }

  /// Reads everything that an answer to an interaction may have, which can be ephemeral.
  Consumer<Message> forAnswering() {
    return forSending(SETTABLE | Message.EPHEMERAL);
  }

  private Consumer<Message> forSending(int settable) {
    int flags = flags() & settable;
    boolean v2 = (flags & COMPONENTS_V2) != 0;
    ArrayNode attachments = newAttachments();
    String content = content();
    String embeds = Embeds.read(form, uploaded);
    if (embeds != null) {
      dropShown(attachments, embeds);
    }
    String components = Components.read(form, v2, uploaded);
    if (components != null) {
      dropShown(attachments, components);
    }
    String poll = Polls.read(form, call.now());
    String nonce = nonce();
    boolean tts = tts();
    String stickers = stickers();
    checkV2(v2);
    form.check();
    if (isVoiceMessage()) {
      VoiceMessage.check(
          attachments,
          !content.isEmpty()
              || embeds != null
              || components != null
              || poll != null
              || stickers != null);
    }
    if (content.isEmpty()
        && embeds == null
        && components == null
        && poll == null
        && stickers == null
        && attachments.isEmpty()) {
      throw ErrorCode.EMPTY_MESSAGE.refusal();
    }
    return message ->
        message
            .content(content)
            .embeds(embeds)
            .components(components)
            .attachments(attachments.isEmpty() ? null : attachments.toString())
            .poll(poll)
            .stickerItems(stickers)
            .nonce(nonce)
            .tts(tts)
            .flags(message.flags() | flags);
  }

  /// Reads what an edit changes of a message; fields that the body omits stay unchanged.
  ///
  /// @throws RequestRefused 50162 or 520003 if it is of a kind that cannot be edited
  Consumer<Message> forEditing(Message message) {
    if ((message.flags() & VoiceMessage.FLAG) != 0) {
      throw ErrorCode.VOICE_MESSAGE_IS_FIXED.refusal();
    }
    if (message.poll() != null) {
      throw ErrorCode.POLL_IS_FIXED.refusal();
    }
    int flags = form.hasValue("flags") ? newFlags(message.flags()) : message.flags();
    boolean v2 = (flags & COMPONENTS_V2) != 0;
    String content = form.has("content") ? content() : message.content();
    String attachments = editedAttachments(message);
    String embeds = form.has("embeds") ? Embeds.read(form, uploaded) : message.embeds();
    String components =
        form.has("components") ? Components.read(form, v2, uploaded) : message.components();
    // A deferred answer can still become a poll.
    boolean awaited = (message.flags() & Message.LOADING) != 0;
    String poll = awaited ? Polls.read(form, call.now()) : null;
    checkV2(v2);
    if (v2) {
      checkEmptied("content", !content.isEmpty());
      checkEmptied("embeds", embeds != null);
      checkEmptied("sticker_ids", message.stickerItems() != null);
    }
    form.check();
    if (content.isEmpty()
        && embeds == null
        && components == null
        && attachments == null
        && poll == null) {
      throw ErrorCode.EMPTY_MESSAGE.refusal();
    }
    return changed ->
        changed
            .content(content)
            .embeds(embeds)
            .components(components)
            .attachments(attachments)
            .poll(poll)
            .flags(flags);
  }

  /// The flags after an edit: only SUPPRESS_EMBEDS can be both set and cleared.
  int newFlags(int old) {
    int wanted = flags();
    return old & ~Message.SUPPRESS_EMBEDS | wanted & (Message.SUPPRESS_EMBEDS | COMPONENTS_V2);
  }

  private int flags() {
    return form.number("flags", 0, Integer.MAX_VALUE, 0);
  }

  private String content() {
    String content = form.text("content", 0, 2_000);
    return content == null ? "" : content.strip();
  }

  private void checkV2(boolean v2) {
    if (!v2) {
      return;
    }
    for (String field : List.of("content", "embeds", "sticker_ids", "poll")) {
      if (hasSome(field)) {
        legacy(field);
      }
    }
  }

  private void legacy(String field) {
    form.wrong(
        field,
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The '" + field + "' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
  }

  /// Records an error if a message that is to consist of components keeps old content.
  private void checkEmptied(String field, boolean kept) {
    if (kept && !hasSome(field)) {
      legacy(field);
    }
  }

  /// The sticker items, JSON, or null for none.
  private @Nullable String stickers() {
    List<Long> ids = form.snowflakes("sticker_ids", 0, 3);
    if (ids.isEmpty()) {
      return null;
    }
    var stickers = new ArrayList<Sticker>();
    for (long id : ids) {
      Sticker sticker = call.world().expressions().sticker(id);
      if (sticker == null) {
        throw ErrorCode.INVALID_STICKER.refusal();
      }
      foreignStickers |= sticker.guildId() != channel.guildId();
      stickers.add(sticker);
    }
    return new String(
        Json.bytes(json -> Answer.array(json, stickers, Sticker::writeItem)),
        StandardCharsets.UTF_8);
  }

  /// The allowed mentions.
  AllowedMentions allowedMentions() {
    return allowedMentions(AllowedMentions.ALL);
  }

  /// The allowed mentions; the default is `otherwise`.
  AllowedMentions allowedMentions(AllowedMentions otherwise) {
    Form allowed = form.object("allowed_mentions");
    if (allowed == null) {
      return otherwise;
    }
    Set<String> parse = new HashSet<>();
    JsonNode listed = allowed.raw("parse");
    if (listed != null) {
      listed.forEach(kind -> parse.add(kind.asText()));
    }
    if (!Set.of("users", "roles", "everyone").containsAll(parse)) {
      allowed.wrong(
          "parse", "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').");
    }
    List<Long> users = allowed.snowflakes("users", 0, 100);
    List<Long> roles = allowed.snowflakes("roles", 0, 100);
    if (parse.contains("users") && !users.isEmpty()
        || parse.contains("roles") && !roles.isEmpty()) {
      allowed.wrong(
          "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
          "parse and the lists of users or roles are mutually exclusive.");
    }
    boolean repliedUser = allowed.isTrue("replied_user");
    form.check();
    return new AllowedMentions(
        parse.contains("everyone"),
        parse.contains("users"),
        parse.contains("roles"),
        Set.copyOf(users),
        Set.copyOf(roles),
        repliedUser);
  }

  /// The allowed mentions of an edit; null if the mentions stay unchanged.
  @Nullable AllowedMentions editedMentions(AllowedMentions otherwise) {
    AllowedMentions allowed = allowedMentions(otherwise);
    return form.has("content") || form.has("components") ? allowed : null;
  }

  private ArrayNode newAttachments() {
    ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
    if (uploads.size() > MAX_FILES) {
      throw ErrorCode.TOO_MANY_ATTACHMENTS.refusal();
    }
    List<Form> described = form.objects("attachments", MAX_FILES);
    for (int i = 0; i < uploads.size(); i++) {
      Upload upload = uploads.get(i);
      if (upload.content().length() > MAX_FILE) {
        throw ErrorCode.TOO_LARGE.refusal();
      }
      ObjectNode attachment = files.add(upload, channel.id(), call.world().newId(), call.host());
      uploaded.put(upload.filename(), attachment.get("url").asText());
      long number = number(upload, i);
      for (Form description : described) {
        Long id = description.snowflake("id");
        if (id != null && id == number) {
          describe(attachment, description);
        }
      }
      attachments.add(attachment);
    }
    return attachments;
  }

  /// Files that an embed shows are not also attachments of the message.
  private static void dropShown(ArrayNode attachments, String embeds) {
    for (var each = attachments.elements(); each.hasNext(); ) {
      if (embeds.contains(each.next().get("url").toString())) {
        each.remove();
      }
    }
  }

  private static long number(Upload upload, int place) {
    Matcher matcher = FILE_FIELD.matcher(upload.field());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : place;
  }

  private static void describe(ObjectNode attachment, Form description) {
    String text = description.text("description", 0, 1_024);
    if (text != null) {
      attachment.put("description", text);
    }
    Boolean spoiler = description.bool("is_spoiler");
    if (spoiler != null) {
      attachment.put("flags", spoiler ? IS_SPOILER : 0);
    }
    String title = description.text("title", 0, 1_024);
    if (title != null) {
      attachment.put("title", title);
    }
    JsonNode seconds = description.raw("duration_secs");
    if (seconds != null && seconds.isNumber()) {
      attachment.set("duration_secs", seconds);
    }
    String waveform = description.text("waveform", 0, 400);
    if (waveform != null) {
      attachment.put("waveform", waveform);
    }
  }

  /// The kept ones, as `attachments` lists them, and the new ones.
  private @Nullable String editedAttachments(Message message) {
    ArrayNode old = Bodies.array(message.attachments());
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    List<Form> listed = form.objects("attachments", MAX_FILES);
    for (JsonNode attachment : old) {
      if (!form.has("attachments")) {
        all.add(attachment);
        continue;
      }
      for (Form entry : listed) {
        Long id = entry.snowflake("id");
        if (id != null && Long.toString(id).equals(attachment.get("id").asText())) {
          describe((ObjectNode) attachment, entry);
          all.add(attachment);
        }
      }
    }
    all.addAll(newAttachments());
    return all.isEmpty() ? null : all.toString();
  }
}
