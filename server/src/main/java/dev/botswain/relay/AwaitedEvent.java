package dev.botswain.relay;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.relay.OwnEvents.Client;
import dev.botswain.relay.OwnEvents.Key;
import dev.botswain.relay.OwnEvents.OfBot;
import dev.botswain.time.Alarm;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The event that a request makes, on its way to the clients that would get it. Confined to the
/// event loop of the request, but for [#handed].
public final class AwaitedEvent {
  private final Alarm bound;
  private final Duration longest;
  private final MadeEvent made;
  private final ApiPath path;
  private final long botId;
  private final Set<Client> clients;
  private final OfBot of;
  private final Runnable closed;
  private List<Key> keys = List.of();
  private @Nullable Context context;
  private @Nullable Runnable then;
  private boolean over;

  /// @param clients who would get it and have not, kept under the lock of `of`
  /// @param closed what to do in the end
  AwaitedEvent(
      Alarm bound,
      Duration longest,
      MadeEvent made,
      ApiPath path,
      long botId,
      Set<Client> clients,
      OfBot of,
      Runnable closed) {
    this.bound = bound;
    this.longest = longest;
    this.made = made;
    this.path = path;
    this.botId = botId;
    this.clients = clients;
    this.of = of;
    this.closed = closed;
  }

  /// Does something once all clients have the event, at once if they have it by now or it is not
  /// known which one it is, or else when they have been waited for long enough; unless it is closed
  /// before.
  ///
  /// @param answer the body of Discord's answer
  public void whenHanded(byte[] answer, Runnable action) {
    String id = made.id(path, answer, botId);
    if (id == null) {
      action.run();
      return;
    }
    context = Objects.requireNonNull(Vertx.currentContext());
    keys = made.types().stream().map(type -> new Key(type, id)).toList();
    then = action;
    bound.set(longest, this::go);
    of.await(this, keys);
  }

  /// On any thread, under the lock of the bot's: a client has it, or needs it no more.
  void handed(Client client) {
    if (clients.remove(client)) {
      goIfAllHaveIt();
    }
  }

  /// Likewise: who is not among these has gone meanwhile.
  void withoutThoseNotIn(Set<Client> there) {
    if (clients.retainAll(there)) {
      goIfAllHaveIt();
    }
  }

  private void goIfAllHaveIt() {
    if (clients.isEmpty() && context != null) {
      context.runOnContext(_ -> go());
    }
  }

  private void go() {
    Runnable action = then;
    if (action != null) {
      then = null;
      bound.stop();
      action.run();
    }
  }

  /// It is not waited for any more.
  public void close() {
    if (!over) {
      over = true;
      then = null;
      bound.stop();
      of.giveUp(this, keys);
      closed.run();
    }
  }
}
