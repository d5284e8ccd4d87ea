package dev.botswain.sim.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values at path templates, such as `/channels/{channel_id}/messages`, and the lookup by path.
///
/// If both a fixed segment and a variable fit, the fixed one wins: `messages/pins` is not a
/// message. A fixed segment may be percent-encoded too: discord.js sends `%40original`.
public final class PathTree<T> {
  private final Node<T> root = new Node<>();

  /// The value at a path, and the values of its variables by name, decoded.
  public record Match<T>(T found, Map<String, String> values) {}

  private static final class Node<T> {
    final Map<String, Node<T>> fixed = new HashMap<>();
    @Nullable Node<T> variable;
    @Nullable T value;
    List<String> names = List.of();
  }

  /// Adds a value at a template. Its variables are in braces; templates that differ only in the
  /// names of variables are the same.
  ///
  /// @return the existing value, which stays, or else `value`
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

  /// The value at a path whose segments are still percent-encoded; empty if they are encoded
  /// wrongly.
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

  /// Whether a segment of a template is a variable.
  public static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /// The segments of a path or template, unchanged; a trailing `/` adds none.
  public static List<String> segments(String path) {
    int from = path.startsWith("/") ? 1 : 0;
    int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
    return List.of(path.substring(from, to).split("/", -1));
  }

  /// Decodes a segment; unlike in a query, `+` stands for itself.
  private static String decode(String segment) {
    return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
  }
}
