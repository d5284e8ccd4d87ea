package dev.botswain.sim.gateway;

/// What goes wrong for one bot at the gateway until it is healed. Everything is well at first.
public final class Troubles {
  /// What becomes of each of a bot's next connections.
  ///
  /// @param afterMillis how long after READY or RESUMED
  /// @param times how many connections it still concerns
  record Interruption(long afterMillis, int times) {
    Interruption next() {
      return new Interruption(afterMillis, times - 1);
    }
  }

  private static final Interruption NONE = new Interruption(0, 0);

  private CloseCode identifyCode = CloseCode.UNKNOWN_ERROR;
  private boolean refusesIdentify;
  private boolean refusesResume;
  private boolean mute;
  private int shards;
  private int closeCode;
  private Interruption close = NONE;
  private Interruption rival = NONE;

  Troubles() {}

  /// Closes the connection of every IDENTIFY with this code.
  ///
  /// @throws IllegalArgumentException if Discord has no such code
  public void refuseIdentify(int code) {
    identifyCode = CloseCode.of(code);
    refusesIdentify = true;
  }

  public void acceptIdentify() {
    refusesIdentify = false;
  }

  /// Answers every RESUME with INVALID_SESSION.
  public void refuseResume(boolean refused) {
    refusesResume = refused;
  }

  /// Sends no events; sessions go on, and their heartbeats are acknowledged. What happens meanwhile
  /// is lost.
  public void mute(boolean muted) {
    mute = muted;
  }

  /// Sets the recommended number of shards, 0 for what the guilds need.
  public void recommendShards(int number) {
    shards = number;
  }

  /// Closes each of the next connections with a code.
  ///
  /// @param afterMillis how long after READY or RESUMED
  /// @param times connections, 0 for none
  public void closeEach(int code, long afterMillis, int times) {
    closeCode = code;
    close = new Interruption(afterMillis, times);
  }

  /// Lets another client identify with the bot's token after each of its next IDENTIFYs, which ends
  /// the session and uses one more of the day's.
  ///
  /// @param afterMillis how long after READY
  /// @param times sessions, 0 for none
  public void compete(long afterMillis, int times) {
    rival = new Interruption(afterMillis, times);
  }

  void checkIdentify() {
    if (refusesIdentify) {
      throw new Refusal(identifyCode, "");
    }
  }

  boolean refusesResume() {
    return refusesResume;
  }

  boolean isMute() {
    return mute;
  }

  int recommendedShards() {
    return shards;
  }

  int closeCode() {
    return closeCode;
  }

  /// How the connection that has just got its session is closed; counted down.
  Interruption nextClose() {
    var now = close;
    close = now.times() > 0 ? now.next() : NONE;
    return now;
  }

  /// How the session that has just started is ended; counted down.
  Interruption nextRival() {
    var now = rival;
    rival = now.times() > 0 ? now.next() : NONE;
    return now;
  }
}
