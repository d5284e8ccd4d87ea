package dev.botswain.relay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.discord.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The encoding of a client's payloads.
///
/// Source: <https://discord.com/developers/docs/events/gateway#encoding-and-compression>.
enum ClientEncoding {
  JSON {
    @Override
    byte[] written(byte[] json) {
      return json;
    }

    @Override
    JsonNode tree(byte[] payload) throws IOException {
      return MAPPER.readTree(payload);
    }
  },
  ETF {
    @Override
    byte[] written(byte[] json) {
      return EtfWriter.term(json);
    }

    @Override
    JsonNode tree(byte[] payload) throws IOException {
      return EtfReader.read(payload);
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// The encoding that `encoding` names, or null if Discord has none with that name.
  static @Nullable ClientEncoding of(String name) {
    return switch (name) {
      case "json" -> JSON;
      case "etf" -> ETF;
      default -> null;
    };
  }

  /// What [#of] takes.
  String label() {
    return switch (this) {
      case JSON -> "json";
      case ETF -> "etf";
    };
  }

  /// A payload in this encoding.
  abstract byte[] written(byte[] json);

  /// A payload of a client as JSON.
  ///
  /// @throws IOException if it cannot be decoded
  abstract JsonNode tree(byte[] payload) throws IOException;

  /// A client's payload.
  ///
  /// @throws ClientRefusedException with 4002 if it is too long, cannot be decoded, or has no
  ///   opcode
  JsonNode read(Buffer payload) {
    if (payload.length() > ClientCommands.MAX_BYTES) {
      throw new ClientRefusedException(CloseCode.DECODE_ERROR, ClientCommands.TOO_LONG);
    }
    try {
      JsonNode root = tree(payload.getBytes());
      if (root != null && root.isObject() && root.path("op").isInt()) {
        return root;
      }
    } catch (IOException unreadable) {
      // Answered below.
    }
    throw new ClientRefusedException(CloseCode.DECODE_ERROR, "Error while decoding payload.");
  }
}
