package dev.botswain.operator;

import dev.botswain.http.Resource;
import dev.botswain.http.Served;
import java.time.InstantSource;
import java.util.List;

/// What the operator is served.
public final class OperatorApi {
  /// The security scheme of the operator.
  private static final String SCHEME = "operator";

  private OperatorApi() {}

  /// The parts of the operator's API.
  ///
  /// @param version of this program
  public record Parts(OperatorKey key, InstantSource clock, String version) {}

  /// Adds it to what others are served.
  public static Served addedTo(Served served, Parts parts) {
    return served.and(SCHEME, new OperatorAdmission(parts.key()), resources(parts));
  }

  private static List<Resource> resources(Parts parts) {
    return List.of(new ServerResource(parts.version(), parts.clock()));
  }
}
