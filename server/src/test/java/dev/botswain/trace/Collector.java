package dev.botswain.trace;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A collector of traces, which takes OTLP over HTTP.
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final List<String> bytes = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> heads = new CopyOnWriteArrayList<>();

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /// A span as it arrived.
  ///
  /// @param error its status is an error
  record Seen(
      String name,
      String kind,
      String trace,
      String id,
      String parent,
      long nanos,
      Map<String, String> attributes,
      Map<String, String> resource,
      boolean error) {
    String get(String key) {
      return attributes.get(key);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What makes a server export to it.
  Map<String, String> settings(String... more) {
    var settings = new TreeMap<String, String>();
    settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", url());
    settings.put("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    heads.add(Map.copyOf(exchange.getRequestHeaders()));
    bytes.add(new String(body, StandardCharsets.ISO_8859_1));
    read(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void read(byte[] body) throws InvalidProtocolBufferException {
    for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
      var of = attributes(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeSpansList()) {
        for (var span : scope.getSpansList()) {
          spans.add(
              new Seen(
                  span.getName(),
                  span.getKind().name().replace("SPAN_KIND_", ""),
                  hex(span.getTraceId().toByteArray()),
                  hex(span.getSpanId().toByteArray()),
                  hex(span.getParentSpanId().toByteArray()),
                  span.getEndTimeUnixNano() - span.getStartTimeUnixNano(),
                  attributes(span.getAttributesList()),
                  of,
                  span.getStatus().getCodeValue() == 2));
        }
      }
    }
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  private static Map<String, String> attributes(List<KeyValue> all) {
    var attributes = new TreeMap<String, String>();
    all.forEach(one -> attributes.put(one.getKey(), text(one.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }

  List<Seen> spans() {
    return spans;
  }

  /// Everything that arrived, byte by byte.
  String bytes() {
    return String.join("", bytes);
  }

  List<Map<String, List<String>>> heads() {
    return heads;
  }

  List<Seen> named(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  /// The only one of this name.
  Seen one(String name) {
    List<Seen> found = named(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " named " + name + " of " + spans);
    }
    return found.getFirst();
  }

  List<Seen> childrenOf(Seen parent) {
    return spans.stream()
        .filter(span -> span.parent().equals(parent.id()) && span.trace().equals(parent.trace()))
        .toList();
  }

  /// The only child of this name.
  Seen child(Seen parent, String name) {
    return childrenOf(parent).stream()
        .filter(span -> span.name().equals(name))
        .reduce((_, _) -> {
          throw new AssertionError("more than one " + name);
        })
        .orElseThrow(() -> new AssertionError(name + " is not in " + childrenOf(parent)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
