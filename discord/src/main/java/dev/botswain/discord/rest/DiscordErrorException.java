package dev.botswain.discord.rest;

import io.vertx.core.buffer.Buffer;

/// Discord answered with a status other than 2xx. From 500 on the fault is Discord's; such a
/// request was retried where that is safe.
public final class DiscordErrorException extends RestException {
  private final int status;
  private final int code;
  private final String discordMessage;
  private final transient Buffer body;

  DiscordErrorException(RestResponse response) {
    this(response, DiscordErrorBody.of(response.body()));
  }

  private DiscordErrorException(RestResponse response, DiscordErrorBody error) {
    super(
        "Discord answered %s with code %s: %s"
            .formatted(response.status(), error.code(), error.message()),
        null);
    this.status = response.status();
    this.code = error.code();
    this.discordMessage = error.message();
    this.body = response.body();
  }

  public int status() {
    return status;
  }

  /// Discord's own error code, 0 if it gave none:
  /// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>.
  public int code() {
    return code;
  }

  /// Discord's message, empty if it gave none.
  public String discordMessage() {
    return discordMessage;
  }

  /// The whole answer, for its `errors` tree.
  public Buffer body() {
    return body;
  }
}
