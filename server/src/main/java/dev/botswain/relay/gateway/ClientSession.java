package dev.botswain.relay.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.session.Session;
import dev.botswain.store.StoredClientSession;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is needed to resume a client's gateway session: its owner, its filter, and places in the
/// bot's log at which its sequence numbers are known.
///
/// @param owner [dev.botswain.session.Session#key()]
/// @param intents as bits
/// @param largeThreshold as it identified
/// @param places the oldest first
/// @param known by guild, the last event that its GUILD_CREATE of the preamble included, if that
///   one comes after the first place
record ClientSession(
    String id,
    long botId,
    String owner,
    int intents,
    ShardId shard,
    int largeThreshold,
    List<Place> places,
    Map<Long, Long> known) {

  /// @param seq the number of the last event up to there
  /// @param eventId in the bot's log
  record Place(long seq, long eventId) {}

  /// The most places that are kept, the newest. A client that resumes has missed what was in
  /// transit, so it is never far behind the last.
  private static final int MOST_PLACES = 32;

  private static final ObjectMapper JSON = new ObjectMapper();

  ClientSession {
    places = List.copyOf(places);
    known = Map.copyOf(known);
  }

  /// A new one.
  ClientSession(String id, Session of, int intents, ShardId shard, int largeThreshold) {
    this(id, of.bot().id(), of.key(), intents, shard, largeThreshold, List.of(), Map.of());
  }

  /// The last event that the preamble included.
  long knownUpTo() {
    return known.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  ClientSession knowing(Map<Long, Long> guilds) {
    return new ClientSession(id, botId, owner, intents, shard, largeThreshold, places, guilds);
  }

  ClientSession with(Place place) {
    var more = new ArrayList<>(places);
    if (!more.isEmpty() && more.getLast().seq() == place.seq()) {
      more.removeLast(); // The new one replaces it.
    }
    more.add(place);
    List<Place> last = more.subList(Math.max(0, more.size() - MOST_PLACES), more.size());
    Map<Long, Long> needed = last.getFirst().eventId() < knownUpTo() ? known : Map.of();
    return new ClientSession(id, botId, owner, intents, shard, largeThreshold, last, needed);
  }

  /// The last place up to which a client that has received `seq` has everything, or null if it is
  /// unknown.
  @Nullable Place upTo(long seq) {
    Place found = null;
    for (Place place : places) {
      found = place.seq() <= seq ? place : found;
    }
    return found;
  }

  StoredClientSession stored(Instant now) {
    try {
      var state =
          new State(
              ClientFilter.VERSION,
              intents,
              shard.id(),
              shard.count(),
              places.stream().map(place -> new long[] {place.seq(), place.eventId()}).toList(),
              largeThreshold,
              known.entrySet().stream()
                  .map(guild -> new long[] {guild.getKey(), guild.getValue()})
                  .toList());
      return new StoredClientSession(id, botId, owner, JSON.writeValueAsBytes(state), now);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @return null if it was created by another version of this server, which counted differently
  static @Nullable ClientSession of(StoredClientSession stored) {
    try {
      State state = JSON.readValue(stored.state(), State.class);
      return state.version() != ClientFilter.VERSION
          ? null
          : new ClientSession(
              stored.id(),
              stored.botId(),
              stored.session(),
              state.intents(),
              new ShardId(state.shard(), state.shards()),
              Math.max(ClientCommands.LEAST_THRESHOLD, state.largeThreshold()),
              state.places().stream().map(place -> new Place(place[0], place[1])).toList(),
              known(state.known()));
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  private static Map<Long, Long> known(@Nullable List<long[]> stored) {
    return stored == null
        ? Map.of()
        : stored.stream().collect(Collectors.toMap(guild -> guild[0], guild -> guild[1]));
  }

  /// @param largeThreshold 0 if it was not stored yet
  /// @param known null if it was not stored yet
  record State(
      int version,
      int intents,
      int shard,
      int shards,
      List<long[]> places,
      int largeThreshold,
      @Nullable List<long[]> known) {}
}
