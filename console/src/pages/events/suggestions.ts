import { EVENT_TYPES } from '../../api/eventTypes.ts';
import { KEYS, written, type Key } from './filters.ts';

export interface Suggestion {
  /** What stands in place of the word. */
  insert: string;
  hint: string;
}

export type Suggest = (word: string) => Suggestion[];

/** A thing that a filter can name: its id, and what people call it. */
export interface Named {
  id: string;
  name: string;
  hint?: string | undefined;
}

export interface Sources {
  guilds: readonly Named[];
  channels: readonly Named[];
  /** Users that were seen in events. */
  users: () => readonly Named[];
}

const MOST = 30;

/** What may stand in place of a word: keys first, then the values of its key, found by name and by id. */
export function suggestFrom(sources: Sources): Suggest {
  return (word) => {
    const not = word.startsWith('-');
    const bare = not ? word.slice(1) : word;
    const colon = bare.indexOf(':');
    if (colon < 0) {
      return (Object.keys(KEYS) as Key[])
        .filter((key) => key.startsWith(bare.toLowerCase()))
        .map((key) => ({ insert: `${not ? '-' : ''}${key}:`, hint: `${not ? 'no ' : ''}${KEYS[key]}` }));
    }
    const key = bare.slice(0, colon) as Key;
    const wanted = bare.slice(colon + 1).replaceAll('"', '').toLowerCase();
    return valuesOf(key, sources)
      .filter((one) => `${one.name} ${one.id}`.toLowerCase().includes(wanted))
      .slice(0, MOST)
      .map((one) => ({ insert: written(key, one.id, not), hint: one.hint === undefined ? one.name : `${one.name} · ${one.hint}` }));
  };
}

function valuesOf(key: Key, sources: Sources): readonly Named[] {
  switch (key) {
    case 'type':
      return EVENT_TYPES.map((type) => ({ id: type, name: '' }));
    case 'guild':
      return sources.guilds;
    case 'channel':
      return sources.channels;
    case 'user':
      return sources.users();
    case 'is':
      return [
        { id: 'bot', name: 'bots and webhooks' },
        { id: 'self', name: 'the bot itself' },
      ];
    default:
      return [];
  }
}
