package dev.botswain.webhook;

import dev.botswain.event.Event;
import dev.botswain.trace.Span;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is delivered.
///
/// @param id the same however often the message is sent, so that a receiver can drop repeats: 1 to
///   128 printable ASCII characters without a full stop, which separates the signed parts
/// @param payload the body, in JSON. Must not be changed
/// @param traceparent the header by which the receiver continues the event's trace; null for none
record Message(String id, byte[] payload, @Nullable String traceparent) {
  private static final int LONGEST_ID = 128;

  /// @throws IllegalArgumentException if the id is not valid
  Message {
    if (id.isEmpty()
        || id.length() > LONGEST_ID
        || !id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '.')) {
      throw new IllegalArgumentException("not a message id: " + id);
    }
  }

  Message(String id, byte[] payload) {
    this(id, payload, null);
  }

  /// The same message, as a step of a trace.
  Message within(Span span) {
    String parent = span.traceparent();
    return parent == null ? this : new Message(id, payload, parent);
  }

  /// An event. Its id is the same each time.
  static Message of(Event event) {
    return of(event, Long.toString(event.id()));
  }

  /// An event as a separate message, whose id has a part that no other message of the bot has.
  static Message of(Event event, String unique) {
    return new Message(
        Long.toUnsignedString(event.botId()) + "-" + unique, event.envelope().getBytes());
  }

  /// The request that delivers the message, according to Standard Webhooks.
  ///
  /// Source:
  /// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#webhook-headers-sending-metadata-to-consumers>.
  ///
  /// @param at the time of the attempt
  FullHttpRequest request(
      WebhookUrl url,
      String userAgent,
      WebhookHeaders headers,
      WebhookSecrets secrets,
      Instant at) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, url.target(), Unpooled.wrappedBuffer(payload));
    headers.addTo(request.headers());
    request
        .headers()
        .set(HttpHeaderNames.HOST, url.authority())
        .set(HttpHeaderNames.USER_AGENT, userAgent)
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, payload.length)
        .set("webhook-id", id)
        .set("webhook-timestamp", Long.toString(at.getEpochSecond()))
        .set("webhook-signature", secrets.sign(this, at));
    if (traceparent != null) {
      request.headers().set("traceparent", traceparent);
    }
    return request;
  }
}
