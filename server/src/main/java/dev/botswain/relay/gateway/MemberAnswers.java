package dev.botswain.relay.gateway;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.discord.protocol.Opcode;
import dev.botswain.event.Event;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.guild.Presence;
import dev.botswain.guild.Presences;
import dev.botswain.guild.Roster;
import dev.botswain.relay.gateway.ClientCommand.RequestMembers;
import dev.botswain.share.Shares;
import dev.botswain.time.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers to a client's requests for members: one after the other, from the list that the bot
/// keeps, if it has it or can fetch it; otherwise from Discord.
///
/// Confined to the context of the client's socket; the work is done on a virtual thread.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#request-guild-members>.
final class MemberAnswers {
  private static final Logger log = LoggerFactory.getLogger(MemberAnswers.class);

  private static final int CHUNK = 1_000;
  private static final int MOST_FOUND = 100;
  private static final int MOST_PASSED_ON = 256;

  /// What was written this long ago has arrived, or the connection was found broken.
  private static final long UNSURE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final int MOST_UNSURE = 256;

  /// The time to retry after, when too much waits for Discord.
  private static final double AGAIN_AFTER_SECONDS = 30.0;

  private final ClientStream stream;
  private final Bot bot;
  private final Shares<String> asked;
  private final ArrayDeque<RequestMembers> waiting = new ArrayDeque<>(1);
  private final ArrayDeque<Answered> answered = new ArrayDeque<>(1);

  /// The client's nonces, by those that Discord got.
  private final Map<String, RequestMembers> passedOn = new ConcurrentHashMap<>(1);

  private int passes;
  private @Nullable RequestMembers current;
  private boolean begun;
  private boolean over;

  private record Answered(RequestMembers request, long atNanos) {}

  /// @param asked bytes of waiting requests, by owner
  MemberAnswers(ClientStream stream, Bot bot, Shares<String> asked) {
    this.stream = stream;
    this.asked = asked;
    this.bot = bot;
  }

  /// The client can be answered from now on.
  void begin() {
    begun = true;
    next();
  }

  /// Adds a request.
  ///
  /// @throws ClientRefusedException if too many wait
  void ask(RequestMembers request) {
    if (over || asked.take(bot.owner(), size(request)) != null) {
      throw new ClientRefusedException(CloseCode.RATE_LIMITED, "You are being rate limited.");
    }
    waiting.add(request);
    next();
  }

  /// The approximate size of a request.
  private static long size(RequestMembers request) {
    int query = request.query() == null ? 0 : request.query().length();
    return 128 + 32L * request.userIds().size() + 2L * query;
  }

  /// No request is answered any more. [#unsure] still returns those that wait.
  void end() {
    over = true;
    waiting.forEach(request -> asked.give(bot.owner(), size(request)));
  }

  /// Requests whose complete answer the client may not have received.
  List<RequestMembers> unsure() {
    var unsure = new ArrayList<RequestMembers>();
    answered.forEach(one -> {
      if (System.nanoTime() - one.atNanos() < UNSURE_NANOS) {
        unsure.add(one.request());
      }
    });
    if (current != null) {
      unsure.add(current);
    }
    unsure.addAll(waiting);
    return unsure;
  }

  private void next() {
    if (!begun || over || current != null) {
      return;
    }
    RequestMembers request = waiting.poll();
    if (request != null) {
      asked.give(bot.owner(), size(request));
      current = request;
      Thread.ofVirtual().name("member-answer").start(() -> answer(request));
    }
  }

  private void answer(RequestMembers request) {
    try {
      answerNow(request);
    } catch (RuntimeException failure) { // Discord also stays silent if it cannot answer.
      log.atDebug().addKeyValue("bot", bot.id()).log("no answer: {}", failure.toString());
    } finally {
      stream.onLoop(() -> done(request));
    }
  }

  private void done(RequestMembers request) {
    current = null;
    answered.add(new Answered(request, System.nanoTime()));
    while (answered.size() > MOST_UNSURE
        || System.nanoTime() - answered.getFirst().atNanos() > UNSURE_NANOS) {
      answered.remove();
    }
    next();
  }

  private void answerNow(RequestMembers request) {
    Guild guild = bot.guild(request.guildId());
    ClientFilter filter = stream.filter();
    if (guild == null
        || !filter.hearsGuild(guild.id())
        || request.isOfAll() && !filter.hasMembers()) {
      return;
    }
    boolean presences = request.presences() && filter.hasPresences();
    Roster roster = request.isOfAll() ? all(guild, presences) : some(guild, presences);
    if (roster == null) {
      passOn(request, presences);
      return;
    }
    NavigableMap<Long, Member> kept = roster.members();
    Presences known = presences ? roster.presences() : null;
    Shown shown = members -> presences ? presences(known, members) : null;
    String query = request.query();
    if (query == null) {
      byIds(request, kept, shown);
    } else if (query.isEmpty()) {
      chunks(
          request, request.limit() == 0 ? List.copyOf(kept.values()) : some(kept, request), shown);
    } else {
      chunks(request, matches(kept, query, request.limit()), shown);
    }
  }

