package dev.botswain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// npm packages below `target`, according to a lock file of ours. They are installed when they are
/// first needed, and again when the lock file has changed.
public final class NodePackages {
  private static final String HOW_TO_INSTALL =
      "There is no Node here. This installs it: apt-get install -y nodejs npm";

  private final Path source;
  private final Path installed;

  private NodePackages(Path source, Path installed) {
    this.source = source;
    this.installed = installed;
  }

  /// The root of the repository, whether the tests run there or in a module.
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("sim")) ? here : here.resolveSibling("");
  }

  /// @param source where `package.json` and `package-lock.json` are, from the root
  /// @param below the folder of `server/target` where they are installed
  public static NodePackages of(String source, String below) throws Exception {
    if (!isThere("node") || !isThere("npm")) {
      throw new AssertionError(HOW_TO_INSTALL);
    }
    var packages =
        new NodePackages(root().resolve(source), root().resolve("server/target").resolve(below));
    packages.install();
    return packages;
  }

  public static boolean isThere(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void install() throws Exception {
    Files.createDirectories(installed);
    Path lock = source.resolve("package-lock.json");
    Path done = installed.resolve("installed.json");
    if (Files.exists(done) && Files.mismatch(done, lock) < 0) {
      return;
    }
    copy(source.resolve("package.json"));
    copy(lock);
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Builds a package that is written in C++, unless that has been done. Node's headers are taken
  /// from the Node installation, if they are there, and downloaded otherwise.
  public void build(String name) throws Exception {
    if (!Files.exists(installed.resolve("node_modules").resolve(name).resolve("build/Release"))) {
      rebuild(name);
    }
    run("node", "-e", "require('" + name + "')");
  }

  private void rebuild(String name) throws Exception {
    var command = new ArrayList<>(List.of("npm", "rebuild", name, "--foreground-scripts"));
    Path node = Path.of(run("node", "-p", "process.execPath").strip()).resolve("../..").normalize();
    if (Files.exists(node.resolve("include/node/node.h"))) {
      command.add("--nodedir=" + node);
    }
    run(command.toArray(String[]::new));
  }

  /// The folder of the packages, where scripts run.
  public Path folder() {
    return installed;
  }

  /// Copies a file next to the packages.
  public void copy(Path file) throws IOException {
    Files.copy(file, installed.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Runs a tool of a package, which must succeed.
  ///
  /// @param script its path in `node_modules`
  /// @return its output
  public String tool(String script, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("node", "node_modules/" + script));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /// Runs a command, which must succeed.
  ///
  /// @return its output
  public String run(String... command) throws Exception {
    Path errors = installed.resolve("errors.txt");
    var builder =
        new ProcessBuilder(command).directory(installed.toFile()).redirectError(errors.toFile());
    builder.environment().put("REDOCLY_TELEMETRY", "off");
    builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    Process process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor())
          .as(() -> String.join(" ", command) + "\n" + output + "\n" + read(errors))
          .isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
