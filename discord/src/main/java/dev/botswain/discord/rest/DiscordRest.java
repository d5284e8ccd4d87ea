package dev.botswain.discord.rest;

import dev.botswain.net.Reach;
import dev.botswain.secret.Secret;
import dev.botswain.share.Shares;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The server's access to Discord's REST API, shared by all bots: connections, and what counts
/// against the server's address.
public final class DiscordRest {
  private static final int LONGEST_TOKEN = 512;

  final Vertx vertx;
  final RestOptions options;
  final Clock clock;
  final LongSupplier ticker;
  final Transport transport;
  final InvalidRequestGuard guard;
  final GoneWebhooks goneWebhooks = new GoneWebhooks();
  final RestMetrics metrics;

  /// Unfinished calls by sharer, mostly a queue. Those that answer interactions are counted
  /// separately, because calls that can wait must not keep them out.
  final Shares<Object> calls;

  final Shares<Object> interactions;

  private final Shares<Object> connections;
  private final Shares<Object> uploads;
  private final Shares<Object> quick;
  private final UnknownTokens unknownTokens;

  final Predicate<String> isSessionId;

  private volatile BooleanSupplier mayAct = () -> true;
  private volatile @Nullable CallWatch watch;

  /// By the clock and names of the machine, without metrics. Opens no connection yet.
  public DiscordRest(Vertx vertx, RestOptions options) {
    this(vertx, options, Clock.systemUTC(), new CompositeMeterRegistry());
  }

  /// Opens no connection yet.
  ///
  /// @param clock for the age of messages; waiting is measured with [System#nanoTime]
  public DiscordRest(Vertx vertx, RestOptions options, Clock clock, MeterRegistry metrics) {
    this(vertx, new Reach(vertx), options, clock, metrics, _ -> false);
  }

  /// @param reach finds a working address of Discord's host
  /// @param isSessionId whether a text of 43 characters of base64url is a session id, which is
  ///   removed from what Discord says, like bots' tokens; called on event loops
  public DiscordRest(
      Vertx vertx,
      Reach reach,
      RestOptions options,
      Clock clock,
      MeterRegistry metrics,
      Predicate<String> isSessionId) {
    this.vertx = vertx;
    this.options = options;
    this.clock = clock;
    this.isSessionId = isSessionId;
    this.ticker = System::nanoTime;
    RestLimits limits = options.limits();
    this.calls = limits.calls().shares();
    this.interactions = limits.calls().shares();
    this.connections = limits.connections().shares();
    this.uploads = limits.uploads().shares();
    this.quick = limits.interactions().shares();
    // Never fewer than may be in use, whatever they are used for.
    long most = connections.total() + uploads.total() + quick.total();
    this.transport = new Transport(vertx, reach, options, (int) most);
    this.guard = new InvalidRequestGuard(options.pace().invalid(), ticker.getAsLong());
    this.metrics = new RestMetrics(metrics, () -> guard.count(ticker.getAsLong()));
    this.unknownTokens = new UnknownTokens(ticker::getAsLong, limits.rejectedTokens());
  }

  /// What other processes on this address are told, and tell.
  public AddressCounts addressCounts() {
    return new SharedAddress(guard, unknownTokens, ticker);
  }

  ConnectionShare connectionShare() {
    return new ConnectionShare(connections, uploads, quick);
  }

  /// From now on requests are sent only while this holds. One whose turn comes meanwhile waits for
  /// at most two seconds, and then fails with a [QueueAwayException].
  ///
  /// @param holds asked on any event loop, for each request
  public void actWhile(BooleanSupplier holds) {
    mayAct = holds;
  }

  /// From now on this watches every call of every queue.
  public void watch(CallWatch by) {
    watch = by;
  }

  @Nullable CallWatch watch() {
    return watch;
  }

  boolean mayAct() {
    return mayAct.getAsBoolean();
  }

  /// How much of its limits is used.
  public RestUse use() {
    return new RestUse(calls, connections, uploads, quick);
  }

  /// The state of this server's address at Discord.
  public AddressHealth addressHealth() {
    return guard.addressHealth(ticker.getAsLong());
  }

  /// The budget of failed logins.
  public UnknownTokens unknownTokens() {
    return unknownTokens;
  }

  /// A queue for one bot, on an event loop that it chooses. It costs almost nothing while it is
  /// idle.
  ///
  /// @param token any printable text of 1 to 512 characters, without a space at either end
  /// @throws IllegalArgumentException if the token is not valid
  public RestQueue open(Secret token, RestListener listener) {
    return open(token, listener, ((VertxInternal) vertx).createEventLoopContext());
  }

  /// As above, for a caller without a listener.
  public RestQueue open(Secret token) {
    return open(token, () -> {});
  }

  /// As above, on the event loop of the given context, which does the bot's other work.
  ///
  /// @throws IllegalArgumentException if the token is not valid, or the context is not an event
  ///   loop's
  public RestQueue open(Secret token, RestListener listener, Context context) {
    String text = token.value();
    if (text.isEmpty()
        || text.length() > LONGEST_TOKEN
        || !text.equals(text.strip())
        || !text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a token has 1 to " + LONGEST_TOKEN + " printable characters");
    }
    if (!context.isEventLoopContext()) {
      throw new IllegalArgumentException("a queue runs on an event loop");
    }
    return new RestQueue(this, context, token, listener);
  }

  /// A queue for requests whose path contains a token of its own, for callers without a bot on this
  /// server. It refuses any other request with an [IllegalArgumentException].
  public RestQueue openAnonymous() {
    return new RestQueue(this, ((VertxInternal) vertx).createEventLoopContext(), null, () -> {});
  }

  /// Closes all connections; close the queues first.
  public Future<Void> close() {
    return transport.close();
  }
}
