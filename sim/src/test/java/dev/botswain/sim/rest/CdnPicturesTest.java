package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdnPicturesTest {
  private static Sim sim;

  @BeforeAll
  static void start() {
    sim = Sim.start(SimOptions.DEFAULT);
  }

  @AfterAll
  static void stop() {
    sim.close();
  }

  /// As a page of another origin would.
  private static HttpResponse<byte[]> get(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sim.url() + path))
            .header("Origin", "https://page.example")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static BufferedImage picture(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/avatars/1422825357312000001/a_8342729096ea3675442027381ff50dfe.gif",
        "/icons/1060437491712000000/86e39f7ae3307e811784e2ffd11a7310.png?size=64",
        "/app-icons/1422825357312000001/86e39f7ae3307e811784e2ffd11a7310.png",
        "/embed/avatars/5.png",
        "/guilds/1060437491712000000/users/1422825357312000001/avatars/0123456789abcdef.webp",
      })
  void picture_anyOfDiscords_canBeShown(String path) throws Exception {
    int side = path.endsWith("?size=64") ? 64 : 128;
    assertThat(picture(path).getWidth()).isEqualTo(side);
    assertThat(picture(path).getHeight()).isEqualTo(side);
  }

  @Test
  void picture_ofAnyEmojiAndSticker_canBeShown() throws Exception {
    var ids =
        sim.call(() -> {
          var guild = sim.world().guilds().all().at(0);
          var paths = new ArrayList<String>();
          guild.emojis().forEach(emoji -> paths.add("/emojis/" + emoji.id() + ".webp?size=32"));
          guild.stickers().forEach(sticker -> paths.add("/stickers/" + sticker.id() + ".png"));
          return paths;
        });
    assertThat(ids).hasSizeGreaterThan(10);
    for (String path : ids) {
      assertThat(picture(path).getColorModel().hasAlpha()).isTrue();
    }
  }

  @Test
  void picture_inEveryFile_ofTheDemo_isAsItsMessageSays() throws Exception {
    var urls =
        sim.call(() -> {
          var guild = sim.world().guilds().all().at(0);
          return guild.channels().stream()
              .flatMap(channel -> channel.messages().stream())
              .map(message -> message.attachments())
              .filter(Objects::nonNull)
              .toList();
        });
    assertThat(urls).hasSizeGreaterThan(8);
    for (String attachments : urls) {
      for (JsonNode file : new ObjectMapper().readTree(attachments)) {
        String url = file.path("url").asText();
        assertThat(url).startsWith(sim.url() + "/attachments/");
        if (file.has("width")) {
          var image = ImageIO.read(URI.create(url).toURL());
          assertThat(image.getWidth()).isEqualTo(file.path("width").asInt());
          assertThat(image.getHeight()).isEqualTo(file.path("height").asInt());
        } else {
          assertThat(get(url.substring(sim.url().length())).body())
              .hasSize(file.path("size").asInt());
        }
      }
    }
  }

  @Test
  void picture_ofOthers_looksDifferent() throws Exception {
    assertThat(get("/avatars/1422825357312000001/a.png").body())
        .isNotEqualTo(get("/avatars/1422825357312000003/a.png").body());
  }

  @Test
  void picture_again_isTheSame() throws Exception {
    var path = "/avatars/1422825357312000001/a.png?size=256";
    assertThat(get(path).body()).isEqualTo(get(path).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/avatars/1/a.png",
        "/icons/1/a.png",
        "/emojis/1.png",
        "/stickers/1.png",
        "/guilds/1060437491712000000/users/1/avatars/a.png",
        "/attachments/1/2/chart.png"
      })
  void picture_ofNobody_isNotFound(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/avatars/1422825357312000001/a",
        "/avatars/x/a.png",
        "/embed/avatars/9.png",
        "/avatars/99999999999999999999/a.png"
      })
  void picture_thatDiscordHasNot_isNoPicture(String path) throws Exception {
    assertThat(get(path).statusCode()).isGreaterThanOrEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "100", "8192", "x", "-16"})
  void picture_inASizeThatDiscordHasNot_isRefused(String size) throws Exception {
    assertThat(get("/embed/avatars/0.png?size=" + size).statusCode()).isEqualTo(400);
  }
}
