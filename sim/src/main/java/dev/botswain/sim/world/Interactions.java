package dev.botswain.sim.world;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The use of commands, components and modals by users, and the bots' answers (Receiving and
/// Responding to Interactions). The last ten thousand are kept, each with its last hundred answers.
public final class Interactions {
  /// How long a bot has for its first answer, in milliseconds.
  public static final long FIRST_ANSWER_MS = 3_000;

  /// How long a token works, in milliseconds.
  public static final long TOKEN_MS = 15 * 60_000;

  static final int KEPT = 10_000;
  static final int ANSWERS_KEPT = 100;

  private static final int TOKEN_BYTES = 48;

  private final World world;
  private final ById<Interaction> all = new ById<>();
  private final Map<String, Interaction> byToken = new HashMap<>();
  private final SecureRandom random = new SecureRandom();

  Interactions(World world) {
    this.world = world;
  }

  /// A user starts an interaction: INTERACTION_CREATE to the bot, unless its application has an
  /// address for interactions, which the sim does not call.
  public Interaction create(Bot bot, Interaction.Act act) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var interaction = new Interaction(world.newId(), token, world.now(), bot, act);
    all.add(interaction);
    byToken.put(token, interaction);
    if (all.size() > KEPT) {
      var oldest = all.at(0);
      all.remove(oldest.id());
      byToken.remove(oldest.token());
    }
    if (bot.application().interactionsUrl() != null) {
      return interaction;
    }
    world.publish(
        Dispatch.toBot(
            "INTERACTION_CREATE",
            bot,
            act.channel().guildId(),
            0,
            (json, viewer) -> interaction.write(json, viewer, world.now())));
    return interaction;
  }

  /// The interaction with this id, or null.
  public @Nullable Interaction get(long id) {
    return all.get(id);
  }

  /// The interaction of a bot with this token, or null.
  public @Nullable Interaction byToken(long botId, String token) {
    var interaction = byToken.get(token);
    return interaction != null && interaction.bot().id() == botId ? interaction : null;
  }

  /// The ephemeral message with this id in a channel, or null.
  public @Nullable Message ephemeral(Channel channel, long id) {
    for (var interaction : all) {
      var message = interaction.messages().get(id);
      if (message != null && message.isEphemeral() && message.channel() == channel) {
        return message;
      }
    }
    return null;
  }

  /// Answers with a message: MESSAGE_CREATE. A deferred one has the flag [Message#LOADING].
  ///
  /// @param type of the callback
  public Message reply(
      Interaction interaction, int type, AllowedMentions allowed, Consumer<Message> setup) {
    var on = interaction.message();
    var message =
        send(
            interaction,
            allowed,
            0,
            made -> {
              if (interaction.type() == Interaction.COMMAND) {
                asCommand(interaction, made);
              } else if (on != null) {
                made.replyTo(on);
              }
              setup.accept(made);
            });
    interaction.answer(new Interaction.Answer(type, world.now(), message, null));
    return message;
  }

  /// An answer to a menu command on a message refers to that message.
  private static void asCommand(Interaction interaction, Message answer) {
    int command = interaction.commandType();
    answer.type(
        command == Interaction.CHAT_INPUT
            ? Message.CHAT_INPUT_COMMAND
            : Message.CONTEXT_MENU_COMMAND);
    if (command == Interaction.MESSAGE_MENU) {
      answer.reference(new Message.Reference(interaction.channel().id(), interaction.targetId()));
    }
  }

  /// Answers with an update of the component's message: MESSAGE_UPDATE.
  ///
  /// @param type of the callback
  /// @param allowed null keeps the mentions
  /// @param change null if the change comes later
  public void update(
      Interaction interaction,
      int type,
      Message message,
      @Nullable AllowedMentions allowed,
      @Nullable Consumer<Message> change) {
    interaction.messages().add(message);
    interaction.answer(new Interaction.Answer(type, world.now(), message, null));
    if (change != null) {
      world.messages().edit(message, allowed, change);
    }
  }

  /// Answers without a message: choices or a modal.
  ///
  /// @param type of the callback
  /// @param data JSON
  public void show(Interaction interaction, int type, String data) {
    interaction.answer(new Interaction.Answer(type, world.now(), null, data));
  }

  /// Sends another message after the first answer: MESSAGE_CREATE.
  public Message followUp(
      Interaction interaction, AllowedMentions allowed, Consumer<Message> setup) {
    var answer = interaction.answer();
    var original = answer == null ? null : answer.original();
    return send(
        interaction,
        allowed,
        original == null ? 0 : original.id(),
        made -> {
          if (original != null) {
            made.replyTo(original);
          }
          setup.accept(made);
        });
  }

  private Message send(
      Interaction interaction, AllowedMentions allowed, long originalId, Consumer<Message> setup) {
    var message =
        world
            .messages()
            .send(
                interaction.channel(),
                interaction.bot().user(),
                allowed,
                made -> {
                  made.origin(new MessageOrigin.OfInteraction(interaction, originalId));
                  setup.accept(made);
                });
    interaction.messages().add(message);
    if (interaction.messages().size() > ANSWERS_KEPT) {
      // the first one stays, because `@original` may refer to it
      interaction.messages().remove(interaction.messages().at(1).id());
    }
    return message;
  }

  /// Deletes an answer: MESSAGE_DELETE, unless it was ephemeral.
  public void delete(Interaction interaction, Message message) {
    interaction.messages().remove(message.id());
    world.messages().delete(message);
  }
}
