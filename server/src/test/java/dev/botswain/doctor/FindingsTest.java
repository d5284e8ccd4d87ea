package dev.botswain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
  private final Findings found = new Findings("7");

  @Test
  void manyOfAKind_areTwenty_andHowManyMore() {
    for (int guild = 0; guild < 1_000; guild++) {
      found.add(FindingCode.GUILD_UNAVAILABLE, "" + guild, Evidence.of("guildId", "" + guild));
    }

    assertThat(found.all()).hasSize(21);
    assertThat(found.all().getLast().evidence()).containsEntry("more", 980);
  }

  @Test
  void findings_areOrdered_theWorstFirst() {
    found.add(FindingCode.COMMANDS_NONE, new Evidence());
    found.add(FindingCode.CLOCK_SKEW, new Evidence());
    found.add(FindingCode.STORE_FAILING, new Evidence());

    assertThat(found.all())
        .extracting(Finding::severity)
        .containsExactly("error", "warning", "notice");
  }

  @Test
  void sameSubject_isToldOnce() {
    found.add(FindingCode.BOT_TIMED_OUT, "1", Evidence.of("first", true));
    found.add(FindingCode.BOT_TIMED_OUT, "1", Evidence.of("first", false));

    assertThat(found.all()).hasSize(1);
    assertThat(found.all().getFirst().evidence()).containsEntry("first", true);
  }

  @Test
  void link_leadsToTheApplicationsPage_ifItIsKnown() {
    found.add(FindingCode.INTENT_MISSING, new Evidence());
    var without = new Findings(null);
    without.add(FindingCode.INTENT_MISSING, new Evidence());

    assertThat(found.all().getFirst().link())
        .isEqualTo("https://discord.com/developers/applications/7/bot");
    assertThat(without.all().getFirst().link()).isNull();
  }

  @Test
  void whatIsUnknown_isNeitherFoundNorClean() {
    found.by("intents");
    found.unknown("it was late");

    assertThat(found.isClean("intents")).isFalse();
    assertThat(found.isClean("token")).isTrue();
    assertThat(found.all().getFirst().code()).isEqualTo("not_checked");
  }
}
