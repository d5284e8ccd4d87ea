package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.error.Choices;
import dev.botswain.event.EventLog;
import dev.botswain.event.EventLogs;
import dev.botswain.event.EventView;
import dev.botswain.http.Call;
import dev.botswain.http.HeaderNames;
import dev.botswain.session.Session;
import org.jspecify.annotations.Nullable;

/// A request for events, with the same parameters for each way to read.
///
/// @param view what the caller gets of events
/// @param after the id to start after; null for events from now on
record EventRequest(Session session, EventLog log, @Nullable Long after, EventView view) {

  /// @throws RequestRefusedException if no event has such an id or name
  static EventRequest of(Call call, EventLogs logs) {
    Session session = Callers.session(call);
    return new EventRequest(
        session, session.bot().events(), after(call, logs), session.view(Filters.of(call)));
  }

  /// A browser that reconnects sends the same address, with the newer id in the header.
  private static @Nullable Long after(Call call, EventLogs logs) {
    String header = call.header(HeaderNames.LAST_EVENT_ID);
    String text = header == null || header.isEmpty() ? call.text("after") : header;
    if (text == null) {
      return null;
    }
    try {
      long id = Long.parseLong(text);
      if (logs.mayHave(id)) {
        return id;
      }
    } catch (NumberFormatException notAnId) {
      // Answered below.
    }
    throw ApiError.UNKNOWN_EVENT
        .because("no event has the id " + Choices.shown(text))
        .with("field", header == null || header.isEmpty() ? "after" : HeaderNames.LAST_EVENT_ID);
  }

  /// Where it begins; the default is events from now on.
  long afterOrNow() {
    return after == null ? log.last() : after;
  }
}
