import { describe, expect, it } from 'vitest';
import type { BotEvent } from '../../api/events.ts';
import { accepts, parseFilter, queryOf, wordAt, written } from './filters.ts';

const message = (content: string, author: object, more: object = {}): BotEvent =>
  ({
    id: '1',
    type: 'MESSAGE_CREATE',
    timestamp: '2026-11-23T12:00:00.000Z',
    botId: '7',
    guildId: '5',
    channelId: '6',
    data: { content, author },
    ...more,
  }) as BotEvent;

describe('parseFilter', () => {
  it('reads keys, exclusions, quotes and bare words', () => {
    const { tokens, problems } = parseFilter('type:MESSAGE_CREATE -user:12 contains:"land ho" ahoy -is:bot');
    expect(problems).toEqual([]);
    expect(tokens.map(({ key, value, not }) => [key, value, not])).toEqual([
      ['type', 'MESSAGE_CREATE', false],
      ['user', '12', true],
      ['contains', 'land ho', false],
      ['contains', 'ahoy', false],
      ['is', 'bot', true],
    ]);
  });

  it('says what is wrong in a sentence', () => {
    expect(parseFilter('typo:x guild:harbour is:me type:').problems).toEqual([
      'There is no filter typo. There are type, guild, channel, user, contains, is.',
      'guild: wants an id, which is a number. The suggestions know names.',
      'is: knows bot and self.',
      'type: has no value yet.',
    ]);
  });

  it('takes an address without a space for text, not for a filter', () => {
    expect(parseFilter('contains:https://a.example').tokens[0]?.value).toBe('https://a.example');
  });
});

describe('queryOf', () => {
  it('asks the server for what it can do, and always for gaps', () => {
    expect(queryOf(parseFilter('type:A type:B guild:1 -is:bot -is:self one two'))).toEqual({
      types: ['A', 'B', 'gap'],
      unknownTypes: 'true',
      guildId: '1',
      channelId: undefined,
      contains: 'one',
      excludeBots: 'true',
      excludeSelf: 'true',
    });
  });

  it('leaves alternatives and exclusions to the page', () => {
    expect(queryOf(parseFilter('channel:1 channel:2 -type:A')).channelId).toBeUndefined();
    expect(queryOf(parseFilter('-type:A')).types).toBeUndefined();
  });
});

describe('accepts', () => {
  const fits = (filter: string, event: BotEvent) => accepts(parseFilter(filter), '7')(event);

  it('takes alternatives of one key and all of different keys', () => {
    const event = message('Land ho', { id: '3', bot: false });
    expect(fits('channel:6 channel:9', event)).toBe(true);
    expect(fits('channel:9', event)).toBe(false);
    expect(fits('user:3 type:MESSAGE_UPDATE', event)).toBe(false);
    expect(fits('land HO', event)).toBe(true);
    expect(fits('land sea', event)).toBe(false);
  });

  it('leaves out what is excluded', () => {
    expect(fits('-contains:ho', message('Land ho', { id: '3' }))).toBe(false);
    expect(fits('-is:self', message('x', { id: '7' }))).toBe(false);
    expect(fits('-is:bot', message('x', { id: '3', bot: true }))).toBe(false);
    expect(fits('-is:bot', message('x', { id: '3' }))).toBe(true);
  });

  it('never hides a gap', () => {
    expect(fits('type:MESSAGE_CREATE -guild:5', message('', {}, { type: 'gap' }))).toBe(true);
  });
});

describe('wordAt', () => {
  it('finds the word around the caret', () => {
    expect(wordAt('type:A user:', 12)).toEqual({ from: 7, to: 12, word: 'user:' });
    expect(wordAt('type:A ', 7)).toEqual({ from: 7, to: 7, word: '' });
  });
});

describe('written', () => {
  it('quotes what has spaces', () => {
    expect(written('contains', 'land ho', true)).toBe('-contains:"land ho"');
  });
});
