package dev.botswain.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.botswain.store.StoredEvent;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An event as readers see it. Forms that are derived from its bytes are created once, on first
/// use: a thousand readers share them. Thread-safe.
public final class Event {
  /// Always with milliseconds, so that all have the same length.
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StoredEvent stored;
  private final long applicationId;
  private volatile @Nullable EventFields fields;
  private volatile @Nullable Buffer envelope;
  private volatile @Nullable String text;
  private volatile @Nullable Buffer serverSent;
  private volatile @Nullable Buffer deflated;
  private volatile @Nullable Event reduced;

  public Event(StoredEvent stored) {
    this(stored, stored.botId());
  }

  /// @param applicationId the id of the bot's application
  Event(StoredEvent stored, long applicationId) {
    this.stored = stored;
    this.applicationId = applicationId;
  }

  /// Its position in the bot's log.
  public long id() {
    return stored.id();
  }

  /// The bot that received it.
  public long botId() {
    return stored.botId();
  }

  /// Discord's name, such as `MESSAGE_CREATE`, or one of Botswain's own, such as `gap`.
  public String type() {
    return stored.type();
  }

  /// The JSON as it arrived. Must not be changed.
  public byte[] data() {
    return stored.data();
  }

  /// When it arrived.
  Instant timestamp() {
    return Instant.ofEpochMilli(stored.timeMillis());
  }

  /// As it is stored.
  public StoredEvent stored() {
    return stored;
  }

  /// The fields that filters use.
  public EventFields fields() {
    EventFields known = fields;
    if (known == null) {
      known = EventFields.of(stored.type(), stored.data());
      fields = known;
    }
    return known;
  }

  /// Whether the bot itself caused it: a message, including answers to interactions and messages of
  /// its application's webhooks, a reaction, a vote, or typing.
  boolean isOwn() {
    EventFields of = fields();
    return of.authorId() == botId() || of.applicationId() == applicationId;
  }

  /// What each reader gets: `{id, type, timestamp, botId, guildId?, channelId?, data}`, with the
  /// data as the bytes that arrived. Must not be changed.
  public Buffer envelope() {
    Buffer known = envelope;
    if (known == null) {
      known = written(Buffer.buffer(stored.data().length + 200), stored.data());
      envelope = known;
    }
    return known;
  }

  /// The envelope as text.
  public String text() {
    String known = text;
    if (known == null) {
      known = envelope().toString(StandardCharsets.UTF_8);
      text = known;
    }
    return known;
  }

  /// The envelope as an event of a `text/event-stream`, with the id as its id. Must not be changed.
  ///
  /// Source: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.
  public Buffer serverSent() {
    Buffer known = serverSent;
    if (known == null) {
      Buffer event = Buffer.buffer(stored.data().length + 240);
      event.appendString("id: " + id() + "\ndata: ");
      known = written(event, oneLine(stored.data())).appendString("\n\n");
      serverSent = known;
    }
    return known;
  }

  /// The data as part of a zlib stream, see [Deflate#part]. Must not be changed.
  public Buffer deflated() {
    Buffer known = deflated;
    if (known == null) {
      known = Deflate.part(stored.data());
      deflated = known;
    }
    return known;
  }

  /// The event with less data, for readers who may not have everything. There is one such form of
  /// an event: the first reader that needs it creates it, and all share it.
  ///
  /// @param less creates the reduced data
  public Event reduced(UnaryOperator<byte[]> less) {
    Event known = reduced;
    if (known == null) {
      known =
          new Event(
              new StoredEvent(
                  id(), botId(), type(), stored.timeMillis(), less.apply(stored.data())));
      reduced = known;
    }
    return known;
  }

  private Buffer written(Buffer to, byte[] data) {
    EventFields of = fields();
    var head = new StringBuilder(160);
    head.append("{\"id\":\"").append(id()).append("\",\"type\":\"");
    JsonStringEncoder.getInstance().quoteAsString(type(), head);
    head.append("\",\"timestamp\":\"").append(TIMESTAMP.format(timestamp()));
    head.append("\",\"botId\":\"").append(Long.toUnsignedString(botId()));
    if (of.guildId() != 0) {
      head.append("\",\"guildId\":\"").append(Long.toUnsignedString(of.guildId()));
    }
    if (of.channelId() != 0) {
      head.append("\",\"channelId\":\"").append(Long.toUnsignedString(of.channelId()));
    }
    head.append("\",\"data\":");
    return to.appendBytes(head.toString().getBytes(StandardCharsets.UTF_8))
        .appendBytes(data)
        .appendByte((byte) '}');
  }

  /// Line breaks would end the event. In JSON they only occur between tokens, never inside strings,
  /// so spaces mean the same.
  private static byte[] oneLine(byte[] json) {
    byte[] line = json;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        line = line == json ? json.clone() : line;
        line[i] = ' ';
      }
    }
    return line;
  }
}
