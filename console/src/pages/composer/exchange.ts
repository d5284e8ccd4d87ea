import { isList, isObject, pathText, textAt, type Json, type JsonObject, type Path } from './json.ts';
import { V2, withFlag, type Message } from './model.ts';

/** What a pasted text says. */
export interface Imported {
  readonly message: Message;
  /** What stands in its way, with the place; the message is not to be used then. */
  readonly errors: readonly string[];
  /** What was left out. */
  readonly notes: readonly string[];
}

/** Discord's bits of a message's flags that can be set. */
const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [2, 'suppress_embeds'],
  [12, 'suppress_notifications'],
  [15, V2],
];

/** Discord's names of what has another one here. */
const NAMES: Readonly<Record<string, string>> = {
  sticker_ids: 'stickerIds',
  allowed_mentions: 'allowedMentions',
};

const LEFT_OUT = new Set(['attachments', 'nonce', 'enforce_nonce', 'username', 'avatar_url', 'thread_name', 'id', 'channel_id', 'channelId', 'author', 'timestamp', 'type']);

/** Types of components that only a message that consists of components may have. */
const ONLY_V2 = new Set<unknown>([9, 10, 12, 13, 14, 17]);

/** Reads a message as Discord or as our API takes it. */
export function fromJson(text: string): Imported {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    return { message: {}, errors: [`This is not JSON: ${failure instanceof Error ? failure.message : String(failure)}`], notes: [] };
  }
  if (!isObject(json)) {
    return { message: {}, errors: ['A message is an object: it begins with {'], notes: [] };
  }
  const errors: string[] = [];
  const notes: string[] = [];
  const message: Record<string, Json> = {};
  const wrong = (path: Path, expectation: string) => errors.push(`${pathText(path)} ${expectation}`);
  for (const [field, value] of Object.entries(json)) {
    if (value === null) {
      continue;
    }
    if (LEFT_OUT.has(field)) {
      notes.push(`${field} was left out`);
    } else {
      read(NAMES[field] ?? field, field, value, message, wrong);
    }
  }
  const made = isList(message.components) && message.components.some((one) => isObject(one) && ONLY_V2.has(one.type));
  return { message: made ? withFlag(message, V2, true) : message, errors, notes };
}

function read(name: string, field: string, value: Json, message: Record<string, Json>, wrong: (path: Path, expectation: string) => void): void {
  switch (name) {
    case 'content':
      if (typeof value !== 'string') {
        return wrong([field], 'must be text');
      }
      if (value !== '') {
        message.content = value;
      }
      return;
    case 'tts':
      if (typeof value !== 'boolean') {
        return wrong([field], 'must be true or false');
      }
      message.tts = value;
      return;
    case 'embeds':
    case 'components':
      if (!isList(value)) {
        return wrong([field], 'must be a list');
      }
      value.forEach((entry, index) => (name === 'embeds' ? embed(entry, [field, index], wrong) : component(entry, [field, index], wrong)));
      if (value.length > 0) {
        message[name] = name === 'embeds' ? value.map(settable) : value;
      }
      return;
    case 'poll':
      poll(value, [field], wrong);
      message.poll = value;
      return;
    case 'flags':
      message.flags = flags(value, wrong);
      return;
    case 'replyTo':
      if (typeof value !== 'string') {
        return wrong([field], 'must be an id, as text');
      }
      message.replyTo = value;
      return;
    case 'message_reference':
      message.replyTo = textAt(value, ['message_id']);
      return;
    case 'stickerIds':
      if (!isList(value)) {
        return wrong([field], 'must be a list of ids');
      }
      message.stickerIds = value.map(String);
      return;
    case 'allowedMentions':
      if (!isObject(value)) {
        return wrong([field], 'must be an object');
      }
      message.allowedMentions = mentions(value);
      return;
    default:
      wrong([field], 'is no field of a message');
  }
}

function flags(value: Json, wrong: (path: Path, expectation: string) => void): Json {
  if (isList(value)) {
    return value.filter((one) => FLAGS.some(([, name]) => name === one));
  }
  if (typeof value !== 'number') {
    wrong(['flags'], 'must be a number, or a list of names');
    return [];
  }
  return FLAGS.filter(([bit]) => ((value >>> bit) & 1) === 1).map(([, name]) => name);
}

