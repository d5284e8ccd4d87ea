import type { BotEvent, EventQuery } from '../../api/events.ts';
import { fieldsOf, personOf, textOf } from './fields.ts';

/** The keys of filters, with what each does. */
export const KEYS = {
  type: 'events of this type',
  guild: 'events of this guild',
  channel: 'events of this channel or thread',
  user: 'what this user did',
  contains: 'messages with this text',
  is: 'bot or self: what bots did, or the bot itself',
} as const;

export type Key = keyof typeof KEYS;

/** One condition: `type:MESSAGE_CREATE`, or `-user:80351110224678912` for all but that. */
export interface Token {
  key: Key;
  value: string;
  not: boolean;
  /** As it was typed, and where. */
  text: string;
  from: number;
}

export interface Filter {
  tokens: Token[];
  /** What is wrong with the text, each in a sentence. */
  problems: string[];
}

/** `key:value`, `"value"` or `value`, with a minus or without; an address is no key. */
const WORD = /(-?)(?:([A-Za-z]+):(?!\/\/))?(?:"([^"]*)"?|(\S*))/g;
const SNOWFLAKE = /^\d{1,20}$/;

/** Reads conditions that stand beside each other; a word without a key is searched in messages. */
export function parseFilter(text: string): Filter {
  const filter: Filter = { tokens: [], problems: [] };
  for (const match of text.matchAll(WORD)) {
    const [whole, minus, key, quoted, bare] = match;
    if (whole === '') {
      continue;
    }
    const value = quoted ?? bare ?? '';
    const not = minus === '-';
    const token = { value, not, text: whole, from: match.index };
    if (key === undefined) {
      if (value !== '' && value !== '-') {
        filter.tokens.push({ ...token, key: 'contains' });
      }
    } else if (!(key in KEYS)) {
      filter.problems.push(`There is no filter ${key}. There are ${Object.keys(KEYS).join(', ')}.`);
    } else if (value === '') {
      filter.problems.push(`${key}: has no value yet.`);
    } else {
      const known = key as Key;
      const problem = problemOf(known, value);
      if (problem === null) {
        filter.tokens.push({ ...token, key: known });
      } else {
        filter.problems.push(problem);
      }
    }
  }
  return filter;
}

function problemOf(key: Key, value: string): string | null {
  if ((key === 'guild' || key === 'channel' || key === 'user') && !SNOWFLAKE.test(value)) {
    return `${key}: wants an id, which is a number. The suggestions know names.`;
  }
  if (key === 'is' && value !== 'bot' && value !== 'self') {
    return 'is: knows bot and self.';
  }
  return key === 'contains' && value.length > 200 ? 'contains: takes 200 characters at most.' : null;
}

/** What of a filter the server can do, so that less has to come here. */
export function queryOf(filter: Filter): EventQuery {
  const wanted = (key: Key) => filter.tokens.filter((token) => token.key === key && !token.not).map((token) => token.value);
  const unwanted = (key: Key, value: string) => filter.tokens.some((token) => token.key === key && token.not && token.value === value);
  const types = wanted('type');
  const one = (values: string[]) => (values.length === 1 ? values[0] : undefined);
  return {
    // A gap must always be told. Names that this server does not know may be newer than it.
    types: types.length === 0 ? undefined : [...new Set([...types, 'gap'])],
    unknownTypes: types.length === 0 ? undefined : 'true',
    guildId: one(wanted('guild')),
    channelId: one(wanted('channel')),
    contains: wanted('contains')[0],
    excludeBots: unwanted('is', 'bot') ? 'true' : undefined,
    excludeSelf: unwanted('is', 'self') ? 'true' : undefined,
  };
}

/** Whether an event meets a filter. Several values of one key are alternatives; texts must all be there. */
export function accepts(filter: Filter, botId: string): (event: BotEvent) => boolean {
  const groups = new Map<Key, Token[]>();
  for (const token of filter.tokens) {
    groups.set(token.key, [...(groups.get(token.key) ?? []), token]);
  }
  return (event) => {
    if (event.type === 'gap') {
      return true;
    }
    for (const [key, tokens] of groups) {
      const wanted = tokens.filter((token) => !token.not);
      const matches = (token: Token) => meets(event, key, token.value, botId);
      const fits = key === 'contains' ? wanted.every(matches) : wanted.length === 0 || wanted.some(matches);
      if (!fits || tokens.some((token) => token.not && matches(token))) {
        return false;
      }
    }
    return true;
  };
}

function meets(event: BotEvent, key: Key, value: string, botId: string): boolean {
  switch (key) {
    case 'type':
      return event.type === value;
    case 'guild':
      return event.guildId === value;
    case 'channel':
      return event.channelId === value;
    case 'user':
      return personOf(event.data)?.id === value;
    case 'contains':
      return (textOf(fieldsOf(event.data).content) ?? '').toLowerCase().includes(value.toLowerCase());
    case 'is': {
      const person = personOf(event.data);
      return value === 'bot' ? person?.bot === true || 'webhook_id' in fieldsOf(event.data) : person?.id === botId;
    }
  }
}

/** A value as it has to be typed. */
export function written(key: Key, value: string, not = false): string {
  return `${not ? '-' : ''}${key}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
}

/** The word at the caret, which completion is about. */
export function wordAt(text: string, caret: number): { from: number; to: number; word: string } {
  for (const match of text.matchAll(WORD)) {
    const to = match.index + match[0].length;
    if (match[0] !== '' && caret >= match.index && caret <= to) {
      return { from: match.index, to, word: match[0] };
    }
  }
  return { from: caret, to: caret, word: '' };
}
