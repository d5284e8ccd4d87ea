package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which nodes there are, and which of them owns which bot: at most one, the only one that may
/// append to the bot's log and change what is stored of it.
///
/// A node joins with a new random id each time. Everything that a [Store] writes is written as the
/// node that joined last through it, and is refused once that node is [State#DEAD] or does not own
/// the bot. So a node that was given up while it was only slow can do no harm.
///
/// Stores for one node own every bot for it ([SoleNode]).
public interface NodeStore {

  /// What a node is.
  enum State {
    /// Takes bots.
    UP,
    /// Gives its bots away and takes none.
    DRAINING,
    /// Gone, or given up by another. It never comes back under this id.
    DEAD
  }

  /// A node as it is stored.
  ///
  /// @param url where other nodes reach it
  /// @param beat a number that it increases as long as it lives; 0 before it has done so
  record Node(UUID id, String url, State state, long beat) {}

  /// Whom a bot belongs to.
  ///
  /// @param node null for nobody
  /// @param epoch grows whenever a node comes to own the bot, and never repeats for it, even if all
  ///   else that is stored of the bot was removed meanwhile, or the store has lost the last claims
  record Ownership(long bot, @Nullable UUID node, long epoch) {}

  /// A bot that a node has come to own.
  record Claim(long bot, long epoch) {}

  /// All nodes that are not [State#DEAD] and those that died recently, the asking one included, and
  /// the ownerships that have changed: with nobody as the owner, only of bots that need one
  /// ([BotStore#ids]) or had one.
  ///
  /// @param revision to ask from the next time
  /// @param access grows when anything of [AccessStore] changes
  record View(List<Node> nodes, List<Ownership> changed, long revision, long access) {
    public View {
      nodes = List.copyOf(nodes);
      changed = List.copyOf(changed);
    }
  }

  /// Something that was not stored because it is not this node's to store.
  sealed interface Refusal {
    /// The node is dead: everything that it still wants to store will be refused.
    record Fenced(UUID node) implements Refusal {}

    /// Somebody else owns the bot now.
    record NotOwner(long bot, long epoch) implements Refusal {}

    /// The store has lost events of the bot that it had reported as stored, in a failover.
    record Behind(long bot, long epoch) implements Refusal {}
  }

  /// Adds a node. From now on this store writes as it; what still waits to be written as an earlier
  /// one is dropped.
  Future<Void> join(UUID me, String url);

  /// Increases this node's beat and reads what others did, in one round trip, which no append
  /// delays.
  ///
  /// @param since the [View#revision] of the last one; 0 for all bots
  /// @return fails if the store cannot be reached
  Future<View> beat(UUID me, long since);

  /// Sets whether this node takes bots.
  ///
  /// @return false if it is dead
  Future<Boolean> mark(UUID me, State state);

  /// Declares another node dead, if its beat is still the one that was seen. Waits for what it is
  /// writing; if that takes over a second, its connections are ended.
  ///
  /// @return whether it is dead now
  Future<Boolean> fence(UUID other, long beat);

  /// Takes bots for this node, each only if its ownership still is as seen and its owner is nobody
  /// or dead. Their epochs grow. A node that is dead gets none.
  ///
  /// @return those that were taken
  Future<List<Claim>> claim(UUID me, Collection<Ownership> seen);

  /// Takes a bot for this node at a login, whether the store knows it or not, if nobody alive owns
  /// it. If this node owns it already, its epoch stays.
  ///
  /// @return whose it is now
  Future<Ownership> take(UUID me, long bot);

  /// Gives bots up, once everything written for them is stored. Bots that this node does not own
  /// with that epoch are left alone.
  ///
  /// @param to the node that owns them from then on, with a new epoch, if it is [State#UP]; null,
  ///   or a node that is not, for nobody, with the epoch that they had
  /// @return whose those bots are now, of all that were passed
  Future<List<Ownership>> release(UUID me, Collection<Claim> bots, @Nullable UUID to);

  /// This node ends: it is dead, and owns nothing.
  Future<Void> leave(UUID me);

  /// Whether other processes may use the same store.
  default boolean isShared() {
    return true;
  }

  /// Sets who is told what was refused; on a thread that must not be blocked.
  void onRefusal(Consumer<Refusal> told);
}
