package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The connection to Discord.
public record DiscordConfig(
    @Setting(
            name = "TOKENS",
            preset = "",
            form = Form.TOKENS,
            secret = true,
            text = "Tokens of bots to log in at start.")
        List<Secret> tokens,
    @Setting(
            name = "DISCORD_API",
            preset = "https://discord.com/api/v10",
            form = Form.BASE_URL,
            text = "The base URL of Discord's REST API, or of a compatible server.")
        URI apiUrl,
    @Setting(
            name = "DISCORD_CDN",
            preset = "https://cdn.discordapp.com",
            form = Form.BASE_URL,
            text =
                "The base URL of avatars and icons in answers. `./botswain demo` uses that of the"
                    + " simulated Discord.")
        URI cdnUrl,
    @Setting(
            name = "DISCORD_REQUESTS_PER_SECOND",
            preset = "50",
            least = "1",
            most = "100000",
            text =
                "Requests to Discord per second and bot; Discord allows 50 unless it has agreed"
                    + " to more.")
        int globalPerSecond,
    @Setting(
            name = "INTENTS",
            preset = "all",
            form = Form.INTENTS,
            text =
                "The most gateway intents to ask for, under [Discord's"
                    + " names](https://docs.discord.com/developers/events/gateway#list-of-intents);"
                    + " `GUILDS` is always included.")
        Set<String> intents,
    @Setting(
            name = "PRESENCES",
            preset = "true",
            text =
                "Whether presences are kept in memory, for bots that have the intent, so that"
                    + " clients of the [gateway relay](relay-gateway.md#what-a-guild-costs) know"
                    + " from the start who is online. With `false` they learn of presences only"
                    + " from events.")
        boolean presences,
    @Setting(
            name = "GATEWAY_COMPRESSION",
            preset = "zlib-stream",
            text =
                "Compression of gateway connections: `zlib-stream` saves traffic, `none` saves"
                    + " memory for each bot.")
        Compression compression,
    @Setting(
            name = "LOGIN_WAIT",
            preset = "15s",
            least = "0s",
            most = "5m",
            text =
                "How long a login waits for the bot's guilds before it answers with those that"
                    + " have arrived.")
        Duration loginWait,
    @Setting(
            name = "PATIENCE",
            preset = "30s",
            least = "0s",
            most = "10m",
            text =
                "How long a request may wait for Discord's rate limits before it is answered with"
                    + " 429.")
        Duration patience,
    @Setting(
            name = "OWN_EVENT_WAIT",
            preset = "50ms",
            least = "0s",
            most = "5s",
            text =
                "How long the answer to a [relayed](relay.md#events-before-answers) request waits"
                    + " at most until the event that it caused has been sent to the bot's clients"
                    + " of the gateway relay; 0 sends the answer at once.")
        Duration ownEventWait,
    @Setting(
            name = "SILENCE",
            preset = "10m",
            least = "100ms",
            most = "30d",
            text =
                "How long a bot must get no event before that can be a finding of the"
                    + " [doctor](doctor.md#silent).")
        Duration silence,
    @Setting(
            name = "HEALTH_EVERY",
            preset = "1m",
            least = "100ms",
            most = "1d",
            text =
                "How often the [doctor](doctor.md#events) looks after each bot, to tell of it in"
                    + " `bot.health`.")
        Duration healthEvery) {
  static DiscordConfig of(Reading.Values from) {
    return new DiscordConfig(
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next());
  }

  DiscordConfig at(URI otherUrl, URI otherCdn) {
    return new DiscordConfig(
        tokens,
        otherUrl,
        otherCdn,
        globalPerSecond,
        intents,
        presences,
        compression,
        loginWait,
        patience,
        ownEventWait,
        silence,
        healthEvery);
  }

  /// Transport compression of the gateway.
  public enum Compression {
    ZLIB_STREAM,
    NONE
  }
}
