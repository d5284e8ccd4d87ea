package dev.botswain.console;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Mount;
import dev.botswain.http.Passage;
import dev.botswain.http.Port;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Serves the console's files. All addresses of pages get the one page, which reads from its
/// address what to draw. Files are read when they are first requested, and stay in memory.
final class ConsoleFiles implements Mount {
  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String ASSETS = "/assets/";
  private static final String BOTS = "/bots";
  private static final String OPERATOR = "/operator";

  private final Vertx vertx;
  private final ConsoleBuild build;
  private final Port port;
  private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  /// @param port whose pages there are
  ConsoleFiles(Vertx vertx, ConsoleBuild build, Port port) {
    this.vertx = vertx;
    this.build = build;
    this.port = port;
  }

  @Override
  public String name() {
    return "console";
  }

  /// Programs that ask for `/` get JSON, as the contract says.
  @Override
  public boolean covers(HttpServerRequest request) {
    return covers(request.path())
        && (!request.path().equals("/") || wantsPage(request.getHeader(HttpHeaders.ACCEPT)));
  }

  private static boolean wantsPage(@Nullable String accepted) {
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html");
  }

  @Override
  public boolean covers(String path) {
    return !build.isEmpty()
        && (path.equals("/")
            || path.startsWith(ASSETS)
            || build.has(path.substring(1))
            || port != Port.OPERATOR && isWithin(BOTS, path)
            || port != Port.CALLERS && isWithin(OPERATOR, path));
  }

  private static boolean isWithin(String folder, String path) {
    return path.startsWith(folder)
        && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }

  @Override
  public String methods() {
    return METHODS;
  }

  @Override
  public void take(Passage passage) {
    HttpMethod method = passage.request().method();
    if (method == HttpMethod.OPTIONS) {
      passage.send(ConsoleFile.guarded(Answer.empty(204).with(HeaderNames.ALLOW, METHODS)));
    } else if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      throw ApiError.METHOD_NOT_ALLOWED
          .because("this path has only " + METHODS)
          .header(HeaderNames.ALLOW, METHODS);
    } else {
      String path = passage.request().path().substring(1);
      send(passage, build.has(path) || path.startsWith("assets/") ? path : ConsoleBuild.PAGE);
    }
  }

  private void send(Passage passage, String name) {
    ConsoleFile known = files.get(name);
    if (known != null) {
      send(passage, known);
    } else if (!build.has(name)) {
      throw ApiError.NOT_FOUND.refusal();
    } else {
      vertx
          .executeBlocking(() -> Optional.ofNullable(ConsoleFile.read(build, name)), false)
          .onSuccess(file -> {
            file.ifPresent(read -> files.put(name, read));
            file.ifPresentOrElse(
                read -> send(passage, read), () -> passage.refuse(ApiError.NOT_FOUND.refusal()));
          })
          .onFailure(passage::refuse);
    }
  }

  private static void send(Passage passage, ConsoleFile file) {
    passage.send(file.suiting(passage.request().headers().getAll(HttpHeaders.ACCEPT_ENCODING)));
  }

  @Override
  public String shown(String path) {
    return path;
  }

  /// A sentence, for people.
  @Override
  public Answer refusal(RequestRefusedException refusal) {
    var sentence = Buffer.buffer(refusal.getMessage() + "\n");
    return ConsoleFile.guarded(
        new Answer(
            refusal.error().status(),
            sentence,
            "text/plain; charset=utf-8",
            null,
            refusal.headers()));
  }
}
