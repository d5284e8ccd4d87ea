package dev.botswain.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.botswain.bot.DiscordJson;
import dev.botswain.bot.Guild;
import dev.botswain.bot.Member;
import dev.botswain.limit.Limit;
import dev.botswain.rest.RestException;
import dev.botswain.rest.RestRequest;
import dev.botswain.rest.RestResponse;
import dev.botswain.store.Store;
import dev.botswain.time.Ticker;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers all operations that are described as an [Action]: a dry run from what is known here, and
/// everything else by asking Discord, whose refusals it explains.
final class Actions implements Resource {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?::([^}]+))?}");
  private static final Logger log = LoggerFactory.getLogger(Actions.class);

  /// Says that what was asked for was done, and that not all of Discord's answer could be read.
  private static final String UNREAD_HEADER = "Botswain-Answer-Unread";

  private static final String MISSING_INTENT_HEADER = "Botswain-Missing-Intent";

  private final Duration patience;
  private final Once once;
  private final List<Action> all;

  /// @param patience how long callers wait for their turn if they do not say
  Actions(Duration patience, Once once, List<Action> all) {
    this.patience = patience;
    this.once = once;
    this.all = all;
  }

  /// All that there are.
  ///
  /// @param patience how long callers wait for their turn if they do not say
  static Actions all(Duration patience, InstantSource clock, Store store) {
    return new Actions(
        patience,
        new Once(
            new StoredKeys(
                new RecentKeys(
                    Ticker.system(), Limit.ANSWERS_AT_HAND.total(), Limit.ANSWERS_AT_HAND.share()),
                store,
                clock)),
        Stream.of(
                MessageActions.all(),
                MemberActions.all(clock),
                ChannelActions.all(),
                ThreadActions.all(),
                GuildActions.all(),
                CommandActions.all(),
                new BotActions().all())
            .flatMap(List::stream)
            .toList());
  }

  @Override
  public Map<String, Operation> operations() {
    var operations = new HashMap<String, Operation>();
    for (Action action : all) {
      if (operations.put(action.id(), new Acting(action)) != null) {
        throw new IllegalArgumentException("two actions called " + action.id());
      }
    }
    return operations;
  }

  private final class Acting implements Operation {
    private final Action action;

    Acting(Action action) {
      this.action = action;
    }

    @Override
    public void permit(Call call) {
      Circumstances.of(call, action.place());
    }

    @Override
    public Answer answer(Call call) throws Exception {
      return run(action, call);
    }
  }

  /// Answers a call that means this action.
  Answer run(Action action, Call call) throws Exception {
    Circumstances asked = Circumstances.of(call, action.place());
    var sending = new Sending(call, asked.bot(), patience);
    try {
      return sending.tell(run(action, asked, sending));
    } catch (RequestRefusedException refusal) {
      throw sending.tell(refusal);
    } catch (RestException failure) {
      throw sending.tell(Failures.refusal(failure));
    }
  }

  private Answer run(Action action, Circumstances asked, Sending sending) throws Exception {
    Call call = asked.call();
    if (Feasibility.isAsked(call)) {
      return check(action, asked, sending).answer();
    }
    return action.method() == HttpMethod.POST
        ? once.of(call, action.isRepeatable(), () -> act(action, asked, sending))
        : act(action, asked, sending);
  }

  private Answer act(Action action, Circumstances asked, Sending sending) throws TimeoutException {
    RestResponse response = sending.send(request(action, asked, action.ask(asked, sending)));
    if (!response.isSuccess()) {
      throw refusal(action, asked, sending, response);
    }
    return answer(action, asked, response);
  }

  private static Answer answer(Action action, Circumstances asked, RestResponse response) {
    Answer answer = told(action, asked, response.body());
    return action.intent() == null || asked.bot().has(action.intent())
        ? answer
        : answer.with(MISSING_INTENT_HEADER, action.intent().name());
  }

  /// What was done is done, whether or not what Discord says of it can be read.
  private static Answer told(Action action, Circumstances asked, Buffer body) {
    JsonNode discord = MissingNode.getInstance();
    try {
      if (body.length() > 0) {
        discord = DiscordJson.tree(body.getBytes());
      }
      Object told = action.answer(asked, discord);
      return told == null ? Answer.empty(204) : Answer.json(told);
    } catch (RuntimeException unreadable) {
      if (action.method() == HttpMethod.GET) {
        throw unreadable;
      }
      log.atWarn()
          .addKeyValue("operation", action.id())
          .addKeyValue("bot", asked.bot().id())
          .log("done, but the answer cannot be read: {}", unreadable.getMessage());
      return Answer.json(action.readable(discord)).with(UNREAD_HEADER, "true");
    }
  }

  private RequestRefusedException refusal(
      Action action, Circumstances asked, Sending sending, RestResponse response)
      throws TimeoutException {
    RequestRefusedException refusal = DiscordErrors.refusal(response);
    boolean forbidden = response.status() == 403 || refusal.error() == ApiError.MISSING_PERMISSION;
    return forbidden ? check(action, asked, sending).explain(refusal) : refusal;
  }

  private static RestRequest request(
      Action action, Circumstances asked, Map<String, String> found) {
    RestRequest request =
        RestRequest.of(action.method(), path(action.route(asked), asked, found))
            .reason(asked.reason())
            .repeatable(action.isRepeatable());
    for (var fixed : action.fixedQuery().entrySet()) {
      request = request.query(fixed.getKey(), fixed.getValue());
    }
    for (String parameter : action.query()) {
      String value = asked.call().text(parameter);
      if (value != null) {
        var codec = action.queryShape().toDiscord("", new JsonObject().put(parameter, value));
        for (var entry : codec) {
          request = request.query(entry.getKey(), entry.getValue());
        }
      }
    }
    return switch (action.body(asked)) {
      case JsonObject object -> {
        Upload upload = asked.call().upload();
        yield upload == null ? request.json(object.toBuffer()) : upload.addTo(request, object);
      }
      case JsonArray list -> request.json(list.toBuffer());
      case null -> request;
      case Object other -> throw new IllegalStateException(other.getClass() + " is no body");
    };
  }

  private static String path(String route, Circumstances asked, Map<String, String> found) {
    return PLACEHOLDER
        .matcher(route)
        .replaceAll((MatchResult placeholder) -> {
          String value = found.get(placeholder.group(1));
          if (value == null) {
            value = asked.value(placeholder.group(1));
          }
          if (value == null) {
            value = placeholder.group(2);
          }
          if (value == null) {
            throw new IllegalStateException("nothing stands for " + placeholder.group());
          }
          return value.equals("@me") ? value : RestRequest.encode(value);
        });
  }

  private static Feasibility check(Action action, Circumstances asked, Sending sending)
      throws TimeoutException {
    return new FeasibilityCheck(asked).of(action, target(action, asked, sending));
  }

  /// The member whom an action is about, where their rank matters: as kept here, else as Discord
  /// says; null if nobody can tell.
  private static Feasibility.@Nullable Target target(
      Action action, Circumstances asked, Sending sending) throws TimeoutException {
    Guild guild = asked.guild();
    Long userId = Callers.snowflake(asked.call(), "userId");
    boolean matters =
        switch (action.above(asked)) {
          case NOBODY, ROLE -> false;
          case USER, MEMBER, NO_ADMINISTRATOR -> true;
        };
    if (!matters || guild == null || userId == null) {
      return null;
    }
    Member kept = asked.bot().keptMember(guild.id(), userId);
    if (kept != null) {
      return new Feasibility.Target(true, kept.roleIds());
    }
    try {
      RestResponse response =
          sending.send(RestRequest.get("/guilds/" + guild.id() + "/members/" + userId));
      if (response.isSuccess()) {
        return new Feasibility.Target(
            true, Member.of(DiscordJson.tree(response.body().getBytes())).roleIds());
      }
      return response.status() == 404 ? new Feasibility.Target(false, List.of()) : null;
    } catch (RestException unknown) {
      return null;
    }
  }
}
