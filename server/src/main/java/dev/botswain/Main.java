package dev.botswain;

import dev.botswain.cli.OperatorCommands;
import dev.botswain.config.Config;
import dev.botswain.config.ConfigurationRejectedException;
import dev.botswain.http.TlsUnusableException;
import dev.botswain.log.Logging;
import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/// The program. It exits with 0 after SIGTERM or SIGINT (Ctrl-C) once everything is closed and the
/// log is written, with 1 if it could not start or close, and with 2 if the command line or the
/// configuration is wrong. Commands of operators have more ([OperatorCommands]).
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    // The JDK knows this only for a whole process, and reads it once.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    switch (CommandLine.parse(arguments)) {
      case CommandLine.Help() -> System.out.print(help());
      case CommandLine.Version() -> System.out.println("botswain " + Version.CURRENT);
      case CommandLine.Simulate(var words) ->
          dev.botswain.sim.Main.main(words.toArray(String[]::new));
      case CommandLine.Operate(var words) -> System.exit(OperatorCommands.run(words));
      case CommandLine.Unclear(var problem) -> refuse(problem, MISUSED);
      case CommandLine.Serve(var settings) -> run(environment(settings), Main::serve);
      case CommandLine.Demo(var settings, int simPort, boolean quiet) -> {
        var environment = environment(settings);
        // Its token is public, so any web page could act as its owner.
        preset(environment, "BOTSWAIN_ALLOWED_ORIGINS", "none");
        preset(environment, "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback");
        boolean keeps = isSet(environment, "BOTSWAIN_DATA");
        run(
            environment,
            config -> keeps ? demo(config, simPort, quiet) : passingDemo(config, simPort, quiet));
      }
    }
  }

  /// What has been started, and must be closed when the process ends.
  private interface Running {
    void close();
  }

  private static Running serve(Config config) {
    var server = Server.start(config, Clock.systemUTC());
    System.out.println("Server: " + server.url());
    server.operatorUrl().ifPresent(url -> System.out.println("Operator's port: " + url));
    System.out.println(LoginDecision.of(config).line());
    showNewOperatorKey(server);
    return server::close;
  }

  /// Shows the operator's key on the start that made it. It goes to the terminal, never to the log.
  static void showNewOperatorKey(Server server) {
    server
        .takeNewOperatorKey()
        .ifPresent(
            key -> System.out.println("Operator key: " + key.value() + " (not shown again)"));
  }

  private static Running demo(Config config, int simPort, boolean quiet) {
    var demo = Demo.start(config, simPort, Clock.systemUTC());
    if (!quiet) {
      demo.enliven();
    }
    return demo::close;
  }

  /// A demo whose data is deleted at the end.
  private static Running passingDemo(Config config, int simPort, boolean quiet) {
    var data = TemporaryFolder.create();
    try {
      var demo = demo(config.withDataFolder(data.path()), simPort, quiet);
      return () -> {
        demo.close();
        data.close();
      };
    } catch (RuntimeException | Error e) {
      data.close();
      throw e;
    }
  }

  private static void run(Map<String, String> environment, Function<Config, Running> start) {
    Config config;
    try {
      config = Config.load(environment);
    } catch (ConfigurationRejectedException rejected) {
      rejected.problems().forEach(problem -> System.err.println("botswain: " + problem));
      System.exit(MISUSED);
      return;
    }
    Logging.start(config.logs());
    try {
      var running = start.apply(config);
      OldGeneration.watch();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
    } catch (Throwable failure) { // What it started would keep the process alive.
      Logging.stop();
      boolean misused = failure instanceof UndecidedLoginException;
      refuse("cannot start: " + reason(failure), misused ? MISUSED : FAILED);
    }
  }

  private static void stop(Running running) {
    int status = 0;
    try {
      running.close();
    } catch (RuntimeException failure) {
      LoggerFactory.getLogger(Main.class).error("could not close", failure);
      status = FAILED;
    }
    Logging.stop();
    // Otherwise the signal would become the exit status, although the stop was requested and
    // worked.
    Runtime.getRuntime().halt(status);
  }

  private static Map<String, String> environment(Map<String, String> settings) {
    var environment = new HashMap<>(System.getenv());
    environment.putAll(settings);
    return environment;
  }

  private static void preset(Map<String, String> environment, String name, String value) {
    if (!isSet(environment, name)) {
      environment.put(name, value);
    }
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private static void refuse(String problem, int status) {
    System.err.println("botswain: " + problem);
    System.exit(status);
  }

  private static String reason(Throwable failure) {
    return switch (failure) {
      case StoreUnusableException _,
          CannotListenException _,
          TlsUnusableException _,
          UndecidedLoginException _ ->
          String.valueOf(failure.getMessage());
      default -> failure.toString();
    };
  }

  private static String help() {
    try (var text = Main.class.getResourceAsStream("help.txt")) {
      if (text == null) {
        throw new IllegalStateException("help.txt is missing");
      }
      return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
