package dev.botswain.bot;

import dev.botswain.discord.rest.FinishedCall;
import dev.botswain.discord.rest.RestListener;
import dev.botswain.inspect.Activity;
import dev.botswain.inspect.RequestLog;
import dev.botswain.inspect.RequestLogs;
import dev.botswain.time.Ticker;

/// What is recorded of a bot's calls to Discord, for the doctor and for whoever looks into them.
final class CallRecords implements RestListener {
  private final Runnable rejected;
  private final RequestHistory history;
  private final Activity activity;
  private final RequestLog log;

  /// @param rejected called when Discord no longer accepts the token
  CallRecords(Ticker ticker, RequestLogs logs, Runnable rejected) {
    this.rejected = rejected;
    this.history = new RequestHistory(ticker);
    this.activity = new Activity(ticker);
    this.log = logs.open();
  }

  RequestHistory history() {
    return history;
  }

  Activity activity() {
    return activity;
  }

  RequestLog log() {
    return log;
  }

  @Override
  public void tokenRejected() {
    rejected.run();
  }

  @Override
  public void attempted(int status) {
    activity.request(status);
  }

  @Override
  public void answered(FinishedCall call, int status, int code) {
    history.answered(call.request(), call.route(), status, code);
    log.answered(call, status, code);
  }

  @Override
  public void failed(FinishedCall call, Throwable why) {
    history.failed(call.request(), call.route(), why);
    log.failed(call, why);
  }
}
