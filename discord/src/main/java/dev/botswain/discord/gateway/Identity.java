package dev.botswain.discord.gateway;

import dev.botswain.discord.protocol.Intent;
import java.util.Set;

/// Who identifies, and what it asks for.
///
/// @param bot the bot's id, for logs
/// @param token the bot's token, which nothing prints
/// @param intents the events asked for
public record Identity(String bot, String token, Set<Intent> intents) {
  public Identity {
    intents = Set.copyOf(intents);
  }

  @Override
  public String toString() {
    return "Identity[" + bot + "]";
  }
}
