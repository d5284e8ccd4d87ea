package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.ScriptedUpstream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What enters the relay at one end leaves it at the other, in both directions, except for the
/// headers that must change.
@Timeout(180)
class RelayBytesTest {
  private static final int ROUNDS = 250;
  private static final int MOST_BYTES = 10 << 20;
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /// Statuses about limits or tokens are interpreted, and tested elsewhere.
  private static final List<Integer> STATUSES =
      List.of(200, 201, 202, 204, 207, 301, 304, 307, 400, 403, 404, 409, 413, 418, 501, 507);

  private static final Set<String> MUST_CHANGE_TO_DISCORD =
      Set.of(
          "host",
          "authorization",
          "accept-encoding",
          "content-length",
          "transfer-encoding",
          "user-agent",
          "connection");
  private static final Set<String> MUST_CHANGE_TO_CALLER =
      Set.of(
          "content-length",
          "transfer-encoding",
          "connection",
          "x-content-type-options",
          "x-request-id",
          "botswain-queue-ms");

  private static ScriptedUpstream discord;
  private static HttpClient http;
  private static String session;
  private static Context loop;

  private final Random random = new Random(20_261_125);

  /// What is sent in one direction.
  private record Content(List<Map.Entry<String, String>> headers, Buffer body) {}

  /// What arrived.
  private record Arrived(String line, TreeSet<String> headers, Buffer body) {}

  private record Received(HttpClientResponse head, Buffer body) {}

  @BeforeAll
  static void start() {
    discord =
        new ScriptedUpstream(
            Map.of(
                "BOTSWAIN_DISCORD_REQUESTS_PER_SECOND", "100000",
                "BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0"));
    session = discord.botswain().session(Botswain.TOKEN);
    loop = discord.vertx().getOrCreateContext();
    var url = URI.create(discord.botswain().url());
    http =
        discord
            .vertx()
            .createHttpClient(
                new HttpClientOptions().setDefaultHost(url.getHost()).setDefaultPort(url.getPort()),
                new PoolOptions().setHttp1MaxSize(1));
  }

  @AfterAll
  static void stop() {
    discord.close();
  }

  @Test
  void anyRequest_andItsAnswer_arriveAsTheyWere() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      round(i);
    }
  }

  private void round(int number) throws Exception {
    var method = METHODS.get(random.nextInt(METHODS.size()));
    var target = "/api/v" + (random.nextBoolean() ? 10 : 9) + path() + query();
    var sent = content(!Set.of("GET", "HEAD", "OPTIONS").contains(method));
    var status = STATUSES.get(random.nextInt(STATUSES.size()));
    var bodiless = method.equals("HEAD") || status == 204 || status == 304;
    var answered = content(!bodiless);
    var chunkedAnswer = random.nextBoolean();
    var lastAnswer = random.nextInt(4) == 0;
    var arrived = new CompletableFuture<Arrived>();
    discord.script(request ->
        request
            .body()
            .onSuccess(body -> {
              arrived.complete(
                  new Arrived(
                      request.method() + " " + request.uri(),
                      names(request.headers(), MUST_CHANGE_TO_DISCORD),
                      body));
              if (lastAnswer) {
                request.response().putHeader("Connection", "close");
              }
              answer(request, status, answered, chunkedAnswer);
            }));

    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setURI(target)
            .putHeader("Authorization", "Bot " + session);
    sent.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    var chunked = random.nextBoolean() && sent.body().length() > 0;
    if (random.nextInt(4) == 0 && sent.body().length() > 0) {
      options.putHeader("Expect", "100-continue");
    }
    var what =
        "%d: %s %s, %d bytes, chunked %s -> %d, %d bytes, chunked %s"
            .formatted(
                number,
                method,
                target,
                sent.body().length(),
                chunked,
                status,
                answered.body().length(),
                chunkedAnswer);
    var received = Promise.<Received>promise();
    loop.runOnContext(_ -> send(options, sent.body(), chunked).onComplete(received));
    var response = received.future().await(20, TimeUnit.SECONDS);

    var there = arrived.get(10, TimeUnit.SECONDS);
    assertThat(there.line()).as(what).isEqualTo(method + " " + target);
    assertThat(there.headers()).as(what).isEqualTo(names(sent.headers(), MUST_CHANGE_TO_DISCORD));
    assertThat(there.body().equals(sent.body())).as(what).isTrue();
    assertThat(response.head().statusCode()).as(what).isEqualTo(status);
    assertThat(names(response.head().headers(), MUST_CHANGE_TO_CALLER))
        .as(what)
        .isEqualTo(names(answered.headers(), MUST_CHANGE_TO_CALLER));
    assertThat(response.body().equals(answered.body())).as(what + " -> " + status).isTrue();
  }

  private static Future<Received> send(RequestOptions options, Buffer body, boolean chunked) {
    return http.request(options)
        .compose(request -> {
          request.setChunked(chunked);
          return body.length() == 0 ? request.send() : request.send(body);
        })
        .compose(head -> head.body().map(bytes -> new Received(head, bytes)));
  }

  private static void answer(
      HttpServerRequest request, int status, Content content, boolean chunked) {
    var response = request.response().setStatusCode(status);
    content.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    if (content.body().length() == 0) {
      response.end();
    } else {
      response.setChunked(chunked);
      response.end(content.body());
    }
  }

  private static TreeSet<String> names(
      Iterable<Map.Entry<String, String>> headers, Set<String> butFor) {
    var all = new TreeSet<String>();
    for (var header : headers) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!butFor.contains(name)) {
        all.add(name + ": " + header.getValue());
      }
    }
    return all;
  }

  private Content content(boolean withBody) {
    var headers = new ArrayList<Map.Entry<String, String>>();
    for (int i = random.nextInt(6); i > 0; i--) {
      headers.add(
          Map.entry("X-" + text("abcXYZ019-_", 12), text(" !\"#%&'()*+,/:;=?@[]{}~az", 40)));
    }
    headers.add(Map.entry("Content-Type", "text/plain; charset=\"x\""));
    headers.add(Map.entry("X-Twice", "one"));
    headers.add(Map.entry("X-Twice", "two"));
    return new Content(headers, withBody ? body() : Buffer.buffer());
  }

  private Buffer body() {
    int length =
        switch (random.nextInt(10)) {
          case 0 -> 0;
          case 1, 2 -> (64 << 10) + random.nextInt(3) - 1;
          case 3 -> random.nextInt(MOST_BYTES);
          default -> random.nextInt(100_000);
        };
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return Buffer.buffer(bytes);
  }

  private String path() {
    return switch (random.nextInt(4)) {
      case 0 -> "/channels/" + id() + "/messages/" + id() + "/reactions/%F0%9F%91%8D/@me";
      case 1 -> "/guilds/" + id() + "/members/" + id();
      case 2 -> "/applications/" + id() + "/commands";
      default -> "/odd/" + text("azAZ09-_~!$&'()*+,;=:@", 20) + "x/%C3%BC%20%41" + id();
    };
  }

  private String query() {
    return switch (random.nextInt(3)) {
      case 0 -> "";
      case 1 -> "?limit=" + random.nextInt(100) + "&after=" + id();
      default -> "?" + text("ab%=&+/?:@!$'()*,;[]{}|\\^`\"<>~", 60);
    };
  }

  private String id() {
    return Long.toString(random.nextLong(1, Long.MAX_VALUE));
  }

  private String text(String alphabet, int most) {
    return random
        .ints(1 + random.nextInt(most), 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .collect(Collectors.joining())
        .strip()
        .concat("z");
  }
}
