package dev.botswain.audit;

import dev.botswain.store.Change;
import dev.botswain.store.StoredAuditRecord.Result;
import org.jspecify.annotations.Nullable;

/// Makes records of what one caller does in one request.
public final class AuditRecorder {
  private final Audit audit;
  private final Actor actor;

  AuditRecorder(Audit audit, Actor actor) {
    this.audit = audit;
    this.actor = actor;
  }

  /// The same caller, once a login has given them a session.
  public AuditRecorder loggedIn(String owner, String fingerprint, String tenant) {
    return new AuditRecorder(audit, actor.loggedIn(owner, fingerprint, tenant));
  }

  /// Something is done here: to be stored in one transaction with it.
  ///
  /// @param action an operation's id
  /// @param botId the bot that it concerns, 0 for none
  public Change done(String action, long botId, Target target) {
    return new Change.PutAuditRecord(
        audit
            .record(actor, action, botId, target, false)
            .with(new Result(null, AuditEntry.DONE, null)));
  }

  /// Something is about to be done elsewhere.
  public AuditEntry begin(String action, long botId, Target target) {
    return audit.entry(audit.record(actor, action, botId, target, false));
  }

  /// Something was not done, and nothing had begun.
  ///
  /// @param code of the error that the caller got
  public void refused(String action, long botId, Target target, String code) {
    audit.add(
        audit
            .record(actor, action, botId, target, false)
            .with(new Result(null, AuditEntry.REFUSED, code)));
  }

  /// Something had been done already by an earlier request with the same key.
  public void replayed(String action, long botId, Target target) {
    audit.add(
        audit.record(actor, action, botId, target, false).with(new Result(null, "replayed", null)));
  }

  /// Something was only checked.
  ///
  /// @param code of the error that the caller got, or null
  public void checked(String action, long botId, Target target, @Nullable String code) {
    audit.add(
        audit
            .record(actor, action, botId, target, true)
            .with(new Result(null, code == null ? AuditEntry.DONE : AuditEntry.REFUSED, code)));
  }

  /// A token or a key of a stranger was refused. Not all of them are recorded: a stranger may be
  /// refused very often.
  ///
  /// @param botId the bot that the token claims to belong to, 0 if it does not say
  /// @param network whose share of such records is used
  public void strangerRefused(String action, long botId, String network, String code) {
    if (audit.mayRecordRefusedStranger(network)) {
      refused(action, botId, Target.NONE, code);
    }
  }
}
