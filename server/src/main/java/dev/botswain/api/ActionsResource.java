package dev.botswain.api;

import dev.botswain.action.ActionBody;
import dev.botswain.action.ActionRequest;
import dev.botswain.action.ActionResult;
import dev.botswain.action.Actions;
import dev.botswain.action.Outcome;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.ErrorAnswer;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.http.Upload;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The actions of a bot, over HTTP: turns the call into an [ActionRequest], and its outcome into an
/// answer.
final class ActionsResource implements Resource {

  /// The media type of a dry run's answer, different from that of the action, so that each has one
  /// type.
  static final String DRY_RUN = "application/vnd.botswain.dry-run+json";

  private final Actions actions;
  private final Duration longest;

  /// @param longest how long a request may wait for its turn at most, and the default
  ActionsResource(Actions actions, Duration longest) {
    this.actions = actions;
    this.longest = longest;
  }

  @Override
  public Map<String, Operation> operations() {
    var operations = new HashMap<String, Operation>();
    for (String id : actions.ids()) {
      operations.put(id, new Acting(id));
    }
    return operations;
  }

  private final class Acting implements Operation {
    private final String id;

    Acting(String id) {
      this.id = id;
    }

    @Override
    public void permit(Call call) {
      actions.permit(id, request(call, longest));
    }

    @Override
    public Answer answer(Call call) throws Exception {
      var patience = Patience.of(call.header(HeaderNames.PREFER), longest);
      ActionResult result = actions.run(id, request(call, patience.most()));
      if (result.outcome() instanceof Outcome.Refused(var refusal) && !result.replayed()) {
        if (patience.applied() != null) {
          refusal.header(HeaderNames.PREFERENCE_APPLIED, patience.applied());
        }
        if (result.queued() != null) {
          refusal.header(HeaderNames.QUEUE_MS, Long.toString(result.queued().toMillis()));
        }
        throw refusal;
      }
      Answer answer = ActionsResource.answer(result.outcome(), call.requestId());
      if (result.replayed()) {
        answer = answer.with(HeaderNames.IDEMPOTENCY_REPLAYED, "true");
      }
      if (patience.applied() != null) {
        answer = answer.with(HeaderNames.PREFERENCE_APPLIED, patience.applied());
      }
      return result.queued() == null
          ? answer
          : answer.with(HeaderNames.QUEUE_MS, Long.toString(result.queued().toMillis()));
    }
  }

  private static Answer answer(Outcome outcome, String requestId) {
    return switch (outcome) {
      case Outcome.Done(var json, var missing, boolean unread) -> {
        Answer answer = json.length() == 0 ? Answer.empty(204) : Answer.json(json);
        if (unread) {
          answer = answer.with(HeaderNames.ANSWER_UNREAD, "true");
        }
        yield missing == null ? answer : answer.with(HeaderNames.MISSING_INTENT, missing.name());
      }
      case Outcome.Checked(var feasibility) -> Answer.json(feasibility).as(DRY_RUN);
      case Outcome.Refused(var refusal) -> ErrorAnswer.of(refusal, requestId);
    };
  }

  private static ActionRequest request(Call call, Duration patience) {
    String key = call.header(HeaderNames.IDEMPOTENCY_KEY);
    Upload upload = call.upload();
    return new ActionRequest(
        Callers.session(call),
        call.parameters(),
        new CallBody(call),
        upload == null ? null : new UploadedFiles(upload),
        key == null ? null : new ActionRequest.Key(key, call.target(), call.requestId()),
        patience,
        call.deadline(),
        Callers.actor(call));
  }

  private record CallBody(Call call) implements ActionBody {
    @Override
    public JsonObject json() {
      return call.bodyOrEmpty();
    }

    @Override
    public void letGo() {
      call.letGoOfBody();
    }
  }
}
