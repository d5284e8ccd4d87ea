package dev.botswain.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Everything that can be configured, each component with its name, default, bounds and meaning.
public record Config(
    HttpConfig http,
    DiscordConfig discord,
    SessionsConfig sessions,
    LimitsConfig limits,
    DataConfig data,
    WebhooksConfig webhooks,
    LogsConfig logs,
    AccessConfig access,
    AuditConfig audit,
    TlsConfig tls,
    ClusterConfig cluster,
    TracesConfig traces) {

  /// The same configuration for another Discord.
  public Config withDiscord(URI apiUrl, URI cdnUrl) {
    return new Config(
        http,
        discord.at(apiUrl, cdnUrl),
        sessions,
        limits,
        data,
        webhooks,
        logs,
        access,
        audit,
        tls,
        cluster,
        traces);
  }

  /// The same configuration with another data folder.
  public Config withDataFolder(Path folder) {
    return new Config(
        http,
        discord,
        sessions,
        limits,
        data.in(folder),
        webhooks,
        logs,
        access,
        audit,
        tls,
        cluster,
        traces);
  }

  /// Reads the configuration from environment variables. Names outside `BOTSWAIN_` are ignored,
  /// except `PORT` and some of OpenTelemetry.
  ///
  /// @throws ConfigurationRejectedException with all problems at once
  public static Config load(Map<String, String> environment) {
    var reading = new Reading(environment, Config.class);
    var config =
        new Config(
            HttpConfig.of(reading.of(HttpConfig.class)),
            DiscordConfig.of(reading.of(DiscordConfig.class)),
            SessionsConfig.of(reading.of(SessionsConfig.class)),
            LimitsConfig.of(reading.of(LimitsConfig.class)),
            DataConfig.of(reading.of(DataConfig.class)),
            WebhooksConfig.of(reading.of(WebhooksConfig.class)),
            LogsConfig.of(reading.of(LogsConfig.class)),
            AccessConfig.of(reading.of(AccessConfig.class)),
            AuditConfig.of(reading.of(AuditConfig.class)),
            TlsConfig.of(reading.of(TlsConfig.class)),
            ClusterConfig.of(reading.of(ClusterConfig.class)),
            TracesConfig.of(reading.of(TracesConfig.class)));
    config.data.problem().ifPresent(reading::add);
    config.tls.problem().ifPresent(reading::add);
    config.access.problem(config.http.port()).ifPresent(reading::add);
    config.traces.problem().ifPresent(reading::add);
    reading.throwProblems();
    return config;
  }
}
