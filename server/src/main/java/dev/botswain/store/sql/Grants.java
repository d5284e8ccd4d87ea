package dev.botswain.store.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.store.StoredGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Grants as JSON.
public final class Grants {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Grants() {}

  public static byte @Nullable [] write(@Nullable StoredGrant grant) {
    try {
      return grant == null ? null : JSON.writeValueAsBytes(grant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable StoredGrant read(byte @Nullable [] json) {
    try {
      return json == null ? null : JSON.readValue(json, StoredGrant.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
