package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/avatars/80351110224678912/a_8342729096ea3675442027381ff50dfe.gif",
        "/icons/41771983423143937/86e39f7ae3307e811784e2ffd11a7310.png?size=64",
        "/embed/avatars/5.png",
        "/guilds/1/users/2/avatars/0123456789abcdef.webp",
      })
  void picture_anyOfDiscords_canBeShown(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertThat(picture.getWidth()).isEqualTo(16);
    assertThat(picture.getRGB(0, 0)).isEqualTo(picture.getRGB(15, 15));
  }

  @Test
  void picture_ofOthers_hasAnotherColour() throws Exception {
    assertThat(get("/avatars/1/a.png").body()).isNotEqualTo(get("/avatars/2/a.png").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/avatars/1/a", "/avatars/x/a.png", "/embed/avatars/9.png"})
  void picture_thatDiscordHasNot_isNoPicture(String path) throws Exception {
    assertThat(get(path).statusCode()).isGreaterThanOrEqualTo(400);
  }
}
