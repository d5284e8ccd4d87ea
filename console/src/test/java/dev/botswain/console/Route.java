package dev.botswain.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The pages that the console's own table of routes names, so that none is forgotten here.
record Route(String path, String title) {
  private static final Pattern TABLE =
      Pattern.compile("export const (BOT|OPERATOR)_PAGES[^=]*=\\s*\\[(.*?)\\n\\];", Pattern.DOTALL);
  private static final Pattern ROUTE = Pattern.compile("route\\('([a-z-]+)', '([^']+)'");

  static List<Route> ofBot() {
    return of("BOT", "/bots/" + Site.BOT_ID + "/");
  }

  static List<Route> ofOperator() {
    return of("OPERATOR", "/operator/");
  }

  static List<Route> all() {
    var all = new ArrayList<>(List.of(new Route("/", "Start")));
    all.addAll(ofBot());
    all.addAll(ofOperator());
    return all;
  }

  private static List<Route> of(String name, String folder) {
    try {
      var source = Files.readString(Chromium.folder().resolve("src/app/routes.ts"));
      var routes =
          TABLE
              .matcher(source)
              .results()
              .filter(table -> table.group(1).equals(name))
              .flatMap(table -> ROUTE.matcher(table.group(2)).results())
              .map(route -> new Route(folder + route.group(1), route.group(2)))
              .toList();
      if (routes.isEmpty()) {
        throw new AssertionError("routes.ts has no " + name + "_PAGES");
      }
      return routes;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
