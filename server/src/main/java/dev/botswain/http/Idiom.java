package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;

/// The form of some requests in the log, and of their errors.
interface Idiom {
  /// The form of a path in the log: without secrets.
  String shown(String path);

  /// An error in the form that its callers expect.
  Answer refusal(RequestRefusedException refusal);
}
