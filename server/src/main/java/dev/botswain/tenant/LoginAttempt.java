package dev.botswain.tenant;

import dev.botswain.error.ApiError;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Quota;
import dev.botswain.store.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A login on its way, which has been let in.
public final class LoginAttempt implements AutoCloseable {
  private final LoginPolicy policy;
  private final String network;
  private final boolean own;
  private final Invitations.@Nullable Reservation invitation;
  private @Nullable Long expected;
  private boolean closed;

  /// @param own whether it is the operator's
  /// @param invitation with which it was let in; null if it needs none
  LoginAttempt(
      LoginPolicy policy,
      String network,
      boolean own,
      Invitations.@Nullable Reservation invitation) {
    this.policy = policy;
    this.network = network;
    this.own = own;
    this.invitation = invitation;
  }

  /// Where it comes from; empty for the operator's own.
  public String network() {
    return network;
  }

  /// Checks again who it is, now that Discord has said so. From now on [Tenants] knows whose bot it
  /// is.
  ///
  /// @param applicationId which differs from the bot's for old bots; either may be in a list
  /// @throws dev.botswain.error.RequestRefusedException if the bot may not log in
  public void check(long botId, long applicationId) {
    if (invitation != null) {
      invitation.check(botId, applicationId);
      expect(botId, invitation.tenant());
    } else if (!own && !policy.allows(botId, applicationId)) {
      throw ApiError.LOGIN_NOT_ALLOWED.refusal();
    }
  }

  /// Unless its caller has given up meanwhile.
  private synchronized void expect(long botId, String tenant) {
    if (!closed) {
      expected = botId;
      policy.registry().tenants().expect(botId, tenant);
    }
  }

  /// Checks that a bot's tenant may have one more.
  ///
  /// @param owner whose share the bot's use counts toward
  /// @param others how many other bots of the tenant are connected to this node
  /// @throws dev.botswain.error.RequestRefusedException if it may not; the operator's own always
  ///   may
  public void requireRoom(Owner owner, long others) {
    Long most = owner.quota(Quota.BOTS);
    if (!own && most != null && others >= owner.most(Quota.BOTS, most)) {
      throw ApiError.QUOTA_REACHED
          .because("the tenant of this bot may have %s bots at once, and has them".formatted(most))
          .with("quota", Quota.BOTS.field());
    }
  }

  /// Stores that the bot has logged in, and uses up the invitation.
  ///
  /// @param changes what is stored of the login, in the same transaction
  /// @throws dev.botswain.error.RequestRefusedException if the invitation was taken back meanwhile
  public void store(long botId, List<Change> changes) {
    TenantRegistry registry = policy.registry();
    if (invitation == null) {
      registry.write(changes);
    } else {
      registry.redeem(invitation, botId, changes);
    }
  }

  /// Whether [#check] still has something to check, because another login with the same token has
  /// asked Discord.
  public synchronized boolean isUnchecked() {
    return invitation != null && expected == null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (invitation != null) {
      invitation.close();
    }
    Long botId = expected;
    if (botId != null) {
      policy.registry().tenants().expectNoMore(botId);
    }
  }
}
