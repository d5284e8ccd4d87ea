package dev.botswain.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.bot.SampleGuild;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackedTest {
  /// So that the figures in docs/relay-gateway.md stay true.
  static Stream<Arguments> guilds() {
    return Stream.of(
        Arguments.of(new SampleGuild(20, 10, 1), 8),
        Arguments.of(new SampleGuild(500, 250, 1), 150));
  }

  @ParameterizedTest
  @MethodSource("guilds")
  void guild_inTheFile_isCompact(SampleGuild guild, int mostKib) {
    byte[] json = guild.create(1, 7);
    byte[] packed = Packed.pack(json);
    System.out.printf(
        "%s takes %.1f KiB of the file, of %.1f KiB of JSON%n",
        guild, packed.length / 1024.0, json.length / 1024.0);
    assertThat(packed.length / 1024.0).isLessThan(mostKib);
    assertThat(Packed.unpack(packed)).isEqualTo(json);
  }

  @Test
  void guild_ofAnEarlierVersion_isReadAsItIs() {
    byte[] json = "{\"id\":\"1\"}".getBytes(UTF_8);
    assertThat(Packed.unpack(json)).isEqualTo(json);
  }

  @Test
  void guild_thatIsBroken_isLeftToItsReader() {
    byte[] broken = {0x78, 1, 2, 3};
    assertThat(Packed.unpack(broken)).isEqualTo(broken);
  }
}
