package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The server and the sim, started by the launcher as their users start them.
///
/// The server's own limits on callers are off and only errors are logged; everything else has its
/// default.
///
/// @param requests to Discord per second and bot. Set it only if one bot needs more than Discord
///   allows, because the server reserves room for them for each bot
record Botswain(Bench bench, int requests) implements Side {
  private static final int DISCORDS_LIMIT = 50;
  private static final int NO_LIMIT = 100_000;

  private static final Duration REHEARSAL = Duration.ofSeconds(90);

  Botswain(Bench bench) {
    this(bench, DISCORDS_LIMIT);
  }

  /// A server without a limit on requests to Discord.
  static Botswain unlimited(Bench bench) {
    return new Botswain(bench, NO_LIMIT);
  }

  @Override
  public String name() {
    return "botswain";
  }

  @Override
  public String versions() throws IOException {
    return "Java " + Runtime.version() + ", commit " + commit();
  }

  private String commit() throws IOException {
    var process =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude", "*")
            .directory(bench.root().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.inputReader()) {
      String said = output.readLine();
      return said == null ? "unknown" : said;
    }
  }

  /// Lets the launcher build and rehearse, so that the next start is a usual one.
  @Override
  public void prepare() throws IOException, InterruptedException {
    try (var _ = start("http://127.0.0.1:1", Place.ANY)) {
      long end = System.nanoTime() + REHEARSAL.toNanos();
      while (!hasRehearsed() && System.nanoTime() < end) {
        Thread.sleep(200);
      }
    }
  }

  private boolean hasRehearsed() throws IOException {
    Path work = bench.root().resolve("target/launcher");
    String generation = Files.readString(work.resolve("server")).strip();
    return Files.exists(work.resolve(generation).resolve("botswain.aot"));
  }

  @Override
  public Launched start(String discord, Place place) throws IOException {
    return start(discord, place, bench.newFolder("data"), Map.of());
  }

  /// Starts the server with what an earlier one stored.
  ///
  /// @param settings additional environment variables
  Launched start(String discord, Place place, Path data, Map<String, String> settings)
      throws IOException {
    var all = new HashMap<>(settings);
    all.put("BOTSWAIN_HOST", "127.0.0.1");
    all.put("BOTSWAIN_LOG_LEVEL", "error");
    all.put("BOTSWAIN_LOGINS_PER_MINUTE", "0");
    all.put("BOTSWAIN_MAX_SESSIONS", "1000000");
    all.put("BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0");
    all.put("BOTSWAIN_DISCORD_REQUESTS_PER_SECOND", Integer.toString(requests));
    all.put("BOTSWAIN_DATA", data.toString());
    if (bench.profile()) {
      Path recordings = Files.createDirectories(bench.target().resolve("profile"));
      Path recording = recordings.resolve(System.currentTimeMillis() + ".jfr");
      all.put("JAVA_OPTS", "-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    all.put("BOTSWAIN_DISCORD_API", discord + "/api/v10");
    return launch(bench.cores().prefix(place), all, "serve", "--port", "0");
  }

  /// Starts a sim without limits, on the cores that are not reserved for the sides.
  Launched sim(int bots, int members, int messages) throws IOException {
    return launch(
        List.of(),
        Map.of(),
        "sim",
        "--port",
        "0",
        "--no-limits",
        "--bots",
        Integer.toString(bots),
        "--members",
        Integer.toString(members),
        "--channels",
        "20",
        "--messages",
        Integer.toString(messages));
  }

  private Launched launch(List<String> prefix, Map<String, String> settings, String... command)
      throws IOException {
    List<String> line = new ArrayList<>(prefix);
    line.add(bench.root().resolve("botswain").toString());
    Stream.of(command).forEach(line::add);
    return Launched.run(line, settings);
  }
}
