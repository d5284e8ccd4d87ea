package dev.botswain.inspect;

import dev.botswain.discord.rest.CallProgress;
import dev.botswain.discord.rest.CallWatch;
import dev.botswain.discord.rest.DiscordUnreachableException;
import dev.botswain.discord.rest.FinishedCall;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.discord.rest.Route;
import dev.botswain.trace.CurrentSpan;
import dev.botswain.trace.Span;
import dev.botswain.trace.Span.Kind;
import dev.botswain.trace.Traces;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Traces calls to Discord: a span for each, and in it one for each wait in the queue and one for
/// each attempt. A call belongs to the request for which the thread works that makes it; one that
/// the server makes for itself is a trace of its own.
///
/// The spans have routes, paths without tokens, and what Discord says of its limits. They have no
/// query, which may be what somebody searches for, and nothing of bodies.
public final class CallTraces implements CallWatch {
  /// Discord's names of buckets are hashes, which no token looks like.
  private static final Pattern BUCKET = Pattern.compile("[0-9a-f]{1,64}");

  private final Traces traces;
  private final URI api;

  /// @param api the versioned base of Discord's API
  public CallTraces(Traces traces, URI api) {
    this.traces = traces;
    this.api = api;
  }

  @Override
  public CallProgress given(RestRequest request, Route route) {
    Span parent = CurrentSpan.get();
    String name = "discord " + route.template();
    Span call =
        parent == Span.NONE ? traces.root(Kind.INTERNAL, name) : parent.child(Kind.INTERNAL, name);
    Face face = request.origin() instanceof Origin origin ? origin.face() : Face.SERVER;
    return new Progress(call.set("botswain.via", face.label()), request, route);
  }

  private final class Progress implements CallProgress {
    private final Span call;
    private final RestRequest request;
    private final Route route;
    private Span queue = Span.NONE;
    private Span attempt = Span.NONE;

    Progress(Span call, RestRequest request, Route route) {
      this.call = call;
      this.request = request;
      this.route = route;
    }

    @Override
    public void waits() {
      if (queue == Span.NONE) {
        queue = call.child(Kind.INTERNAL, "queue");
      }
    }

    @Override
    public void sent(int times) {
      leaveQueue();
      attempt =
          call.child(Kind.CLIENT, route.template())
              .set("http.request.method", request.method().name())
              .set("url.full", url())
              .set("url.template", route.template().split(" ", -1)[1])
              .set("server.address", api.getHost())
              .set("server.port", port());
      if (times > 1) {
        attempt.set("http.request.resend_count", times - 1);
      }
    }

    private String url() {
      String base = api.toString();
      String version = request.version();
      return (version == null ? base : base.replaceFirst("/v\\d+$", "/" + version))
          + KeptCall.path(request, route);
    }

    private int port() {
      return api.getPort() >= 0 ? api.getPort() : api.getScheme().equals("http") ? 80 : 443;
    }

    @Override
    public void answered(RestResponse answer) {
      attempt.set("http.response.status_code", answer.status());
      copy(answer, "x-ratelimit-bucket", "discord.ratelimit.bucket");
      copy(answer, "x-ratelimit-remaining", "discord.ratelimit.remaining");
      if (answer.status() == 429) {
        copy(answer, "x-ratelimit-scope", "discord.ratelimit.scope");
        copy(answer, "retry-after", "discord.ratelimit.retry_after");
      }
      if (answer.status() >= 400) {
        attempt.failed(Integer.toString(answer.status()));
      }
      endAttempt();
    }

    private void copy(RestResponse answer, String header, String key) {
      String value = answer.headers().get(header);
      if (value != null) {
        attempt.set(key, BUCKET.matcher(value).matches() ? value : Masked.text(value));
      }
    }

    @Override
    public void unanswered(Throwable why) {
      attempt.failed(
          why instanceof DiscordUnreachableException unreachable
              ? unreachable.reason().name().toLowerCase(Locale.ROOT)
              : Failure.of(why).label());
      endAttempt();
    }

    @Override
    public void ended(FinishedCall finished, int status, @Nullable Throwable why) {
      leaveQueue();
      attempt.failed(Failure.ABANDONED.label());
      endAttempt();
      call.set("botswain.discord.attempts", finished.tries());
      if (why != null) {
        call.failed(Failure.of(why).label());
      } else if (status >= 400) {
        call.failed(Integer.toString(status));
      }
      call.end();
    }

    private void leaveQueue() {
      queue.end();
      queue = Span.NONE;
    }

    private void endAttempt() {
      attempt.end();
      attempt = Span.NONE;
    }
  }
}
