package dev.botswain.sim.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Things that stand at path templates, such as `/channels/{channel_id}/messages`, and the way from
/// a path to them.
///
/// Where both a fixed segment and a variable would fit, the fixed one wins: `messages/pins` is no
/// message. A fixed segment may be percent-encoded too: discord.js asks for `%40original`.
public final class PathTree<T> {
  private final Node<T> root = new Node<>();

  /// What stands at a path, and the values of its variables by name, decoded.
  public record Match<T>(T found, Map<String, String> values) {}

  private static final class Node<T> {
    final Map<String, Node<T>> fixed = new HashMap<>();
    @Nullable Node<T> variable;
    @Nullable T value;
    List<String> names = List.of();
  }

  /// Puts something at a template. Its variables stand in braces; templates that differ only in
  /// their names are the same.
  ///
  /// @return what stood there before, which stays, or else `value`
  public T putIfAbsent(String template, T value) {
    Node<T> node = root;
    var names = new ArrayList<String>();
    for (String segment : segments(template)) {
      if (isVariable(segment)) {
        names.add(segment.substring(1, segment.length() - 1));
        if (node.variable == null) {
          node.variable = new Node<>();
        }
        node = node.variable;
      } else {
        node = node.fixed.computeIfAbsent(segment, none -> new Node<>());
      }
    }
    if (node.value == null) {
      node.value = value;
      node.names = names;
      return value;
    }
    return node.value;
  }

  /// What stands at a path whose segments are still percent-encoded; nothing also where they are
  /// encoded wrongly.
  public Optional<Match<T>> find(String path) {
    var values = new ArrayList<String>();
    Node<T> node;
    try {
      var decoded = segments(path).stream().map(PathTree::decode).toList();
      node = find(root, decoded, 0, values);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (node == null || node.value == null) {
      return Optional.empty();
    }
    var named = new LinkedHashMap<String, String>();
    for (int i = 0; i < values.size(); i++) {
      named.put(node.names.get(i), values.get(i));
    }
    return Optional.of(new Match<>(node.value, named));
  }

  private static <T> @Nullable Node<T> find(
      Node<T> node, List<String> path, int at, List<String> values) {
    if (at == path.size()) {
      return node.value == null ? null : node;
    }
    Node<T> fixed = node.fixed.get(path.get(at));
    if (fixed != null) {
      Node<T> found = find(fixed, path, at + 1, values);
      if (found != null) {
        return found;
      }
    }
    if (node.variable == null) {
      return null;
    }
    values.add(path.get(at));
    Node<T> found = find(node.variable, path, at + 1, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  /// Says whether a segment of a template stands for any value.
  public static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /// The segments of a path or template, as they are; a `/` at the end adds none.
  public static List<String> segments(String path) {
    int from = path.startsWith("/") ? 1 : 0;
    int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
    return List.of(path.substring(from, to).split("/", -1));
  }

  /// Decodes a segment; unlike in a query, `+` is itself.
  private static String decode(String segment) {
    return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
  }
}
