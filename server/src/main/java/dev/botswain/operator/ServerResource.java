package dev.botswain.operator;

import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.time.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The server itself.
final class ServerResource implements Resource {
  private final String version;
  private final Instant startedAt;

  ServerResource(String version, InstantSource clock) {
    this.version = version;
    this.startedAt = clock.instant();
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("getServer", Operation.fromMemory(_ -> Answer.json(view())));
  }

  private View view() {
    return new View(version, Runtime.version().toString(), Timestamp.of(startedAt));
  }

  private record View(String version, String javaVersion, String startedAt) {}
}
