package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Intent;
import dev.botswain.error.ApiError;
import dev.botswain.http.ErrorAnswer;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredOutcomeTest {
  @Test
  void read_ofWhatWasDone_isTheSame() {
    var done = new Outcome.Done(Buffer.buffer("{\"a\":1}"), Intent.MESSAGE_CONTENT, true);
    var silent = new Outcome.Done(Buffer.buffer(), null, false);

    assertThat(StoredOutcome.read(StoredOutcome.write(done))).isEqualTo(done);
    assertThat(StoredOutcome.read(StoredOutcome.write(silent))).isEqualTo(silent);
  }

  @Test
  void read_ofARefusal_saysTheSame() {
    var refusal =
        ApiError.DISCORD_FAILED
            .because("a sentence")
            .retryAfter(Duration.ofSeconds(3))
            .with("reasons", List.of("one"))
            .with("requestId", "r");

    var read = StoredOutcome.read(StoredOutcome.write(new Outcome.Refused(refusal)));

    assertThat(read)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(ErrorAnswer.of(refused.refusal(), "other"))
                  .isEqualTo(ErrorAnswer.of(refusal, "r"));
              assertThat(refused.refusal()).hasMessage("a sentence");
            });
  }

  @Test
  void read_ofAnEarlierVersion_isNothing() {
    byte[] before = "{\"status\":200,\"body\":\"e30\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(StoredOutcome.read(before)).isNull();
  }
}
