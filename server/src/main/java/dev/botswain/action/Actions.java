package dev.botswain.action;

import dev.botswain.audit.Audit;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.limit.Limit;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.Together;
import dev.botswain.time.Ticker;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that a bot can do, by the contract's `operationId`.
public final class Actions {
  private final InstantSource clock;
  private final Store store;
  private final Audit audit;
  private final Map<String, ActionHandler> all = new HashMap<>();

  /// @param audit records everything that acts, before it does
  public Actions(InstantSource clock, Store store, Audit audit) {
    this.clock = clock;
    this.store = store;
    this.audit = audit;
    var runner =
        new ActionRunner(
            clock,
            new Idempotency(
                new StoredKeys(
                    new RecentKeys(
                        Ticker.system(),
                        Limit.ANSWERS_AT_HAND.total(),
                        Limit.ANSWERS_AT_HAND.share()),
                    store,
                    clock)));
    Stream.of(
            MessageActions.all(),
            MemberActions.all(clock),
            ChannelActions.all(),
            ThreadActions.all(),
            GuildActions.all(),
            CommandActions.all(),
            new BotActions().all())
        .flatMap(List::stream)
        .forEach(action -> add(action.id(), runner.of(action)));
    new InteractionActions(runner).all().forEach(this::add);
    PresenceActions.all().forEach(this::add);
  }

  /// Deletes keys of requests that are too old or too many. To be called periodically.
  ///
  /// @param together which bots have one share
  public void sweep(Together together) {
    store.write(
        new Change.ForgetKeys(
            clock.instant().minus(IdempotencyKeys.KEPT),
            Limit.ANSWERS_STORED.total(),
            Limit.ANSWERS_STORED.share(),
            together));
  }

  private void add(String id, ActionHandler handler) {
    if (all.put(id, handler) != null) {
      throw new IllegalArgumentException("two actions called " + id);
    }
  }

  /// All existing ids.
  public Set<String> ids() {
    return Set.copyOf(all.keySet());
  }

  /// Refuses what can be refused before the body of the request has arrived. Does not wait.
  ///
  /// @throws RequestRefusedException if the body need not be sent
  /// @throws IllegalArgumentException if there is no such action
  public void permit(String id, ActionRequest request) {
    ActionHandler handler = handler(id);
    try {
      handler.permit(request);
    } catch (RequestRefusedException refusal) {
      recording(id, handler, request).refused(refusal.error().code());
      throw refusal;
    }
  }

  /// Performs a request, or says whether it would work. Waits for Discord, so only for virtual
  /// threads.
  ///
  /// @throws Exception a failure that neither the caller nor Discord caused, known to
  ///   [ActionFailures]
  /// @throws IllegalArgumentException if there is no such action
  public ActionResult run(String id, ActionRequest request) throws Exception {
    ActionHandler handler = handler(id);
    Recording recording = recording(id, handler, request);
    try {
      ActionResult result = handler.run(request, recording);
      recording.end(result);
      return result;
    } catch (Exception failure) {
      recording.refused(ActionFailures.refusal(failure).error().code());
      throw failure;
    }
  }

  private Recording recording(String id, ActionHandler handler, ActionRequest request) {
    return new Recording(audit.by(request.actor()), id, request, handler.reads());
  }

  private ActionHandler handler(String id) {
    ActionHandler handler = all.get(id);
    if (handler == null) {
      throw new IllegalArgumentException("there is no action " + id);
    }
    return handler;
  }
}
