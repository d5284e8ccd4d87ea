import { at, insert, isObject, listAt, move, put, remove, textAt, type Json, type JsonObject, type Path } from './json.ts';

/** Where the message goes. */
export type Target =
  | { readonly is: 'channel'; readonly guildId: string | null; readonly channelId: string }
  | { readonly is: 'user'; readonly userId: string }
  | { readonly is: 'message'; readonly channelId: string; readonly messageId: string };

/** The message as the API takes it, without files. */
export type Message = JsonObject;

export interface State {
  readonly message: Message;
  readonly past: readonly Message[];
  readonly future: readonly Message[];
  /** The place of the last change, while further changes of it belong to the same step. */
  readonly typing: string | null;
  readonly typedAt: number;
}

export type Action =
  | { readonly do: 'set'; readonly path: Path; readonly value: Json | undefined; readonly atMs: number }
  | { readonly do: 'insert'; readonly list: Path; readonly index: number; readonly value: Json }
  | { readonly do: 'remove'; readonly path: Path }
  | { readonly do: 'move'; readonly path: Path; readonly by: number }
  | { readonly do: 'replace'; readonly message: Message }
  | { readonly do: 'open'; readonly message: Message }
  | { readonly do: 'mode'; readonly v2: boolean }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

const STEPS = 100;

/** Typing in one field is one step until the user rests this long. */
const REST_MS = 1_500;

export const V2 = 'is_components_v2';

export function initial(message: Message = {}): State {
  return { message, past: [], future: [], typing: null, typedAt: 0 };
}

export function reduce(state: State, action: Action): State {
  switch (action.do) {
    case 'set': {
      const place = JSON.stringify(action.path);
      const message = put(state.message, action.path, action.value);
      const goesOn = state.typing === place && action.atMs - state.typedAt < REST_MS;
      return goesOn
        ? { ...state, message, typedAt: action.atMs, future: [] }
        : { ...step(state, message), typing: place, typedAt: action.atMs };
    }
    case 'insert':
      return step(state, insert(state.message, action.list, action.index, action.value));
    case 'remove':
      return step(state, remove(state.message, action.path));
    case 'move':
      return step(state, move(state.message, action.path, action.by));
    case 'replace':
      return step(state, action.message);
    case 'open':
      return initial(action.message);
    case 'mode':
      return step(state, action.v2 ? toV2(state.message) : toClassic(state.message));
    case 'undo': {
      const before = state.past.at(-1);
      return before === undefined
        ? state
        : { message: before, past: state.past.slice(0, -1), future: [state.message, ...state.future], typing: null, typedAt: 0 };
    }
    case 'redo': {
      const [next, ...future] = state.future;
      return next === undefined ? state : { message: next, past: [...state.past, state.message], future, typing: null, typedAt: 0 };
    }
  }
}

function step(state: State, message: Message): State {
  return message === state.message ? state : { message, past: [...state.past, state.message].slice(-STEPS), future: [], typing: null, typedAt: 0 };
}

export function isV2(message: Message): boolean {
  return listAt(message, ['flags']).includes(V2);
}

/** The same with a flag set or taken out. */
export function withFlag(message: Message, flag: string, set: boolean): Message {
  const flags = listAt(message, ['flags']).filter((one) => one !== flag);
  const next = set ? [...flags, flag] : flags;
  return put(message, ['flags'], next.length === 0 ? undefined : next);
}

/** Content becomes a text, embeds become containers; what such messages cannot have goes. */
function toV2(message: Message): Message {
  const { content, embeds, poll, stickerIds, components, ...rest } = message;
  void poll;
  void stickerIds;
  const texts = typeof content === 'string' ? [{ type: 10, content }] : [];
  const cards = Array.isArray(embeds) ? embeds.map(container) : [];
  const rows = Array.isArray(components) ? components : [];
  const all = [...texts, ...cards, ...rows];
  return withFlag(all.length === 0 ? rest : { ...rest, components: all }, V2, true);
}

function container(embed: Json): Json {
  const texts = [
    textAt(embed, ['author', 'name']),
    textAt(embed, ['title']) && `## ${textAt(embed, ['title'])}`,
    textAt(embed, ['description']),
    ...listAt(embed, ['fields']).map((field) => `**${textAt(field, ['name'])}**\n${textAt(field, ['value'])}`),
    textAt(embed, ['footer', 'text']) && `-# ${textAt(embed, ['footer', 'text'])}`,
  ].filter((text) => text !== '');
  const image = textAt(embed, ['image', 'url']);
  const color = at(embed, ['color']);
  return {
    type: 17,
    ...(typeof color === 'number' ? { accent_color: color } : {}),
    components: [
      ...texts.map((text) => ({ type: 10, content: text })),
      ...(image === '' ? [] : [{ type: 12, items: [{ media: { url: image } }] }]),
    ],
  };
}

/** The texts become the content; only rows of buttons and selects stay. */
function toClassic(message: Message): Message {
  const { components, ...rest } = message;
  const texts: string[] = [];
  const rows: Json[] = [];
  const walk = (list: readonly Json[]) => {
    for (const component of list) {
      if (isObject(component)) {
        if (component.type === 10) {
          texts.push(textAt(component, ['content']));
        } else if (component.type === 1) {
          rows.push(component);
        } else {
          walk(listAt(component, ['components']));
        }
      }
    }
  };
  walk(Array.isArray(components) ? components : []);
  const plain = withFlag(rest, V2, false);
  const content = texts.join('\n');
  return {
    ...plain,
    ...(content === '' ? {} : { content }),
    ...(rows.length === 0 ? {} : { components: rows }),
  };
}
