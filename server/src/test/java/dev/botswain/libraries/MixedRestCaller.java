package dev.botswain.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/// Calls Botswain's own API, with the maximum patience.
final class MixedRestCaller implements MixedCaller {
  private static final String EMOJI_IN_PATH = "%F0%9F%94%A5";

  private final Botswain botswain;
  private final String session;

  MixedRestCaller(Botswain botswain, String session) {
    this.botswain = botswain;
    this.session = session;
  }

  private Botswain.Answer call(String method, String path, String body) {
    HttpRequest.Builder request =
        Botswain.request(botswain.url() + "/api" + path)
            .header("Prefer", "wait=30")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    Botswain.Answer answer = botswain.send(request, session);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
    return answer;
  }

  private static String text(String text) {
    return "{\"content\": \"" + text + "\"}";
  }

  private static String messages(String channel) {
    return "/channels/" + channel + "/messages";
  }

  private static String reaction(String channel, String message) {
    return messages(channel) + "/" + message + "/reactions/" + EMOJI_IN_PATH + "/@me";
  }

  @Override
  public String send(String channel, String text) {
    return call("POST", messages(channel), text(text)).body().path("id").asText();
  }

  @Override
  public void edit(String channel, String message, String text) {
    call("PATCH", messages(channel) + "/" + message, text(text));
  }

  @Override
  public void react(String channel, String message) {
    call("PUT", reaction(channel, message), null);
  }

  @Override
  public void unreact(String channel, String message) {
    call("DELETE", reaction(channel, message), null);
  }

  @Override
  public void fetch(String channel, String message) {
    call("GET", messages(channel) + "/" + message, null);
  }

  @Override
  public void history(String channel) {
    call("GET", "/messages?channelId=" + channel + "&limit=20", null);
  }

  @Override
  public void delete(String channel, String message) {
    call("DELETE", messages(channel) + "/" + message, null);
  }

  /// Members come from memory, so this reads the guild's bans instead.
  @Override
  public void member(String user) {
    call("GET", "/bans?limit=10", null);
  }
}
