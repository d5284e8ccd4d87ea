package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.InetAddress;
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
        Optional<Secret> operatorKey,
    @Setting(
            name = "OPERATOR_PORT",
            preset = "",
            form = Form.PORT,
            text =
                "A port of its own for the operator: `/api/operator/**`, `/metrics` and details of"
                    + " health are served there and not at `BOTSWAIN_PORT`. Metrics and health need"
                    + " no key there ([metrics](metrics.md)). 0 takes any free port.")
        Optional<Integer> operatorPort,
    @Setting(
            name = "OPERATOR_HOST",
            preset = "127.0.0.1",
            form = Form.HOST,
            text =
                "The address of that port. On a loopback address it speaks no TLS; elsewhere it"
                    + " speaks TLS if the server does.")
        String operatorHost) {
  static AccessConfig of(Reading.Values from) {
    return new AccessConfig(from.next(), from.next(), from.next(), from.next());
  }

  /// Whether only this machine reaches the operator's port.
  public boolean isOperatorLocal() {
    try {
      return operatorHost.equalsIgnoreCase("localhost")
          || InetAddress.ofLiteral(operatorHost).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /// What is wrong with it beside another port.
  Optional<String> problem(int port) {
    return operatorPort.filter(own -> own != 0 && own == port).isPresent()
        ? Optional.of("BOTSWAIN_OPERATOR_PORT: expected another port than BOTSWAIN_PORT")
        : Optional.empty();
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
