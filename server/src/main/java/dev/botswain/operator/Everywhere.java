package dev.botswain.operator;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.operator.ServerNodes.Known;
import dev.botswain.time.Deadline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Operations of the operator about what is at all nodes. A list asks every node for its next page
/// and shows the first entries of all; what is about one session or webhook is done at the node
/// that has it. (What is about one bot has its id in the path, and is passed on to its owner.)
///
/// A node that does not answer is left out, and named in a header.
public final class Everywhere {
  /// Names the nodes that did not answer.
  static final String MISSING = "Botswain-Missing-Nodes";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Lists, and how their entries are ordered.
  private static final Map<String, Order> LISTS =
      Map.of(
          "listBots", Order.byNumber("id"),
          "listAllSessions", Order.byText("fingerprint"),
          "listAllWebhooks", Order.byText("id"));

  private static final Set<String> SUMS = Set.of("getTenantUsage");
  private static final Set<String> SEARCHES =
      Set.of("endAnySession", "removeWebhook", "disableWebhook");

  private final ServerNodes nodes;
  private final Map<String, Operation> here = new HashMap<>();

  public Everywhere(ServerNodes nodes) {
    this.nodes = nodes;
  }

  /// Lets an operation be asked for by other nodes.
  void open(String name, Operation operation) {
    here.put(name, operation);
  }

  /// The same resource for all nodes.
  Resource over(Resource resource) {
    var all = new LinkedHashMap<>(resource.operations());
    all.replaceAll(this::over);
    return () -> all;
  }

  private Operation over(String name, Operation operation) {
    Order order = LISTS.get(name);
    if (order == null && !SUMS.contains(name) && !SEARCHES.contains(name)) {
      return operation;
    }
    open(name, operation);
    if (order != null) {
      return call -> isAlone() ? operation.answer(call) : list(name, operation, call, order);
    }
    return SUMS.contains(name)
        ? call -> isAlone() ? operation.answer(call) : sum(name, operation, call)
        : call -> search(name, operation, call);
  }

  private boolean isAlone() {
    return others().isEmpty();
  }

  private List<Known> others() {
    return nodes.known().stream().filter(node -> !node.me()).toList();
  }

  /// What the nodes answered.
  ///
  /// @param parts of those that did, this one first
  private record Parts(List<Part> parts, List<Known> missing) {
    Answer of(Object merged) {
      Answer answer = Answer.json(Buffer.buffer(Json.encode(merged)));
      return missing.isEmpty()
          ? answer
          : answer.with(
              MISSING,
              missing.stream().map(node -> node.id().toString()).collect(Collectors.joining(", ")));
    }
  }

  /// The part of an answer that one node has.
  ///
  /// @param body JSON, or null
  /// @param more whether there is a next page of it
  record Part(int status, Object body, boolean more) {
    static Part of(Answer answer) {
      Buffer body = answer.body();
      return new Part(
          answer.status(),
          body.length() == 0 ? new JsonObject() : Json.decodeValue(body),
          answer.headers().contains("Link"));
    }

    static Part of(JsonObject told) {
      return new Part(
          told.getInteger("status"), told.getValue("body"), told.getBoolean("more", false));
    }

    JsonObject told() {
      return new JsonObject().put("status", status).put("body", body).put("more", more);
    }

    boolean isSuccess() {
      return status < 300;
    }

    /// The answer of another node as the operator gets it.
    ///
    /// @throws RequestRefusedException if it refused
    Answer answer() {
      if (status == 204) {
        return Answer.empty(status);
      }
      var told = (JsonObject) body;
      if (!isSuccess()) {
        throw ApiError.valueOf(told.getString("code").toUpperCase(Locale.ROOT))
            .because(told.getString("error"));
      }
      return Answer.json(told.toBuffer()).status(status);
    }
  }