  /// Which presences come with members; null if none were requested.
  private interface Shown {
    @Nullable Map<Long, Presence> of(List<Member> members);
  }

  private static Map<Long, Presence> presences(@Nullable Presences known, List<Member> members) {
    var presences = new LinkedHashMap<Long, Presence>();
    if (known != null) {
      for (Member member : members) {
        Presence presence = known.get(member.id());
        if (presence != null) {
          presences.put(member.id(), presence);
        }
      }
    }
    return presences;
  }

  /// Fetches the whole list, because others will request it too, and because Discord gives it to
  /// only one of them in half a minute. Null if it cannot be fetched: then Discord may say why.
  private @Nullable Roster all(Guild guild, boolean presences) {
    try {
      return presences
          ? Await.of(bot.members().roster(guild.id()))
          : new Roster(Await.of(bot.members().of(guild.id())), null);
    } catch (RuntimeException failure) {
      log.atDebug().addKeyValue("bot", bot.id()).log("no members: {}", failure.toString());
      return bot.members().keptRoster(guild.id());
    }
  }

  /// What is known already, for which Discord can be asked any number of times; null if Discord
  /// must be asked.
  private @Nullable Roster some(Guild guild, boolean presences) {
    Roster kept = bot.members().keptRoster(guild.id());
    return kept != null && presences && kept.presences() == null ? null : kept;
  }

  private static List<Member> some(NavigableMap<Long, Member> kept, RequestMembers request) {
    return kept.values().stream().limit(request.limit()).toList();
  }

  private static List<Member> matches(NavigableMap<Long, Member> kept, String query, int limit) {
    String prefix = query.toLowerCase(Locale.ROOT);
    return kept.values().stream()
        .filter(member ->
            startsWith(member.username(), prefix) || startsWith(member.displayName(), prefix))
        .limit(limit == 0 ? MOST_FOUND : Math.min(limit, MOST_FOUND))
        .toList();
  }

  private static boolean startsWith(String name, String prefix) {
    return name.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private void byIds(RequestMembers request, NavigableMap<Long, Member> kept, Shown shown) {
    List<Member> found =
        request.userIds().stream().map(kept::get).filter(Objects::nonNull).toList();
    List<Long> missing = request.userIds().stream().filter(id -> !kept.containsKey(id)).toList();
    send(request, found, 0, 1, missing, shown);
  }

  private void chunks(RequestMembers request, List<Member> members, Shown shown) {
    int count = Math.max(1, Math.ceilDiv(members.size(), CHUNK));
    for (int i = 0; i < count; i++) {
      int end = Math.min(members.size(), (i + 1) * CHUNK);
      send(request, members.subList(i * CHUNK, end), i, count, null, shown);
    }
  }

  private void send(
      RequestMembers request,
      List<Member> members,
      int index,
      int count,
      @Nullable List<Long> notFound,
      Shown shown) {
    Await.of(
        stream.insert(
            "GUILD_MEMBERS_CHUNK",
            MemberJson.chunk(
                request.guildId(),
                members,
                index,
                count,
                notFound,
                shown.of(members),
                request.nonce())));
  }

  private String nonce(int pass) {
    return stream.id().substring(0, 20) + "." + pass;
  }

  private void passOn(RequestMembers request, boolean presences) {
    String nonce = nonce(++passes);
    passedOn.remove(nonce(passes - MOST_PASSED_ON)); // That one gets no answer any more.
    passedOn.put(nonce, request);
    var question = new JsonObject().put("guild_id", Long.toUnsignedString(request.guildId()));
    if (request.query() == null) {
      var ids = new JsonArray();
      request.userIds().forEach(id -> ids.add(Long.toUnsignedString(id)));
      question.put("user_ids", ids);
    } else {
      question.put("query", request.query()).put("limit", request.limit());
    }
    question.put("presences", presences).put("nonce", nonce);
    if (!Await.of(bot.send(request.guildId(), Opcode.REQUEST_GUILD_MEMBERS, question.encode()))) {
      passedOn.remove(nonce);
      Await.of(stream.insert("RATE_LIMITED", rateLimited(request)));
    }
  }

  /// Source: <https://discord.com/developers/docs/events/gateway-events#rate-limited>.
  private static byte[] rateLimited(RequestMembers request) {
    var meta = new JsonObject().put("guild_id", Long.toUnsignedString(request.guildId()));
    if (request.nonce() != null) {
      meta.put("nonce", request.nonce());
    }
    return new JsonObject()
        .put("opcode", Opcode.REQUEST_GUILD_MEMBERS)
        .put("retry_after", AGAIN_AFTER_SECONDS)
        .put("meta", meta)
        .toBuffer()
        .getBytes();
  }

  /// Checks whether an event is Discord's answer to a request of this client that was passed on.
  void heard(Event event) {
    if (passedOn.isEmpty()) {
      return;
    }
    switch (event.type()) {
      case "GUILD_MEMBERS_CHUNK", "RATE_LIMITED" -> {
        var answer = Renamed.of(event.data(), stream.id().substring(0, 20), passedOn);
        if (answer != null) {
          stream.insert(event.type(), answer);
        }
      }
      default -> {}
    }
  }
}
