package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;

/// Users vote in polls, and take their votes back.
final class PollActions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ANSWERS = 10;

  private final World world;

  PollActions(World world) {
    this.world = world;
  }

  void addTo(Control control) {
    control.post("/sim/channels/{channelId}/messages/{messageId}/votes", this::vote);
    control.delete(
        "/sim/channels/{channelId}/messages/{messageId}/votes/{answerId}/{userId}", this::unvote);
  }

  private Done vote(Request request) {
    Message message = message(request);
    Input input = request.input("answerId", "userId");
    int answer = (int) input.requiredNumber("answerId", 1, MAX_ANSWERS);
    JsonNode poll = poll(message);
    if (answer > poll.path("answers").size()) {
      throw Refused.bad("answerId: the poll has " + poll.path("answers").size() + " answers.");
    }
    Long userId = input.id("userId");
    if (userId == null) {
      throw Refused.bad("userId is missing.");
    }
    world.polls().vote(message, user(userId), answer, poll.path("allow_multiselect").asBoolean());
    return Done.NOTHING_TO_SAY;
  }

  private Done unvote(Request request) {
    Message message = message(request);
    poll(message);
    world.polls().unvote(message, user(request.id("userId")), (int) request.id("answerId"));
    return Done.NOTHING_TO_SAY;
  }

  private User user(long id) {
    User user = world.users().get(id);
    if (user == null || user.bot()) {
      throw Refused.bad("userId: there is no user " + id + ", and bots cannot vote.");
    }
    return user;
  }

  private Message message(Request request) {
    long id = request.id("channelId");
    Channel channel = world.channels().get(id);
    Message message = channel == null ? null : channel.messages().get(request.id("messageId"));
    if (message == null) {
      throw Refused.unknown("There is no such message in channel " + id + ".");
    }
    return message;
  }

  private static JsonNode poll(Message message) {
    String poll = message.poll();
    if (poll == null) {
      throw Refused.bad("The message has no poll.");
    }
    try {
      return JSON.readTree(poll);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + poll, e);
    }
  }
}
