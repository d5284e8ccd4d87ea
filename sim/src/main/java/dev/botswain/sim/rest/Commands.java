package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Guild;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The application commands that bots have registered, as the objects that Discord returns
/// ([Registering a
/// Command](https://discord.com/developers/docs/interactions/application-commands#registering-a-command)).
public final class Commands {
  private static final int CREATES_A_DAY = 200;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int CHAT_INPUT = 1;
  private static final int MAX_CHAT_INPUT = 100;
  private static final int MAX_OTHER = 15;

  private final Clock clock;
  private final Map<Scope, Registered> scopes = new HashMap<>();
  private final Set<Scope> unauthorized = new HashSet<>();

  /// The scope of a command: one guild, or, with guild 0, all of them.
  record Scope(long applicationId, long guildId) {}

  private static final class Registered {
    final Map<Long, ObjectNode> byId = new TreeMap<>();
    long creatingSince;
    int creates;
  }

  Commands(Clock clock) {
    this.clock = clock;
  }

  /// Registers a command outside of all limits.
  ///
  /// @param guildId 0 for all guilds
  /// @param fields as in Create Global Application Command
  /// @throws IllegalArgumentException if Discord would refuse it
  public void register(Bot bot, long guildId, long id, ObjectNode fields) {
    Form form = Form.of(fields);
    ObjectNode command = CommandForm.read(form, null);
    try {
      form.check();
    } catch (RequestRefused refused) {
      throw new IllegalArgumentException("no command: " + fields, refused);
    }
    command.put("id", Long.toString(id));
    command.put("application_id", Long.toString(bot.applicationId()));
    command.put("version", Long.toString(id));
    if (guildId != 0) {
      command.put("guild_id", Long.toString(guildId));
      command.remove("dm_permission");
    }
    in(new Scope(bot.applicationId(), guildId)).byId.put(id, command);
  }

  /// The global commands of a bot.
  public List<ObjectNode> global(Bot bot) {
    return all(new Scope(bot.applicationId(), 0));
  }

  /// All commands of a scope, by id.
  List<ObjectNode> all(Scope scope) {
    return List.copyOf(in(scope).byId.values());
  }

  /// The command with this id.
  ///
  /// @throws RequestRefused 10063 if there is none
  ObjectNode get(Scope scope, long id) {
    ObjectNode command = in(scope).byId.get(id);
    if (command == null) {
      throw ErrorCode.UNKNOWN_COMMAND.refusal();
    }
    return command;
  }

  /// The command with this type and name, or null.
  @Nullable ObjectNode named(Scope scope, int type, String name) {
    for (ObjectNode command : in(scope).byId.values()) {
      if (command.get("type").asInt() == type && command.get("name").asText().equals(name)) {
        return command;
      }
    }
    return null;
  }

  /// Adds a command, or replaces the one with its id; a new one counts towards the limits.
  void put(Scope scope, ObjectNode command) {
    Registered registered = in(scope);
    long id = command.get("id").asLong();
    if (!registered.byId.containsKey(id)) {
      checkRoom(registered, command.get("type").asInt());
      countCreate(registered);
    }
    registered.byId.put(id, command);
  }

  void remove(Scope scope, long id) {
    get(scope, id);
    in(scope).byId.remove(id);
  }

  /// Replaces all commands by these.
  void replace(Scope scope, List<ObjectNode> commands) {
    Registered registered = in(scope);
    var before = new TreeMap<>(registered.byId);
    registered
        .byId
        .keySet()
        .retainAll(commands.stream().map(command -> command.get("id").asLong()).toList());
    try {
      new ArrayList<>(commands).forEach(command -> put(scope, command));
    } catch (RequestRefused tooMany) {
      registered.byId.clear();
      registered.byId.putAll(before);
      throw tooMany;
    }
  }

  /// Whether the application may have commands in a scope: in a guild only with the OAuth2 scope
  /// `applications.commands`.
  boolean isAuthorized(Scope scope) {
    return !unauthorized.contains(scope);
  }

  /// Takes the OAuth2 scope `applications.commands` from a bot in a guild.
  ///
  /// @return gives it back
  public Runnable unauthorize(Bot bot, Guild guild) {
    var scope = new Scope(bot.applicationId(), guild.id());
    unauthorized.add(scope);
    return () -> unauthorized.remove(scope);
  }

  /// Removes all commands of a bot.
  ///
  /// @return registers them again, unless there are new ones in their scope
  public Runnable withdraw(Bot bot) {
    var withdrawn = new HashMap<Scope, Registered>();
    scopes.forEach((scope, registered) -> {
      if (scope.applicationId() == bot.applicationId()) {
        withdrawn.put(scope, registered);
      }
    });
    scopes.keySet().removeAll(withdrawn.keySet());
    return () ->
        withdrawn.forEach((scope, registered) -> {
          if (in(scope).byId.isEmpty()) {
            scopes.put(scope, registered);
          }
        });
  }

  /// Registers a bot's global commands in a guild too, with new ids.
  ///
  /// @return removes them from there
  /// @throws IllegalArgumentException if there are none
  public Runnable duplicate(Bot bot, Guild guild, LongSupplier newId) {
    var scope = new Scope(bot.applicationId(), guild.id());
    var added = new ArrayList<Long>();
    for (ObjectNode global : in(new Scope(bot.applicationId(), 0)).byId.values()) {
      long id = newId.getAsLong();
      ObjectNode copy = global.deepCopy();
      copy.put("id", Long.toString(id)).put("guild_id", Long.toString(guild.id()));
      copy.remove("dm_permission");
      in(scope).byId.put(id, copy);
      added.add(id);
    }
    if (added.isEmpty()) {
      throw new IllegalArgumentException("The bot has no global command.");
    }
    return () -> in(scope).byId.keySet().removeAll(added);
  }

  private Registered in(Scope scope) {
    return scopes.computeIfAbsent(scope, none -> new Registered());
  }

  private static void checkRoom(Registered registered, int type) {
    long there =
        registered.byId.values().stream()
            .filter(command -> command.get("type").asInt() == type)
            .count();
    if (there >= (type == CHAT_INPUT ? MAX_CHAT_INPUT : MAX_OTHER)) {
      throw ErrorCode.TOO_MANY_COMMANDS.refusal();
    }
  }

  private void countCreate(Registered registered) {
    long now = clock.millis();
    if (registered.creatingSince + DAY <= now) {
      registered.creatingSince = now;
      registered.creates = 0;
    }
    if (registered.creates >= CREATES_A_DAY) {
      throw ErrorCode.TOO_MANY_COMMAND_CREATES.refusal();
    }
    registered.creates++;
  }
}
