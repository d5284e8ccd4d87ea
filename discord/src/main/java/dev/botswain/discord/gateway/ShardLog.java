package dev.botswain.discord.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// The log lines of a [Shard], with its name.
record ShardLog(String bot, ShardId shard) {
  private static final Logger log = LoggerFactory.getLogger(Shard.class);

  LoggingEventBuilder info(String message) {
    return named(log.atInfo(), message);
  }

  LoggingEventBuilder warn(String message) {
    return named(log.atWarn(), message);
  }

  void closed(int code, String reason, AfterClose next) {
    (next.reconnects() ? info("gateway closed") : warn("gateway refused"))
        .addKeyValue("code", code)
        .addKeyValue("reason", reason)
        .addKeyValue("next", next)
        .log();
  }

  private LoggingEventBuilder named(LoggingEventBuilder event, String message) {
    return event.setMessage(message).addKeyValue("bot", bot).addKeyValue("shard", shard);
  }
}
