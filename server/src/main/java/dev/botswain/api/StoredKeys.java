package dev.botswain.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.bot.Await;
import dev.botswain.store.Change;
import dev.botswain.store.Sha256;
import dev.botswain.store.Store;
import dev.botswain.store.StoredKey;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Idempotency keys that outlive the process: a key is stored before its request acts, and its
/// answer afterwards. One that has no answer is of a request that was at work when the server died.
final class StoredKeys implements IdempotencyKeys {
  private static final Logger log = LoggerFactory.getLogger(StoredKeys.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecentKeys recent;
  private final Store store;
  private final InstantSource clock;

  /// @param recent those of this run
  StoredKeys(RecentKeys recent, Store store, InstantSource clock) {
    this.recent = recent;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Claim claim(Key key, String request, Duration most)
      throws TimeoutException, InterruptedException {
    Claim claim = recent.claim(key, request, most);
    if (!(claim instanceof Claim.First)) {
      return claim;
    }
    try {
      String name = Sha256.hex(key.text());
      List<StoredKey> before = Await.of(store.key(name));
      if (before.isEmpty()) {
        Await.of(
            store.write(
                new Change.PutKey(new StoredKey(name, key.bot(), request, null, clock.instant()))));
        return claim;
      }
      return earlier(key, request, before.getFirst());
    } catch (RuntimeException failure) {
      recent.forget(key);
      throw failure;
    }
  }

  private Claim earlier(Key key, String request, StoredKey before) {
    if (!before.request().equals(request)) {
      recent.forget(key);
      return new Claim.Other();
    }
    byte[] stored = before.answer();
    if (stored == null) {
      return new Claim.Unknown();
    }
    Answer answer = read(stored);
    recent.settle(key, answer);
    return new Claim.Answered(answer);
  }

  @Override
  public void settle(Key key, Answer answer) {
    String request = recent.settle(key, answer);
    if (request != null) {
      store
          .write(
              new Change.PutKey(
                  new StoredKey(
                      Sha256.hex(key.text()), key.bot(), request, write(answer), clock.instant())))
          .onFailure(e -> log.warn("an idempotency key has no answer: {}", e.toString()));
    }
  }

  @Override
  public void forget(Key key) {
    // In this order: who waits for it looks into the store next.
    store.write(new Change.RemoveKey(Sha256.hex(key.text()))).onComplete(_ -> recent.forget(key));
  }

  private static byte[] write(Answer answer) {
    ObjectNode json = JSON.createObjectNode();
    json.put("status", answer.status());
    json.put("contentType", answer.contentType());
    answer.headers().forEach(json.putArray("headers")::add);
    json.put("body", answer.body().getBytes());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer read(byte[] stored) {
    try {
      JsonNode json = JSON.readTree(stored);
      var headers = new ArrayList<String>();
      json.path("headers").forEach(header -> headers.add(header.asText()));
      @Nullable String type = json.path("contentType").textValue();
      return new Answer(
          json.path("status").asInt(),
          Buffer.buffer(json.path("body").binaryValue()),
          type,
          null,
          headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
