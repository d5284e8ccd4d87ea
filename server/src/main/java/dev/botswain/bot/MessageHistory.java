package dev.botswain.bot;

import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.inspect.Origin;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.time.Await;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Reads a channel's messages, newest first, in as many of Discord's pages as necessary.
///
/// Each method waits for Discord, so call it on a virtual thread; each fails as REST requests do.
///
/// Source: <https://discord.com/developers/docs/resources/message#get-channel-messages>.
///
/// @param <M> what is kept of a message
public final class MessageHistory<M> {
  /// The most messages that Discord returns at once.
  static final int PAGE = 100;

  private final RestQueue rest;
  private final DiscordJson.Element<M> message;
  private final ToLongFunction<M> id;
  private final String path;
  private final @Nullable Origin origin;

  /// @param origin who asks
  /// @param message reads one message
  /// @param id returns its id
  public MessageHistory(
      RestQueue rest,
      @Nullable Origin origin,
      long channelId,
      DiscordJson.Element<M> message,
      ToLongFunction<M> id) {
    this.rest = rest;
    this.origin = origin;
    this.message = message;
    this.id = id;
    this.path = "/channels/" + channelId + "/messages";
  }

  /// The newest messages.
  public List<M> latest(int limit) {
    return backward(limit, RestRequest.get(path));
  }

  /// The newest of the messages that are older than an id.
  public List<M> before(long than, int limit) {
    return backward(limit, RestRequest.get(path).query("before", than));
  }

  /// The oldest of the messages that are newer than an id, but in the order newest first.
  public List<M> after(long than, int limit) {
    var found = new ArrayList<M>();
    long last = than;
    while (found.size() < limit) {
      int wanted = Math.min(PAGE, limit - found.size());
      List<M> page = page(RestRequest.get(path).query("after", last), wanted);
      found.addAll(0, page);
      if (page.size() < wanted) {
        break;
      }
      last = goesOn(last < id.applyAsLong(page.getFirst()), page.getFirst());
    }
    return found;
  }

  /// The message itself if it still exists, and its neighbours on both sides.
  public List<M> around(long middle, int limit) {
    if (limit <= PAGE) {
      return page(RestRequest.get(path).query("around", middle), limit);
    }
    List<M> newer = after(middle, limit / 2);
    var found = new ArrayList<>(newer);
    found.addAll(before(Math.min(middle, Long.MAX_VALUE - 1) + 1, limit - newer.size()));
    return found;
  }

  private List<M> backward(int limit, RestRequest first) {
    var found = new ArrayList<M>();
    RestRequest request = first;
    long last = Long.MAX_VALUE;
    while (found.size() < limit) {
      int wanted = Math.min(PAGE, limit - found.size());
      List<M> page = page(request, wanted);
      found.addAll(page);
      if (page.size() < wanted) {
        break;
      }
      last = goesOn(last > id.applyAsLong(page.getLast()), page.getLast());
      request = RestRequest.get(path).query("before", last);
    }
    return found;
  }

  /// So that the same messages are not read over and over.
  private long goesOn(boolean further, M last) {
    if (!further) {
      throw new MalformedAnswerException("pages of messages that do not go on");
    }
    return id.applyAsLong(last);
  }

  private List<M> page(RestRequest request, int limit) {
    byte[] body =
        Await.of(rest.fetch(request.query("limit", limit).origin(origin))).body().getBytes();
    List<M> page = DiscordJson.list(body, message);
    if (page.stream().anyMatch(one -> id.applyAsLong(one) == 0)) {
      throw new MalformedAnswerException("a message without an id");
    }
    // A server that returns more than requested, or in a different order, must not confuse the
    // paging.
    page.sort(Comparator.comparingLong(id).reversed());
    return page.size() > limit ? page.subList(0, limit) : page;
  }
}
