/// Who did what: writes of callers, logins, and what was refused to them.
///
/// [dev.botswain.audit.Audit] makes records for whoever a [dev.botswain.audit.Actor] is. What is
/// done here (webhooks, sessions) is in one transaction with its record
/// ([dev.botswain.audit.AuditRecorder#done]). What is done at Discord begins with a record
/// ([dev.botswain.audit.AuditEntry]) that must be stored before Discord is asked, and is completed
/// when the outcome is known. So whenever the process dies, no write is without a record; one that
/// was begun and not completed is shown as `unknown` from the next start on.
///
/// Records contain no content of messages and no secrets: ids and names of operations, with bounded
/// lengths and without control characters. Each bot, and each network of strangers, has a share of
/// the space.
@NullMarked
package dev.botswain.audit;

import org.jspecify.annotations.NullMarked;
