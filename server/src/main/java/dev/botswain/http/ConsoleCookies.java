package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cookies with which pages of this server act for their users: one for each bot, and one for
/// the operator. Scripts cannot read them, and browsers send them to this server alone.
///
/// Any page can make a browser send cookies, so they count only if the browser says that a page of
/// this very origin sends the request
/// ([Sec-Fetch-Site](https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header)), and if the
/// request names in `Botswain-Console` whose cookie it means, which no form, image or link can.
/// Browsers send the first only over TLS and to this machine.
///
/// Source: [RFC 6265bis](https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/).
public final class ConsoleCookies {
  /// The holder of the operator's cookie; that of another is a bot's id.
  public static final String OPERATOR = "operator";

  private static final Pattern HOLDER = Pattern.compile("[0-9]{1,20}|" + OPERATOR);

  private static final String NAME = "botswain-";

  /// With it, a browser takes the cookie only from this host and over TLS.
  private static final String HOST = "__Host-";

  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

  /// Browsers keep no cookie for longer than 400 days. Its session ends earlier.
  private static final int KEPT_SECONDS = 400 * 24 * 60 * 60;

  private final boolean secure;
  private final List<String> sites;
  private final List<String> names;
  private final Map<String, String> secrets;
  private final Set<String> ambiguous;

  private ConsoleCookies(HttpServerRequest request) {
    var headers = request.headers();
    secure =
        request.isSSL() || "https".equalsIgnoreCase(headers.get(HeaderNames.X_FORWARDED_PROTO));
    sites = headers.getAll(HeaderNames.SEC_FETCH_SITE);
    names = headers.getAll(HeaderNames.CONSOLE);
    secrets = new LinkedHashMap<>();
    ambiguous = new LinkedHashSet<>();
    // HTTP/2 may have a line for each cookie (RFC 9113, 8.2.3).
    for (var line : headers.getAll(HttpHeaders.COOKIE)) {
      for (var pair : line.split(";")) {
        read(pair.strip());
      }
    }
  }

  static ConsoleCookies of(HttpServerRequest request) {
    return new ConsoleCookies(request);
  }

  private void read(String pair) {
    String prefix = secure ? HOST + NAME : NAME;
    int equals = pair.indexOf('=');
    if (equals > 0 && pair.startsWith(prefix)) {
      String holder = pair.substring(prefix.length(), Math.max(prefix.length(), equals));
      String value = pair.substring(equals + 1).strip();
      if (HOLDER.matcher(holder).matches()) {
        String before = secrets.put(holder, value);
        if (before != null && !before.equals(value)) {
          ambiguous.add(holder);
        }
      }
    }
  }

  /// Whether a request is to be admitted by a cookie: it says whose, and has no `Authorization`.
  static boolean count(HttpServerRequest request) {
    return request.headers().contains(HeaderNames.CONSOLE)
        && !request.headers().contains(HttpHeaders.AUTHORIZATION);
  }

  /// The caller whom the request names.
  ///
  /// @throws RequestRefusedException if there is none, or it is not one of our pages that asks
  Caller caller(Admission admission) {
    String holder = named();
    return admission.findOfPage(holder, secret(holder));
  }

  /// Whose cookie the request means.
  ///
  /// @throws RequestRefusedException if it does not say, or is not one of our pages'
  public String named() {
    requireOwnPage();
    if (names.size() != 1 || !HOLDER.matcher(names.getFirst()).matches()) {
      throw RequestRefusedException.field(
          HeaderNames.CONSOLE, "must be a bot's id or operator, once");
    }
    return names.getFirst();
  }

  /// @throws RequestRefusedException unless the browser says that a page of this origin asks
  public void requireOwnPage() {
    if (sites.size() != 1 || !sites.getFirst().equals("same-origin")) {
      throw ApiError.NOT_OUR_PAGE.because(
          sites.isEmpty()
              ? "only a browser on a page of this server may do this; browsers say which page asks"
                  + " (Sec-Fetch-Site) only over HTTPS or on this machine, so open the console"
                  + " there"
              : "only pages of this server itself may do this");
    }
  }

  /// The secret of a holder; null if there is none.
  ///
  /// @throws RequestRefusedException if there are several, of which one is not from here
  public @Nullable String secret(String holder) {
    if (ambiguous.contains(holder)) {
      throw ApiError.MALFORMED_REQUEST.because(
          "the browser sends two cookies for %s; delete the cookies of this site, and log in again"
              .formatted(holder));
    }
    return secrets.get(holder);
  }

  /// The bots for which there are cookies, in their order.
  public Collection<String> bots() {
    return secrets.keySet().stream().filter(holder -> !holder.equals(OPERATOR)).toList();
  }

  /// An answer with which a browser keeps a secret.
  public Answer put(Answer answer, String holder, String secret) {
    return set(answer, holder, secret, KEPT_SECONDS);
  }

  /// An answer with which a browser forgets a secret.
  public Answer drop(Answer answer, String holder) {
    return set(answer, holder, "", 0);
  }

  private Answer set(Answer answer, String holder, String value, int seconds) {
    return answer.with(
        "Set-Cookie",
        secure
            ? HOST + NAME + holder + "=" + value + ATTRIBUTES + seconds + "; Secure"
            : NAME + holder + "=" + value + ATTRIBUTES + seconds);
  }
}
