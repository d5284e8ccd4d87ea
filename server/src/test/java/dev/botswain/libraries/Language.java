package dev.botswain.libraries;

import dev.botswain.NodePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// What a program is written in: how it comes by its library, and is run.
enum Language {
  /// `Bot.java`, run from its source, with what `pom.xml` names.
  JAVA {
    @Override
    ProcessBuilder command(String folder) throws Exception {
      Path jars = JavaPackages.of(folder);
      return new ProcessBuilder(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-cp",
          jars + "/*",
          PROGRAMS.resolve(folder).resolve("Bot.java").toString());
    }
  },

  /// `bot.mjs` or `bot.cjs`, with what `package-lock.json` names.
  NODE {
    @Override
    ProcessBuilder command(String folder) throws Exception {
      var packages = NodePackages.of("server/src/test/libraries/" + folder, "libraries/" + folder);
      Path program = program(folder);
      packages.copy(program);
      return new ProcessBuilder("node", program.getFileName().toString())
          .directory(packages.folder().toFile());
    }
  },

  /// `bot.py`, with Debian's package of the library.
  PYTHON {
    @Override
    ProcessBuilder command(String folder) throws Exception {
      for (String python : List.of("python3", "/usr/bin/python3")) {
        if (succeeds(python, "-c", "import discord")) {
          return new ProcessBuilder(python, program(folder).toString());
        }
      }
      String missing = "There is no discord.py here. This installs it: " + APT + "python3-discord";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(missing);
      }
      System.out.println("Left out: " + folder + ". " + missing);
      throw new TestAbortedException(missing);
    }
  };

  private static final String APT = "apt-get install -y ";
  private static final Path PROGRAMS = NodePackages.root().resolve("server/src/test/libraries");

  /// Gets what the program needs, if it is not there yet, and says how to start it.
  ///
  /// @param folder the name of its folder
  abstract ProcessBuilder command(String folder) throws Exception;

  private static Path program(String folder) throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS.resolve(folder))) {
      return files
          .filter(file -> Objects.toString(file.getFileName()).startsWith("bot."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
