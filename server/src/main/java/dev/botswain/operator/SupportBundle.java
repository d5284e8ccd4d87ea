package dev.botswain.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.botswain.config.Config;
import dev.botswain.config.ShownSettings;
import dev.botswain.log.Logging;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What a person who helps needs to know of a server, in one file: how it is set up, how it is, and
/// what went wrong lately. It holds no token, no key, no id of a session and no content of a bot.
///
/// @param health of the server, as Jackson can write it
public record SupportBundle(
    Config config, PrometheusMeterRegistry metrics, Supplier<?> health, String version) {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private static final String READ_ME =
      """
      What Botswain knows of itself, for a person who helps.

      server.json    versions, and the options of the JVM; no system properties, no environment
      settings.json  the settings; values of secret ones are withheld
      health.json    as GET /api/operator/health
      metrics.txt    as GET /metrics
      limits.json    as GET /api/operator/limits
      bots.json      as GET /api/operator/bots of this node: ids, names, states and numbers
      nodes.json     as GET /api/operator/nodes
      log.txt        the last warnings and errors
      threads.txt    what each platform thread was doing

      There is no token, no key, no id of a session and no content of a bot in it.
      """;

  /// What has the form of a token or of a secret of ours. Log lines do not contain such things;
  /// this is in case one does.
  private static final Pattern SECRET =
      Pattern.compile(
          "[\\w-]{18,}\\.[\\w-]{5,}\\.[\\w-]{27,}|\\bbw[a-z]_[\\w-]{20,}|(?<![\\w-])[\\w-]{43}(?![\\w-])");

  /// Makes the file.
  ///
  /// @param shown what the API shows, by the names of files
  byte[] zip(Map<String, byte[]> shown) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("README.txt", bytes(READ_ME));
    files.put("server.json", json(server()));
    files.put("settings.json", json(ShownSettings.of(config)));
    files.put("health.json", json(health.get()));
    files.put("metrics.txt", bytes(metrics.scrape()));
    files.putAll(new TreeMap<>(shown));
    files.put("log.txt", bytes(withoutSecrets(String.join("\n", Logging.recent()) + "\n")));
    files.put("threads.txt", bytes(threads()));
    return zipped(files);
  }

  static String withoutSecrets(String text) {
    return SECRET.matcher(text).replaceAll("[REDACTED]");
  }

  private Map<String, Object> server() {
    var runtime = ManagementFactory.getRuntimeMXBean();
    var system = ManagementFactory.getOperatingSystemMXBean();
    var server = new LinkedHashMap<String, Object>();
    server.put("version", version);
    server.put("java", Runtime.version().toString());
    server.put("vm", runtime.getVmName());
    server.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
    server.put("processors", Runtime.getRuntime().availableProcessors());
    server.put("heapUsed", Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    server.put("heapMost", Runtime.getRuntime().maxMemory());
    server.put("uptimeMs", runtime.getUptime());
    server.put("options", options(runtime.getInputArguments()));
    return server;
  }

  /// System properties may be passwords.
  static List<String> options(List<String> arguments) {
    return arguments.stream().filter(argument -> argument.startsWith("-X")).toList();
  }

  private static String threads() {
    var text = new StringBuilder();
    for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, 64)) {
      text.append('"').append(thread.getThreadName()).append("\" ");
      text.append(thread.getThreadState()).append('\n');
      for (StackTraceElement frame : thread.getStackTrace()) {
        text.append("  at ").append(frame).append('\n');
      }
    }
    return text.toString();
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }
}
