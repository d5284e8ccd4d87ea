package dev.botswain.relay;

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

/// The event that a request causes, on its way to the clients that would get it. Confined to the
/// event loop of the request, except for [#handed].
public final class AwaitedEvent {
  private final Alarm bound;
  private final Duration longest;
  private final MadeEvent.Request request;
  private final Set<Client> clients;
  private final OfBot of;
  private final Runnable closed;
  private List<Key> keys = List.of();
  private @Nullable Context context;
  private @Nullable Runnable then;
  private boolean over;

  /// @param clients that would get it and have not yet, guarded by the lock of `of`
  /// @param closed runs at the end
  AwaitedEvent(
      Alarm bound,
      Duration longest,
      MadeEvent.Request request,
      Set<Client> clients,
      OfBot of,
      Runnable closed) {
    this.bound = bound;
    this.longest = longest;
    this.request = request;
    this.clients = clients;
    this.of = of;
    this.closed = closed;
  }

  /// Runs an action once all clients have the event: at once if they have it already or it is
  /// unknown which event it is, otherwise at the latest when they have been waited for long enough;
  /// unless it is closed before.
  ///
  /// @param answer the body of Discord's answer
  public void whenHanded(byte[] answer, Runnable action) {
    String id = request.idOfEvent(answer);
    if (id == null) {
      action.run();
      return;
    }
    context = Objects.requireNonNull(Vertx.currentContext());
    keys = request.made().types().stream().map(type -> new Key(type, id)).toList();
    then = action;
    bound.set(longest, this::go);
    of.await(this, keys);
  }

  /// On any thread, under the lock of the bot's: a client has it, or no longer needs it.
  void handed(Client client) {
    if (clients.remove(client)) {
      goIfAllHaveIt();
    }
  }

  /// As above: clients that are not among these have gone meanwhile.
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

  /// Stops waiting for it.
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
