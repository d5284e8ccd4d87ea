package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Contract;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.inspect.KeptCall;
import dev.botswain.inspect.RequestLog;
import dev.botswain.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The last calls to Discord. A narrow session sees its own.
final class RequestsResource implements Resource {
  private static final int USUAL = 100;

  private final Map<String, Contract.Described> operations;
  private final Set<String> actions;

  /// @param contract says how an operation is asked for again
  /// @param actions the operations that can be tried
  RequestsResource(Contract contract, Set<String> actions) {
    this.actions = actions;
    this.operations =
        contract.operations().stream()
            .collect(Collectors.toMap(Contract.Described::id, Function.identity()));
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("listRequests", this::list, "getRequest", this::get);
  }

  private Answer list(Call call) {
    int limit = call.number("limit", USUAL);
    String before = call.text("before");
    List<KeptCall> found =
        find(
            call,
            before == null ? Long.MAX_VALUE : Long.parseLong(before),
            wanted(call),
            limit + 1);
    List<KeptCall> page = found.subList(0, Math.min(limit, found.size()));
    Answer answer = Answer.json(page.stream().map(RequestView::of).toList());
    return page.size() == found.size()
        ? answer
        : answer.next(call.nextPage("before", Long.toString(page.getLast().id())));
  }

  private Answer get(Call call) {
    String id = String.valueOf(call.text("id"));
    long number = Long.parseLong(id);
    return find(call, Long.MAX_VALUE, kept -> kept.id() == number, 1).stream()
        .findFirst()
        .map(kept -> Answer.json(new RequestDetails(RequestView.of(kept), replay(kept))))
        .orElseThrow(() -> ApiError.NOT_FOUND.because("there is no request " + id + " any more"));
  }

  private static List<KeptCall> find(
      Call call, long before, Predicate<KeptCall> wanted, int limit) {
    Session session = Callers.session(call);
    return session
        .bot()
        .insight()
        .requestLog()
        .before(before, kept -> isSeen(session, kept) && wanted.test(kept), limit);
  }

  private static boolean isSeen(Session session, KeptCall kept) {
    return session.grant().full()
        || kept.origin() != null && kept.origin().session().equals(session.fingerprint());
  }

  private static Predicate<KeptCall> wanted(Call call) {
    String status = call.text("status");
    String face = call.text("interface");
    String route = call.text("route");
    String session = call.text("session");
    String given = call.text("since");
    long since = given == null ? 0 : RequestLog.idAt(Instant.parse(given));
    String text = route == null ? "" : route.toLowerCase(Locale.ROOT);
    return kept ->
        (status == null || isOf(status, kept))
            && (face == null || face.equals(kept.face().label()))
            && (route == null || names(kept, text))
            && (session == null || kept.origin() != null && session.equals(kept.origin().session()))
            && kept.id() >= since;
  }

  private static boolean isOf(String status, KeptCall kept) {
    return switch (status) {
      case "none" -> kept.status() == 0;
      default ->
          status.endsWith("xx")
              ? kept.status() / 100 == status.charAt(0) - '0'
              : kept.status() == Integer.parseInt(status);
    };
  }

  private static boolean names(KeptCall kept, String text) {
    String operation = kept.origin() == null ? null : kept.origin().operation();
    return kept.route().toLowerCase(Locale.ROOT).contains(text)
        || kept.path().toLowerCase(Locale.ROOT).contains(text)
        || operation != null && operation.toLowerCase(Locale.ROOT).contains(text);
  }

  private @Nullable ReplayView replay(KeptCall kept) {
    if (kept.origin() == null || kept.origin().input() == null) {
      return null;
    }
    String operation = kept.origin().operation();
    Contract.Described described =
        operation == null || !actions.contains(operation) ? null : operations.get(operation);
    return described == null ? null : ReplayView.of(described, kept.origin().input());
  }
}
