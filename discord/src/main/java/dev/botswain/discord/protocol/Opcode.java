package dev.botswain.discord.protocol;

/// The opcodes of a bot's connection.
///
/// Source:
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes>.
public final class Opcode {
  public static final int DISPATCH = 0;
  public static final int HEARTBEAT = 1;
  public static final int IDENTIFY = 2;
  public static final int PRESENCE_UPDATE = 3;
  public static final int VOICE_STATE_UPDATE = 4;
  public static final int RESUME = 6;
  public static final int RECONNECT = 7;
  public static final int REQUEST_GUILD_MEMBERS = 8;
  public static final int INVALID_SESSION = 9;
  public static final int HELLO = 10;
  public static final int HEARTBEAT_ACK = 11;
  public static final int REQUEST_SOUNDBOARD_SOUNDS = 31;
  public static final int REQUEST_CHANNEL_INFO = 43;

  private Opcode() {}
}
