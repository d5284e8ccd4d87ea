package dev.botswain.doctor;

import dev.botswain.bot.Bot;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.guild.Guild;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what an [Examination] looks at.
final class Examiner {
  /// Guilds whose commands are asked for.
  private static final int GUILDS = 5;

  private Examiner() {}

  /// A bot that is logged in, and what Discord says of it now. Waits.
  static Examination ofBot(Bot bot, Sources around) {
    return of(bot, bot.rest(), TokenText.of(bot.id()), around);
  }

  /// What Discord says of the bot of a token. Waits.
  static Examination ofToken(RestQueue rest, TokenText token, Sources around) {
    return of(null, rest, token, around);
  }

  /// Nothing but what is known of a bot here.
  static Examination ofStateOf(Bot bot, Holdings holdings, Sources around) {
    return new Examination(bot, holdings, TokenText.of(bot.id()), Replies.NONE, Map.of(), around);
  }

  /// A bot that is logged in, and what Discord said of it at an earlier examination.
  static Examination again(Bot bot, Examination before, Sources around) {
    return examination(
        bot, before.token(), before.replies().again(), before.guildCommands(), around);
  }

  /// A token with which nothing was asked.
  static Examination without(TokenText token, Replies replies, Sources around) {
    return examination(null, token, replies, Map.of(), around);
  }

  private static Examination examination(
      @Nullable Bot bot,
      TokenText token,
      Replies replies,
      Map<Long, Question> guildCommands,
      Sources around) {
    return new Examination(bot, Holdings.of(bot, around), token, replies, guildCommands, around);
  }

  private static Examination of(
      @Nullable Bot bot, RestQueue rest, TokenText token, Sources around) {
    var probe = new DiscordProbe(rest, around.clock());
    Reply me = probe.ask(Question.ME);
    if (!(me instanceof Reply.Given)) {
      probe.leaveOut(
          List.of(Question.APPLICATION, Question.GATEWAY),
          "it was not asked, because " + me.because());
      return examination(bot, token, probe.replies(), Map.of(), around);
    }
    var questions = new ArrayList<Question>(List.of(Question.APPLICATION, Question.GATEWAY));
    if (bot == null) {
      probe.ask(questions);
      questions.clear();
    }
    var byGuild = new LinkedHashMap<Long, Question>();
    long application =
        new Examination(bot, Holdings.NONE, token, probe.replies(), byGuild, around)
            .applicationId();
    if (application != 0) {
      guilds(bot).forEach(id -> byGuild.put(id, Question.commands(application, id)));
      questions.addAll(byGuild.values());
      questions.add(Question.commands(application));
    }
    probe.ask(questions);
    return examination(bot, token, probe.replies(), byGuild, around);
  }

  /// Those for which commands were written first.
  private static List<Long> guilds(@Nullable Bot bot) {
    return bot == null
        ? List.of()
        : Stream.concat(
                CommandChecks.written(bot.insight().requests().uses()).stream(),
                bot.guilds().stream().map(Guild::id).sorted())
            .filter(id -> bot.guild(id) != null)
            .distinct()
            .limit(GUILDS)
            .toList();
  }
}
