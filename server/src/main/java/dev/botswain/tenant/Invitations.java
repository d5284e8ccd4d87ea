package dev.botswain.tenant;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.hash.Sha256;
import dev.botswain.secret.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All invitations, by the hash of their secret. Used and expired ones are remembered for a while,
/// so that whoever has one learns why it does not work.
///
/// A login reserves its invitation until it has succeeded or failed. Meanwhile no login with
/// another token gets it, and after a failure it is as good as before.
public final class Invitations {
  private static final String PREFIX = "bwi_";

  /// How long an invitation is remembered after it has expired.
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final InstantSource clock;
  private final Map<String, Invitation> byHash = new ConcurrentHashMap<>();

  /// By the hash of the invitation; only under the lock.
  private final Map<String, Holders> held = new HashMap<>();

  /// The logins that are trying an invitation, all with the same token.
  private static final class Holders {
    private final String token;
    private int number = 1;

    private Holders(String token) {
      this.token = token;
    }
  }

  public Invitations(InstantSource clock) {
    this.clock = clock;
  }

  /// A new invitation, and the secret that only the operator will know.
  public record Created(String secret, Invitation invitation) {}

  /// What the operator wants of an invitation.
  ///
  /// @param applicationId the only one that it is for; null for any
  /// @param goodFor how long it can be used
  public record Terms(@Nullable Long applicationId, String note, Duration goodFor) {}

  /// A new invitation, which is not good before [#put].
  Created create(String tenant, Terms terms) {
    String secret = Secret.random(PREFIX).value();
    var now = clock.instant();
    var made =
        new Invitation(
            Sha256.hex(secret),
            tenant,
            terms.applicationId(),
            terms.note(),
            now,
            now.plus(terms.goodFor()),
            null);
    return new Created(secret, made);
  }

  /// Those that need not be remembered any more.
  List<Invitation> old() {
    var then = clock.instant().minus(REMEMBERED);
    return byHash.values().stream().filter(one -> one.isExpired(then)).toList();
  }

  /// All that are remembered, by their ids.
  public List<Invitation> all() {
    return byHash.values().stream().sorted(Comparator.comparing(Invitation::hash)).toList();
  }

  /// The invitation with an [Invitation#id]; null if there is none.
  public @Nullable Invitation byId(String id) {
    return byHash.values().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  /// How many are remembered.
  int size() {
    return byHash.size();
  }

  /// Adds an invitation, or changes it.
  void put(Invitation invitation) {
    byHash.put(invitation.hash(), invitation);
  }

  /// Makes these all that are remembered.
  void replace(Collection<Invitation> all) {
    var hashes = new HashSet<String>();
    for (Invitation one : all) {
      hashes.add(one.hash());
      byHash.put(one.hash(), one);
    }
    byHash.keySet().retainAll(hashes);
  }

  /// Forgets an invitation.
  void remove(Invitation invitation) {
    byHash.remove(invitation.hash());
  }

  /// Forgets those into a tenant.
  void removeOf(String tenant) {
    byHash.values().removeIf(one -> one.tenant().equals(tenant));
  }

  /// Reserves an invitation for a login with a token.
  ///
  /// @param token a hash of the token
  /// @param claimed the id that the token claims; null if it claims none
  /// @throws RequestRefusedException if the invitation is not valid, or for another bot
  synchronized Reservation reserve(String secret, String token, @Nullable Long claimed) {
    String hash = Sha256.hex(secret);
    Invitation found = valid(hash);
    if (claimed != null && !found.isFor(claimed, claimed)) {
      throw otherBot();
    }
    Holders holders = held.get(hash);
    if (holders == null) {
      held.put(hash, new Holders(token));
    } else if (holders.token.equals(token)) {
      holders.number++;
    } else {
      throw invalid("in_use", "another bot is logging in with this invitation");
    }
    return new Reservation(found);
  }

  private Invitation valid(String hash) {
    Invitation found = byHash.get(hash);
    if (found == null) {
      throw invalid("unknown", "there is no such invitation");
    }
    if (found.use() != null) {
      throw taken();
    }
    if (found.isExpired(clock.instant())) {
      throw invalid("expired", "this invitation has expired");
    }
    return found;
  }

  /// The refusal of an invitation that has been used.
  static RequestRefusedException taken() {
    return invalid("used", "this invitation has been used");
  }

  private static RequestRefusedException otherBot() {
    return invalid("other_bot", "this invitation is for another bot");
  }

  private static RequestRefusedException invalid(String reason, String sentence) {
    return ApiError.INVITATION_INVALID.because(sentence).with("reason", reason);
  }

  /// An invitation that a login has reserved.
  final class Reservation implements AutoCloseable {
    private final Invitation invitation;

    private Reservation(Invitation invitation) {
      this.invitation = invitation;
    }

    String tenant() {
      return invitation.tenant();
    }

    /// @throws RequestRefusedException if it is for another bot
    void check(long botId, long applicationId) {
      if (!invitation.isFor(botId, applicationId)) {
        throw otherBot();
      }
    }

    /// The invitation as it is once the bot has used it.
    ///
    /// @throws RequestRefusedException if it cannot be used any more
    Invitation usedBy(long botId) {
      return valid(invitation.hash()).used(new Invitation.Use(botId, clock.instant()));
    }

    @Override
    public void close() {
      synchronized (Invitations.this) {
        Holders holders = held.get(invitation.hash());
        if (holders != null && --holders.number == 0) {
          held.remove(invitation.hash());
        }
      }
    }
  }
}
