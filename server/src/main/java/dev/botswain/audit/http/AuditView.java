package dev.botswain.audit.http;

import dev.botswain.audit.Audit;
import dev.botswain.audit.Target;
import dev.botswain.store.StoredAuditRecord;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;

/// A record as callers see it.
final class AuditView {
  private AuditView() {}

  static JsonObject of(StoredAuditRecord record, Audit audit) {
    StoredAuditRecord.Actor actor = record.actor();
    StoredAuditRecord.Result result = record.result();
    return new JsonObject()
        .put("id", Long.toString(record.id()))
        .put("at", Timestamp.of(record.at()))
        .put("session", actor.session())
        .put("tenant", actor.tenant().isEmpty() ? null : actor.tenant())
        .put("operator", actor.operator())
        .put("address", actor.address())
        .put("botId", record.botId() == 0 ? null : Long.toUnsignedString(record.botId()))
        .put("action", record.action())
        .put("target", new JsonObject(new LinkedHashMap<>(Target.read(record.target()).ids())))
        .put("dryRun", record.dryRun())
        .put("status", result == null ? null : result.status())
        .put("outcome", audit.outcome(record))
        .put("code", result == null ? null : result.code())
        .put("requestId", record.requestId());
  }
}
