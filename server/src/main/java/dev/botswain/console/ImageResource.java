package dev.botswain.console;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Turns;
import dev.botswain.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Images of Discord's CDN for the console's pages, which may load nothing from elsewhere. So
/// Discord does not learn who looks at them either.
final class ImageResource implements Resource {
  /// Whatever it is, it draws and does nothing else.
  private static final String POLICY = "default-src 'none'; sandbox";

  private static final String FOR_A_DAY = "private, max-age=86400";

  private final Sessions sessions;
  private final URI cdn;
  private final ImageFetch fetch;
  private final ImageCache cache = new ImageCache();
  private final Turns turns = new Turns(Limit.IMAGES.shares());

  /// Finds a live session of the browser.
  @FunctionalInterface
  interface Sessions {
    @Nullable Session anyOf(Call call);
  }

  ImageResource(Vertx vertx, Sessions sessions, URI cdn, String version) {
    this.sessions = sessions;
    this.cdn = cdn;
    this.fetch = new ImageFetch(vertx, version);
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("getImage", new Getting());
  }

  private final class Getting implements Operation {
    @Override
    public @Nullable Answer ready(Call call) {
      session(call);
      Image known = cache.get(url(call));
      return known == null ? null : shown(known);
    }

    @Override
    public Answer answer(Call call) throws TimeoutException {
      Session session = session(call);
      ImageUrl url = url(call);
      Owner owner = session.bot().events().owner();
      CompletableFuture<Turns.Turn> waiting = turns.turn(owner, session.bot().id());
      try (var turn = await(call, waiting)) {
        Image known = cache.get(url); // Another may have fetched it meanwhile.
        Image image = known == null ? call.await(fetch.fetch(url)) : known;
        cache.put(url, owner.name(), image);
        return shown(image);
      }
    }
  }

  /// A turn that comes too late is given back.
  private static Turns.Turn await(Call call, CompletableFuture<Turns.Turn> turn)
      throws TimeoutException {
    boolean begun = false;
    try {
      Turns.Turn own = call.await(Future.fromCompletionStage(turn));
      begun = true;
      return own;
    } finally {
      if (!begun) {
        turn.thenAccept(Turns.Turn::close);
      }
    }
  }

  private Session session(Call call) {
    call.cookies().requireOwnPage();
    Session session = sessions.anyOf(call);
    if (session == null) {
      throw ApiError.MISSING_SESSION.because("this browser is not logged in as a bot; log in");
    }
    return session;
  }

  /// @throws RequestRefusedException if it is elsewhere
  private ImageUrl url(Call call) {
    return ImageUrl.parse(String.valueOf(call.text("url")), cdn);
  }

  /// Without a tag, so that it counts as unread until it has been sent.
  private static Answer shown(Image image) {
    return ConsoleResource.own(
        new Answer(
            200,
            image.bytes(),
            image.type(),
            null,
            List.of(
                "Content-Security-Policy", POLICY,
                "Cache-Control", FOR_A_DAY,
                "Vary", "Sec-Fetch-Site")));
  }
}
