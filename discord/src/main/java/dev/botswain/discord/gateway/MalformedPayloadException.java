package dev.botswain.discord.gateway;

/// Discord, or a server in its place, sent something that is not a gateway payload.
final class MalformedPayloadException extends RuntimeException {
  MalformedPayloadException(String message) {
    super(message);
  }

  MalformedPayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
