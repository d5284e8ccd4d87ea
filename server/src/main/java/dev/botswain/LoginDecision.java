package dev.botswain;

import dev.botswain.config.AccessConfig.Login;
import dev.botswain.config.Config;
import dev.botswain.secret.Secret;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.tenant.TenantRegistry;
import dev.botswain.time.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Who may log bots in: what the operator decided, or everybody if only this machine can connect.
///
/// @param login who may
/// @param loopback whether only this machine can connect
/// @param proxied whether something on this machine passes on what others send
record LoginDecision(Login login, boolean loopback, boolean proxied) {

  /// @throws UndecidedLoginException if others can connect, and the operator has not decided
  static LoginDecision of(Config config) {
    boolean loopback = isLoopback(config.http().host());
    if (!loopback && config.access().login().isEmpty()) {
      throw new UndecidedLoginException(config.http().host());
    }
    return new LoginDecision(
        config.access().login().orElse(Login.OPEN),
        loopback,
        !config.http().trustedProxies().isEmpty() || config.http().publicUrl().isPresent());
  }

  /// Whether all addresses of a host are of this machine and can be reached from it alone.
  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException nobodyCanListenThere) {
      return false;
    }
  }

  /// @param own the operator's tokens, whose bots may always log in
  LoginPolicy policy(List<Secret> own, TenantRegistry registry) {
    return new LoginPolicy(login, own, registry, Ticker.system());
  }

  /// What is open to whom, in a line for the person who started the program.
  String line() {
    return "Open: "
        + switch (login) {
          case OPEN ->
              "anyone %s may log bots in; BOTSWAIN_LOGIN=invited or =listed limits that"
                  .formatted(who());
          case LISTED -> "only applications that you list may log in";
          case INVITED -> "only applications that you list or invite may log in";
        };
  }

  private String who() {
    if (!loopback) {
      return "who reaches this server";
    }
    return proxied ? "on this machine, or who reaches its proxy," : "on this machine";
  }
}
