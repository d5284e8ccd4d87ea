package dev.botswain.libraries;

/// One way to call the bot. Each method is one request to Discord, and returns when it is answered.
interface MixedCaller {
  String EMOJI = "🔥";

  /// Returns the id of the sent message.
  String send(String channel, String text);

  void edit(String channel, String message, String text);

  void react(String channel, String message);

  void unreact(String channel, String message);

  void fetch(String channel, String message);

  void history(String channel);

  void delete(String channel, String message);

  void member(String user);
}
