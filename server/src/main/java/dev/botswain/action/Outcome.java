package dev.botswain.action;

import dev.botswain.discord.protocol.Intent;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// What became of an [ActionRequest].
public sealed interface Outcome {
  /// It was done.
  ///
  /// @param json what is to be told of it; empty if nothing is
  /// @param missing a privileged intent without which that is incomplete, or null
  /// @param unread whether not all of Discord's answer could be read
  record Done(Buffer json, @Nullable Intent missing, boolean unread) implements Outcome {
    @Override
    public int bytes() {
      return json.length();
    }
  }

  /// Nothing was done, for it was asked only whether it could be.
  record Checked(Feasibility feasibility) implements Outcome {
    @Override
    public int bytes() {
      return 0;
    }
  }

  /// It was not done, or nobody knows whether it was.
  record Refused(RequestRefusedException refusal) implements Outcome {
    @Override
    public int bytes() {
      return String.valueOf(refusal.getMessage()).length();
    }
  }

  /// What it takes in memory, roughly.
  int bytes();
}
