package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.PutGuild;
import dev.botswain.store.Change.RemoveBot;
import dev.botswain.store.GuildChange.Gone;
import dev.botswain.store.GuildChange.Listed;
import dev.botswain.store.GuildChange.Part;
import dev.botswain.store.GuildChange.Whole;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What bots know of their guilds.
interface GuildsContract extends StoreContract {
  private static GuildChange whole(long guild, int shard, String document) {
    return new Whole(guild, shard, document.getBytes(UTF_8));
  }

  private StoredGuild guild() {
    return await(store().guilds().find(BOT, GUILD)).orElseThrow();
  }

  @Test
  default void guild_whole_isWhatTheEventSays() {
    append(event(BOT, 1, "first"), whole(GUILD, 3, "first"));

    StoredGuild guild = guild();
    assertThat(guild.shard()).isEqualTo(3);
    assertThat(text(guild.document())).isEqualTo("first");
    assertThat(guild.upTo()).isEqualTo(1);
    assertThat(guild.changes()).isEmpty();
    assertThat(await(store().guilds().find(OTHER_BOT, GUILD))).isEmpty();
    assertThat(await(store().guilds().find(BOT, GUILD + 1))).isEmpty();
  }

  @Test
  default void guild_parts_stayBesideItInOrder() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2, "part"), new Part(GUILD));
    append(event(BOT, 3), new Part(GUILD + 1));
    append(event(BOT, 4), new Part(GUILD));

    assertThat(ids(guild().changes())).containsExactly(2L, 4L);
    assertThat(guild().changes().getFirst())
        .usingRecursiveComparison()
        .isEqualTo(event(BOT, 2, "part"));
    assertThat(await(store().guilds().find(BOT, GUILD + 1))).isEmpty();
  }

  @Test
  default void guild_wholeAgain_forgetsItsParts() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Part(GUILD));
    append(event(BOT, 3, "again"), whole(GUILD, 1, "again"));

    assertThat(guild().changes()).isEmpty();
    assertThat(text(guild().document())).isEqualTo("again");
    assertThat(guild().shard()).isEqualTo(1);
  }

  @Test
  default void guild_gone_isForgottenWithItsParts() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Part(GUILD));
    append(event(BOT, 3), new Gone(GUILD));
    assertThat(await(store().guilds().find(BOT, GUILD))).isEmpty();

    append(event(BOT, 4), whole(GUILD, 0, "{}"));
    assertThat(guild().changes()).isEmpty();
  }

  @Test
  default void guild_partTwiceInOneEvent_isKeptOnceAtLeast() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Part(GUILD), new Part(GUILD));

    assertThat(ids(guild().changes())).containsOnly(2L);
    assertThat(ids(events(BOT))).containsExactly(1L, 2L);
  }

  @Test
  default void guilds_listed_leavesThoseAndOtherShards() {
    append(
        event(BOT, 1), whole(GUILD, 0, "{}"), whole(GUILD + 1, 0, "{}"), whole(GUILD + 2, 1, "{}"));
    append(event(BOT, 2), new Part(GUILD + 1));
    append(event(BOT, 3), new Listed(0, Set.of(GUILD, GUILD + 5)));

    assertThat(await(store().guilds().of(BOT)))
        .extracting(StoredGuild::guildId)
        .containsExactly(GUILD, GUILD + 2);
    append(event(BOT, 4), whole(GUILD + 1, 0, "{}"));
    assertThat(await(store().guilds().find(BOT, GUILD + 1)).orElseThrow().changes()).isEmpty();
  }

  @Test
  default void putGuild_document_standsForWhatCameBeforeIt() {
    append(event(BOT, 1), whole(GUILD, 4, "{}"));
    append(event(BOT, 2), new Part(GUILD));
    append(event(BOT, 3), new Part(GUILD));
    await(store().write(merged("up to 2", 2)));

    assertThat(text(guild().document())).isEqualTo("up to 2");
    assertThat(guild().upTo()).isEqualTo(2);
    assertThat(guild().shard()).isEqualTo(4);
    assertThat(ids(guild().changes())).containsExactly(3L);
  }

  @Test
  default void putGuild_olderThanTheGuild_isLeftOut() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 5, "anew"), whole(GUILD, 0, "anew"));
    await(store().write(merged("late", 4)));

    assertThat(text(guild().document())).isEqualTo("anew");
  }

  @Test
  default void putGuild_guildThatIsGone_isLeftOut() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Gone(GUILD));
    await(store().write(merged("late", 1)));

    assertThat(await(store().guilds().find(BOT, GUILD))).isEmpty();
  }

  private static Change merged(String document, long upTo) {
    return new PutGuild(new StoredGuild(BOT, GUILD, 4, document.getBytes(UTF_8), upTo, List.of()));
  }

  @Test
  default void guilds_ofABot_comeById() {
    append(event(BOT, 1), whole(GUILD + 2, 0, "{}"));
    append(event(BOT, 2), whole(GUILD, 0, "{}"));
    append(event(OTHER_BOT, 3), whole(GUILD + 1, 0, "{}"));
    append(event(BOT, 4), new Part(GUILD));

    List<StoredGuild> guilds = await(store().guilds().of(BOT));
    assertThat(guilds).extracting(StoredGuild::guildId).containsExactly(GUILD, GUILD + 2);
    assertThat(guilds).extracting(guild -> guild.changes().size()).containsExactly(1, 0);
  }

  @Test
  default void removeBot_itsEvents_stayAndItsGuildsGo() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(OTHER_BOT, 2), whole(GUILD, 0, "{}"));
    await(store().write(new RemoveBot(BOT)));

    assertThat(ids(events(BOT))).containsExactly(1L);
    assertThat(await(store().guilds().of(BOT))).isEmpty();
    assertThat(await(store().guilds().of(OTHER_BOT))).hasSize(1);
  }
}
