package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A message (Message resource). Change one only through [Messages].
///
/// What the sim only stores and returns (embeds, attachments, components, poll, stickers) is kept
/// as the JSON text that arrived.
public final class Message implements Entity {
  /// What a reply or a system message refers to.
  ///
  /// @param messageId 0 if it refers to a channel
  public record Reference(long channelId, long messageId) {}

  public static final int DEFAULT = 0;
  public static final int RECIPIENT_ADD = 1;
  public static final int RECIPIENT_REMOVE = 2;
  public static final int CHANNEL_NAME_CHANGE = 4;
  public static final int CHANNEL_PINNED_MESSAGE = 6;
  public static final int THREAD_CREATED = 18;
  public static final int REPLY = 19;
  public static final int CHAT_INPUT_COMMAND = 20;
  public static final int THREAD_STARTER_MESSAGE = 21;
  public static final int CONTEXT_MENU_COMMAND = 23;
  public static final int POLL_RESULT = 46;

  /// The flag of a message that was published to the followers of its channel.
  public static final int CROSSPOSTED = 1;

  /// The flag of a message that only the user of an interaction sees.
  public static final int SUPPRESS_EMBEDS = 1 << 2;

  public static final int EPHEMERAL = 1 << 6;

  /// The flag of a deferred answer that has not come yet.
  public static final int LOADING = 1 << 7;

  /// The flag of a message that consists only of components.
  public static final int COMPONENTS_V2 = 1 << 15;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final long id;
  private final Channel channel;
  private final User author;
  private int type;
  private int flags;
  private int position;
  private String content = "";
  private boolean tts;
  private boolean mentionEveryone;
  private List<User> mentions = List.of();
  private List<Role> mentionRoles = List.of();
  private long editedAt;
  private long pinnedAt;
  private List<Reaction> reactions = List.of();
  private @Nullable Reference reference;
  private @Nullable MessageOrigin origin;
  private @Nullable String nonce;
  private @Nullable String embeds;
  private @Nullable String attachments;
  private @Nullable String components;
  private @Nullable String poll;
  private Map<Integer, ById<User>> votes = Map.of();
  private @Nullable String stickerItems;

  Message(long id, Channel channel, User author) {
    this.id = id;
    this.channel = channel;
    this.author = author;
  }

  @Override
  public long id() {
    return id;
  }

  public Channel channel() {
    return channel;
  }

  public User author() {
    return author;
  }

  public int type() {
    return type;
  }

  public Message type(int type) {
    this.type = type;
    return this;
  }

  public int flags() {
    return flags;
  }

  public Message flags(int flags) {
    this.flags = flags;
    return this;
  }

  /// Whether only the user of an interaction sees it. Channels do not store such a message.
  public boolean isEphemeral() {
    return (flags & EPHEMERAL) != 0;
  }

  public String content() {
    return content;
  }

  public Message content(String content) {
    this.content = content;
    return this;
  }

  boolean tts() {
    return tts;
  }

  public Message tts(boolean tts) {
    this.tts = tts;
    return this;
  }

  /// What it replies to, or null.
  public @Nullable Reference reference() {
    return reference;
  }

  /// Makes it a reply to a message of the same channel.
  public Message replyTo(Message other) {
    this.type = REPLY;
    this.reference = new Reference(other.channel.id(), other.id);
    return this;
  }

  public Message reference(Reference reference) {
    this.reference = reference;
    return this;
  }

  /// Its position in its thread: how many messages came before.
  int position() {
    return position;
  }

  Message position(int position) {
    this.position = position;
    return this;
  }

  /// Whether it is the first message of a thread, which does not count among its messages.
  boolean isFirstOfThread() {
    return type == THREAD_STARTER_MESSAGE || id == channel.id();
  }

  /// Its origin if no user sent it, otherwise null.
  public @Nullable MessageOrigin origin() {
    return origin;
  }

  public Message origin(MessageOrigin origin) {
    this.origin = origin;
    return this;
  }

  public @Nullable String nonce() {
    return nonce;
  }

  /// A JSON string or number, returned to the sender once.
  public Message nonce(@Nullable String json) {
    this.nonce = json;
    return this;
  }

  /// Whether its embeds are stored but hidden.
  boolean suppressesEmbeds() {
    return (flags & SUPPRESS_EMBEDS) != 0;
  }

  public @Nullable String embeds() {
    return embeds;
  }

  /// A JSON array of embed objects, or null for none; the same holds for the fields below.
  public Message embeds(@Nullable String json) {
    this.embeds = json;
    return this;
  }

