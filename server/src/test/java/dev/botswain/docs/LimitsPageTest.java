package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.limit.Limit;
import dev.botswain.limit.Per;
import dev.botswain.limit.Quota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks that `docs/limits.md` shows the table that the server uses; with `-Dpages=write` it
/// writes the page.
class LimitsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "limits.md");

  @Test
  void page_table_isTheOneInUse() throws IOException {
    String page = page();
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).hasContent(page);
  }

  private static String page() {
    return """
    # Limits

    Every bounded resource has a total, and a share of that total that one tenant or network may use, so that one cannot take
    everything. The bots of a [tenant](access.md) have one share together; a bot without a tenant has a share for itself. A network is
    an IPv4 address, or the /64 of an IPv6 address. If a setting changes a total, the share keeps its proportion. The server counts by
    the same table (`Limit.java`). After a change there, regenerate this page with

        ./botswain test -pl server -am -Dtest=LimitsPageTest -Dpages=write

    Where there are [several nodes](cluster.md), most bounds are counted where the bot lives, which is one node at a time: a tenant with
    bots at three nodes has its share three times. What a node does for its own callers, before it is known whose they are, each node
    counts by itself. What is kept, and what can get everyone's address banned, is counted over all nodes.

    | What | Total | Share | Past it | Counted |
    |---|---|---|---|---|
    """
        + Arrays.stream(Limit.values()).map(LimitsPageTest::row).collect(Collectors.joining())
        + """

        ## Quotas

        A tenant can have quotas, which replace its share: they may be smaller or larger, up to the total. They are changed with
        `PATCH /api/operator/tenants/{name}` and hold from then on, for kept events within half a minute. What is there already stays, except
        events. Quotas of `default` apply to each of its bots alone, except `bots`. `GET /api/operator/tenants/{name}/usage` says how much of
        them is used, and refusals name the `quota`. Bots, sessions, webhooks and kept events count over all nodes: a node learns within two
        seconds what others have, so that two logins at the same moment at two nodes may pass it by one. Requests a second and uploads
        are counted by each node that the tenant's bots live on or its callers are connected to, because a request cannot wait for others.

        | Quota | Of | In place of | Past it |
        |---|---|---|---|
        """
        + Arrays.stream(Quota.values()).map(LimitsPageTest::row).collect(Collectors.joining());
  }

  private static String row(Limit limit) {
    return "| %s | %s%s | %s a %s | %s | %s |\n"
        .formatted(
            limit.what(),
            amount(limit, limit.total()),
            limit.setting() == null ? "" : " (`" + limit.setting() + "`)",
            amount(limit, limit.share()),
            per(limit),
            limit.past(),
            limit.held().words());
  }

  private static String row(Quota quota) {
    Limit limit = quota.limit();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            quota.field(),
            quota.what(),
            limit == null ? "" : amount(limit, limit.share()),
            quota.past());
  }

  private static String per(Limit limit) {
    return limit.per() == Per.TENANT
        ? "tenant or bot"
        : limit.per().name().toLowerCase(Locale.ROOT);
  }

  private static String amount(Limit limit, long number) {
    return switch (limit.unit()) {
      case PIECES -> String.format(Locale.ROOT, "%,d", number);
      case BYTES ->
          number % (1 << 20) == 0
              ? String.format(Locale.ROOT, "%,d MiB", number >> 20)
              : String.format(Locale.ROOT, "%,d KiB", number >> 10);
    };
  }
}
