import { describe, expect, it } from 'vitest';
import type { BotEvent } from '../../api/events.ts';
import { messageFromEvent } from '../../discord/fromEvent.ts';
import type { Message } from '../../discord/messageTypes.ts';
import { change, compareIds, matches, MOST, NOTHING, toggled, type History } from './history.ts';

const BOT = '1';
const CHANNEL = '50';

function raw(id: number, more: object = {}) {
  return { id: String(id), channel_id: CHANNEL, content: `message ${id}`, author: { id: '2', username: 'lin' }, timestamp: '2026-11-23T12:00:00Z', type: 0, ...more };
}

/** As the API answers: the newest first. */
function found(from: number, to: number): Message[] {
  return Array.from({ length: to - from }, (_, at) => messageFromEvent(raw(to - 1 - at)));
}

function after(history: History, type: string, data: object): History {
  const event = { id: '1', type, timestamp: '', botId: BOT, data } as BotEvent;
  return change(history, { is: 'event', event, botId: BOT, channelId: CHANNEL });
}

function ids(history: History): string[] {
  return history.messages.map((each) => each.id);
}

const latest = change(NOTHING, { is: 'latest', found: found(95, 105), asked: 10 });

describe('the loaded history', () => {
  it('is in order of ids, which are longer than numbers', () => {
    expect(ids(latest)).toEqual(['95', '96', '97', '98', '99', '100', '101', '102', '103', '104']);
    expect(compareIds('1310000000000000001', '1310000000000000002')).toBeLessThan(0);
    expect(latest).toMatchObject({ start: false, end: true });
  });

  it('grows both ways until it has all', () => {
    const around = change(NOTHING, { is: 'around', found: found(50, 60) });
    const older = change(around, { is: 'older', found: found(45, 50), asked: 10 });
    const all = change(older, { is: 'newer', found: found(59, 70), asked: 11 });
    expect(ids(all)).toEqual(found(45, 70).map((each) => each.id).reverse());
    expect(older).toMatchObject({ start: true, end: false });
    expect(all.end).toBe(false);
    expect(change(all, { is: 'newer', found: [], asked: 10 }).end).toBe(true);
  });

  it('forgets what is farthest from the reader', () => {
    const newest = change(NOTHING, { is: 'latest', found: found(9_000, 9_010), asked: 10 });
    const much = change(newest, { is: 'older', found: found(1, MOST + 1), asked: MOST });
    expect(much.messages).toHaveLength(MOST);
    expect(much.end).toBe(false);
    expect(much.messages[0]?.id).toBe('1');
  });

  it('takes new messages once, in their place, and only where the end is loaded', () => {
    const one = after(latest, 'MESSAGE_CREATE', raw(110));
    const two = after(after(one, 'MESSAGE_CREATE', raw(108)), 'MESSAGE_CREATE', raw(110));
    expect(ids(two).slice(-3)).toEqual(['104', '108', '110']);
    const middle = change(NOTHING, { is: 'around', found: found(50, 60) });
    expect(after(middle, 'MESSAGE_CREATE', raw(110))).toBe(middle);
    expect(after(latest, 'MESSAGE_CREATE', { ...raw(110), channel_id: '51' })).toBe(latest);
  });

  it('follows changes and deletions', () => {
    const edited = after(latest, 'MESSAGE_UPDATE', { id: '100', channel_id: CHANNEL, content: 'new', edited_timestamp: '2026-11-23T13:00:00Z' });
    expect(edited.messages[5]).toMatchObject({ content: 'new', editedAt: '2026-11-23T13:00:00.000Z', author: { username: 'lin' } });
    const reply = after(latest, 'MESSAGE_CREATE', raw(110, { type: 19, message_reference: { message_id: '100' }, referenced_message: raw(100) }));
    const gone = after(reply, 'MESSAGE_DELETE', { id: '100', channel_id: CHANNEL });
    expect(ids(gone)).not.toContain('100');
    expect(gone.messages.at(-1)).toMatchObject({ referencedMessageDeleted: true });
    expect(ids(after(latest, 'MESSAGE_DELETE_BULK', { ids: ['95', '96'], channel_id: CHANNEL }))[0]).toBe('97');
  });

  it('counts reactions, and the bot its own once', () => {
    const add = (history: History, user: string) => after(history, 'MESSAGE_REACTION_ADD', { channel_id: CHANNEL, message_id: '100', user_id: user, emoji: { id: null, name: '👍' } });
    const first = latest.messages[5];
    expect(first).toBeDefined();
    const own = change(latest, { is: 'changed', message: toggled(first as Message, { id: null, name: '👍', animated: false }, true) });
    const both = add(add(own, BOT), '7');
    expect(both.messages[5]?.reactions).toEqual([{ emoji: '👍', emojiId: null, count: 2, me: true }]);
    const less = after(both, 'MESSAGE_REACTION_REMOVE', { channel_id: CHANNEL, message_id: '100', user_id: '7', emoji: { id: null, name: '👍' } });
    expect(less.messages[5]?.reactions).toEqual([{ emoji: '👍', emojiId: null, count: 1, me: true }]);
    expect(after(less, 'MESSAGE_REACTION_REMOVE_EMOJI', { channel_id: CHANNEL, message_id: '100', emoji: { id: null, name: '👍' } }).messages[5]?.reactions).toEqual([]);
    expect(after(less, 'MESSAGE_REACTION_REMOVE_ALL', { channel_id: CHANNEL, message_id: '100' }).messages[5]?.reactions).toEqual([]);
  });

  it('counts votes', () => {
    const poll = after(latest, 'MESSAGE_CREATE', raw(110, { poll: { question: { text: '?' }, answers: [] } }));
    const one = after(poll, 'MESSAGE_POLL_VOTE_ADD', { channel_id: CHANNEL, message_id: '110', user_id: '2', answer_id: 1 });
    const none = after(one, 'MESSAGE_POLL_VOTE_REMOVE', { channel_id: CHANNEL, message_id: '110', user_id: '2', answer_id: 1 });
    expect(one.messages.at(-1)?.poll?.results?.answer_counts).toEqual([{ id: 1, count: 1 }]);
    expect(none.messages.at(-1)?.poll?.results?.answer_counts).toEqual([{ id: 1, count: 0 }]);
  });

  it('shows threads below the message that they were started from', () => {
    const thread = { id: '100', parent_id: CHANNEL, name: 'T', type: 11 };
    const started = after(latest, 'THREAD_CREATE', thread);
    expect(started.messages[5]?.thread?.name).toBe('T');
    expect(after(started, 'THREAD_DELETE', thread).messages[5]?.thread).toBeUndefined();
  });

  it('is searched in words, names and embeds', () => {
    const message = messageFromEvent(raw(1, { embeds: [{ title: 'Tide', fields: [{ name: 'High', value: 'Noon' }] }] }));
    expect(['MESSAGE 1', 'lin', 'tide', 'noon', 'storm'].map((wanted) => matches(message, wanted))).toEqual([true, true, true, true, false]);
  });
});
