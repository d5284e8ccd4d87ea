package dev.botswain.api;

import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.util.Map;

/// The bot's guilds.
final class GuildsResource implements Resource {
  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listGuilds",
        Operation.fromMemory(call -> Answer.json(GuildView.all(Callers.session(call)))),
        "getGuild",
        Operation.fromMemory(call -> Answer.json(GuildView.of(Callers.knownGuild(call)))));
  }
}
