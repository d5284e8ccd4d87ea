package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.util.Optional;

/// Who may come in.
public record AccessConfig(
    @Setting(
            name = "LOGIN",
            preset = "",
            form = Form.LOGIN,
            text =
                "Who may log bots in ([access](access.md)): everybody (`open`), applications that"
                    + " the operator lists (`listed`), or those and whoever has an invitation"
                    + " (`invited`). Without it, everybody may while the server listens on loopback"
                    + " addresses alone, and on any other address it does not start.")
        Optional<Login> login,
    @Setting(
            name = "OPERATOR_KEY",
            preset = "",
            form = Form.OPERATOR_KEY,
            secret = true,
            text =
                "The key of the [operator's API](operator.md). Without it, the server creates a key"
                    + " on its first start and shows it once.")
        Optional<Secret> operatorKey) {
  static AccessConfig of(Reading.Values from) {
    return new AccessConfig(from.next(), from.next());
  }

  /// Who may log bots in, besides the operator, whose tokens the configuration has.
  public enum Login {
    /// Everybody.
    OPEN,
    /// Applications that the operator lists.
    LISTED,
    /// Those, and whoever has an invitation.
    INVITED
  }
}
