package dev.botswain.action;

import dev.botswain.action.Action.Place;
import io.vertx.core.json.JsonArray;
import java.util.List;

/// A bot's application commands: those of one guild if the call names one, otherwise the global
/// ones.
///
/// Source: <https://discord.com/developers/docs/interactions/application-commands>.
final class CommandActions {
  private static final String GLOBAL = "/applications/{applicationId}/commands";
  private static final String OF_GUILD = "/applications/{applicationId}/guilds/{guildId}/commands";
  private static final String COMMAND = "/{commandId}";

  private CommandActions() {}

  static List<Action> all() {
    return List.of(
        ofGuild(Action.get("listCommands", GLOBAL), "")
            .asks("withLocalizations")
            .answersEach(Glossary.COMMAND),
        ofGuild(Action.put("replaceCommands", GLOBAL), "")
            .sends(CommandActions::list)
            .answersEach(Glossary.COMMAND),
        ofGuild(Action.post("createCommand", GLOBAL), "")
            .sends(Glossary.COMMAND)
            // Discord treats a second command with the same name as a change of the first.
            .repeatable()
            .answers(Glossary.COMMAND),
        ofGuild(Action.get("getCommand", GLOBAL + COMMAND), COMMAND).answers(Glossary.COMMAND),
        ofGuild(Action.patch("changeCommand", GLOBAL + COMMAND), COMMAND)
            .sends(Glossary.COMMAND)
            .repeatable()
            .answers(Glossary.COMMAND),
        ofGuild(Action.delete("deleteCommand", GLOBAL + COMMAND), COMMAND));
  }

  private static Action ofGuild(Action action, String more) {
    return action
        .in(Place.GUILD_OR_EVERYWHERE)
        .routedWhen(asked -> asked.names("guildId"), OF_GUILD + more);
  }

  private static JsonArray list(ActionContext asked) {
    var commands = new JsonArray();
    JsonArray given = asked.body().getJsonArray("commands");
    for (int i = 0; i < given.size(); i++) {
      commands.add(Glossary.COMMAND.toDiscord("commands[" + i + "]", given.getJsonObject(i)));
    }
    return commands;
  }
}
