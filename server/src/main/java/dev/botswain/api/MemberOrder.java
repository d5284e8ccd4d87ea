package dev.botswain.api;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.guild.Member;
import dev.botswain.http.Call;
import dev.botswain.time.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The order of a list of members, and where a page of it begins.
///
/// @param sort `id`, `name` or `joined`, as in the contract
/// @param after the last member of the page before, or null
record MemberOrder(String sort, boolean descending, @Nullable Place after) {
  private static final char END_OF_KEY = '\n';

  /// The place of a member in the order, valid even after they have left.
  record Place(String key, long id) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byKey = key.compareTo(other.key);
      return byKey == 0 ? Long.compare(id, other.id) : byKey;
    }

    String cursor() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((key + END_OF_KEY + id).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws RequestRefusedException if it is not a cursor
    static Place of(String cursor) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int end = text.lastIndexOf(END_OF_KEY);
        return new Place(text.substring(0, end), Snowflake.of(text.substring(end + 1)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException notOne) {
        throw RequestRefusedException.field("cursor", "must be a cursor of a page before");
      }
    }
  }

  private record Row(Place place, Member member) {}

  /// A part of the list.
  ///
  /// @param last the place of its last member; null if nobody follows
  record Page(List<Member> members, @Nullable Place last) {}

  static MemberOrder of(Call call) {
    String cursor = call.text("cursor");
    return new MemberOrder(
        String.valueOf(call.text("sort")),
        "desc".equals(call.text("order")),
        cursor == null ? null : Place.of(cursor));
  }

  /// Whether it is the order in which members are kept, and begins at an id.
  boolean isKept() {
    return sort.equals("id") && !descending && after == null;
  }

  /// The first members that are wanted, with memory for no more than those.
  Page page(Iterable<Member> all, Predicate<Member> wanted, int limit) {
    Comparator<Place> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    var first = new PriorityQueue<Row>(Comparator.comparing(Row::place, order.reversed()));
    for (Member member : all) {
      if (wanted.test(member)) {
        var place = new Place(key(member), member.id());
        if (after == null || order.compare(place, after) > 0) {
          first.add(new Row(place, member));
          if (first.size() - 1 > limit) {
            first.poll();
          }
        }
      }
    }
    List<Row> rows = first.stream().sorted(Comparator.comparing(Row::place, order)).toList();
    List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
    return new Page(
        page.stream().map(Row::member).toList(),
        page.size() < rows.size() ? page.getLast().place() : null);
  }

  private String key(Member member) {
    return switch (sort) {
      case "name" -> member.displayName().toLowerCase(Locale.ROOT);
      case "joined" -> member.joinedAt() == null ? "" : Timestamp.of(member.joinedAt());
      default -> "";
    };
  }
}
