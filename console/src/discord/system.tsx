import type { ReactNode } from 'react';
import type { Embed, Message } from './messageTypes.ts';
import { useNames } from './names.ts';

/** Types that are drawn as what somebody wrote; all others are sentences of Discord's. */
const WRITTEN = new Set<Message['type']>(['default', 'reply', 'chat_input_command', 'context_menu_command', 'thread_starter_message', 'unknown']);

export function isSystem(message: Message): boolean {
  return !WRITTEN.has(message.type);
}

function fieldOf(embed: Embed | undefined, name: string): string | undefined {
  return embed?.fields?.find((field) => field.name === name)?.value;
}

/** What Discord says in a message that nobody wrote. */
export function SystemText({ message }: { message: Message }): ReactNode {
  const names = useNames();
  const who = <Person id={message.author.id} name={names.user(message.author.id) ?? message.author.displayName} />;
  const first = message.mentions?.[0];
  const whom = first === undefined ? 'somebody' : <Person id={first.id} name={names.user(first.id) ?? first.displayName} />;
  const words = <bdi>{message.content}</bdi>;
  switch (message.type) {
    case 'recipient_add':
      return <>{who} added {whom}.</>;
    case 'recipient_remove':
      return <>{who} removed {whom}.</>;
    case 'call':
      return <>{who} started a call.</>;
    case 'channel_name_change':
      return <>{who} changed the name to <b>{words}</b>.</>;
    case 'channel_icon_change':
      return <>{who} changed the icon.</>;
    case 'channel_pinned_message':
      return <>{who} pinned a message to this channel.</>;
    case 'user_join':
      return <>{who} joined the server.</>;
    case 'guild_boost':
    case 'guild_boost_tier_1':
    case 'guild_boost_tier_2':
    case 'guild_boost_tier_3': {
      const tier = /\d$/.exec(message.type)?.[0];
      return (
        <>
          {who} boosted the server{message.content === '' ? '' : <> {words} times</>}
          {tier === undefined ? '.' : `, which is at level ${tier} now.`}
        </>
      );
    }
    case 'channel_follow_add':
      return <>{who} had this channel follow <b>{words}</b>.</>;
    case 'guild_discovery_disqualified':
      return 'This server is no longer in Server Discovery, because it does not meet the requirements.';
    case 'guild_discovery_requalified':
      return 'This server is in Server Discovery again.';
    case 'guild_discovery_grace_period_initial_warning':
      return 'This server has not met the requirements of Server Discovery for a week.';
    case 'guild_discovery_grace_period_final_warning':
      return 'This server has not met the requirements of Server Discovery for three weeks; it will be removed in a week.';
    case 'thread_created':
      return <>{who} started a thread: <b>{words}</b>.</>;
    case 'guild_invite_reminder':
      return 'Invite more people to this server.';
    case 'auto_moderation_action':
      return <>AutoMod stopped a message of {who}.</>;
    case 'role_subscription_purchase': {
      const { tierName, totalMonthsSubscribed: months, isRenewal } = message.roleSubscription ?? {};
      return (
        <>
          {who} {isRenewal === true ? 'renewed' : 'joined'} <b><bdi>{tierName ?? 'a role'}</bdi></b>
          {months === undefined ? '.' : `, for ${months} ${months === 1 ? 'month' : 'months'} so far.`}
        </>
      );
    }
    case 'interaction_premium_upsell':
      return 'This needs a subscription to the app.';
    case 'stage_start':
      return <>{who} started the stage <b>{words}</b>.</>;
    case 'stage_end':
      return <>{who} ended the stage <b>{words}</b>.</>;
    case 'stage_speaker':
      return <>{who} is a speaker now.</>;
    case 'stage_topic':
      return <>{who} changed the stage&rsquo;s topic to <b>{words}</b>.</>;
    case 'guild_application_premium_subscription':
      return <>{who} subscribed to an app for this server.</>;
    case 'guild_incident_alert_mode_enabled':
      return <>{who} turned security actions on.</>;
    case 'guild_incident_alert_mode_disabled':
      return <>{who} turned security actions off.</>;
    case 'guild_incident_report_raid':
      return <>{who} reported a raid.</>;
    case 'guild_incident_report_false_alarm':
      return <>{who} said that the raid was a false alarm.</>;
    case 'purchase_notification':
      return <>{who} bought something in the server&rsquo;s shop.</>;
    case 'poll_result': {
      const embed = message.embeds[0];
      const winner = fieldOf(embed, 'victor_answer_text');
      return (
        <>
          The poll of {who} <b><bdi>{fieldOf(embed, 'poll_question_text')}</bdi></b> has closed
          {winner === undefined ? '.' : <>: <bdi>{winner}</bdi> won with {fieldOf(embed, 'victor_answer_votes') ?? '?'} of {fieldOf(embed, 'total_votes') ?? '?'} votes.</>}
        </>
      );
    }
    case 'default':
    case 'reply':
    case 'chat_input_command':
    case 'context_menu_command':
    case 'thread_starter_message':
    case 'unknown':
      return words;
  }
}

function Person({ id, name }: { id: string; name: string }) {
  const color = useNames().colorOf(id);
  return (
    <b style={color === null ? undefined : { textDecorationColor: color }} className="message-person">
      <bdi>{name === '' ? 'Somebody' : name}</bdi>
    </b>
  );
}
