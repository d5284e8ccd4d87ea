package dev.botswain.console;

import dev.botswain.api.CdnResource;
import dev.botswain.api.Logins;
import dev.botswain.config.Config;
import dev.botswain.http.HttpFront;
import dev.botswain.http.Port;
import dev.botswain.http.Served;
import dev.botswain.operator.OperatorLogins;
import dev.botswain.secret.Secret;
import io.vertx.core.Vertx;
import java.util.Optional;

/// The console: the front type of this package.
public final class Console {
  private Console() {}

  /// Whether this build has the files that a browser needs.
  public static boolean isBuilt() {
    return !ConsoleBuild.ofClassPath().isEmpty();
  }

  /// What it uses.
  ///
  /// @param demoToken the token that everybody may log in with; empty outside of the demo
  /// @param version of this program
  public record Parts(
      Config config,
      Logins logins,
      OperatorLogins operator,
      Optional<Secret> demoToken,
      String version) {}

  /// Adds its operations to what others are served.
  public static Served addedTo(Served served, Vertx vertx, Parts parts) {
    var logins = new ConsoleResource(parts);
    var cdn = parts.config().discord().cdnUrl();
    return served.and(
        CdnResource.all(
            cdn,
            logins,
            new ImageResource(vertx, logins::anySession, cdn, parts.version()),
            new OperatorLoginResource(parts.operator())));
  }

  /// Adds its files. If the operator has a port of its own, the operator's pages are there alone.
  public static HttpFront mountedOn(HttpFront http, Vertx vertx, boolean hasOperatorPort) {
    var build = ConsoleBuild.ofClassPath();
    return http.mount(new ConsoleFiles(vertx, build, hasOperatorPort ? Port.CALLERS : Port.BOTH))
        .mountForOperator(new ConsoleFiles(vertx, build, Port.OPERATOR));
  }
}
