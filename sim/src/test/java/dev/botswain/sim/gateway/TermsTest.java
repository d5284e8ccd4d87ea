package dev.botswain.sim.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] written(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return TermWriter.term(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&compress=zlib-stream", "&compress=zstd-stream"})
  void etf_anyCompression_saysTheSameAsJson(String compress) throws Exception {
    try (var sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
        var client =
            TestClient.open(sim.gatewayUrl() + "/?v=10&encoding=etf" + compress, compress);
        var other = TestClient.connect(sim)) {
      for (var one : new TestClient[] {client, other}) {
        assertThat(one.hello().path("d").path("heartbeat_interval").asInt()).isEqualTo(41_250);
        one.identify(DemoWorld.TOKEN, Intents.GUILDS, ",'shard':[0,1]");
        assertThat(one.await("READY").path("d").path("shard").toString()).isEqualTo("[0,1]");
      }
      var guild = client.await("GUILD_CREATE").path("d");
      assertThat(guild.path("channels")).hasSize(30);
      // As texts, because erlpack turns integers of more than 32 bits into texts.
      assertThat(guild.toString()).isEqualTo(other.await("GUILD_CREATE").path("d").toString());
    }
  }

  @Test
  void payload_ofJson_hasAtomsForNamesAndIntegersForIds() {
    assertThat(
            written(
                "{\"t\":\"A\",\"s\":300,\"d\":{\"id\":\"1060437491712000000\",\"12\":[1,255]}}"))
        .isEqualTo(
            hex(
                "83 74 00000003 64 0001 74 64 0001 41 64 0001 73 62 0000012c 64 0001 64"
                    + "74 00000002 64 0002 6964 6e 08 00 000000c0476eb70e"
                    + "6d 00000002 3132 6b 0002 01ff"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":11,\"d\":null}",
        "{\"d\":[]}",
        "{\"d\":[[],[{}],[1,256],[true,false,null,1.5]]}",
        "{\"d\":{\"custom_id\":\"1060437491712000000\",\"id\":\"0060437491712000000\"}}",
        "{\"d\":{\"channel_id\":\"1060437491712000000\",\"session_id\":\"ab\",\"Ä\":\"⚓ \\\"\"}}",
        "{\"d\":[-1,2147483647,-2147483648,4294967295]}"
      })
  void payload_ofJson_isTheSameToErlpack(String json) {
    assertThat(Erlpack.unpack(written(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "83 74 00000001 6d 00000002 6f70 61 01 | {\"op\":1}",
        "83 6c 00000002 62 ffffffff 46 3ff8000000000000 6a | [-1,1.5]",
        "83 68 02 6e 08 00 000000c01fe4be13 6e 01 01 07 | [1422825357312000000,-7]",
        "83 6c 00000004 73 03 6e696c 77 04 74727565 64 0005 66616c7365 76 0002 6869 6a"
            + " | [null,true,false,\"hi\"]",
        "83 6b 0002 01ff | [1,255]",
        "83 6a | []"
      })
  void term_ofAClient_isRead(String term, String json) throws Exception {
    assertThat(TermReader.read(hex(term))).hasToString(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7b7d",
        "83",
        "83 61",
        "83 6a 6a",
        "83 6d 7fffffff 61",
        "83 6c ffffffff",
        "83 6c 00000001 61 01 61 02",
        "83 74 00000001 73 02 6f70 61 01",
        "83 50 00000001 789c"
      })
  void term_thatNoPayloadIs_isRefused(String term) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> TermReader.read(hex(term)));
  }

  @Test
  void noise_nestedOrNot_isReadOrRefused() {
    var random = new Random(3);
    var noise = new byte[Commands.MAX_BYTES];
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(noise);
      for (int at = i % 2; at < noise.length; at += 2) {
        noise[at] = (byte) (i < 1_000 ? 'h' : 'a' + random.nextInt(20));
      }
      noise[0] = (byte) 131;
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> TermReader.read(noise));
    }
  }

  @Test
  void names_asAtoms_closeWith4002() throws Exception {
    try (var sim = Sim.start(SimOptions.DEFAULT);
        var client = TestClient.open(sim.gatewayUrl() + "/?encoding=etf", "")) {
      client.hello();
      client.sendBytes(hex("83 74 00000001 73 02 6f70 61 01"));

      assertThat(client.closeCode()).isEqualTo(4002);
    }
  }
}
