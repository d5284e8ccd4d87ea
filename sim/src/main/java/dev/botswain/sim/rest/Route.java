package dev.botswain.sim.rest;

import dev.botswain.sim.http.PathTree;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A method and a path, such as `GET /channels/{channel_id}/messages`, and its endpoint.
///
/// @param variables the names of the path's variables, in order
/// @param bucketHash the value of `X-RateLimit-Bucket`
record Route(
    HttpMethod method,
    String template,
    List<String> variables,
    Access access,
    Bucket bucket,
    String bucketHash,
    Endpoint endpoint) {
  private static final Set<String> MAJOR =
      Set.of("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token");

  static Route of(
      HttpMethod method, String template, Access access, Bucket bucket, Endpoint endpoint) {
    String named = bucket.name().isEmpty() ? method.name() + " " + template : bucket.name();
    return new Route(
        method,
        template,
        PathTree.segments(template).stream()
            .filter(PathTree::isVariable)
            .map(segment -> segment.substring(1, segment.length() - 1))
            .toList(),
        access,
        bucket,
        hash(named),
        endpoint);
  }

  /// The values of the major parameters, for which limits count separately ([Rate
  /// Limits](https://discord.com/developers/docs/topics/rate-limits)).
  String majors(Map<String, String> values) {
    return variables.stream()
        .filter(MAJOR::contains)
        .map(values::get)
        .collect(Collectors.joining("/"));
  }

  private static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
