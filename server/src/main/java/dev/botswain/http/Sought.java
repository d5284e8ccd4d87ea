package dev.botswain.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request is for, as far as it says which server has to answer it.
///
/// @param request its head
/// @param operation null if it is for a [Mount]
/// @param path the values of the path's placeholders, decoded
/// @param body null if it has not been read
/// @param isPassedOn whether another server has passed it on to this one
public record Sought(
    HttpServerRequest request,
    Contract.@Nullable Described operation,
    Map<String, String> path,
    @Nullable Buffer body,
    boolean isPassedOn) {

  /// The secret in `Authorization`, or null.
  public @Nullable String secret() {
    return SessionHeader.find(request);
  }

  /// Whose cookie admits the request, as it says: a bot's id or [ConsoleCookies#OPERATOR]; null if
  /// none does.
  public @Nullable String holder() {
    return ConsoleCookies.count(request) ? request.getHeader(HeaderNames.CONSOLE) : null;
  }

  /// The first bot of whose cookies the request has one; null if there is none. Its page may not be
  /// able to say whom it means, as where it shows an image.
  public @Nullable String someHolder() {
    return ConsoleCookies.of(request).bots().stream().findFirst().orElse(null);
  }

  /// The ticket that stands for a session, or null.
  public @Nullable String ticket() {
    return operation != null
            && operation.takesTicket()
            && !request.headers().contains(HttpHeaders.AUTHORIZATION)
        ? Query.parse(request.query()).get(Tickets.PARAMETER)
        : null;
  }
}