  /// Asks all at once.
  private Parts ask(String name, Operation operation, Call call) throws Exception {
    List<Known> others = others();
    Buffer question = RemoteCall.question(name, call).toBuffer();
    List<Future<Part>> asked = others.stream().map(node -> ask(node, question)).toList();
    var parts = new ArrayList<Part>();
    parts.add(Part.of(operation.answer(call)));
    var missing = new ArrayList<Known>();
    for (int i = 0; i < asked.size(); i++) {
      try {
        Part part = call.await(asked.get(i));
        if (part.isSuccess()) {
          parts.add(part);
        }
      } catch (TimeoutException | RuntimeException away) {
        missing.add(others.get(i));
      }
    }
    return new Parts(parts, missing);
  }

  private Future<Part> ask(Known node, Buffer question) {
    return nodes.ask(node.id(), question, PATIENCE).map(answer -> Part.of(new JsonObject(answer)));
  }

  private Answer list(String name, Operation operation, Call call, Order order) throws Exception {
    Parts all = ask(name, operation, call);
    List<JsonObject> entries =
        all.parts().stream()
            .flatMap(part -> ((JsonArray) part.body()).stream())
            .map(JsonObject.class::cast)
            .collect(order.once()) // A bot may be on its way between two nodes.
            .values()
            .stream()
            .sorted(order.comparator())
            .toList();
    List<JsonObject> page = Pages.next(call, entries);
    boolean more =
        page.size() < entries.size() || all.parts().stream().anyMatch(part -> part.more());
    Answer answer = all.of(new JsonArray(page));
    return more && !page.isEmpty()
        ? answer.next(call.nextPage("after", page.getLast().getString(order.field())))
        : answer;
  }

  private Answer sum(String name, Operation operation, Call call) throws Exception {
    Parts all = ask(name, operation, call);
    var sum = (JsonObject) all.parts().getFirst().body();
    for (Part other : all.parts().subList(1, all.parts().size())) {
      TenantUsage.add(sum, (JsonObject) other.body());
    }
    return all.of(sum);
  }

  /// Does it at the node that knows what it is about.
  private Answer search(String name, Operation operation, Call call) throws Exception {
    try {
      return operation.answer(call);
    } catch (RequestRefusedException unknown) {
      if (unknown.error().status() != 404) {
        throw unknown;
      }
      Buffer question = RemoteCall.question(name, call).toBuffer();
      List<Known> others = others();
      List<Future<Part>> asked = others.stream().map(node -> ask(node, question)).toList();
      boolean silent = false;
      for (Future<Part> each : asked) {
        Part part = null;
        try {
          part = call.await(each);
        } catch (TimeoutException | RuntimeException away) {
          silent = true;
        }
        if (part != null && part.status() != 404) {
          return part.answer();
        }
      }
      throw silent ? ApiError.NODE_LOST.refusal() : unknown;
    }
  }

  /// Answers another node. Does not wait.
  ///
  /// @param question of [RemoteCall#question]
  public Future<Buffer> answer(Buffer question) {
    RemoteCall call = RemoteCall.of(new JsonObject(question), Deadline.in(PATIENCE));
    Operation operation = here.get(call.operation());
    Promise<Buffer> answered = Promise.promise();
    if (operation == null) {
      answered.complete(refused(ApiError.NOT_FOUND.refusal()));
      return answered.future();
    }
    Thread.ofVirtual()
        .name("operator-" + call.requestId())
        .start(() -> {
          try {
            answered.complete(Part.of(operation.answer(call)).told().toBuffer());
          } catch (Exception failure) {
            RequestRefusedException refusal = OperatorAudit.refusal(failure);
            if (refusal == null) {
              answered.fail(failure);
            } else {
              answered.complete(refused(refusal));
            }
          }
        });
    return answered.future();
  }

  private static Buffer refused(RequestRefusedException refusal) {
    var body =
        new JsonObject().put("error", refusal.getMessage()).put("code", refusal.error().code());
    return new Part(refusal.error().status(), body, false).told().toBuffer();
  }
}
