package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the pages for people refer to exists.
class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:botswain|disk|process|jvm)_[a-z_]+\\b");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> modules =
            Stream.of(
                    "sim/README.md",
                    "discord/README.md",
                    "bench/RESULTS.md",
                    "deploy/helm/botswain/README.md")
                .map(ROOT::resolve)) {
      return Stream.of(top, docs, modules)
          .flatMap(pages -> pages)
          .filter(page -> page.toString().endsWith(".md"))
          .map(Path::normalize)
          .sorted()
          .toList();
    }
  }

  @Test
  void links_ofAllPages_leadSomewhere() throws IOException {
    var broken = new TreeSet<String>();
    for (Path page : pages()) {
      String text = CODE.matcher(Files.readString(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        if (!link.group(1).matches("[a-z]+:.*") && !exists(page, link.group(1))) {
          broken.add(page + " -> " + link.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void metrics_toOperateBy_exist() throws IOException {
    String known = Files.readString(ROOT.resolve("docs/metrics.md"));
    Set<String> named =
        METRIC
            .matcher(Files.readString(ROOT.resolve("docs/operating.md")))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(8).allMatch(name -> known.contains("`" + stem(name)));
  }

  /// A histogram's counters are listed under its own name.
  private static String stem(String metric) {
    return metric.replaceFirst("_(count|sum|bucket)$", "");
  }

  private static boolean exists(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0
        || HEADING
            .matcher(Files.readString(target))
            .results()
            .anyMatch(heading -> anchor(heading.group(1)).equals(link.substring(hash + 1)));
  }

  /// As GitHub makes it.
  private static String anchor(String heading) {
    return heading
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
