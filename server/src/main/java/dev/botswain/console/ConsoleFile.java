package dev.botswain.console;

import dev.botswain.hash.Sha256;
import dev.botswain.http.AcceptEncoding;
import dev.botswain.http.Answer;
import dev.botswain.http.HeaderNames;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of the console in its forms, each as an answer.
///
/// @param brotli null if there is none
/// @param gzip null if there is none
record ConsoleFile(Answer plain, @Nullable Answer brotli, @Nullable Answer gzip) {
  /// Of the pages, and of everything else here, so that nothing depends on which file is opened.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String NO_DEVICES =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(),"
          + " magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

  private static final String OTHER = "application/octet-stream";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  /// Assets have a hash of their content in their names, so what is there never changes.
  private static final String FOREVER = "public, max-age=31536000, immutable";

  /// Reads a file.
  ///
  /// @return null if there is none
  static @Nullable ConsoleFile read(ConsoleBuild build, String name) {
    byte[] bytes = build.read(name);
    if (bytes == null) {
      return null;
    }
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    String tag = HexFormat.of().formatHex(Sha256.digest().digest(bytes), 0, 12);
    var common = new Form(type, tag, name.startsWith("assets/") ? FOREVER : "no-cache");
    return new ConsoleFile(
        common.of(bytes, null),
        common.ofNullable(build.read(name + ".br"), "br"),
        common.ofNullable(build.read(name + ".gz"), "gzip"));
  }

  /// What a file's forms have in common.
  private record Form(String type, String tag, String caching) {
    @Nullable Answer ofNullable(byte @Nullable [] bytes, String coding) {
      return bytes == null ? null : of(bytes, coding);
    }

    Answer of(byte[] bytes, @Nullable String coding) {
      String etag = coding == null ? tag : tag + "-" + coding;
      var answer =
          guarded(new Answer(200, Buffer.buffer(bytes), type, "\"" + etag + "\"", List.of()))
              .with("Cache-Control", caching)
              .with(HeaderNames.VARY, "Accept, Accept-Encoding");
      return coding == null ? answer : answer.with("Content-Encoding", coding);
    }
  }

  /// An answer with the headers that keep other origins, and what might get into a page, from doing
  /// harm.
  static Answer guarded(Answer answer) {
    return answer
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Frame-Options", "DENY")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with(HeaderNames.RESOURCE_POLICY, "same-origin")
        .with("Permissions-Policy", NO_DEVICES);
  }

  /// The form that a caller prefers; of equals, the shortest.
  ///
  /// @param accepted the request's `Accept-Encoding`
  Answer suiting(List<String> accepted) {
    var codings = AcceptEncoding.of(accepted);
    int br = brotli == null ? 0 : codings.weight("br");
    int gz = gzip == null ? 0 : codings.weight("gzip", "x-gzip");
    int best = Math.max(br, gz);
    if (best == 0 || codings.identity() > best) {
      return plain;
    }
    return brotli != null && br == best ? brotli : gzip == null ? plain : gzip;
  }
}
