package dev.botswain.libraries;

import dev.botswain.testing.NodePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The language of a program: how its library is installed, and how it runs.
enum Language {
  /// `Bot.java`, run from source, with the libraries in `pom.xml`.
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

  /// `bot.mjs` or `bot.cjs`, with the packages in `package-lock.json`.
  NODE {
    @Override
    ProcessBuilder command(String folder) throws Exception {
      return node(packages(folder), program(folder));
    }
  },

  /// The program of the folder without `-etf` in its name, with the packages in this folder's
  /// `package-lock.json`, including erlpack, which makes libraries use ETF.
  NODE_WITH_ERLPACK {
    @Override
    ProcessBuilder command(String folder) throws Exception {
      for (String tool : List.of("g++", "make", "python3")) {
        if (!NodePackages.isThere(tool)) {
          throw leftOut(folder, "nothing to build erlpack with", "g++ make python3");
        }
      }
      NodePackages packages = packages(folder);
      packages.build("erlpack");
      return node(packages, program(folder.replace("-etf", "")));
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
      throw leftOut(folder, "no discord.py", "python3-discord");
    }
  };

  private static final Path PROGRAMS = NodePackages.root().resolve("server/src/test/libraries");

  /// Installs what the program needs, if it is not there yet, and returns the command that starts
  /// it.
  ///
  /// @param folder the name of its folder
  abstract ProcessBuilder command(String folder) throws Exception;

  private static NodePackages packages(String folder) throws Exception {
    return NodePackages.of("server/src/test/libraries/" + folder, "libraries/" + folder);
  }

  private static ProcessBuilder node(NodePackages packages, Path program) throws IOException {
    packages.copy(program);
    return new ProcessBuilder("node", program.getFileName().toString())
        .directory(packages.folder().toFile());
  }

  private static Path program(String folder) throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS.resolve(folder))) {
      return files
          .filter(file -> Objects.toString(file.getFileName()).startsWith("bot."))
          .findFirst()
          .orElseThrow();
    }
  }

  /// In continuous integration nothing is skipped.
  ///
  /// @param packages Debian's packages that contain what is missing
  private static TestAbortedException leftOut(String folder, String missing, String packages) {
    String why = "There is " + missing + " here. This installs it: apt-get install -y " + packages;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(why);
    }
    System.out.println("Left out: " + folder + ". " + why);
    return new TestAbortedException(why);
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
