package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes a request through its steps: is it sound, what does it request, who is the caller, how
/// often do they call, is it valid; and then to the operation. Each step may throw, which ends the
/// request.
final class Dispatcher implements Entrance {
  private static final Buffer NOTHING = Buffer.buffer();

  private final Router router;
  private final Map<String, Admission> admissions;
  private final Tickets tickets;
  private final CallerLimits limits;
  private final ClientAddress addresses;
  private final Work work;
  private final Crossroads crossroads;
  private final List<Mounted> mounts = new CopyOnWriteArrayList<>();
  private volatile @Nullable Supplier<RequestRefusedException> closed =
      () ->
          ApiError.STARTING
              .because("the server is starting; try again in a moment")
              .retryAfter(Duration.ofSeconds(1));

  private record Mounted(Mount mount, RequestMetrics.Timers metrics) {}

  Dispatcher(
      Router router,
      Map<String, Admission> admissions,
      Tickets tickets,
      CallerLimits limits,
      ClientAddress addresses,
      Work work) {
    this.router = router;
    this.admissions = admissions;
    this.tickets = tickets;
    this.limits = limits;
    this.addresses = addresses;
    this.work = work;
    crossroads =
        new Crossroads(exchange ->
            new Passage(exchange, caller -> admit(exchange, caller), limits.anonymous()));
  }

  /// Asks this about every request from now on.
  void lead(Elsewhere to) {
    crossroads.lead(to);
  }

  @Override
  public void enter(HttpServerRequest request, Opening opening) {
    dispatch(opening.open(request, null, null));
  }

  void mount(Mount mount, RequestMetrics.Timers metrics) {
    mounts.add(new Mounted(mount, metrics));
  }

  /// Until now every request was refused; from now on none is.
  void open() {
    closed = null;
  }

  /// From now on every request is refused.
  void stop() {
    closed = ApiError.STOPPING::refusal;
  }

  void dispatch(Exchange exchange) {
    try {
      var request = exchange.request();
      var mount = mount(exchange);
      Soundness.check(exchange);
      nameCaller(exchange);
      exchange.shared().cors().requireOwnPage(request, isSecure(exchange));
      Supplier<RequestRefusedException> refusal = closed;
      if (refusal != null) {
        throw refusalOf(exchange, refusal);
      }
      if (mount != null && isPreflight(request)) {
        preflight(exchange, mount.methods());
        return;
      }
      if (mount != null) {
        crossroads.pass(
            exchange,
            null,
            Map.of(),
            null,
            () ->
                mount.take(
                    new Passage(exchange, caller -> admit(exchange, caller), limits.anonymous())));
        return;
      }
      var found = router.find(request.path());
      if (found == null) {
        notFound(exchange);
        return;
      }
      exchange.account().template(found.template());
      var endpoint = found.methods().find(request.method());
      if (endpoint == null) {
        otherMethod(exchange, found.methods().allowed());
        return;
      }
      exchange.endpoint(endpoint.described().secret(), endpoint.metrics());
      crossroads.pass(
          exchange,
          endpoint,
          found.placeholders(),
          null,
          () -> serve(exchange, endpoint, found.placeholders()));
    } catch (RuntimeException failure) {
      exchange.refuse(failure);
    }
  }

  private void serve(Exchange exchange, Endpoint endpoint, Map<String, String> path) {
    admit(exchange, endpoint);
    var parameters = permit(exchange, endpoint, path);
    var body = exchange.body();
    var form = form(exchange, endpoint);
    if (body == null) {
      run(exchange, endpoint, parameters, NOTHING);
    } else if (form != null) {
      body.receive(
          form,
          upload -> {
            exchange.upload(upload);
            runGuarded(exchange, endpoint, parameters, upload.json());
          });
    } else {
      int longest =
          Math.min(exchange.shared().memory().longestBody(), endpoint.described().longestBody());
      body.read(longest, bytes -> runGuarded(exchange, endpoint, parameters, bytes));
    }
  }

