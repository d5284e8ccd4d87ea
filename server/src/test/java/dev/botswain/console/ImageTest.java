package dev.botswain.console;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.limit.Limit;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.ConsoleBrowser;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Images for the console, and what a page could make the server fetch.
class ImageTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Vertx vertx;
  private static HttpServer cdn;
  private static Botswain botswain;
  private static ConsoleBrowser browser;
  private static final Queue<MultiMap> ASKED = new ConcurrentLinkedQueue<>();
  private static volatile Consumer<HttpServerRequest> script;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    cdn =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              ASKED.add(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
              script.accept(request);
            })
            .listen(0, "127.0.0.1")
            .await();
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_DISCORD_CDN", base()));
    browser = new ConsoleBrowser(botswain.url());
    browser.login(TOKEN);
  }

  @AfterAll
  static void stop() {
    browser.close();
    botswain.close();
    vertx.close().await();
  }

  @BeforeEach
  void answerWithAnImage() {
    ASKED.clear();
    script = request -> answer(request, "image/png", "pixels");
  }

  private static String base() {
    return "http://127.0.0.1:" + cdn.actualPort();
  }

  private static void answer(HttpServerRequest request, String type, String body) {
    request.response().putHeader("Content-Type", type).end(body);
  }

  private static ConsoleBrowser.Answer image(String url) {
    return browser.get("/api/console/media?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
  }

  private static String fresh() {
    return base() + "/avatars/1/" + NUMBER.incrementAndGet() + ".png?size=64";
  }

  @Test
  void image_ofTheCdn_isPassedOnWithoutAnythingOfTheBrowsers() {
    String url = fresh();

    var answer = image(url);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEqualTo("pixels");
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("private, max-age=86400");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(ASKED.remove().names())
        .containsExactlyInAnyOrder("host", "user-agent", "accept", "accept-encoding");
    assertThat(image(url).status()).isEqualTo(200);
    assertThat(ASKED).as("the second is from memory").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a.png",
        "https://127.0.0.1:CDN/a.png",
        "http://localhost:CDN/a.png",
        "http://127.0.0.1:CDN@evil.example/a.png",
        "http://user@127.0.0.1:CDN/a.png",
        "http://127.0.0.1.evil.example:CDN/a.png",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:CDN/a.png",
        "http://2130706433:CDN/a.png",
        "https://evil.example/cdn.discordapp.com/a.png",
        "https://cdn.discordapp.com.evil.example/a.png",
        "https://cdn.discordapp.com:8443/a.png",
        "http://cdn.discordapp.com/a.png",
        "https://cdn.discordapp.com#@evil.example/",
        "https://discord.com/api/v10/users/@me",
        "file:///etc/passwd",
        "//cdn.discordapp.com/a.png",
        "/api/session",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "http://127.0.0.1:CDN\\@evil.example/",
        "http://127.0.0.1:CDN/a\r\nX: y",
        "x"
      })
  void url_elsewhere_isRefused(String url) {
    var answer = image(url.replace("CDN", Integer.toString(cdn.actualPort())));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("url");
    assertThat(ASKED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cdn.discordapp.com/embed/avatars/0.png",
        "https://CDN.discordapp.com:443/attachments/1/2/a.png?ex=1&is=2&hm=3",
        "https://media.discordapp.net/attachments/1/2/a.png?width=400",
        "https://images-ext-1.discordapp.net/external/x/https/example.com/a.png",
        "https://images-ext-2.discordapp.net/external/ü/a.png",
      })
  void url_ofDiscords_isNot(String url) {
    var own = URI.create(base());

    assertThatCode(() -> ImageUrl.parse(url, own)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ImageUrl.parse(url.replace("https", "http"), own))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void url_onDiscordsCdn_isReadFromTheConfiguredOne() {
    URI own = URI.create(base());

    assertThat(ImageUrl.parse("https://cdn.discordapp.com/emojis/1.webp?size=48", own))
        .isEqualTo(ImageUrl.parse(base() + "/emojis/1.webp?size=48", own));
    assertThat(ImageUrl.parse("https://media.discordapp.net/a.png", own).host())
        .isEqualTo("media.discordapp.net");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"image/svg+xml", "text/html", "application/json", "image/png+xml", "image/", "x"})
  void type_thatIsNoPicture_isRefused(String type) {
    script = request -> answer(request, type, "<svg onload=alert(1)>");

    var answer = image(fresh());

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.raw().body()).doesNotContain("svg");
  }

  @Test
  void type_withParameters_isReduced() {
    script = request -> answer(request, "Image/PNG; charset=x", "pixels");

    assertThat(image(fresh()).header("Content-Type")).isEqualTo("image/png");
  }

  @ParameterizedTest
  @CsvSource({"404, 404", "403, 404", "410, 404", "429, 502", "500, 502", "301, 502", "206, 502"})
  void status_thatIsNoImage_isTold(int status, int told) {
    script =
        request ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Location", base() + "/elsewhere")
                .putHeader("Set-Cookie", "a=b")
                .putHeader("Content-Type", "image/png")
                .end("pixels");

    var answer = image(fresh());

    assertThat(answer.status()).isEqualTo(told);
    assertThat(answer.setCookies()).isEmpty();
    assertThat(ASKED).as("redirects are not followed").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void image_tooLarge_isRefused(boolean announced) {
    script =
        request -> {
          var response = request.response().putHeader("Content-Type", "image/png");
          if (announced) {
            response.putHeader("Content-Length", Integer.toString(Image.LONGEST + 1));
          } else {
            response.setChunked(true);
          }
          response.write(Buffer.buffer(new byte[Image.LONGEST]));
          response.end(Buffer.buffer(new byte[1]));
        };

    assertThat(image(fresh()).status()).isEqualTo(502);
  }

  @Test
  void image_brokenOff_isNone() {
    script =
        request -> {
          request
              .response()
              .putHeader("Content-Type", "image/png")
              .putHeader("Content-Length", "100")
              .write("pix")
              .onComplete(_ -> request.connection().close());
        };

    String url = fresh();
    assertThat(image(url).status()).isEqualTo(502);
    answerWithAnImage();
    assertThat(image(url).raw().body()).isEqualTo("pixels");
  }

  @Test
  void image_compressed_isRefused() {
    script =
        request -> {
          request.response().putHeader("Content-Encoding", "gzip");
          answer(request, "image/png", "bomb");
        };

    assertThat(image(fresh()).status()).isEqualTo(502);
  }

  @Test
  void image_forNobody_isRefused() {
    try (var stranger = new ConsoleBrowser(botswain.url())) {
      String path = "/api/console/media?url=" + base() + "/a.png";

      assertThat(stranger.get(path).status()).isEqualTo(401);
      stranger.cookies().put("botswain-1", "x");
      assertThat(stranger.get(path).status()).isEqualTo(401);
      stranger.cookies().putAll(browser.cookies());
      assertThat(stranger.get(path).status()).isEqualTo(200);
      for (String site : List.of("cross-site", "same-site", "none")) {
        assertThat(stranger.from(site).get(path).status()).isEqualTo(403);
      }
    }
  }

  /// The others wait for their turn.
  @Test
  void images_manyAtOnce_areFetchedAFewAtATime() throws Exception {
    int share = Math.toIntExact(Limit.IMAGES.share());
    var held = new ConcurrentLinkedQueue<HttpServerRequest>();
    var most = new AtomicInteger();
    script =
        request -> {
          held.add(request);
          most.accumulateAndGet(held.size(), Math::max);
        };
    try (var pages = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 3 * share; i++) {
        Callable<Integer> status = () -> image(fresh()).status();
        answers.add(pages.submit(status));
      }
      for (int i = 0; i < 3; i++) {
        Botswain.eventually(() -> assertThat(held).hasSize(share));
        for (int one = 0; one < share; one++) {
          answer(held.remove(), "image/png", "pixels");
        }
      }
      for (Future<Integer> status : answers) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
    assertThat(most).hasValue(share);
  }

  @Test
  void cache_full_dropsWhatItsOwnerUsedLeast() {
    var cache = new ImageCache();
    var half = new Image("image/png", Buffer.buffer(new byte[3 << 20]));
    var of = new ArrayList<ImageUrl>();
    for (int i = 0; i < 3; i++) {
      of.add(ImageUrl.parse("https://cdn.discordapp.com/" + i + ".png", URI.create(base())));
    }
    var others = ImageUrl.parse("https://cdn.discordapp.com/o.png", URI.create(base()));
    cache.put(others, "other", half);
    cache.put(of.get(0), "one", half);
    cache.put(of.get(1), "one", half);

    assertThat(cache.get(of.get(0))).isNotNull(); // So that it was used last.
    cache.put(of.get(2), "one", half);

    assertThat(cache.get(of.get(0))).isNotNull();
    assertThat(cache.get(of.get(1))).isNull();
    assertThat(cache.get(of.get(2))).isNotNull();
    assertThat(cache.get(others)).as("another's share").isNotNull();
  }
}
