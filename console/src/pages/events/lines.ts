import type { BotEvent } from '../../api/events.ts';
import { durationText } from '../../ui/Time.tsx';
import { fieldsOf, personOf, textOf } from './fields.ts';

/** What is known of the things that events name by their id. */
export interface Known {
  guild: (id: string) => string | undefined;
  channel: (id: string) => string | undefined;
  user: (id: string) => string | undefined;
}

/** Why events are lost, by the reason in a `gap`. */
const GAPS: Record<string, string> = {
  retention: 'They are older than the server keeps events, or were more than it keeps.',
  session_lost: "Discord had forgotten the bot's session when the bot came back, so what happened meanwhile was never sent.",
};

/** What a `gap` means: that events are missing, and why. */
export function gapText(data: unknown): string {
  const fields = fieldsOf(data);
  const reason = textOf(fields.reason) ?? 'unknown';
  const shard = typeof fields.shard === 'number' ? ` Only what shard ${fields.shard} hears is concerned.` : '';
  return `Events are missing here. ${GAPS[reason] ?? `The server says: ${reason}.`}${shard}`;
}

/** One event in one line, as one would tell it. Short: the whole is a click away. */
export function lineOf(event: BotEvent, known: Known): string {
  const data = fieldsOf(event.data);
  const person = personOf(event.data);
  const who = person === undefined ? 'Somebody' : person.name === person.id ? (known.user(person.id) ?? `user ${person.id}`) : person.name;
  switch (event.type) {
    case 'MESSAGE_CREATE':
      return `${who}: ${contentOf(data)}`;
    case 'MESSAGE_UPDATE':
      return `${who} edited: ${contentOf(data)}`;
    case 'MESSAGE_DELETE':
      return `Message ${textOf(data.id) ?? ''} was deleted`;
    case 'MESSAGE_DELETE_BULK':
      return `${lengthOf(data.ids)} messages were deleted`;
    case 'MESSAGE_REACTION_ADD':
      return `${who} reacted with ${emojiOf(data)}`;
    case 'MESSAGE_REACTION_REMOVE':
      return `${who} took back ${emojiOf(data)}`;
    case 'MESSAGE_REACTION_REMOVE_ALL':
      return 'All reactions of a message were removed';
    case 'MESSAGE_POLL_VOTE_ADD':
    case 'MESSAGE_POLL_VOTE_REMOVE':
      return `${who} ${event.type.endsWith('ADD') ? 'voted for' : 'took back a vote for'} answer ${String(data.answer_id)}`;
    case 'TYPING_START':
      return `${who} is typing`;
    case 'PRESENCE_UPDATE':
      return `${who} is ${textOf(data.status) ?? 'somewhere'}`;
    case 'GUILD_MEMBER_ADD':
      return `${who} joined`;
    case 'GUILD_MEMBER_REMOVE':
      return `${who} left`;
    case 'GUILD_MEMBER_UPDATE':
      return `${who} changed as a member`;
    case 'GUILD_BAN_ADD':
    case 'GUILD_BAN_REMOVE':
      return `${who} was ${event.type.endsWith('ADD') ? 'banned' : 'unbanned'}`;
    case 'VOICE_STATE_UPDATE': {
      const channel = textOf(data.channel_id);
      return channel === undefined ? `${who} left voice` : `${who} is in ${known.channel(channel) ?? channel}`;
    }
    case 'INTERACTION_CREATE':
      return `${who} ${interactionOf(data)}`;
    case 'gap':
      return gapText(event.data);
    case 'bot.connected':
    case 'bot.resumed':
    case 'bot.disconnected':
      return `Shard ${String(data.shard)} ${{ 'bot.connected': 'connected', 'bot.resumed': 'resumed', 'bot.disconnected': 'lost its connection' }[event.type]}${reasonOf(data)}`;
    case 'bot.health':
      return `${textOf(fieldsOf(data.finding).title) ?? textOf(fieldsOf(data.finding).code) ?? 'Something'} ${data.state === 'gone' ? 'is over' : 'was found'}`;
    case 'bot.drained':
      return 'The operator drained the bot';
    case 'bot.token_rejected':
      return "Discord rejects the bot's token";
    case 'READY':
      return 'A gateway session began';
    case 'RATE_LIMITED':
      return `Discord limits opcode ${String(data.opcode)} for ${typeof data.retry_after === 'number' ? durationText(data.retry_after * 1_000) : 'a while'}`;
    default:
      return subjectOf(data, who, person !== undefined);
  }
}

/** For the many types that need no sentence of their own: what they are about. */
function subjectOf(data: Record<string, unknown>, who: string, byPerson: boolean): string {
  const name = textOf(data.name) ?? textOf(fieldsOf(data.role).name);
  return name ?? (byPerson ? who : textOf(data.id) === undefined ? '' : `id ${textOf(data.id) ?? ''}`);
}

/** Custom emojis by their name, and mentions by the names that the message brings. */
function readable(content: string, data: Record<string, unknown>): string {
  const mentions = Array.isArray(data.mentions) ? data.mentions.map((user) => personOf({ user })) : [];
  return content
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/<@!?(\d+)>/g, (whole, id: string) => `@${mentions.find((person) => person?.id === id)?.name ?? whole.slice(1, -1)}`);
}

function contentOf(data: Record<string, unknown>): string {
  const content = textOf(data.content);
  if (content !== undefined && content !== '') {
    return readable(content.length > 300 ? `${content.slice(0, 300)}…` : content, data);
  }
  const parts = (
    [
      ['embeds', 'embed'],
      ['attachments', 'file'],
      ['sticker_items', 'sticker'],
      ['components', 'component'],
    ] as const
  )
    .filter(([field]) => lengthOf(data[field]) > 0)
    .map(([field, word]) => `${lengthOf(data[field])} ${word}${lengthOf(data[field]) === 1 ? '' : 's'}`);
  return 'poll' in data ? 'a poll' : parts.length === 0 ? '(nothing that may be read)' : parts.join(', ');
}

function emojiOf(data: Record<string, unknown>): string {
  const emoji = fieldsOf(data.emoji);
  const name = textOf(emoji.name) ?? 'an emoji';
  return textOf(emoji.id) === undefined ? name : `:${name}:`;
}

function interactionOf(data: Record<string, unknown>): string {
  const used = fieldsOf(data.data);
  switch (data.type) {
    case 2:
      return `used ${used.type === 1 ? '/' : ''}${textOf(used.name) ?? 'a command'}`;
    case 4:
      return `is typing /${textOf(used.name) ?? ''}`;
    case 5:
      return `sent the form ${textOf(used.custom_id) ?? ''}`;
    default:
      return `used ${textOf(used.custom_id) ?? 'a component'}`;
  }
}

function reasonOf(data: Record<string, unknown>): string {
  const reason = textOf(data.reason);
  return reason === undefined ? '' : `: ${reason}`;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** What an event's type tells by its colour. */
export function toneOf(type: string): 'neutral' | 'ok' | 'warn' | 'danger' | 'accent' {
  if (type === 'gap' || type === 'bot.disconnected' || type === 'RATE_LIMITED') {
    return 'warn';
  }
  if (type === 'bot.token_rejected') {
    return 'danger';
  }
  if (type.startsWith('bot.') || type === 'READY' || type === 'RESUMED') {
    return 'ok';
  }
  return type.startsWith('MESSAGE_') || type === 'INTERACTION_CREATE' ? 'accent' : 'neutral';
}
