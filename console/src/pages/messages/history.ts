import type { BotEvent } from '../../api/events.ts';
import { fields, list, number, text, type Fields } from '../../discord/components/fields.ts';
import { messageFromEvent, updatedFromEvent } from '../../discord/fromEvent.ts';
import type { Message, Reaction } from '../../discord/messageTypes.ts';

/** The part of a channel's messages that is loaded: without holes, the oldest first. */
export interface History {
  readonly messages: readonly Message[];
  /** Whether the oldest is the first of the channel. */
  readonly start: boolean;
  /** Whether the newest is the last of the channel, so that new ones follow. */
  readonly end: boolean;
}

export const NOTHING: History = { messages: [], start: false, end: false };

/** Messages that are kept at most; what is farthest from the reader goes, and is read again when it is wanted. */
export const MOST = 1_500;

export type Change =
  | { is: 'latest' | 'older' | 'newer'; found: readonly Message[]; asked: number }
  | { is: 'around'; found: readonly Message[] }
  | { is: 'event'; event: BotEvent; botId: string; channelId: string }
  | { is: 'changed'; message: Message }
  | { is: 'gone'; id: string };

export function compareIds(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;
}

export function change(history: History, next: Change): History {
  switch (next.is) {
    case 'latest':
      return { messages: inOrder(next.found), start: next.found.length < next.asked, end: true };
    case 'around':
      return { messages: inOrder(next.found), start: false, end: false };
    case 'older': {
      const known = new Set(history.messages.map((each) => each.id));
      const messages = [...inOrder(next.found).filter((each) => !known.has(each.id)), ...history.messages];
      return { messages: messages.slice(0, MOST), start: next.found.length < next.asked, end: history.end && messages.length <= MOST };
    }
    case 'newer': {
      const known = new Set(history.messages.map((each) => each.id));
      const messages = [...history.messages, ...inOrder(next.found).filter((each) => !known.has(each.id))];
      return { messages: messages.slice(-MOST), start: history.start && messages.length <= MOST, end: next.found.length < next.asked };
    }
    case 'changed':
      return created(mapped(history, next.message.id, () => next.message), next.message);
    case 'gone':
      return without(history, [next.id]);
    case 'event':
      return happened(history, next.event, next.botId, next.channelId);
  }
}

function inOrder(found: readonly Message[]): Message[] {
  return [...found].sort((a, b) => compareIds(a.id, b.id));
}

function mapped(history: History, id: string, to: (message: Message) => Message): History {
  const at = history.messages.findIndex((each) => each.id === id);
  const before = history.messages[at];
  if (before === undefined) {
    return history;
  }
  const after = to(before);
  return after === before ? history : { ...history, messages: history.messages.with(at, after) };
}

/** A new message is only shown where the end is: otherwise there would be a hole before it. */
function created(history: History, message: Message): History {
  if (!history.end || history.messages.some((each) => each.id === message.id)) {
    return history;
  }
  const messages = [...history.messages];
  let at = messages.length;
  while (at > 0 && compareIds(messages[at - 1]?.id ?? '0', message.id) > 0) {
    at--;
  }
  messages.splice(at, 0, message);
  return { messages: messages.slice(-MOST), start: history.start && messages.length <= MOST, end: true };
}

function without(history: History, ids: readonly string[]): History {
  const gone = new Set(ids);
  const messages = history.messages
    .filter((each) => !gone.has(each.id))
    .map((each) => {
      if (each.referencedMessage === undefined || !gone.has(each.referencedMessage.id)) {
        return each;
      }
      const { referencedMessage: _, ...rest } = each;
      return { ...rest, referencedMessageDeleted: true };
    });
  return { ...history, messages };
}

