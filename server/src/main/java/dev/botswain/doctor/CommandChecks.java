package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.RequestHistory.Place;
import dev.botswain.doctor.HealthCheck.Needs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The bot's application commands.
///
/// Source: <https://discord.com/developers/docs/interactions/application-commands>.
final class CommandChecks {
  private static final String WRITTEN = "(POST|PUT|PATCH) /applications/\\{id}/guilds/.*";
  private static final Pattern GUILD = Pattern.compile("/guilds/([0-9]{1,19})");

  /// The answer if the application was not authorized with `applications.commands` in a guild.
  private static final Reply NOT_ALLOWED = new Reply.Refused(403, 50001);

  private CommandChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("commands", Needs.DISCORD, CommandChecks::commands),
        new HealthCheck("guilds_of_commands", Needs.BOT, CommandChecks::guilds));
  }

  private record Name(int type, String name) {
    static Set<Name> of(JsonNode commands) {
      var names = new HashSet<Name>();
      commands.forEach(command ->
          names.add(new Name(command.path("type").asInt(1), command.path("name").asText())));
      return names;
    }
  }

  private static void commands(Examination of, Findings found) {
    of.replies()
        .json(Question.commands(of.applicationId()), found)
        .ifPresent(global -> {
          Set<Name> everywhere = Name.of(global);
          of.guildCommands()
              .forEach((guildId, question) -> {
                if (of.replies().to(question) instanceof Reply.Given(JsonNode own, _, _, _)) {
                  for (Name name : Name.of(own)) {
                    if (everywhere.contains(name)) {
                      found.add(
                          FindingCode.COMMAND_DUPLICATE,
                          name + " " + guildId,
                          Evidence.of("name", name.name())
                              .and("type", name.type())
                              .id("guildId", guildId));
                    }
                  }
                }
              });
          of.guildCommands()
              .forEach((guildId, question) -> {
                if (of.replies().to(question).equals(NOT_ALLOWED)) {
                  found.add(
                      FindingCode.COMMANDS_NOT_ALLOWED,
                      guildId.toString(),
                      new Evidence().id("guildId", guildId));
                }
              });
          if (hasNone(of)) {
            found.add(
                FindingCode.COMMANDS_NONE, Evidence.of("guildsAsked", of.guildCommands().size()));
          }
        });
  }

  /// Whether no command was found, neither for all guilds nor for one that was asked about.
  static boolean hasNone(Examination of) {
    return of.replies().to(Question.commands(of.applicationId()))
            instanceof Reply.Given(JsonNode global, _, _, _)
        && global.isEmpty()
        && of.guildCommands().values().stream()
            .noneMatch(question ->
                of.replies().to(question) instanceof Reply.Given(JsonNode own, _, _, _)
                    && !own.isEmpty());
  }

  private static void guilds(Examination of, Findings found) {
    for (long guildId : written(of.insight().requests().uses())) {
      if (of.bot().guild(guildId) == null) {
        found.add(
            FindingCode.COMMANDS_IN_UNKNOWN_GUILD,
            Long.toString(guildId),
            new Evidence().id("guildId", guildId));
      }
    }
  }

  /// The guilds for which commands were written.
  static Set<Long> written(List<Place> uses) {
    return uses.stream()
        .filter(use -> use.route().matches(WRITTEN))
        .map(use -> GUILD.matcher(use.where()))
        .filter(Matcher::find)
        .map(guild -> Long.valueOf(guild.group(1)))
        .collect(Collectors.toSet());
  }
}
