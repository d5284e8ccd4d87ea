package dev.botswain.bot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.rest.RestQueue;
import dev.botswain.rest.RestRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads a channel's messages, newest first, in as many of Discord's pages as it takes.
///
/// Each method waits for Discord, so call it on a virtual thread; each fails as REST requests do.
///
/// Source: <https://discord.com/developers/docs/resources/message#get-channel-messages>.
public final class MessageHistory {
  /// The most that Discord gives at once.
  static final int PAGE = 100;

  private final RestQueue rest;
  private final String path;

  public MessageHistory(RestQueue rest, long channelId) {
    this.rest = rest;
    this.path = "/channels/" + channelId + "/messages";
  }

  /// The newest messages.
  public List<JsonNode> latest(int limit) {
    return backward(limit, RestRequest.get(path));
  }

  /// The newest of those that are older than `id`.
  public List<JsonNode> before(long id, int limit) {
    return backward(limit, RestRequest.get(path).query("before", id));
  }

  /// The oldest of those that are newer than `id`, newest first all the same.
  public List<JsonNode> after(long id, int limit) {
    var found = new ArrayList<JsonNode>();
    long last = id;
    while (found.size() < limit) {
      int wanted = Math.min(PAGE, limit - found.size());
      List<JsonNode> page = page(RestRequest.get(path).query("after", last), wanted);
      found.addAll(0, page);
      if (page.size() < wanted) {
        break;
      }
      last = page.getFirst().path("id").asLong();
    }
    return found;
  }

  /// The message itself if it is still there, and its neighbours on both sides.
  public List<JsonNode> around(long id, int limit) {
    if (limit <= PAGE) {
      return page(RestRequest.get(path).query("around", id), limit);
    }
    List<JsonNode> newer = after(id, limit / 2);
    var found = new ArrayList<>(newer);
    found.addAll(before(Math.min(id, Long.MAX_VALUE - 1) + 1, limit - newer.size()));
    return found;
  }

  private List<JsonNode> backward(int limit, RestRequest first) {
    var found = new ArrayList<JsonNode>();
    RestRequest request = first;
    while (found.size() < limit) {
      int wanted = Math.min(PAGE, limit - found.size());
      List<JsonNode> page = page(request, wanted);
      found.addAll(page);
      if (page.size() < wanted) {
        break;
      }
      request = RestRequest.get(path).query("before", page.getLast().path("id").asText());
    }
    return found;
  }

  private List<JsonNode> page(RestRequest request, int limit) {
    byte[] body = Await.of(rest.fetch(request.query("limit", limit))).body().getBytes();
    var page = new ArrayList<JsonNode>();
    DiscordJson.tree(body).forEach(page::add);
    // A server that gives more than was asked for, or in another order, must not confuse the
    // paging.
    page.sort(Collections.reverseOrder(MessageHistory::byId));
    return page.size() > limit ? page.subList(0, limit) : page;
  }

  private static int byId(JsonNode a, JsonNode b) {
    return Long.compare(a.path("id").asLong(), b.path("id").asLong());
  }
}
