package dev.botswain.sim.junit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimExtensionTest {
  /// The sims so far, each with a connection that lasts as long as it does.
  private static final Map<Sim, Socket> SEEN = new HashMap<>();

  private static void see(Sim sim) throws IOException {
    if (!SEEN.containsKey(sim)) {
      var socket = new Socket("127.0.0.1", sim.port());
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      SEEN.put(sim, socket);
    }
  }

  @AfterAll
  static void sims_afterTheirTests_areClosed() throws IOException {
    for (Socket socket : SEEN.values()) {
      try (socket) {
        assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
    assertThat(SEEN).hasSize(4);
  }

  @Test
  void sim_whereNoneRuns_saysSo() {
    assertThatIllegalStateException().isThrownBy(new SimExtension()::sim);
  }

  @Nested
  class InAStaticField {
    @RegisterExtension
    static final SimExtension SIM =
        new SimExtension(SimOptions.DEFAULT.withWorld(new WorldSize(3, 2, 1, 0)));

    private static Sim first;

    @BeforeAll
    static void keep(Sim sim) {
      first = sim;
    }

    @Test
    void parameter_ofATest_isTheSimOfTheClass(Sim sim) throws Exception {
      see(sim);
      assertThat(sim).isSameAs(first).isSameAs(SIM.sim());
      assertThat(sim.call(() -> sim.world().bots().all().size())).isEqualTo(3);
    }

    @Nested
    class Within {
      @Test
      void parameter_ofANestedTest_isTheSame(Sim sim) {
        assertThat(sim).isSameAs(first);
      }
    }

    @Test
    void parameter_ofAnotherTest_isTheSame(Sim sim) {
      assertThat(sim).isSameAs(first);
    }
  }

  @Nested
  class InAField {
    @RegisterExtension final SimExtension sim = new SimExtension();

    @Test
    void parameter_ofATest_isItsOwn(Sim own) throws Exception {
      assertThat(SEEN).doesNotContainKey(own);
      see(own);
      assertThat(own).isSameAs(sim.sim());
    }

    @Test
    void parameter_ofAnotherTest_isItsOwn(Sim own) throws Exception {
      assertThat(SEEN).doesNotContainKey(own);
      see(own);
    }
  }

  @Nested
  @ExtendWith(SimExtension.class)
  class AtAClass {
    private final Sim ofConstructor;

    AtAClass(Sim ofConstructor) {
      this.ofConstructor = ofConstructor;
    }

    @Test
    void parameter_ofAConstructor_isTheSimOfTheClass(Sim sim) throws Exception {
      see(sim);
      assertThat(ofConstructor).isSameAs(sim);
    }
  }
}
