package dev.botswain.operator;

import dev.botswain.http.Caller;

/// The operator.
record OperatorCaller() implements Caller {
  @Override
  public String fingerprint() {
    return "operator";
  }
}
