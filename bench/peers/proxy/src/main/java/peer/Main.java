package peer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/// Passes each request on to `UPSTREAM` and its answer back, and does nothing else: no check, no
/// limit, no change.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    URI upstream = URI.create(System.getenv("UPSTREAM"));
    var client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(upstream.getHost())
                .setDefaultPort(upstream.getPort()),
            new PoolOptions().setHttp1MaxSize(256));
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
    vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              request.pause();
              client
                  .request(
                      new RequestOptions().setMethod(request.method()).setURI(request.uri()))
                  .onSuccess(onward -> pass(request, onward))
                  .onFailure(failure -> request.response().setStatusCode(502).end());
            })
        .listen(port, "127.0.0.1")
        .onSuccess(
            server -> System.out.println("Listening: http://127.0.0.1:" + server.actualPort()));
  }

  private static void pass(HttpServerRequest request, HttpClientRequest onward) {
    HttpServerResponse answer = request.response();
    onward.headers().setAll(request.headers()).remove("Host");
    onward
        .response()
        .onSuccess(
            response -> {
              answer.setStatusCode(response.statusCode());
              answer.headers().setAll(response.headers());
              response.pipeTo(answer);
            })
        .onFailure(failure -> answer.setStatusCode(502).end());
    request.pipeTo(onward);
  }
}
