package dev.botswain.bot;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The logins of tokens, done or in progress, and how many hold each. Methods are thread-safe.
final class Logins {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TokenHash, Login> held = new HashMap<>();
  private final Consumer<Bot> unheld;
  private volatile boolean closed;

  /// @param unheld receives each bot whose last holder has released it
  Logins(Consumer<Bot> unheld) {
    this.unheld = unheld;
  }

  /// One login, and the number of its holders.
  static final class Login {
    private final CompletableFuture<Bot> done = new CompletableFuture<>();
    private int holders;

    private Login() {}

    CompletableFuture<Bot> whenDone() {
      return done;
    }

    /// The bot, if it is logged in already.
    @Nullable Bot bot() {
      return done.state() == Future.State.SUCCESS ? done.resultNow() : null;
    }

    /// All that wait for it fail.
    void fail(Throwable failure) {
      done.completeExceptionally(failure);
    }
  }

  /// Adds a bot that nobody holds yet.
  void add(Bot bot) {
    var login = new Login();
    login.done.complete(bot);
    lock.lock();
    try {
      held.put(bot.tokenHash(), login);
    } finally {
      lock.unlock();
    }
  }

  /// Adds a holder of a bot that is logged in.
  ///
  /// @return null if there is no such bot
  @Nullable Bot join(long botId) {
    lock.lock();
    try {
      for (Login login : held.values()) {
        Bot bot = login.bot();
        if (bot != null && bot.id() == botId) {
          login.holders++;
          return bot;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Adds a holder of a login.
  ///
  /// @param begin starts it if it is new, and does not wait
  /// @throws ServerStoppingException after [#close()]
  Login join(TokenHash hash, Consumer<Login> begin) {
    lock.lock();
    try {
      requireOpen();
      Login login = held.get(hash);
      if (login == null) {
        login = new Login();
        held.put(hash, login);
        begin.accept(login);
      }
      login.holders++;
      return login;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the waiting for a login, unless it was removed meanwhile.
  ///
  /// @return false if it was
  boolean complete(TokenHash hash, Login login, Bot bot) {
    lock.lock();
    try {
      return held.get(hash) == login && login.done.complete(bot);
    } finally {
      lock.unlock();
    }
  }

  /// Whether a bot is logged in.
  boolean has(Bot bot) {
    lock.lock();
    try {
      return of(bot) != null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Login of(Bot bot) {
    Login login = held.get(bot.tokenHash());
    return login != null && login.bot() == bot ? login : null;
  }

  /// Removes a holder of a bot.
  void release(Bot bot) {
    lock.lock();
    try {
      Login login = of(bot);
      if (login != null) {
        release(bot.tokenHash(), login);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Removes a holder of a login.
  void release(TokenHash hash, Login login) {
    lock.lock();
    try {
      if (--login.holders == 0 && held.remove(hash, login)) {
        login.done.thenAccept(unheld);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes a login from all its holders.
  ///
  /// @return its bot, if it is logged in already
  @Nullable Bot remove(TokenHash hash) {
    lock.lock();
    try {
      Login login = held.remove(hash);
      return login == null ? null : login.bot();
    } finally {
      lock.unlock();
    }
  }

  /// Takes all logins of a bot from their holders, among others those in progress.
  ///
  /// @param tokens of the bot
  void removeAll(Collection<TokenHash> tokens) {
    lock.lock();
    try {
      tokens.forEach(held::remove);
    } finally {
      lock.unlock();
    }
  }

  /// Does the same if a condition holds, which a release cannot change meanwhile.
  ///
  /// @return whether it held
  boolean removeIf(TokenHash hash, BooleanSupplier condition) {
    lock.lock();
    try {
      if (condition.getAsBoolean()) {
        held.remove(hash);
        return true;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Does something before [#close()] or not at all.
  ///
  /// @throws ServerStoppingException after [#close()]
  void whileOpen(Runnable work) {
    lock.lock();
    try {
      requireOpen();
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new ServerStoppingException();
    }
  }

  /// Takes all logins from their holders, and accepts no more.
  void close() {
    lock.lock();
    try {
      closed = true;
      held.clear();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }
}
