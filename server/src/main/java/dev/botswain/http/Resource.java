package dev.botswain.http;

import java.util.Map;

/// A group of related operations.
public interface Resource {

  /// The operations by the contract's `operationId`. Read once, when the [Api] is built.
  Map<String, Operation> operations();
}
