package dev.botswain.http;

import org.jspecify.annotations.Nullable;

/// The certificate or its key cannot be used. The message is a sentence for the person who
/// configured them.
public final class TlsUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TlsUnusableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  TlsUnusableException(String reason) {
    super(reason);
  }
}
