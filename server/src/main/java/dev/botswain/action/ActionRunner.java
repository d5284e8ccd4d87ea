package dev.botswain.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.botswain.discord.rest.RestException;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.json.DiscordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs an [Action]: a dry run from what is known here, and everything else with a request to
/// Discord, whose refusals it explains.
final class ActionRunner {
  private static final Logger log = LoggerFactory.getLogger(ActionRunner.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;
  private final Idempotency idempotency;

  ActionRunner(InstantSource clock, Idempotency idempotency) {
    this.clock = clock;
    this.idempotency = idempotency;
  }

  /// Performs the same action each time.
  ActionHandler of(Action action) {
    return new ActionHandler() {
      @Override
      public void permit(ActionRequest request) {
        ActionContext.of(request, action.place());
      }

      @Override
      public boolean reads() {
        return action.method() == HttpMethod.GET;
      }

      @Override
      public ActionResult run(ActionRequest request, Recording recording) throws Exception {
        return ActionRunner.this.run(action, request, recording);
      }
    };
  }

  ActionResult run(Action action, ActionRequest request, Recording recording) throws Exception {
    ActionContext asked;
    try {
      asked = ActionContext.of(request, action.place());
    } catch (RequestRefusedException refusal) {
      return ActionResult.of(new Outcome.Refused(refusal));
    }
    Guild guild = asked.guild();
    if (guild != null) {
      recording.in(guild.id());
    }
    var sending = new Sending(request, recording);
    try {
      return run(action, asked, sending);
    } catch (RequestRefusedException refusal) {
      return sending.result(new Outcome.Refused(refusal), false);
    } catch (RestException failure) {
      return sending.result(new Outcome.Refused(ActionFailures.refusal(failure)), false);
    }
  }

  private ActionResult run(Action action, ActionContext asked, Sending sending) throws Exception {
    if (asked.request().isDryRun()) {
      return sending.result(new Outcome.Checked(check(action, asked, sending)), false);
    }
    if (action.method() != HttpMethod.POST) {
      return sending.result(act(action, asked, sending), false);
    }
    var claimed =
        idempotency.of(
            asked.request(),
            action.isRepeatable(),
            sending.recording(),
            () -> act(action, asked, sending));
    return sending.result(claimed.outcome(), claimed.replayed());
  }

  private Outcome act(Action action, ActionContext asked, Sending sending) throws TimeoutException {
    RestResponse response =
        sending.send(DiscordRequest.of(action, asked, action.ask(asked, sending)));
    if (!response.isSuccess()) {
      throw refusal(action, asked, sending, response);
    }
    return done(action, asked, response.body());
  }

  /// What Discord did is done, whether or not its answer can be read.
  private static Outcome.Done done(Action action, ActionContext asked, Buffer body) {
    var missing =
        action.intent() == null || asked.bot().has(action.intent()) ? null : action.intent();
    JsonNode discord = MissingNode.getInstance();
    try {
      if (body.length() > 0) {
        discord = DiscordJson.tree(body.getBytes());
      }
      Object told = action.answer(asked, discord);
      return new Outcome.Done(told == null ? Buffer.buffer() : json(told), missing, false);
    } catch (RuntimeException unreadable) {
      if (action.method() == HttpMethod.GET) {
        throw unreadable;
      }
      log.atWarn()
          .addKeyValue("operation", action.id())
          .addKeyValue("bot", asked.bot().id())
          .log("Discord did it, but its answer cannot be read: {}", unreadable.getMessage());
      return new Outcome.Done(json(action.readable(discord)), missing, true);
    }
  }

  /// @throws IllegalArgumentException if Jackson cannot write it
  private static Buffer json(Object value) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  private RequestRefusedException refusal(
      Action action, ActionContext asked, Sending sending, RestResponse response)
      throws TimeoutException {
    RequestRefusedException refusal = DiscordErrors.refusal(response);
    boolean forbidden = response.status() == 403 || refusal.error() == ApiError.MISSING_PERMISSION;
    return forbidden ? check(action, asked, sending).explain(refusal) : refusal;
  }

  private Feasibility check(Action action, ActionContext asked, Sending sending)
      throws TimeoutException {
    return new FeasibilityCheck(asked, clock.instant()).of(action, target(action, asked, sending));
  }

  /// The target member of an action, if their rank matters: as kept here, otherwise from Discord;
  /// null if unknown.
  private static Feasibility.@Nullable Target target(
      Action action, ActionContext asked, Sending sending) throws TimeoutException {
    Guild guild = asked.guild();
    Long userId = asked.request().snowflake("userId");
    boolean matters =
        switch (action.above(asked)) {
          case NOBODY, ROLE -> false;
          case USER, MEMBER, NO_ADMINISTRATOR -> true;
        };
    if (!matters || guild == null || userId == null) {
      return null;
    }
    Member kept = asked.bot().members().kept(guild.id(), userId);
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