  public @Nullable String attachments() {
    return attachments;
  }

  public Message attachments(@Nullable String json) {
    this.attachments = json;
    return this;
  }

  public @Nullable String components() {
    return components;
  }

  public Message components(@Nullable String json) {
    this.components = json;
    return this;
  }

  public @Nullable String poll() {
    return poll;
  }

  /// The poll with its votes counted.
  String countedPoll() throws IOException {
    if (poll == null || votes.isEmpty()) {
      return String.valueOf(poll);
    }
    var tree = (ObjectNode) JSON.readTree(poll);
    var counts = tree.withObject("results").putArray("answer_counts");
    votes.forEach((answer, voters) ->
        counts
            .addObject()
            .put("id", answer)
            .put("count", voters.size())
            .put("me_voted", false)); // bots cannot vote
    return tree.toString();
  }

  /// Who voted for each answer of the poll.
  public Map<Integer, ById<User>> votes() {
    return votes;
  }

  /// Those who voted for an answer.
  ById<User> voters(int answer) {
    if (votes.isEmpty()) {
      votes = new TreeMap<>();
    }
    return votes.computeIfAbsent(answer, none -> new ById<>());
  }

  /// A JSON poll object, or null.
  public Message poll(@Nullable String json) {
    this.poll = json;
    return this;
  }

  public @Nullable String stickerItems() {
    return stickerItems;
  }

  public Message stickerItems(@Nullable String json) {
    this.stickerItems = json;
    return this;
  }

  /// Milliseconds since 1970; 0 if never.
  public long editedAt() {
    return editedAt;
  }

  Message editedAt(long millis) {
    this.editedAt = millis;
    return this;
  }

  /// Milliseconds since 1970; 0 if not pinned.
  public long pinnedAt() {
    return pinnedAt;
  }

  Message pinnedAt(long millis) {
    this.pinnedAt = millis;
    return this;
  }

  public List<Reaction> reactions() {
    return reactions;
  }

  void mentions(boolean everyone, List<User> users, List<Role> roles) {
    this.mentionEveryone = everyone;
    this.mentions = users;
    this.mentionRoles = roles;
  }

  public boolean mentionEveryone() {
    return mentionEveryone;
  }

  List<Role> mentionRoles() {
    return mentionRoles;
  }

  /// The users whom it mentions.
  public List<User> mentions() {
    return mentions;
  }

  @Nullable Reaction reaction(Emoji emoji) {
    for (var reaction : reactions) {
      if (reaction.emoji().isSame(emoji)) {
        return reaction;
      }
    }
    return null;
  }

  Reaction reactionOrNew(Emoji emoji) {
    var there = reaction(emoji);
    if (there != null) {
      return there;
    }
    var added = new Reaction(emoji);
    var all = new ArrayList<>(reactions);
    all.add(added);
    reactions = all;
    return added;
  }

  void removeReaction(Reaction reaction) {
    var rest = new ArrayList<>(reactions);
    rest.remove(reaction);
    reactions = rest;
  }

  void clearReactions() {
    reactions = List.of();
  }

  /// Whether a viewer sees the content: with the intent, in a DM, if it wrote the message itself,
  /// or if the message mentions it (Gateway, "Message Content Intent").
  public boolean showsContentTo(Viewer viewer) {
    return viewer.has(Intents.MESSAGE_CONTENT)
        || channel.guild() == null
        || author.id() == viewer.bot().id()
        || mentions.contains(viewer.bot().user());
  }

  /// Writes the message object as a viewer may see it.
  public void write(JsonGenerator json, Viewer viewer) throws IOException {
    new MessageWriter(json, viewer, MessageWriter.For.READERS).write(this);
  }

  /// Writes the message object with the fields of events: guild, member, type of channel.
  ///
  /// @param edited whether the event is about a change
  void writeEvent(JsonGenerator json, Viewer viewer, boolean edited) throws IOException {
    new MessageWriter(json, viewer, edited ? MessageWriter.For.UPDATE : MessageWriter.For.CREATE)
        .writeEvent(this);
  }

  /// The thread that was started from this message, which has the message's id, or null.
  @Nullable Channel startedThread() {
    var guild = channel.guild();
    var thread = guild == null || guild.threads().isEmpty() ? null : guild.threads().get(id);
    // The first message of a forum's thread has the thread's id too, and is inside it.
    return thread == null || thread.parentId() != channel.id() ? null : thread;
  }
}
