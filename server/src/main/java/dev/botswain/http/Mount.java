package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;

/// Answers all requests below some paths by itself, where the contract does not describe them. It
/// may read and write as the bytes come; an [Operation] has them whole.
///
/// All requests are sound by RFC 9112, and have their line in the log and their place in the
/// metrics. Everything here is called on event loops, so nothing may wait.
public interface Mount {

  /// What its requests are called in the metrics.
  String name();

  /// Whether requests of this path, as it came, are for it.
  boolean covers(String path);

  /// The methods that pages in a browser may call it by, as in `Allow`. Their preflights do not
  /// come here.
  String methods();

  /// A path that it covers, as it may stand in the log: without anything secret.
  String shown(String path);

  /// Says an error as its callers expect it.
  Answer refusal(RequestRefusedException refusal);

  /// Answers a request, now or later. What it throws is answered by [#refusal].
  void take(Passage passage);
}
