package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Parses bodies in the three content types that Discord accepts ([Content
/// Type](https://discord.com/developers/docs/reference#content-type), [Uploading
/// Files](https://discord.com/developers/docs/reference#uploading-files)).
final class Bodies {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int MAX_FIELDS = 256;

  private Bodies() {}

  /// A body: its fields, and its files.
  record Body(JsonNode fields, List<Upload> uploads) {}

  /// Parses a body; an empty one without a content type has no fields.
  static Body read(@Nullable String contentType, Buffer bytes) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json")) {
      return new Body(json(bytes.getBytes()), List.of());
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return new Body(urlencoded(bytes.toString()), List.of());
    }
    if (type.startsWith("multipart/form-data") && contentType != null) {
      return multipart(contentType, bytes);
    }
    if (bytes.length() == 0) {
      return new Body(JsonNodeFactory.instance.objectNode(), List.of());
    }
    throw FormErrors.of(
        List.of(),
        "CONTENT_TYPE_INVALID",
        "Expected \"Content-Type\" header to be one of {'application/json',"
            + " 'application/x-www-form-urlencoded', 'multipart/form-data'}.");
  }

  /// A query or a urlencoded body: each name once, with an array if it occurred several times.
  static ObjectNode urlencoded(String encoded) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    try {
      new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MAX_FIELDS)
          .parameters()
          .forEach((name, values) -> {
            if (values.size() == 1) {
              fields.put(name, values.getFirst());
            } else {
              values.forEach(fields.putArray(name)::add);
            }
          });
    } catch (IllegalArgumentException e) {
      throw FormErrors.of(List.of(), "URLENCODED_INVALID", "The form is not urlencoded.");
    }
    return fields;
  }

  /// An object that was stored as text.
  static ObjectNode object(String json) {
    try {
      return JSON.readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON object: " + json, e);
    }
  }

  /// An array that was stored as text; empty if there is none.
  static ArrayNode array(@Nullable String json) {
    try {
      return json == null
          ? JsonNodeFactory.instance.arrayNode()
          : JSON.readValue(json, ArrayNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON array: " + json, e);
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      JsonNode fields = JSON.readTree(bytes);
      if (fields.isMissingNode()) {
        throw ErrorCode.INVALID_JSON.refusal();
      }
      return fields;
    } catch (IOException e) {
      throw ErrorCode.INVALID_JSON.refusal();
    }
  }

  private static Body multipart(String contentType, Buffer bytes) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes.getBytes()));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    JsonNode payload = null;
    var uploads = new ArrayList<Upload>();
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8, MAX_FIELDS, -1);
      List<InterfaceHttpData> parts = decoder.getBodyHttpDatas();
      if (parts.isEmpty() || decoder.currentPartialHttpData() != null) {
        throw unreadable();
      }
      for (InterfaceHttpData part : parts) {
        switch (part) {
          case FileUpload file -> uploads.add(upload(file));
          case Attribute field when field.getName().equals("payload_json") ->
              payload = json(field.get());
          case Attribute field -> fields.put(field.getName(), field.getString());
          default -> throw new IllegalStateException("A part of no known kind: " + part);
        }
      }
    } catch (IOException
        | HttpPostRequestDecoder.ErrorDataDecoderException
        | HttpPostRequestDecoder.TooManyFormFieldsException e) {
      throw FormErrors.of(List.of(), "MULTIPART_INVALID", "The multipart body could not be read.");
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
    return new Body(payload == null ? fields : payload, uploads);
  }

  private static RequestRefused unreadable() {
    return FormErrors.of(List.of(), "MULTIPART_INVALID", "The multipart body could not be read.");
  }

  private static Upload upload(FileUpload file) throws IOException {
    String type = file.getContentType();
    return new Upload(
        file.getName(),
        file.getFilename(),
        type == null ? "application/octet-stream" : type,
        Buffer.buffer(file.get()));
  }
}
