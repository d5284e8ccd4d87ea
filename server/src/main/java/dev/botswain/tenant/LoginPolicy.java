package dev.botswain.tenant;

import dev.botswain.config.AccessConfig.Login;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.hash.Sha256;
import dev.botswain.secret.Secret;
import dev.botswain.time.Ticker;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may log bots in.
///
/// Most of it is decided before Discord is asked anything, by the id that the token claims
/// ([TokenId]). Whoever makes up a token with an id that is in a list gets no further than to
/// Discord, which rejects it.
public final class LoginPolicy {
  private final Login login;
  private final Set<String> own;
  private final TenantRegistry registry;
  private final WrongInvitations wrong;

  /// @param own the operator's tokens, whose bots may always log in
  public LoginPolicy(Login login, Collection<Secret> own, TenantRegistry registry, Ticker ticker) {
    this.login = login;
    this.own = own.stream().map(LoginPolicy::hash).collect(Collectors.toUnmodifiableSet());
    this.registry = registry;
    this.wrong = new WrongInvitations(ticker);
  }

  private static String hash(Secret token) {
    return Sha256.hex(token.value());
  }

  /// The id of the bot whose token somebody says that it is; 0 if it says none.
  public static long claimed(Secret token) {
    return TokenId.of(token.value()).orElse(0);
  }

  /// Who may log in, as the operator decided.
  public Login login() {
    return login;
  }

  /// The operator's own login.
  public LoginAttempt enterOwn() {
    return new LoginAttempt(this, "", true, null);
  }

  /// Begins a login. Answers from memory, except that it waits before it refuses somebody whom
  /// another node may just have let in. The attempt must be closed when the login has succeeded or
  /// failed.
  ///
  /// @param network where it comes from
  /// @throws RequestRefusedException with [ApiError#LOGIN_NOT_ALLOWED],
  ///   [ApiError#INVITATION_INVALID] or, after too many wrong invitations from the network,
  ///   [ApiError#RATE_LIMITED]
  public LoginAttempt enter(Secret token, @Nullable String invitation, String network) {
    try {
      return enterAsKnown(token, invitation, network);
    } catch (RequestRefusedException refused) {
      if (refused.error() == ApiError.RATE_LIMITED) {
        throw refused;
      }
    }
    registry.doubt();
    try {
      return enterAsKnown(token, invitation, network);
    } catch (RequestRefusedException refused) {
      if (refused.error() == ApiError.INVITATION_INVALID) {
        wrong.count(network);
      }
      throw refused;
    }
  }

  private LoginAttempt enterAsKnown(Secret token, @Nullable String invitation, String network) {
    OptionalLong claimed = TokenId.of(token.value());
    if (isListed(claimed) || invitation == null && login == Login.OPEN) {
      return new LoginAttempt(this, network, false, null);
    }
    String hash = hash(token);
    if (own.contains(hash)) {
      return new LoginAttempt(this, network, true, null);
    }
    boolean readable = claimed.isPresent() || login == Login.OPEN;
    if (invitation == null || login == Login.LISTED || !readable) {
      throw ApiError.LOGIN_NOT_ALLOWED.refusal();
    }
    wrong.requireFew(network);
    try {
      return new LoginAttempt(
          this,
          network,
          false,
          registry
              .invitations()
              .reserve(invitation, hash, claimed.isPresent() ? claimed.getAsLong() : null));
    } catch (RequestRefusedException refused) {
      if (isListed(claimed)) { // By another login, which has just used it up.
        return new LoginAttempt(this, network, false, null);
      }
      throw refused;
    }
  }

  private boolean isListed(OptionalLong claimed) {
    return claimed.isPresent() && registry.tenants().list(claimed.getAsLong(), claimed.getAsLong());
  }

  TenantRegistry registry() {
    return registry;
  }

  /// Whether a bot may log in, of which Discord has said who it is.
  boolean allows(long botId, long applicationId) {
    return login == Login.OPEN || registry.tenants().list(botId, applicationId);
  }
}
