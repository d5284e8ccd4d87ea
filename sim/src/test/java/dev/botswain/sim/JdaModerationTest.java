package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.audit.ActionType;
import net.dv8tion.jda.api.entities.Icon;
import net.dv8tion.jda.api.entities.Invite;
import net.dv8tion.jda.api.events.emoji.EmojiAddedEvent;
import net.dv8tion.jda.api.events.guild.GuildAuditLogEntryCreateEvent;
import net.dv8tion.jda.api.events.guild.GuildBanEvent;
import net.dv8tion.jda.api.events.guild.invite.GuildInviteCreateEvent;
import net.dv8tion.jda.api.events.guild.scheduledevent.ScheduledEventCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.junit.jupiter.api.Test;

/// What a bot changes in its guild, through JDA.
class JdaModerationTest extends JdaFixture {
  @Test
  void guild_isManaged() throws Exception {
    var invite = channel("bot-commands").createInvite().setMaxUses(1).complete();
    assertThat(channel("bot-commands").retrieveInvites().complete())
        .extracting(Invite::getCode)
        .contains(invite.getCode());
    await(GuildInviteCreateEvent.class);
    var picture = Icon.from(new byte[] {1, 2, 3}, Icon.IconType.PNG);
    var emoji = harbour().createEmoji("anchor", picture).complete();
    assertThat(await(EmojiAddedEvent.class).getEmoji().getName()).isEqualTo("anchor");
    var sent = channel("bot-commands").sendMessage("ahoy").complete();
    sent.addReaction(emoji).complete();
    var start = OffsetDateTime.now().plusDays(1);
    var event =
        harbour().createScheduledEvent("Regatta", "the bay", start, start.plusHours(6)).complete();
    assertThat(event.getLocation()).isEqualTo("the bay");
    await(ScheduledEventCreateEvent.class);
    var thread = sent.createThreadChannel("Who comes?").complete();
    thread.sendMessage("me").complete();
    thread.getManager().setArchived(true).complete();
  }

  @Test
  void member_isModeratedAndThatIsWrittenDown() throws Exception {
    var mate =
        harbour().getMemberCache().stream()
            .filter(member -> !member.getUser().isBot())
            .filter(harbour().getSelfMember()::canInteract)
            .findFirst()
            .orElseThrow();
    mate.timeoutFor(Duration.ofMinutes(5)).reason("too loud").complete();
    // What another test did may still be on its way.
    var written =
        await(
            GuildAuditLogEntryCreateEvent.class,
            event -> event.getEntry().getType() == ActionType.MEMBER_UPDATE);
    assertThat(written.getEntry().getReason()).isEqualTo("too loud");
    mate.removeTimeout().complete();
    mate.ban(0, TimeUnit.SECONDS).reason("far too loud ⚓").complete();
    await(GuildBanEvent.class);
    var entry = harbour().retrieveAuditLogs().type(ActionType.BAN).complete().getFirst();
    assertThat(entry.getReason()).isEqualTo("far too loud ⚓");
    assertThat(entry.getTargetIdLong()).isEqualTo(mate.getIdLong());
    harbour().unban(mate.getUser()).complete();
  }

  @Test
  void webhook_saysSomething() throws Exception {
    var webhook = channel("bot-commands").createWebhook("log").complete();
    webhook.sendMessage("noon").setUsername("Watch").complete();
    var heard = await(MessageReceivedEvent.class);
    assertThat(heard.isWebhookMessage()).isTrue();
    assertThat(heard.getAuthor().getName()).isEqualTo("Watch");
    webhook.delete().complete();
  }
}
