package dev.botswain.libraries;

/// The libraries that run in their own programs, below `server/src/test/libraries`.
enum Library {
  JDA_5("jda5", Language.JAVA, true),
  DISCORD4J("discord4j", Language.JAVA, true),
  JAVACORD("javacord", Language.JAVA, true),
  ERIS("eris", Language.NODE, true),
  ERIS_ETF("eris-etf", Language.NODE_WITH_ERLPACK, true),
  OCEANIC("oceanic", Language.NODE, false),
  OCEANIC_ETF("oceanic-etf", Language.NODE_WITH_ERLPACK, false),
  DISCORD_PY("discordpy", Language.PYTHON, true);

  /// The folder of its program.
  final String folder;

  final Language language;

  /// Whether it requests all members of large guilds by itself.
  final boolean asksForMembers;

  Library(String folder, Language language, boolean asksForMembers) {
    this.folder = folder;
    this.language = language;
    this.asksForMembers = asksForMembers;
  }

  /// Whether it uses only `https://discord.com`, so that a proxy must stand in for that.
  boolean speaksToDiscordAlone() {
    return this == JAVACORD;
  }

  @Override
  public String toString() {
    return folder;
  }
}
