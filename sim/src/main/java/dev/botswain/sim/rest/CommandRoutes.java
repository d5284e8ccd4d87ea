package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.rest.Commands.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commands of the bot's application, global and of a guild ([Application
/// Commands](https://discord.com/developers/docs/interactions/application-commands#endpoints)).
final class CommandRoutes {
  private static final List<String> BASES =
      List.of(
          "/applications/{application_id}/commands",
          "/applications/{application_id}/guilds/{guild_id}/commands");
  private static final Bucket CREATES = Bucket.own(5, 20_000);

  private final Commands commands;

  CommandRoutes(Commands commands) {
    this.commands = commands;
  }

  void addTo(Router router) {
    for (String base : BASES) {
      router.get(base, this::list);
      router.post(base, this::create, CREATES);
      router.put(base, this::replace, CREATES);
      router.get(base + "/{command_id}", this::get);
      router.patch(base + "/{command_id}", this::modify, CREATES);
      router.delete(base + "/{command_id}", this::delete, CREATES);
    }
  }

  private Scope scope(Call call) {
    long application = call.id("application_id");
    if (application != call.bot().applicationId()) {
      throw ErrorCode.NOT_YOUR_APPLICATION.refusal();
    }
    var scope = new Scope(application, call.hasVariable("guild_id") ? call.guild().id() : 0);
    if (!commands.isAuthorized(scope)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    return scope;
  }

  private Answer list(Call call) {
    boolean localizations = call.query().isTrue("with_localizations");
    return Answer.list(
        commands.all(scope(call)),
        (command, json) -> {
          ObjectNode shown = command.deepCopy();
          if (!localizations) {
            shown.remove(List.of("name_localizations", "description_localizations"));
          }
          json.writeRawValue(shown.toString());
        });
  }

  private Answer get(Call call) {
    return answer(200, commands.get(scope(call), call.id("command_id")));
  }

  private static Answer answer(int status, ObjectNode command) {
    return Answer.json(status, json -> json.writeRawValue(command.toString()));
  }

  private Answer create(Call call) {
    Scope scope = scope(call);
    Form form = call.form();
    ObjectNode command = CommandForm.read(form, null);
    form.check();
    ObjectNode old = old(scope, command);
    commands.put(scope, identified(call, scope, command, old));
    return answer(old == null ? 201 : 200, command);
  }

  private @Nullable ObjectNode old(Scope scope, ObjectNode command) {
    return commands.named(scope, command.get("type").asInt(), command.get("name").asText());
  }

  /// Gives a command its ids: that of the old command with its name, if there is one, and a new
  /// version.
  private static ObjectNode identified(
      Call call, Scope scope, ObjectNode command, @Nullable ObjectNode old) {
    command.put("id", old == null ? Long.toString(call.world().newId()) : old.get("id").asText());
    command.put("application_id", Long.toString(scope.applicationId()));
    command.put("version", Long.toString(call.world().newId()));
    if (scope.guildId() != 0) {
      command.put("guild_id", Long.toString(scope.guildId()));
      command.remove("dm_permission");
    }
    return command;
  }

  private Answer replace(Call call) {
    Scope scope = scope(call);
    List<Form> forms = call.forms();
    var made = new ArrayList<ObjectNode>();
    var names = new HashSet<String>();
    for (Form form : forms) {
      ObjectNode command = CommandForm.read(form, null);
      if (!names.add(command.get("type") + " " + command.path("name").asText())) {
        form.wrong(
            "name",
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
            "Application command names must be unique");
      }
      made.add(command);
    }
    forms.forEach(Form::check);
    made.forEach(command -> identified(call, scope, command, old(scope, command)));
    commands.replace(scope, made);
    return Answer.list(made, (command, json) -> json.writeRawValue(command.toString()));
  }

  private Answer modify(Call call) {
    Scope scope = scope(call);
    ObjectNode old = commands.get(scope, call.id("command_id"));
    Form form = call.form();
    ObjectNode command = CommandForm.read(form, old);
    form.check();
    ObjectNode named = old(scope, command);
    if (named != null && named != old) {
      throw ErrorCode.COMMAND_NAME_TAKEN.refusal();
    }
    commands.put(scope, identified(call, scope, command, old));
    return answer(200, command);
  }

  private Answer delete(Call call) {
    commands.remove(scope(call), call.id("command_id"));
    return Answer.NO_CONTENT;
  }
}
