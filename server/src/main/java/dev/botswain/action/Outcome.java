package dev.botswain.action;

import dev.botswain.discord.protocol.Intent;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// The outcome of an [ActionRequest].
public sealed interface Outcome {
  /// It was done.
  ///
  /// @param json the result; empty if there is none
  /// @param missing a privileged intent without which the result is incomplete, or null
  /// @param unread whether not all of Discord's answer could be read
  record Done(Buffer json, @Nullable Intent missing, boolean unread) implements Outcome {
    @Override
    public int bytes() {
      return json.length();
    }
  }

  /// Nothing was done, because it was a dry run.
  record Checked(Feasibility feasibility) implements Outcome {
    @Override
    public int bytes() {
      return 0;
    }
  }

  /// It was not done, or it is unknown whether it was.
  record Refused(RequestRefusedException refusal) implements Outcome {
    @Override
    public int bytes() {
      return String.valueOf(refusal.getMessage()).length();
    }
  }

  /// Its approximate size in memory.
  int bytes();
}
