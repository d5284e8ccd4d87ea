package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "users",
        "/",
        "//evil.example",
        "/users//1",
        "/users/",
        "/users/../guilds",
        "/users/./1",
        "/users/..",
        "/users/1?limit=5",
        "/users/1#x",
        "/users/a b",
        "/users/1\r\nHost: x",
        "/users/ü",
        "/users/%2e%2E/1",
        "/users/a\\..\\b",
        "/users/%zz",
        "/users/1%"
      })
  void of_oddPath_isRefused(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> RestRequest.get(path));
  }

  @Test
  void repeatable_dependsOnTheMethod() {
    assertThat(RestRequest.get("/a").repeatable()).isTrue();
    assertThat(RestRequest.put("/a").repeatable()).isTrue();
    assertThat(RestRequest.delete("/a").repeatable()).isTrue();
    assertThat(RestRequest.post("/a").repeatable()).isFalse();
    assertThat(RestRequest.patch("/a").repeatable()).isFalse();
    assertThat(RestRequest.post("/a").repeatable(true).repeatable()).isTrue();
  }

  @Test
  void query_severalPairs_areEncodedInOrder() {
    var request = RestRequest.get("/a").query("id", 1).query("id", "a&b=c d").query("ü", true);

    assertThat(request.query()).isEqualTo("id=1&id=a%26b%3Dc%20d&%C3%BC=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a#b", "a\nb", "ü"})
  void query_notEncoded_isRefused(String query) {
    assertThatIllegalArgumentException().isThrownBy(() -> RestRequest.get("/a").query(query));
  }

  @Test
  void reason_length_isCountedInCharactersNotUnits() {
    assertThatNoException().isThrownBy(() -> RestRequest.put("/a").reason("🔥".repeat(512)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.put("/a").reason("x".repeat(513)));
    assertThatIllegalArgumentException().isThrownBy(() -> RestRequest.put("/a").reason(""));
  }

  @Test
  void patience_outOfBounds_isRefused() {
    assertThatNoException().isThrownBy(() -> RestRequest.get("/a").patience(Duration.ofDays(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.get("/a").patience(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.get("/a").patience(Duration.ofDays(2)));
  }

  @Test
  void body_contentTypeWithLineBreak_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.post("/a").body(Buffer.buffer(), "a\r\nb: c"));
  }
}
