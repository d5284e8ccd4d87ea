package dev.botswain.bot;

import dev.botswain.discord.rest.TokenRejectedException;
import dev.botswain.secret.Secret;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.time.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bots that the operator configured: they are connected from the start and stay so without a
/// session.
public final class ConfiguredBots {
  private static final Logger log = LoggerFactory.getLogger(ConfiguredBots.class);
  private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private final Bots bots;
  private final LoginPolicy policy;
  private final List<Secret> tokens;
  private final AtomicInteger untried;

  /// @param policy lets them in
  public ConfiguredBots(Bots bots, List<Secret> tokens, LoginPolicy policy) {
    this.bots = bots;
    this.policy = policy;
    this.tokens = List.copyOf(tokens);
    this.untried = new AtomicInteger(tokens.size());
  }

  /// Starts to connect them, each at its own pace, and keeps trying if that can help.
  public void start() {
    for (int i = 0; i < tokens.size(); i++) {
      int place = i + 1;
      Thread.ofVirtual()
          .name("configured-bot")
          .start(() -> {
            try {
              connect(place);
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  /// How many have not been tried yet.
  public int untried() {
    return untried.get();
  }

  private void connect(int place) throws InterruptedException {
    for (int failures = 0; !connected(place, failures == 0); failures++) {
      Thread.sleep(AGAIN.pause(failures + 1, ThreadLocalRandom.current()));
    }
  }

  /// @return whether there is nothing more to do
  private boolean connected(int place, boolean first) {
    try {
      bots.acquire(tokens.get(place - 1), policy.enterOwn());
      return true;
    } catch (ServerStoppingException _) {
      return true;
    } catch (BotAwayException elsewhere) {
      return false; // Another node has it, and may die.
    } catch (TokenRejectedException | BotRefusedException | NotABotException hopeless) {
      log.atError().addKeyValue("place", place).log("configured bot: {}", hopeless.getMessage());
      return true;
    } catch (RuntimeException failure) {
      log.atWarn().addKeyValue("place", place).log("configured bot: {}", failure.toString());
      return false;
    } finally {
      if (first) {
        untried.decrementAndGet();
      }
    }
  }
}
