package dev.botswain.discord.gateway;

/// Discord, or a server in its place, sent something that is not a gateway payload.
public final class MalformedPayloadException extends RuntimeException {
  MalformedPayloadException(String message) {
    super(message);
  }

  MalformedPayloadException(String message, Throwable cause) {
    super(message, cause);
  }

  static MalformedPayloadException tooLong(int most) {
    return new MalformedPayloadException("a payload of more than " + most + " bytes");
  }
}
