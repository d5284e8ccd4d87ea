package dev.botswain.inspect;

import dev.botswain.discord.rest.BucketView;
import dev.botswain.discord.rest.FinishedCall;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.Route;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call to Discord that is finished.
///
/// @param id grows from call to call, also over restarts
/// @param origin null if the server needed it itself
/// @param route the method and the path without ids and tokens
/// @param path without tokens
/// @param status of Discord's last answer; 0 if the call was given up
/// @param code Discord's error code; 0 if there is none
/// @param failure why it was given up; null if Discord answered
/// @param waited the time in the queue
/// @param atDiscord the time that Discord took, over all tries
/// @param limited how often Discord answered 429
/// @param bucket when the call ended; null if it waited in none
public record KeptCall(
    long id,
    Instant began,
    @Nullable Origin origin,
    String route,
    String path,
    int status,
    int code,
    @Nullable Failure failure,
    Duration waited,
    Duration atDiscord,
    int tries,
    int limited,
    @Nullable BucketView bucket) {
  private static final int TOKEN = 2;
  private static final int BYTES = 320;

  static KeptCall of(FinishedCall call, long id, int status, int code, @Nullable Failure failure) {
    return new KeptCall(
        id,
        call.began(),
        call.request().origin() instanceof Origin origin ? origin : null,
        call.route().template(),
        path(call.request(), call.route()),
        status,
        code,
        failure,
        call.waited(),
        call.atDiscord(),
        call.tries(),
        call.limited(),
        call.bucket());
  }

  /// Without tokens.
  static String path(RestRequest request, Route route) {
    String path = request.path();
    if (!route.ownToken()) {
      return Masked.text(path);
    }
    String[] parts = path.substring(1).split("/");
    parts[TOKEN] = Masked.MARK;
    return Masked.text("/" + String.join("/", parts));
  }

  /// The interface that it came over.
  public Face face() {
    return origin == null ? Face.SERVER : origin.face();
  }

  /// Its approximate size in memory.
  int bytes() {
    return BYTES + path.length() + (origin == null ? 0 : origin.bytes());
  }
}
