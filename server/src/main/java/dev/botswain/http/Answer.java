package dev.botswain.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What a caller gets. Immutable, so that one answer can be kept and sent to many callers, which is
/// how cached reads are served.
///
/// @param body must not be changed any more
/// @param contentType absent with an empty body
/// @param etag quoted, for answers that may be requested again; with it, `If-None-Match` gets 304
/// @param headers further headers, as name, value, name, value
public record Answer(
    int status,
    Buffer body,
    @Nullable String contentType,
    @Nullable String etag,
    List<String> headers) {

  private static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Answer {
    headers = List.copyOf(headers);
    if (headers.size() % 2 != 0) {
      throw new IllegalArgumentException("a header without a value");
    }
  }

  /// Without a body.
  public static Answer empty(int status) {
    return new Answer(status, Buffer.buffer(), null, null, List.of());
  }

  /// 200 with JSON that is already serialised.
  public static Answer json(Buffer json) {
    return new Answer(200, json, JSON, null, List.of());
  }

  /// 200 with a value as JSON: a map, list, record, or anything else that Jackson can write.
  ///
  /// @throws IllegalArgumentException if Jackson cannot write it
  public static Answer json(Object value) {
    try {
      return json(Buffer.buffer(MAPPER.writeValueAsBytes(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  /// The same with an `ETag` of its bytes. Reads the whole body once, so keep the result.
  public Answer tagged() {
    var sum = new CRC32C();
    var bytes = body.getBytes();
    sum.update(bytes);
    var tag =
        "\"" + Integer.toHexString(bytes.length) + "-" + Long.toHexString(sum.getValue()) + "\"";
    return new Answer(status, body, contentType, tag, headers);
  }

  /// The same with another status.
  public Answer status(int other) {
    return new Answer(other, body, contentType, etag, headers);
  }

  /// The same with another media type.
  public Answer as(String other) {
    return new Answer(status, body, other, etag, headers);
  }

  /// The same with one more header.
  public Answer with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Answer(status, body, contentType, etag, more);
  }

  /// Whether it has a header of its own with this name.
  boolean has(CharSequence name) {
    for (int i = 0; i < headers.size(); i += 2) {
      if (AsciiString.contentEqualsIgnoreCase(headers.get(i), name)) {
        return true;
      }
    }
    return false;
  }

  /// The same for callers that accept it compressed.
  Answer compressed(Buffer gzip) {
    return new Answer(status, gzip, contentType, etag, headers)
        .weak()
        .with("Content-Encoding", "gzip");
  }

  /// The same with a weak tag (RFC 9110, 8.8.1), if it has a tag.
  Answer weak() {
    return new Answer(
        status,
        body,
        contentType,
        etag == null || etag.startsWith("W/") ? etag : "W/" + etag,
        headers);
  }

  /// The same with a `Link` to the next page (RFC 8288), as [Call#nextPage] makes it.
  public Answer next(String uri) {
    return with("Link", "<" + uri + ">; rel=\"next\"");
  }
}