function happened(history: History, event: BotEvent, botId: string, channelId: string): History {
  const raw = fields(event.data);
  if (text(raw.channel_id) !== channelId) {
    return startedThread(history, event.type, raw, channelId);
  }
  const id = text(raw.message_id) ?? '';
  switch (event.type) {
    case 'MESSAGE_CREATE':
      return created(history, messageFromEvent(raw));
    case 'MESSAGE_UPDATE':
      return mapped(history, text(raw.id) ?? '', (before) => updatedFromEvent(before, raw));
    case 'MESSAGE_DELETE':
      return without(history, [text(raw.id) ?? '']);
    case 'MESSAGE_DELETE_BULK':
      return without(history, Array.isArray(raw.ids) ? raw.ids.map(String) : []);
    case 'MESSAGE_REACTION_ADD':
      return mapped(history, id, (message) => reacted(message, fields(raw.emoji), 1, raw.user_id === botId));
    case 'MESSAGE_REACTION_REMOVE':
      return mapped(history, id, (message) => reacted(message, fields(raw.emoji), -1, raw.user_id === botId));
    case 'MESSAGE_REACTION_REMOVE_ALL':
      return mapped(history, id, (message) => ({ ...message, reactions: [] }));
    case 'MESSAGE_REACTION_REMOVE_EMOJI':
      return mapped(history, id, (message) => ({ ...message, reactions: message.reactions.filter((each) => !isSame(each, fields(raw.emoji))) }));
    case 'MESSAGE_POLL_VOTE_ADD':
      return mapped(history, id, (message) => voted(message, number(raw.answer_id), 1));
    case 'MESSAGE_POLL_VOTE_REMOVE':
      return mapped(history, id, (message) => voted(message, number(raw.answer_id), -1));
    default:
      return history;
  }
}

function isSame(reaction: Reaction, emoji: Fields): boolean {
  const id = text(emoji.id);
  return id === null ? reaction.emojiId === null && reaction.emoji === text(emoji.name) : reaction.emojiId === id;
}

/** The answer to the bot's own reaction and the event of it must not both count. */
function reacted(message: Message, emoji: Fields, by: 1 | -1, mine: boolean): Message {
  const at = message.reactions.findIndex((each) => isSame(each, emoji));
  const before = message.reactions[at];
  if (before === undefined) {
    const added = { emoji: text(emoji.name), emojiId: text(emoji.id), count: 1, me: mine, ...(emoji.animated === true ? { animated: true } : {}) };
    return by < 0 ? message : { ...message, reactions: [...message.reactions, added] };
  }
  if (mine && before.me === by > 0) {
    return message;
  }
  const after = { ...before, count: before.count + by, me: mine ? by > 0 : before.me };
  return { ...message, reactions: after.count <= 0 ? message.reactions.filter((each) => each !== before) : message.reactions.with(at, after) };
}

/** The bot's own reaction, as soon as Discord has said yes. */
export function toggled(message: Message, emoji: { id: string | null; name: string; animated: boolean }, on: boolean): Message {
  return reacted(message, emoji, on ? 1 : -1, true);
}

function voted(message: Message, answer: number | null, by: 1 | -1): Message {
  const poll = message.poll;
  if (poll === undefined || answer === null) {
    return message;
  }
  const counts = poll.results?.answer_counts ?? [];
  const known = counts.some((each) => each.id === answer);
  const answer_counts = known ? counts.map((each) => (each.id === answer ? { ...each, count: Math.max(0, each.count + by) } : each)) : [...counts, { id: answer, count: Math.max(0, by) }];
  return { ...message, poll: { ...poll, results: { ...poll.results, answer_counts } } };
}

/** A thread has the id of the message that it was started from. */
function startedThread(history: History, type: string, raw: Fields, channelId: string): History {
  const id = text(raw.id) ?? '';
  if (text(raw.parent_id) !== channelId) {
    return history;
  }
  if (type === 'THREAD_DELETE') {
    return mapped(history, id, ({ thread: _, ...rest }) => rest);
  }
  return type === 'THREAD_CREATE' || type === 'THREAD_UPDATE' ? mapped(history, id, (message) => ({ ...message, ...threadIn(raw) })) : history;
}

function threadIn(raw: Fields): Pick<Message, 'thread'> {
  const { thread } = messageFromEvent({ thread: raw });
  return thread === undefined ? {} : { thread };
}

/** What is searched of a message. */
export function matches(message: Message, wanted: string): boolean {
  const words = [message.content, message.author.displayName, message.author.username, ...message.attachments.map((each) => each.filename)];
  for (const embed of message.embeds) {
    words.push(embed.title ?? '', embed.description ?? '', ...list(embed.fields).flatMap((each) => [String(each.name), String(each.value)]));
  }
  return words.join('\n').toLowerCase().includes(wanted.toLowerCase());
}
