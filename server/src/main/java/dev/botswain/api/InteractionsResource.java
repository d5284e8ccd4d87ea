package dev.botswain.api;

import dev.botswain.bot.Bot;
import dev.botswain.bot.OpenInteraction;
import dev.botswain.event.Event;
import dev.botswain.event.EventView;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.json.DiscordJson;
import dev.botswain.session.Session;
import dev.botswain.store.StoredEvent;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Map;

/// The interactions that may still be answered or followed up, as far as the session's events have
/// them, and with as much of them.
final class InteractionsResource implements Resource {
  private static final String EVENT = "INTERACTION_CREATE";

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listInteractions",
        InteractionsResource::list,
        "getAutoDefer",
        call ->
            Answer.json(new JsonObject().put("enabled", Callers.bot(call).autoDefer()).toBuffer()));
  }

  private static Answer list(Call call) {
    Session session = Callers.session(call);
    EventView allowed = session.view(event -> event);
    Long before = Callers.snowflake(call, "before");
    String state = call.text("state");
    int limit = call.number("limit", Integer.MAX_VALUE);

    var page = new ArrayList<InteractionView>();
    for (OpenInteraction one : session.bot().interactions().open()) {
      if (before != null && Long.compareUnsigned(one.id(), before) >= 0
          || state != null && !state.equals(one.state().label())) {
        continue;
      }
      Event seen = allowed.see(event(session.bot(), one));
      if (seen == null) {
        continue;
      }
      if (page.size() == limit) {
        return Answer.json(page).next(call.nextPage("before", page.getLast().id()));
      }
      page.add(InteractionView.of(one, DiscordJson.tree(seen.data())));
    }
    return Answer.json(page);
  }

  /// It is shown to whoever may read its event.
  private static Event event(Bot bot, OpenInteraction one) {
    return new Event(new StoredEvent(0, bot.id(), EVENT, 0, one.data()));
  }
}
