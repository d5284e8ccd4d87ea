package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu.SelectTarget;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.EntitySelectInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.modals.Modal;
import org.junit.jupiter.api.Test;

/// Commands and components, as JDA sees them.
class JdaInteractionsTest extends JdaFixture {
  /// A user uses a command or a component of the bot, in #bot-commands.
  private static String interact(String json) throws Exception {
    var body = "{\"channelId\":\"" + channel("bot-commands").getId() + "\"," + json.substring(1);
    var url = sim.url() + "/sim/bots/" + jda.getSelfUser().getId() + "/interactions";
    return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)))
        .path("id")
        .asText();
  }

  /// What the sim knows of an interaction.
  private static JsonNode interaction(String id) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(sim.url() + "/sim/interactions/" + id)));
  }

  @Test
  void command_isUsedAndAnswered() throws Exception {
    harbour()
        .updateCommands()
        .addCommands(
            Commands.slash("sail", "Sets sail")
                .addOption(OptionType.STRING, "where", "Where to", true, true)
                .addOption(OptionType.USER, "with", "With whom"))
        .complete();
    var mate = harbour().getMemberCache().stream().filter(m -> !m.getUser().isBot()).findFirst();
    var id =
        interact(
            """
            {"type":"command","name":"sail","options":[{"name":"where","value":"home"},
             {"name":"with","value":"%s"}]}
            """
                .formatted(mate.orElseThrow().getId()));

    var event = await(SlashCommandInteractionEvent.class);
    assertThat(event.getOption("where", OptionMapping::getAsString)).isEqualTo("home");
    assertThat(event.getOption("with", OptionMapping::getAsMember)).isEqualTo(mate.orElseThrow());
    event.reply("aye").addComponents(ActionRow.of(Button.primary("go", "Go"))).complete();
    var said = event.getHook().retrieveOriginal().complete();
    assertThat(said.getContentRaw()).isEqualTo("aye");
    event.getHook().editOriginal("aye, aye").complete();
    var more = event.getHook().sendMessage("and off we go").setEphemeral(true).complete();
    assertThat(more.isEphemeral()).isTrue();
    event.getHook().deleteMessageById(more.getId()).complete();
    assertThat(interaction(id).path("answer").asText()).isEqualTo("message");
  }

  @Test
  void command_isDeferredAndAnsweredLater() throws Exception {
    harbour().upsertCommand("wait", "Takes its time").complete();
    var id = interact("{\"type\":\"command\",\"name\":\"wait\"}");

    var event = await(SlashCommandInteractionEvent.class);
    event.deferReply(true).complete();
    assertThat(interaction(id).path("messages").path(0).path("loading").asBoolean()).isTrue();
    event.getHook().sendMessage("here it is").complete();
    var state = interaction(id);
    assertThat(state.path("answer").asText()).isEqualTo("deferredMessage");
    assertThat(state.path("messages")).hasSize(1);
    assertThat(state.path("messages").path(0).path("content").asText()).isEqualTo("here it is");
    assertThat(state.path("messages").path(0).path("ephemeral").asBoolean()).isTrue();
  }

  @Test
  void components_leadToAModalAndBack() throws Exception {
    channel("bot-commands")
        .sendMessage("where to?")
        .addComponents(
            ActionRow.of(Button.primary("ask", "Ask me")),
            ActionRow.of(EntitySelectMenu.create("whom", SelectTarget.USER).build()))
        .complete();
    var id = interact("{\"type\":\"button\",\"customId\":\"ask\"}");
    var port = TextInput.create("port", TextInputStyle.SHORT).build();
    await(ButtonInteractionEvent.class)
        .replyModal(Modal.create("ask", "Where to?").addComponents(Label.of("Port", port)).build())
        .complete();

    interact(
        "{\"type\":\"modal\",\"interactionId\":\"" + id + "\",\"fields\":{\"port\":\"Hull\"}}");
    var submitted = await(ModalInteractionEvent.class);
    assertThat(submitted.getValue("port").getAsString()).isEqualTo("Hull");
    submitted.editMessage("to Hull").complete();
    assertThat(submitted.getMessage()).isNotNull();

    var self = jda.getSelfUser().getId();
    interact("{\"type\":\"select\",\"customId\":\"whom\",\"values\":[\"" + self + "\"]}");
    var chosen = await(EntitySelectInteractionEvent.class);
    assertThat(chosen.getMentions().getUsers()).containsExactly(jda.getSelfUser());
    chosen.deferEdit().complete();
    chosen.getHook().editOriginal("with me").complete();
  }

  @Test
  void autocomplete_isAnswered() throws Exception {
    harbour()
        .upsertCommand(
            Commands.slash("go", "Goes").addOption(OptionType.STRING, "to", "Where", true, true))
        .complete();
    var id =
        interact(
            """
            {"type":"autocomplete","name":"go","options":[{"name":"to","value":"hu","focused":true}]}
            """);
    var event = await(CommandAutoCompleteInteractionEvent.class);
    assertThat(event.getFocusedOption().getValue()).isEqualTo("hu");
    event.replyChoiceStrings("Hull").complete();
    assertThat(interaction(id).path("shown").path("choices").path(0).path("name").asText())
        .isEqualTo("Hull");
  }
}
