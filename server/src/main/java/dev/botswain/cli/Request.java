package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Runs a [Verb].
final class Request implements Callable<Integer> {
  private final Verb verb;
  private final CommandEnvironment around;
  private final Connection connection;
  private final OptionSpec json = Commands.flag("--json", "Print the API's JSON.");
  private @Nullable OptionSpec limit;

  private Request(Verb verb, CommandEnvironment around) {
    this.verb = verb;
    this.around = around;
    this.connection = new Connection(around);
  }

  static CommandSpec command(Verb verb, CommandEnvironment around) {
    var request = new Request(verb, around);
    CommandSpec spec = Commands.command(request, verb.name(), verb.about());
    for (Input input : verb.inputs()) {
      spec.add(input.arg());
    }
    if (verb.shown() instanceof Verb.Shown.Rows(_, int usual)) {
      spec.addOption(request.limit(usual));
    }
    spec.addOption(request.json);
    request.connection.addTo(spec);
    return spec;
  }

  private OptionSpec limit(int usual) {
    limit =
        OptionSpec.builder("--limit")
            .paramLabel("N")
            .type(Integer.class)
            .description(
                usual == Integer.MAX_VALUE
                    ? "Print at most N rows; otherwise all."
                    : "Print at most N rows (%s).".formatted(usual))
            .build();
    return limit;
  }

  @Override
  public Integer call() {
    try (Client client = connection.open()) {
      boolean raw = Commands.isSet(json);
      switch (verb.shown()) {
        case Verb.Shown.Rows(var columns, int usual) -> {
          ArrayNode rows = rows(client, usual);
          show(
              raw
                  ? List.of(rows.toString())
                  : rows.isEmpty()
                      ? List.of("none")
                      : new Table(columns).lines(rows, around.terminal()));
        }
        case Verb.Shown.Fields() -> {
          Reply reply = client.send(verb.method(), target(), body());
          show(raw ? List.of(reply.text()) : Card.lines(reply.body(), around.terminal()));
        }
        case Verb.Shown.Sentence(var sentence) -> {
          Reply reply = client.send(verb.method(), target(), body());
          show(List.of(raw ? reply.text() : filled(sentence, false)));
        }
      }
    }
    return ExitCode.DONE.status();
  }

  /// Of all pages, up to the limit.
  private ArrayNode rows(Client client, int usual) {
    Integer wanted = limit == null ? null : limit.getValue();
    int most = wanted == null ? usual : wanted;
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    var missing = new TreeSet<String>();
    String target = target();
    while (target != null && rows.size() < most) {
      Reply reply = client.send(verb.method(), target, body());
      for (JsonNode row : reply.body()) {
        if (rows.size() < most) {
          rows.add(row);
        }
      }
      target = reply.next();
      if (reply.missing() != null) {
        missing.add(reply.missing());
      }
    }
    if (!missing.isEmpty()) {
      around
          .err()
          .println(
              "botswain: what these nodes have is missing, because they do not answer: "
                  + Column.plain(String.join(", ", missing)));
    }
    return rows;
  }

  private void show(List<String> lines) {
    Pager.show(lines, around);
  }

  private String target() {
    return filled(verb.path(), true) + Input.queryOf(verb.inputs().toArray(Input[]::new));
  }

  /// A text with the inputs in the places of their names.
  private String filled(String text, boolean encoded) {
    String filled = text;
    for (Input input : verb.inputs()) {
      String value = encoded ? Input.encoded(input.text()) : Column.plain(input.text());
      filled = filled.replace("{" + input.field() + "}", value);
    }
    return filled;
  }

  private @Nullable JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    boolean has = false;
    for (Input input : verb.inputs()) {
      if (input.place() == Input.Place.BODY) {
        has = true;
        if (input.isGiven()) {
          int dot = input.field().indexOf('.');
          ObjectNode to = dot < 0 ? body : body.withObjectProperty(input.field().substring(0, dot));
          to.set(input.field().substring(dot + 1), input.json());
        }
      }
    }
    return has ? body : null;
  }
}