function mentions(value: JsonObject): Json {
  const { replied_user: replied, ...rest } = value;
  return replied === undefined ? rest : { ...rest, repliedUser: replied };
}

const EMBED_FIELDS = {
  title: 'string', description: 'string', url: 'string', timestamp: 'string', color: 'number',
  author: 'object', footer: 'object', image: 'object', thumbnail: 'object', fields: 'list',
} as const;

function embed(value: Json, path: Path, wrong: (path: Path, expectation: string) => void): void {
  if (!isObject(value)) {
    return wrong(path, 'must be an object');
  }
  for (const [field, kind] of Object.entries(EMBED_FIELDS)) {
    const has = value[field];
    const fits = has === undefined || has === null || (kind === 'list' ? isList(has) : kind === 'object' ? isObject(has) : typeof has === kind);
    if (!fits) {
      wrong([...path, field], kind === 'list' ? 'must be a list' : kind === 'object' ? 'must be an object' : `must be a ${kind}`);
    }
  }
  if (isList(value.fields)) {
    value.fields.forEach((field, index) => {
      if (textAt(field, ['name']) === '' || textAt(field, ['value']) === '') {
        wrong([...path, 'fields', index], 'must have a name and a value');
      }
    });
  }
}

/** An embed without what Discord adds to it: it takes that from nobody. */
export function settable(value: Json): Json {
  if (!isObject(value)) {
    return value;
  }
  const kept = Object.entries(value).filter(([field, has]) => field in EMBED_FIELDS && has !== null);
  return Object.fromEntries(
    kept.map(([field, has]) => [
      field,
      isObject(has) ? Object.fromEntries(Object.entries(has).filter(([name, inner]) => ['name', 'url', 'icon_url', 'text'].includes(name) && inner !== null)) : has,
    ]),
  );
}

function component(value: Json, path: Path, wrong: (path: Path, expectation: string) => void): void {
  if (!isObject(value) || typeof value.type !== 'number') {
    return wrong(path, 'must be a component: an object with the number of its type');
  }
  for (const field of ['components', 'options', 'items']) {
    const list = value[field];
    if (list !== undefined && !isList(list)) {
      wrong([...path, field], 'must be a list');
    } else if (field === 'components' && list !== undefined) {
      list.forEach((entry, index) => component(entry, [...path, field, index], wrong));
    }
  }
  if (value.accessory !== undefined) {
    component(value.accessory, [...path, 'accessory'], wrong);
  }
}

function poll(value: Json, path: Path, wrong: (path: Path, expectation: string) => void): void {
  if (!isObject(value)) {
    return wrong(path, 'must be an object');
  }
  if (!isObject(value.question)) {
    wrong([...path, 'question'], 'must be an object with a text');
  }
  if (!isList(value.answers)) {
    wrong([...path, 'answers'], 'must be a list');
  }
}

/** The body of Discord's API for the same message. */
export function toDiscord(message: Message): JsonObject {
  const { replyTo, stickerIds, allowedMentions, flags: names, ...rest } = message;
  const bits = isList(names) ? names.reduce<number>((sum, name) => sum | (1 << (FLAGS.find(([, known]) => known === name)?.[0] ?? 31)), 0) : 0;
  return {
    ...rest,
    ...(bits === 0 ? {} : { flags: bits }),
    ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo } }),
    ...(stickerIds === undefined ? {} : { sticker_ids: stickerIds }),
    allowed_mentions: isObject(allowedMentions) ? discordMentions(allowedMentions) : { parse: [] },
  };
}

function discordMentions(ours: JsonObject): JsonObject {
  const { repliedUser, ...rest } = ours;
  return { parse: [], ...rest, ...(repliedUser === undefined ? {} : { replied_user: repliedUser }) };
}

/** What an existing message is as a draft. */
export function fromExisting(existing: { content: string; embeds?: readonly unknown[]; components?: readonly unknown[]; flags?: readonly string[] }): Message {
  const imported = fromJson(
    JSON.stringify({ content: existing.content, embeds: existing.embeds ?? [], components: existing.components ?? [], flags: existing.flags ?? [] }),
  );
  return imported.message;
}
