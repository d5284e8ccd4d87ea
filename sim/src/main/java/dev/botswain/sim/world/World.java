package dev.botswain.sim.world;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The whole simulated Discord.
///
/// There is one part for each kind of entity. It finds entities, and only it changes them, because
/// each change is sent to the bots that may see it. Confined to one thread, the sim's event loop.
public final class World {
  private final Clock clock;
  private final Snowflakes snowflakes;
  private final Users users = new Users(this);
  private final Bots bots = new Bots(this);
  private final Guilds guilds = new Guilds(this);
  private final Roles roles = new Roles(this);
  private final Members members = new Members(this);
  private final Channels channels = new Channels(this);
  private final Threads threads = new Threads(this);
  private final Messages messages = new Messages(this);
  private final Reactions reactions = new Reactions(this);
  private final Polls polls = new Polls(this);
  private final Interactions interactions = new Interactions(this);
  private final Webhooks webhooks = new Webhooks(this);
  private final Invites invites = new Invites(this);
  private final Expressions expressions = new Expressions(this);
  private final ScheduledEvents scheduledEvents = new ScheduledEvents(this);
  private final AuditLogs auditLogs = new AuditLogs(this);
  private final Map<String, ReadyFile> files = new HashMap<>();
  private Consumer<Dispatch> listener = dispatch -> {};

  /// Creates an empty world.
  public World(Clock clock) {
    this.clock = clock;
    this.snowflakes = new Snowflakes(clock);
  }

  public Users users() {
    return users;
  }

  public Bots bots() {
    return bots;
  }

  public Guilds guilds() {
    return guilds;
  }

  public Roles roles() {
    return roles;
  }

  public Members members() {
    return members;
  }

  /// Channels of guilds, and DMs; its lookup finds threads too.
  public Channels channels() {
    return channels;
  }

  public Threads threads() {
    return threads;
  }

  public Messages messages() {
    return messages;
  }

  public Reactions reactions() {
    return reactions;
  }

  /// The votes in polls.
  public Polls polls() {
    return polls;
  }

  public Interactions interactions() {
    return interactions;
  }

  /// Incoming webhooks.
  public Webhooks webhooks() {
    return webhooks;
  }

  public Invites invites() {
    return invites;
  }

  /// Emojis and stickers.
  public Expressions expressions() {
    return expressions;
  }

  public ScheduledEvents scheduledEvents() {
    return scheduledEvents;
  }

  public AuditLogs auditLogs() {
    return auditLogs;
  }

  /// The files of ready-made messages, by their path at the CDN.
  public Map<String, ReadyFile> files() {
    return files;
  }

  /// Sets the listener that receives every change, at once and before the next change. There is
  /// one: the gateway.
  public void onDispatch(Consumer<Dispatch> listener) {
    this.listener = listener;
  }

  /// Sends the bots an event that changes nothing in the world, such as TYPING_START.
  public void publish(Dispatch dispatch) {
    if (!guilds.isUnavailable(dispatch.guildId())) {
      listener.accept(dispatch);
    }
  }

  /// Milliseconds since 1970.
  public long now() {
    return clock.millis();
  }

  /// A new snowflake.
  public long newId() {
    return snowflakes.next();
  }
}
