package dev.botswain.http;

import java.util.Map;

/// Some operations that belong together.
public interface Resource {

  /// The operations by the contract's `operationId`. Read once, when the [Api] is built.
  Map<String, Operation> operations();
}
