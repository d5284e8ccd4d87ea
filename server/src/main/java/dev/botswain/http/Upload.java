package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.hash.Sha256;
import dev.botswain.limit.Quota;
import dev.botswain.share.Shares;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of a form. They are written to the disk as they arrive, in the form in which they are
/// passed on, and stay there until the request is over. So no file is in memory, a slow caller
/// holds up no one else, and what is refused for now can be sent again.
///
/// The form's field `json` is what the body would be without files.
public final class Upload implements FormParts.Sink {
  private static final String JSON = "json";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]{1,64}/[\\w!#$&^.+-]{1,64}");

  private static final Pattern CHARSET = Pattern.compile("[\\w.:+-]{1,64}");

  private final Exchange exchange;
  private final StreamedBody body;
  private final UploadForm form;
  private final Vertx vertx = Vertx.currentContext().owner();
  private final String boundary = UUID.randomUUID().toString();
  private final MessageDigest digest = Sha256.digest();
  private @Nullable String path;
  private @Nullable AsyncFile file;
  private @Nullable Buffer json;
  private final Memory.Held held;
  private boolean isFile;
  private long received;
  private long length;
  private int files;

  private Upload(Exchange exchange, StreamedBody body, UploadForm form) {
    this.exchange = exchange;
    this.body = body;
    this.form = form;
    this.held = new Memory.Held(exchange.shared().memory().bodies(), exchange.tenant());
  }

  /// Receives a form, on the exchange's event loop.
  ///
  /// @param body paused
  /// @throws RequestRefusedException if there is no room for it
  static void receive(
      Exchange exchange, StreamedBody body, UploadForm form, Handler<Upload> whole) {
    Spool spool = exchange.shared().spool();
    String tenant = exchange.tenant();
    Caller caller = exchange.caller();
    Long quota = caller == null ? null : caller.quota(Quota.UPLOADS);
    long most = quota == null ? spool.places().share() : quota;
    var full = spool.places().take(tenant, 1, most);
    if (full != null) {
      var refusal = ApiError.BUSY.because("too many files are being uploaded; try again later");
      throw full == Shares.Refusal.SHARE && quota != null
          ? refusal.with("quota", Quota.UPLOADS.field())
          : refusal;
    }
    var upload = new Upload(exchange, body, form);
    exchange.onDone(() -> {
      spool.places().give(tenant);
      upload.held.giveBack();
      upload.delete();
    });
    upload.open(whole);
  }

  private void open(Handler<Upload> whole) {
    var type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
    var parts = new FormParts(type, this);
    body.handler(piece -> {
      received += piece.length();
      if (received > form.largest()) {
        refuse(
            ApiError.BODY_TOO_LARGE.because(
                "the form is larger than " + form.largest() + " bytes"));
      } else {
        read(() -> parts.take(piece));
      }
    });
    body.endHandler(_ -> {
      read(parts::end);
      end(whole);
    });
    var disk = vertx.fileSystem();
    vertx
        .executeBlocking(() -> exchange.shared().spool().folder().toString())
        .compose(folder -> disk.createTempFile(folder, "botswain-", ".upload", "rw-------"))
        .compose(made -> {
          path = made;
          return disk.open(made, new OpenOptions().setRead(false).setCreate(false));
        })
        .onSuccess(opened -> {
          file = opened;
          if (exchange.isDone()) {
            delete();
          } else {
            body.resume();
          }
        })
        .onFailure(exchange::refuse);
  }

  private void read(Runnable reading) {
    try {
      reading.run();
    } catch (FormParts.BrokenFormException broken) {
      refuse(ApiError.MALFORMED_REQUEST.because(String.valueOf(broken.getMessage())));
    }
  }

  /// The part `json` is the body even if it is sent as a file, as a browser's `Blob` is.
  @Override
  public void begin(FormParts.Part part) {
    isFile = !part.name().equals(JSON);
    if (!isFile) {
      if (json != null) {
        refuse(RequestRefusedException.field(JSON, "must be given once"));
      }
      json = Buffer.buffer();
    } else if (part.filename() == null) {
      refuse(
          RequestRefusedException.field(
              Choices.shown(part.name()),
              "is neither json nor a file: the part of a file has a filename"));
    } else if (files == form.mostFiles()) {
      refuse(RequestRefusedException.field("files", "must be at most " + form.mostFiles()));
    } else {
      file(part);
    }
  }

  private void file(FormParts.Part part) {
    write(
        Buffer.buffer(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(
                    boundary, form.file(files++), name(part.filename()), type(part.type()))));
  }

  private static String type(@Nullable String given) {
    var type = HeaderValue.of(given);
    if (!MEDIA_TYPE.matcher(type.value()).matches()) {
      return "application/octet-stream";
    }
    var charset = type.parameter("charset");
    return charset != null && CHARSET.matcher(charset).matches()
        ? type.value() + "; charset=" + charset
        : type.value();
  }

  @Override
  public void content(Buffer bytes) {
    if (exchange.isDone()) {
      return; // The rest is dropped.
    }
    if (isFile) {
      digest.update(bytes.getBytes());
      write(bytes);
    } else if (json != null) {
      int most = exchange.shared().memory().longestBody();
      if (json.length() + bytes.length() > most) {
        refuse(ApiError.BODY_TOO_LARGE.because("json is larger than " + most + " bytes"));
      } else if (!held.more(bytes.length())) {
        refuse(Memory.full());
      } else {
        json.appendBuffer(bytes);
      }
    }
  }

  @Override
  public void end() {
    if (isFile) {
      write(Buffer.buffer("\r\n"));
    }
  }

  /// In the form of browsers ([HTML, multipart form
  /// data](https://html.spec.whatwg.org/#multipart-form-data)): nothing that would end a header.
  private static String name(@Nullable String given) {
    String name = given == null || given.isBlank() ? "file" : given;
    return name.replace("\"", "%22").replaceAll("\\p{Cntrl}", "_");
  }

  private void write(Buffer bytes) {
    var to = file;
    if (to == null || exchange.isDone()) {
      return;
    }
    length += bytes.length();
    to.write(bytes).onFailure(exchange::refuse);
    if (to.writeQueueFull()) {
      body.pause();
      to.drainHandler(_ -> body.resume());
    }
  }

  private void end(Handler<Upload> whole) {
    if (files == 0 && form.needsFile()) {
      refuse(RequestRefusedException.field("file", "is required"));
      return;
    }
    var to = file;
    if (to != null && !exchange.isDone()) {
      file = null;
      to.close().onSuccess(_ -> whole.handle(this)).onFailure(exchange::refuse);
    }
  }

  private void refuse(RequestRefusedException refusal) {
    exchange.refuse(refusal);
  }

  private void delete() {
    var open = file;
    file = null;
    if (open != null) {
      open.close();
    }
    if (path != null) {
      vertx.fileSystem().delete(path);
    }
  }

  /// The number of files.
  public int files() {
    return files;
  }

  /// What the body would be without files.
  Buffer json() {
    return json == null ? Buffer.buffer("{}") : json;
  }

  /// A digest of the files' contents. To be called once.
  public String fingerprint() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// All of it as it is passed on.
  ///
  /// @param length bytes
  public record Whole(Path place, long length, String contentType) {}

  /// The files and their JSON payload, in one file. Writes to the disk, so only for virtual
  /// threads.
  public Whole with(JsonObject payload) {
    var tail = form.parts(payload, boundary) + "--" + boundary + "--\r\n";
    var bytes = ByteBuffer.wrap(tail.getBytes(StandardCharsets.UTF_8));
    long whole = length + bytes.remaining();
    var place = Path.of(java.util.Objects.requireNonNull(path));
    try (var channel = FileChannel.open(place, StandardOpenOption.WRITE)) {
      channel.truncate(length).position(length);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep an upload", e);
    }
    return new Whole(place, whole, "multipart/form-data; boundary=" + boundary);
  }
}
