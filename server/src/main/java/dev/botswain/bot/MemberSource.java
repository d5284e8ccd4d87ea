package dev.botswain.bot;

import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.protocol.Opcode;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.guild.Member;
import dev.botswain.guild.Presences;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.time.Alarm;
import dev.botswain.time.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches a guild's whole list of members, in the way that Discord's limits favour.
///
/// REST gives a thousand per request, and about one request a second. Op 8 gives all after one
/// payload, but only once every 30 seconds for a guild. So a small guild is read over REST, and a
/// large one with op 8 if that is available.
///
/// Source: <https://discord.com/developers/docs/resources/guild#list-guild-members>,
/// <https://discord.com/developers/docs/events/gateway-events#request-guild-members>.
final class MemberSource {
  private static final Logger log = LoggerFactory.getLogger(MemberSource.class);
  private static final int PAGE = 1000;
  private static final int SMALL_GUILD = 5 * PAGE;
  private static final Duration BETWEEN_WHOLE_LISTS = Duration.ofSeconds(31);

  /// A server that has more than twice as many members as it said will never be done.
  private static final int SPARE_PAGES = 100;

  private final Vertx vertx;
  private final Ticker ticker;
  private final long bot;
  private final RestQueue rest;

  /// When, by the ticker, the gateway was last asked.
  private final Map<Long, Long> askedByGateway = new HashMap<>();

  private int requests;

  MemberSource(Vertx vertx, Ticker ticker, long bot, RestQueue rest) {
    this.vertx = vertx;
    this.ticker = ticker;
    this.bot = bot;
    this.rest = rest;
  }

  /// Fetches all members into `members`. A server whose REST list has no ids of users may still
  /// send them over the gateway.
  ///
  /// @param shard the connected shard of the guild, or null
  Future<Void> fetch(Members members, int memberCount, @Nullable Shard shard) {
    return fetchOrFail(members, memberCount, shard).onSuccess(_ -> tellUnread(members));
  }

  private void tellUnread(Members members) {
    if (members.unread() > 0) {
      log.atWarn()
          .addKeyValue("bot", bot)
          .addKeyValue("guild", members.guildId())
          .addKeyValue("unread", members.unread())
          .log("members that cannot be read are skipped");
    }
  }

  private Future<Void> fetchOrFail(Members members, int memberCount, @Nullable Shard shard) {
    if (shard == null || !gatewayIsFree(members.guildId())) {
      return pages(members, memberCount);
    }
    if (memberCount <= SMALL_GUILD) {
      return pages(members, memberCount)
          .recover(failure ->
              failure instanceof MalformedAnswerException && members.isLoading()
                  ? askGateway(members, shard, false).recover(_ -> Future.failedFuture(failure))
                  : Future.failedFuture(failure));
    }
    return askGateway(members, shard, false).recover(_ -> pages(members, memberCount));
  }

  /// Fetches the presences of all members, and the members too if `members` has none, over the
  /// gateway, because REST has no presences. If only presences are missing, it waits for the shard
  /// to connect; members would arrive sooner over REST.
  Future<Void> fetchBoth(Members members, Presences presences, Shard shard) {
    return gatewayIsFree(members.guildId())
        ? askGateway(members, shard, true).onSuccess(_ -> presences.complete())
        : Future.failedFuture("op 8 is not free");
  }

  /// Completes when op 8 may be sent for the whole guild.
  Future<Void> whenFree(long guildId) {
    Long asked = gatewayIsFree(guildId) ? null : askedByGateway.get(guildId);
    if (asked == null) {
      return Future.succeededFuture();
    }
    Promise<Void> free = Promise.promise();
    Duration wait = BETWEEN_WHOLE_LISTS.minusNanos(ticker.nanos() - asked).plusMillis(1);
    new Alarm(vertx).set(wait, free::complete);
    return free.future();
  }

  private boolean gatewayIsFree(long guildId) {
    long now = ticker.nanos();
    askedByGateway.values().removeIf(asked -> now - asked > BETWEEN_WHOLE_LISTS.toNanos());
    return !askedByGateway.containsKey(guildId);
  }

  private Future<Void> askGateway(Members members, Shard shard, boolean presences) {
    String nonce = Integer.toString(++requests);
    Future<Void> chunks = members.chunks(nonce, new Alarm(vertx));
    String request =
        """
        {"guild_id":"%s","query":"","limit":0,"presences":%b,"nonce":"%s"}\
        """
            .formatted(Long.toUnsignedString(members.guildId()), presences, nonce);
    boolean taken =
        members.isWhole()
            ? shard.sendOrHold(Opcode.REQUEST_GUILD_MEMBERS, request)
            : shard.send(Opcode.REQUEST_GUILD_MEMBERS, request);
    if (taken) {
      askedByGateway.put(members.guildId(), ticker.nanos());
    } else {
      members.chunksRefused(nonce);
    }
    return chunks;
  }

  private Future<Void> pages(Members members, int memberCount) {
    return page(members, 0, memberCount / PAGE * 2 + SPARE_PAGES);
  }

  private Future<Void> page(Members members, long after, int pagesLeft) {
    RestRequest request =
        RestRequest.get("/guilds/" + members.guildId() + "/members")
            .query("limit", PAGE)
            .query("after", Long.toString(after));
    return rest.fetch(request)
        .compose(response -> {
          // Invalid entries count too: a page is the last one only if Discord sent less than a
          // page.
          List<Optional<Member>> page =
              DiscordJson.list(response.body().getBytes(), Member::inList);
          List<Member> list = page.stream().flatMap(Optional::stream).toList();
          if (list.isEmpty() && !page.isEmpty()) {
            throw new MalformedAnswerException("a list of members that says of nobody who it is");
          }
          members.page(list);
          members.leftOut(page.size() - list.size());
          long last = list.stream().mapToLong(Member::id).max().orElse(0);
          boolean more = page.size() >= PAGE && members.isLoading();
          if (more && (last <= after || pagesLeft == 0)) {
            throw new MalformedAnswerException("pages of members that do not go on");
          }
          return more ? page(members, last, pagesLeft - 1) : Future.succeededFuture();
        });
  }
}
