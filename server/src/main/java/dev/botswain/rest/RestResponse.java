package dev.botswain.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/// What Discord answered, as it gave it.
///
/// @param body empty if there was none; decompressed
public record RestResponse(int status, MultiMap headers, Buffer body) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
