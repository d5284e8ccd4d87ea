package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.api.TestApi;
import dev.botswain.error.RequestRefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final RequestMetrics metrics = new RequestMetrics(new SimpleMeterRegistry());
  private final Router routes =
      new Router(
          TestApi.contractOf(
                  ("""
                  paths:
                    /hooks:
                      get: {operationId: list, x-scope: any}
                      post: {operationId: create, x-scope: any}
                    /hooks/test:
                      get: {operationId: test, x-scope: any}
                    /hooks/{id}:
                      get: {operationId: one, x-scope: any}
                      delete: {operationId: remove, x-scope: any}
                    /hooks/{id}/tries/{try}:
                      get: {operationId: attempt, x-scope: any}
                  """))
              .operations()
              .stream()
              .map(each -> new Endpoint(each, _ -> Answer.empty(200), metrics.of(each.id())))
              .toList());

  private String id(HttpMethod method, String path) {
    var found = Objects.requireNonNull(routes.find(path));
    return Objects.requireNonNull(found.methods().find(method)).id();
  }

  @Test
  void find_literalPath_winsOverPlaceholder() {
    assertThat(id(HttpMethod.GET, "/hooks/test")).isEqualTo("test");
    assertThat(id(HttpMethod.GET, "/hooks/other")).isEqualTo("one");
    assertThat(id(HttpMethod.DELETE, "/hooks/other")).isEqualTo("remove");
    assertThat(id(HttpMethod.POST, "/hooks")).isEqualTo("create");
  }

  @Test
  void find_placeholders_areDecoded() {
    var found = Objects.requireNonNull(routes.find("/hooks/a%20b/tries/%C3%A9"));

    assertThat(found.placeholders()).isEqualTo(Map.of("id", "a b", "try", "é"));
  }

  @Test
  void find_placeholderBadlyEncoded_isRefused() {
    assertThatThrownBy(() -> routes.find("/hooks/%zz"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageStartingWith("id must be percent-encoded");
  }

  @Test
  void find_unknownPath_isNothing() {
    assertThat(routes.find("/hooks/")).isNull();
    assertThat(routes.find("/hooks/a/")).isNull();
    assertThat(routes.find("/hooks/a/tries")).isNull();
    assertThat(routes.find("hooks")).isNull();
  }

  @Test
  void allowed_anyPath_namesItsMethods() {
    assertThat(Objects.requireNonNull(routes.find("/hooks")).methods().allowed())
        .isEqualTo("GET, HEAD, POST, OPTIONS");
  }
}
