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

/// An event as readers see it. What is made of its bytes is made when it is first asked for, and
/// once: a thousand readers share it. Safe for any thread.
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

  /// @param applicationId that of the bot
  Event(StoredEvent stored, long applicationId) {
    this.stored = stored;
    this.applicationId = applicationId;
  }

  /// Its place in the bot's log.
  public long id() {
    return stored.id();
  }

  /// The bot that it came to.
  public long botId() {
    return stored.botId();
  }

  /// As Discord names it, such as `MESSAGE_CREATE`, or one of ours, such as `gap`.
  public String type() {
    return stored.type();
  }

  /// The JSON that came. Not to be changed.
  public byte[] data() {
    return stored.data();
  }

  /// When it came.
  public Instant timestamp() {
    return Instant.ofEpochMilli(stored.timeMillis());
  }

  /// As it is stored.
  public StoredEvent stored() {
    return stored;
  }

  /// What filters ask about.
  public EventFields fields() {
    EventFields known = fields;
    if (known == null) {
      known = EventFields.of(stored.type(), stored.data());
      fields = known;
    }
    return known;
  }

  /// Whether the bot itself wrote it: a message, as an answer to an interaction or by a webhook of
  /// its application too, a reaction, a vote, or that it is typing.
  public boolean isOwn() {
    EventFields of = fields();
    return of.authorId() == botId() || of.applicationId() == applicationId;
  }

  /// What each reader gets: `{id, type, timestamp, botId, guildId?, channelId?, data}`, with the
  /// data as the bytes that came. Not to be changed.
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

  /// The envelope as an event of a `text/event-stream`, with the id as its id. Not to be changed.
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

  /// The data as part of a zlib stream, see [Deflate#part]. Not to be changed.
  public Buffer deflated() {
    Buffer known = deflated;
    if (known == null) {
      known = Deflate.part(stored.data());
      deflated = known;
    }
    return known;
  }

  /// The event with less in its data, for readers who may not have all. Of an event there is one
  /// such form: who asks first makes it, and all get it.
  ///
  /// @param less makes the data of it
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

  /// Line breaks would end the event. They only stand between the tokens of JSON, never in its
  /// strings, so blanks say the same.
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
