package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSearchRoutesTest {
  private Harbour harbour;
  private String search;
  private Message first;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    search = "/guilds/" + harbour.guild.id() + "/messages/search";
    first = harbour.say(harbour.general, harbour.mate, "the tide is high");
    harbour.say(harbour.general, harbour.captain, "High TIDE at noon https://example.org");
    harbour.say(harbour.news, harbour.pilot.user(), "low tide");
    harbour.say(harbour.hidden, harbour.captain, "secret tide");
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3",
    "?content=tide, 3",
    "?content=high%20tide, 2",
    "?content=ebb, 0",
    "?content=tide&author_type=bot, 1",
    "?content=tide&author_type=-bot, 2",
    "?has=link, 1",
    "?has=-link, 2",
    "?pinned=true, 0",
  })
  void search_findsWhatIsAskedFor(String query, int hits) {
    Reply reply = harbour.call("GET", search + query);
    assertThat(reply.body().path("total_results").asInt()).isEqualTo(hits);
    assertThat(reply.body().path("messages")).hasSize(hits);
  }

  @Test
  void search_byIds_takesOneOrSeveral() {
    String mate = "author_id=" + harbour.mate.id();
    assertThat(total("?" + mate)).isEqualTo(1);
    assertThat(total("?" + mate + "&author_id=" + harbour.captain.id())).isEqualTo(2);
    assertThat(total("?channel_id=" + harbour.news.id())).isEqualTo(1);
    assertThat(total("?max_id=" + first.id())).isZero();
  }

  private int total(String query) {
    return harbour.call("GET", search + query).body().path("total_results").asInt();
  }

  @Test
  void search_isPagedNewestFirst() {
    Reply page = harbour.call("GET", search + "?limit=1&sort_order=asc");
    assertThat(page.body().path("total_results").asInt()).isEqualTo(3);
    assertThat(page.body().path("messages").path(0).path(0).path("id").asLong())
        .isEqualTo(first.id());
    Reply last = harbour.call("GET", search + "?limit=1&offset=2");
    assertThat(last.body().path("messages").path(0).path(0).path("id").asLong())
        .isEqualTo(first.id());
    assertThat(harbour.call("GET", search + "?limit=26").code()).isEqualTo(50035);
  }

  @Test
  void search_withoutTheContentIntent_is50001() {
    assertThat(harbour.call(harbour.plain, "GET", search).code()).isEqualTo(50001);
  }

  @Test
  void search_doesNotLookIntoHiddenChannels() {
    Reply reply = harbour.call("GET", search + "?content=secret");
    assertThat(reply.body().path("total_results").asInt()).isZero();
  }
}
