package dev.botswain.http;

import dev.botswain.trace.Span;
import dev.botswain.trace.Traces;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request in a trace, by OpenTelemetry's conventions for HTTP servers
/// (<https://opentelemetry.io/docs/specs/semconv/http/http-spans/>): its path as the log shows it,
/// and neither its query nor its caller's address.
final class ExchangeTrace {
  /// What machines ask every few seconds: it would be most of what is exported.
  private static final Set<String> UNSEEN = Set.of("/health/live", "/health/ready", "/metrics");

  /// Callers may write any word in place of a method, and a span has one of few names.
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private ExchangeTrace() {}

  static Span begin(Traces traces, HttpServerRequest request) {
    if (!traces.isOn() || UNSEEN.contains(String.valueOf(request.path()))) {
      return Span.NONE;
    }
    String method = method(request);
    var parents = request.headers().getAll(HeaderNames.TRACEPARENT);
    var states = request.headers().getAll(HeaderNames.TRACESTATE);
    Span span =
        traces.received(
            method,
            parents.size() == 1 ? parents.getFirst() : null,
            states.isEmpty() ? null : String.join(",", states));
    return span.set("http.request.method", method)
        .set("url.scheme", request.isSSL() ? "https" : "http")
        .set(
            "network.protocol.version",
            switch (request.version()) {
              case HTTP_1_0 -> "1.0";
              case HTTP_1_1 -> "1.1";
              case HTTP_2 -> "2";
              case null, default -> "unknown";
            });
  }

  private static String method(HttpServerRequest request) {
    String method = request.method() == null ? "" : request.method().name();
    return METHODS.contains(method) ? method : "_OTHER";
  }

  private static String target(End of) {
    String template = of.template();
    if (template != null) {
      return " " + template;
    }
    return of.operation().equals(RequestMetrics.NO_OPERATION) ? "" : " " + of.operation();
  }

  /// @param path without secrets
  /// @param template of the contract; null if it is for no path of it
  /// @param operation as in the metrics
  /// @param session the caller's fingerprint; null if there is none
  /// @param node which server answered; null if this one did
  record End(
      String path,
      @Nullable String template,
      String operation,
      String requestId,
      @Nullable String session,
      @Nullable String node) {}

  static void end(Span span, HttpServerRequest request, int status, End of) {
    String template = of.template();
    String method = method(request);
    span.name((method.equals("_OTHER") ? "HTTP" : method) + target(of))
        .set("url.path", of.path())
        .set("botswain.operation", of.operation())
        .set("botswain.request.id", of.requestId());
    if (template != null) {
      span.set("http.route", template);
    }
    if (of.session() != null) {
      span.set("botswain.session", of.session());
    }
    if (of.node() != null) {
      span.set("botswain.node", of.node());
    }
    if (status == ExchangeRecord.ABANDONED) {
      span.failed("abandoned");
    } else {
      span.set("http.response.status_code", status);
      if (status >= 500) {
        span.failed(Integer.toString(status));
      }
    }
    span.end();
  }
}