  /// The server that passed a request on finds another one for it, or waits.
  private static RequestRefusedException refusalOf(
      Exchange exchange, Supplier<RequestRefusedException> refusal) {
    return exchange.carrier().hop() == null ? refusal.get() : ApiError.MISDIRECTED.refusal();
  }

  /// Whether a caller uses TLS, as far as a trusted proxy.
  static boolean isSecure(Exchange exchange) {
    var request = exchange.request();
    return exchange.carrier().isEncrypted()
        || exchange.carrier().isProxied()
            && "https".equalsIgnoreCase(request.getHeader(HeaderNames.X_FORWARDED_PROTO));
  }

  private @Nullable Mount mount(Exchange exchange) {
    var request = exchange.request();
    for (var mounted : mounts) {
      if (request.path() != null && mounted.mount().covers(request)) {
        exchange.mount(mounted.mount(), mounted.metrics());
        return mounted.mount();
      }
    }
    return null;
  }

  /// Refuses what can be refused without the body, so that no body is read from a caller who may
  /// not do this.
  private Map<String, Object> permit(
      Exchange exchange, Endpoint endpoint, Map<String, String> placeholders) {
    var request = exchange.request();
    var parameters = endpoint.parameters(placeholders, request::getHeader, request.query());
    var caller = exchange.caller();
    if (caller != null) {
      telling(
          exchange,
          endpoint,
          parameters,
          () -> admission(endpoint).check(caller, endpoint.described(), parameters));
    }
    if (exchange.body() != null) {
      endpoint.operation().permit(new HttpCall(exchange, parameters, null, work.deadline()));
    }
    return parameters;
  }

  /// Tells the admission of what its check refused.
  private void telling(
      Exchange exchange, Endpoint endpoint, Map<String, Object> parameters, Runnable check) {
    try {
      check.run();
    } catch (RequestRefusedException refusal) {
      admission(endpoint)
          .refused(
              new HttpCall(exchange, parameters, null, work.deadline()),
              endpoint.described(),
              refusal);
      throw refusal;
    }
  }

