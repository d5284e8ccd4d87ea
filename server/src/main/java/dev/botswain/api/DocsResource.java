package dev.botswain.api;

import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/docs`: the contract as a page to read and try, by Scalar; `/`, which redirects there; and what
/// browsers request besides a page. Everything that the page needs comes from here, and its
/// Content-Security-Policy forbids anything else.
final class DocsResource implements Resource {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /// The page adds style elements to itself and draws icons from data URLs; everything else is in
  /// files of this server.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'";

  private static final Answer HOME =
      Answer.json(
          new JsonObject()
              .put("name", "Botswain")
              .put("message", "One server for all your Discord bots")
              .put("docs", "/docs")
              .put("contract", "/openapi.json")
              .put("health", "/health/ready")
              .toBuffer());

  private static final Answer TO_DOCS = Answer.empty(302).with("Location", "/docs");

  /// Read when they are first requested: most servers never are.
  private volatile @Nullable Map<String, Answer> files;

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "home",
        Operation.fromMemory(DocsResource::home),
        "favicon",
        Operation.fromMemory(_ -> Answer.empty(204)),
        "docs",
        file("docs.html"),
        "docsScript",
        file("docs.js"),
        "docsViewer",
        file("scalar.js"));
  }

  private static Answer home(Call call) {
    var accepted = call.header("Accept");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html")
        ? TO_DOCS
        : HOME;
  }

  private Operation file(String name) {
    return new Operation() {
      @Override
      public @Nullable Answer ready(Call call) {
        var known = files;
        return known == null ? null : known.get(name);
      }

      @Override
      public Answer answer(Call call) {
        var read =
            Map.of(
                "docs.html", page(),
                "docs.js", file("docs.js", SCRIPT),
                "scalar.js", file("/META-INF/resources/webjars/scalar/scalar.js", SCRIPT));
        files = read;
        return java.util.Objects.requireNonNull(read.get(name));
      }
    };
  }

  private static Answer page() {
    return file("docs.html", HTML)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Frame-Options", "DENY");
  }

  private static Answer file(String resource, String type) {
    try (InputStream bytes = DocsResource.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("not packaged: " + resource);
      }
      return new Answer(200, Buffer.buffer(bytes.readAllBytes()), type, null, List.of()).tagged();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
