package dev.botswain.console;

import dev.botswain.error.ApiError;
import dev.botswain.net.Reach;
import dev.botswain.time.Alarm;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Locale;

/// Fetches images over HTTP, within a time and a size. It sends nothing of whoever wants them, and
/// follows no redirects.
final class ImageFetch {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 16;
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final Vertx vertx;
  private final Context loop;
  private final Reach reach;
  private final HttpClient secure;
  private final HttpClient plain;
  private final String userAgent;

  /// @param version of this program, for the User-Agent
  ImageFetch(Vertx vertx, String version) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.reach = new Reach(vertx);
    var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
    this.secure = vertx.createHttpClient(options().setSsl(true).setVerifyHost(true), pool);
    this.plain = vertx.createHttpClient(options(), pool);
    this.userAgent = "Botswain/" + version + " (https://github.com/botswain/botswain)";
  }

  private static HttpClientOptions options() {
    int seconds = (int) LONGEST.toSeconds();
    return new HttpClientOptions()
        .setConnectTimeout((int) LONGEST.toMillis())
        .setIdleTimeout(seconds)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
  }

  /// Fails with a [dev.botswain.error.RequestRefusedException] that says why there is no image. May
  /// be called on any thread.
  Future<Image> fetch(ImageUrl url) {
    var image = Promise.<Image>promise();
    loop.runOnContext(_ -> {
      var alarm = new Alarm(vertx);
      alarm.set(
          LONGEST,
          () -> image.tryFail(ApiError.DISCORD_UNREACHABLE.because("Discord's CDN is slow")));
      image.future().onComplete(_ -> alarm.stop());
      reach
          .connect(url.host(), url.port(), server -> request(url, server))
          .onSuccess(request -> send(request, image))
          .onFailure(_ ->
              image.tryFail(
                  ApiError.DISCORD_UNREACHABLE.because("Discord's CDN cannot be reached")));
    });
    return image.future();
  }

  private Future<HttpClientRequest> request(ImageUrl url, io.vertx.core.net.SocketAddress server) {
    return (url.secure() ? secure : plain)
        .request(
            new RequestOptions()
                .setServer(server)
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.uri())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.USER_AGENT, userAgent)
                .putHeader(
                    HttpHeaders.ACCEPT, String.join(", ", Image.TYPES.stream().sorted().toList()))
                .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity"));
  }

  private static void send(HttpClientRequest request, Promise<Image> image) {
    image.future().onFailure(_ -> request.reset());
    request
        .send()
        .onSuccess(response -> receive(response, image))
        .onFailure(_ ->
            image.tryFail(ApiError.DISCORD_UNREACHABLE.because("Discord's CDN does not answer")));
  }

  private static void receive(HttpClientResponse response, Promise<Image> image) {
    // First, because an answer of which the rest is not wanted ends like this too.
    response.exceptionHandler(
        _ -> image.tryFail(ApiError.DISCORD_FAILED.because("Discord's CDN broke off")));
    String type = type(response);
    if (response.statusCode() != 200) {
      boolean isGone = response.statusCode() / 100 == 4 && response.statusCode() != 429;
      image.tryFail(
          isGone
              ? ApiError.NOT_FOUND.because("Discord's CDN has no such image, or no longer")
              : ApiError.DISCORD_FAILED.because(
                  "Discord's CDN answered " + response.statusCode() + " in place of the image"));
      return;
    }
    if (!Image.TYPES.contains(type) || response.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      image.tryFail(ApiError.DISCORD_FAILED.because("what is there is no image that can be shown"));
      return;
    }
    var bytes = Buffer.buffer();
    response
        .handler(piece -> {
          if (bytes.length() + piece.length() > Image.LONGEST) {
            image.tryFail(
                ApiError.DISCORD_FAILED.because(
                    "the image is larger than %s MiB".formatted(Image.LONGEST >> 20)));
          } else {
            bytes.appendBuffer(piece);
          }
        })
        .endHandler(_ -> image.tryComplete(new Image(type, bytes)));
  }

  private static String type(HttpClientResponse response) {
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