  /// The form of the body; null for none.
  private static @Nullable UploadForm form(Exchange exchange, Endpoint endpoint) {
    var rule = endpoint.body();
    return rule == null
        ? null
        : rule.formOf(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
  }

  private void runGuarded(
      Exchange exchange, Endpoint endpoint, Map<String, Object> parameters, Buffer bytes) {
    try {
      if (endpoint.open()) {
        crossroads.pass(
            exchange, endpoint, Map.of(), bytes, () -> run(exchange, endpoint, parameters, bytes));
      } else {
        run(exchange, endpoint, parameters, bytes);
      }
    } catch (RuntimeException failure) {
      exchange.refuse(failure);
    }
  }

  private void nameCaller(Exchange exchange) {
    var peer = exchange.peer();
    if (exchange.carrier().hop() == null && peer.proxy()) {
      var forwarded = exchange.request().headers().getAll(HeaderNames.X_FORWARDED_FOR);
      exchange.account().address(addresses.caller(peer.address(), forwarded));
    }
  }

  /// An extra slash after the address of a page redirects to the page.
  private void notFound(Exchange exchange) {
    var path = exchange.request().path();
    if (Query.decode(path).isEmpty()) {
      throw ApiError.MALFORMED_REQUEST.because("the path must be percent-encoded UTF-8");
    }
    var method = exchange.request().method();
    if (path.endsWith("/") && (method == HttpMethod.GET || method == HttpMethod.HEAD)) {
      var shorter = path.substring(0, path.length() - 1);
      if (router.isPage(shorter)) {
        var query = exchange.request().query();
        exchange.send(
            Answer.empty(308)
                .with(HeaderNames.LOCATION, query == null ? shorter : shorter + "?" + query));
        return;
      }
    }
    throw ApiError.NOT_FOUND.refusal();
  }

  private void otherMethod(Exchange exchange, String allowed) {
    var request = exchange.request();
    if (request.method() != HttpMethod.OPTIONS) {
      throw ApiError.METHOD_NOT_ALLOWED
          .because("this path has only " + allowed)
          .header(HeaderNames.ALLOW, allowed);
    }
    if (isPreflight(request)) {
      preflight(exchange, allowed);
    } else {
      exchange.send(Answer.empty(204).with(HeaderNames.ALLOW, allowed));
    }
  }

  /// Whether a browser asks if a page may call
  /// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>).
  private static boolean isPreflight(HttpServerRequest request) {
    return request.method() == HttpMethod.OPTIONS
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private void preflight(Exchange exchange, String methods) {
    var headers = exchange.request().headers();
    exchange.send(
        exchange
            .shared()
            .cors()
            .preflight(
                headers.get(HttpHeaders.ORIGIN),
                methods,
                headers.get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)));
  }

  /// Identifies the caller, and checks its rate limit.
  private void admit(Exchange exchange, Endpoint endpoint) {
    if (!endpoint.open()) {
      admit(exchange, caller(exchange, endpoint));
    } else if (exchange.carrier().hop() == null && endpoint.described().limitedByAddress()) {
      exchange.admit(limits.byAddress().count(ClientAddress.network(exchange.address())));
    }
  }

  private void admit(Exchange exchange, Caller caller) {
    exchange.caller(caller);
    exchange.admit(limits.count(caller));
  }

  /// A browser's EventSource cannot send headers; it sends a ticket.
  private Caller caller(Exchange exchange, Endpoint endpoint) {
    var request = exchange.request();
    if (endpoint.described().takesTicket()
        && !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      var ticket = Query.parse(request.query()).get(Tickets.PARAMETER);
      if (ticket != null) {
        return tickets.redeem(ticket, exchange);
      }
    }
    try {
      return ConsoleCookies.count(request)
          ? ConsoleCookies.of(request).caller(admission(endpoint))
          : admission(endpoint).find(SessionHeader.find(request));
    } catch (RequestRefusedException refusal) {
      var call = new HttpCall(exchange, Map.of(), null, work.deadline());
      admission(endpoint).unknown(call, endpoint.described(), refusal);
      throw refusal;
    }
  }

  private Admission admission(Endpoint endpoint) {
    return Objects.requireNonNull(admissions.get(endpoint.described().scheme()));
  }

  private void run(
      Exchange exchange, Endpoint endpoint, Map<String, Object> parameters, Buffer bytes) {
    var request = exchange.request();
    var operation = endpoint.operation();
    var rule = endpoint.body();
    var deadline = work.deadline();
    if (operation instanceof OpenOperation(var opening)) {
      opening.open(new HttpCall(exchange, parameters, null, deadline), exchange);
    } else if (rule == null) {
      var call = new HttpCall(exchange, parameters, null, deadline);
      var answer = operation.ready(call);
      if (answer == null) {
        work.start(exchange, () -> operation.answer(call));
      } else {
        exchange.send(answer);
      }
    } else {
      work.start(
          exchange,
          () -> {
            var type =
                exchange.upload() == null
                    ? request.getHeader(HttpHeaders.CONTENT_TYPE)
                    : BodyRule.JSON;
            var values = new Memory.Held(exchange.shared().memory().values(), exchange.tenant());
            try {
              var body = GivenBody.read(rule, type, bytes, values);
              var caller = exchange.caller();
              if (body != null && caller != null) {
                telling(
                    exchange,
                    endpoint,
                    parameters,
                    () -> admission(endpoint).check(caller, body.tree()));
              }
              return operation.answer(new HttpCall(exchange, parameters, body, deadline));
            } finally {
              values.giveBack();
            }
          });
    }
  }
}
