package dev.botswain.audit.http;

import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditQuery;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.AnswerStream;
import dev.botswain.http.Call;
import dev.botswain.http.Exchange;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import dev.botswain.store.StoredAuditRecord;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who did what: a page of it, or all as a stream.
public final class AuditResource implements Resource {
  private static final int AT_ONCE = 100;
  private static final Answer HEAD =
      new Answer(200, Buffer.buffer(), "application/x-ndjson", null, List.of());

  private final Audit audit;
  private final String pages;
  private final String exports;
  private final Function<Call, @Nullable Long> bot;
  private final Shares<String> exporting = Limit.EXPORTS.shares();
  private final PagesInProgress inProgress = new PagesInProgress();

  /// @param pages the operation that answers with pages
  /// @param exports the operation that answers with a stream
  /// @param bot to which a caller is limited; null for none
  public AuditResource(
      Audit audit, String pages, String exports, Function<Call, @Nullable Long> bot) {
    this.audit = audit;
    this.pages = pages;
    this.exports = exports;
    this.bot = bot;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(pages, this::page, exports, new OpenOperation(this::export));
  }

  private Answer page(Call call) throws TimeoutException {
    String after = call.text("after");
    String before = call.text("before");
    if (after != null && before != null) {
      throw RequestRefusedException.field("before", "cannot be combined with after");
    }
    boolean newestFirst = after == null;
    String from = newestFirst ? before : after;
    int limit = call.number("limit", AT_ONCE);
    List<StoredAuditRecord> found =
        call.await(
            inProgress.read(
                call.caller().tenant(),
                () ->
                    audit.page(
                        query(call),
                        from == null ? Long.MAX_VALUE : Long.parseLong(from),
                        newestFirst,
                        limit)));
    Answer answer =
        Answer.json(
            new JsonArray(found.stream().map(one -> AuditView.of(one, audit)).toList()).toBuffer());
    return found.size() < limit
        ? answer
        : answer.next(
            call.nextPage(newestFirst ? "before" : "after", Long.toString(found.getLast().id())));
  }

  private AuditQuery query(Call call) {
    return new AuditQuery(
        bot.apply(call),
        call.text("tenant"),
        call.text("session"),
        call.text("action"),
        call.text("outcome"),
        moment(call, "since"),
        moment(call, "until"));
  }

  private static @Nullable Instant moment(Call call, String parameter) {
    String text = call.text(parameter);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notAMoment) {
      throw RequestRefusedException.field(
          parameter, "must be a moment in ISO 8601, such as 2026-11-23T12:00:00Z");
    }
  }

  private void export(Call call, Exchange exchange) {
    AuditQuery query = query(call);
    String after = call.text("after");
    String tenant = exchange.tenant();
    if (exporting.take(tenant) != null) {
      throw ApiError.BUSY.because("too many exports are in progress");
    }
    AnswerStream stream = exchange.stream(HEAD);
    if (stream == null) {
      exporting.give(tenant);
      return;
    }
    stream.onEnd(() -> exporting.give(tenant));
    new Export(query, stream, after == null ? 0 : Long.parseLong(after)).more();
  }

  /// One stream. It reads the next records only when the caller has read those before. Confined to
  /// its event loop.
  private final class Export {
    private static final int AT_A_TIME = 200;

    private final AuditQuery query;
    private final AnswerStream stream;
    private final Context context = Objects.requireNonNull(Vertx.currentContext());
    private long last;
    private boolean reading;

    Export(AuditQuery query, AnswerStream stream, long after) {
      this.query = query;
      this.stream = stream;
      this.last = after;
      stream.onDrain(this::more);
    }

    void more() {
      if (reading || stream.isFull()) {
        return;
      }
      reading = true;
      audit
          .page(query, last, false, AT_A_TIME)
          .onComplete(read ->
              context.runOnContext(_ -> {
                reading = false;
                if (read.succeeded()) {
                  write(read.result());
                } else {
                  stream.cut(); // Or the caller would take it for the end.
                }
              }));
    }

    private void write(List<StoredAuditRecord> records) {
      var lines = Buffer.buffer();
      for (StoredAuditRecord record : records) {
        lines.appendBuffer(AuditView.of(record, audit).toBuffer()).appendByte((byte) '\n');
        last = record.id();
      }
      if (lines.length() > 0) {
        stream.write(lines);
      }
      if (records.size() < AT_A_TIME) {
        stream.end();
      } else {
        more();
      }
    }
  }
}
