package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/// Whose request it is and for what, as far as is known: what the log and the metrics say of it.
/// Confined to its event loop.
final class ExchangeRecord {
  /// Stands for the status of an answer whose caller disconnected.
  static final int ABANDONED = 499;

  private final HttpServerRequest request;
  private final String requestId;
  private final long startNanos;
  private Span span;
  private String address;
  private RequestMetrics.Timers metrics;
  private @Nullable Idiom mounted;
  private @Nullable String template;
  private @Nullable Caller caller;
  private boolean isPassedOn;
  private boolean isMisdirected;
  private @Nullable String node;
  private @Nullable String fingerprint;

  /// @param address the peer's, unless [#address(String)] says that it is a proxy
  /// @param shared times it as reaching no endpoint unless [#timed(RequestMetrics.Timers)] says
  ///   more
  ExchangeRecord(HttpServerRequest request, String address, Shared shared, long startNanos) {
    this.request = request;
    this.address = address;
    this.metrics = shared.unrouted();
    this.span = ExchangeTrace.begin(shared.traces(), request);
    this.startNanos = startNanos;
    requestId = RequestIds.of(request.getHeader(RequestIds.HEADER));
  }

  /// It belongs to no trace.
  void untraced() {
    span = Span.NONE;
  }

  /// It in its trace.
  Span span() {
    return span;
  }

  String requestId() {
    return requestId;
  }

  String address() {
    return address;
  }

  void address(String behindProxy) {
    address = behindProxy;
  }

  /// Another server passed it on; that one writes it into the log.
  void passedOn(String callersAddress) {
    address = callersAddress;
    isPassedOn = true;
  }

  /// Another server answers it.
  ///
  /// @param by a name of that server
  /// @param session what identifies the caller in the log; null if none was found
  void answeredBy(String by, @Nullable String session) {
    node = by;
    fingerprint = session;
  }

  /// Tells the server that passed it on, if one did, what only this one knows.
  void tell(HttpServerResponse answer) {
    if (isPassedOn) {
      answer.headers().set(HeaderNames.HOP, told(System.nanoTime()));
    }
  }

  /// Whether it was right to do so, the caller's fingerprint or `-`, and the microseconds until
  /// now.
  private String told(long now) {
    return (isMisdirected ? "elsewhere " : "here ")
        + (caller == null ? "-" : caller.fingerprint())
        + " "
        + (now - startNanos) / 1_000;
  }

  @Nullable Caller caller() {
    return caller;
  }

  void caller(Caller session) {
    caller = session;
  }

  /// Whose share of bounded resources is counted.
  String tenant() {
    return caller == null ? ClientAddress.network(address) : caller.tenant();
  }

  /// The request is for a path of the contract.
  void template(String found) {
    template = found;
  }

  /// It is for a mount, not for an operation.
  void mount(Idiom to) {
    mounted = to;
  }

  boolean isMounted() {
    return mounted != null;
  }

  void timed(RequestMetrics.Timers timers) {
    metrics = timers;
  }

  void refused(RequestRefusedException refusal) {
    metrics.refused(refusal);
    isMisdirected = refusal.error() == ApiError.MISDIRECTED;
  }

  /// It failed for a reason that is not the caller's.
  ///
  /// @param line the reason, to be logged
  void failed(LoggingEventBuilder line) {
    line.addKeyValue("request", requestId).addKeyValue("path", shownPath()).log("Request failed");
  }

  /// A refusal in the form that its caller expects.
  Answer answer(RequestRefusedException refusal) {
    return mounted == null ? ErrorAnswer.of(refusal, requestId) : mounted.refusal(refusal);
  }

  /// It is over.
  ///
  /// @param now [System#nanoTime()]
  void ended(int status, long now) {
    metrics.record(status, now - startNanos);
    if (span != Span.NONE) {
      ExchangeTrace.end(span, request, status, ofTrace());
    }
    if (!isPassedOn) {
      AccessLog.write(
          new AccessLog.Line(
              request.method().name(),
              shownPath(),
              status,
              now - startNanos,
              session(),
              requestId,
              address,
              node));
    }
  }

  private ExchangeTrace.End ofTrace() {
    return new ExchangeTrace.End(
        shownPath(), template, metrics.operation(), requestId, session(), node);
  }

  private @Nullable String session() {
    return caller == null ? fingerprint : caller.fingerprint();
  }

  private String shownPath() {
    String path = String.valueOf(request.path());
    if (mounted != null) {
      return mounted.shown(path);
    }
    return template == null ? ShownPath.of(path) : ShownPath.of(template, path);
  }
}
