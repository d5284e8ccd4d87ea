/** What a message is made of here: the body of the API, and within it structures in Discord's spelling. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [field: string]: Json;
}

/** Leads from the message to a value in it: `['embeds', 0, 'author', 'name']`. */
export type Path = readonly (string | number)[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

export function at(json: Json | undefined, path: Path): Json | undefined {
  let value: Json | undefined = json;
  for (const step of path) {
    if (typeof step === 'number') {
      value = isList(value) ? value[step] : undefined;
    } else {
      value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
  }
  return value;
}

export function textAt(json: Json | undefined, path: Path): string {
  const value = at(json, path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function listAt(json: Json | undefined, path: Path): readonly Json[] {
  const value = at(json, path);
  return isList(value) ? value : [];
}

/**
 * The same with another value at a place. What is empty (undefined, an empty text) is taken out, and so are objects that
 * become empty by that; entries of lists stay.
 */
export function put(json: JsonObject, path: Path, value: Json | undefined): JsonObject {
  const made = putIn(json, path, value === '' ? undefined : value);
  return isObject(made) ? made : {};
}

function putIn(json: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value;
  }
  if (typeof step === 'number') {
    const list = isList(json) ? [...json] : [];
    const inner = putIn(list[step], rest, value);
    list[step] = inner ?? {};
    return list;
  }
  const object: Record<string, Json> = isObject(json) ? { ...json } : {};
  const inner = putIn(object[step], rest, value);
  if (inner === undefined) {
    delete object[step];
  } else {
    object[step] = inner;
  }
  return rest.length === 0 || Object.keys(object).length > 0 || path.length === 0 ? emptied(object, value) : undefined;
}

function emptied(object: JsonObject, value: Json | undefined): JsonObject | undefined {
  return value === undefined && Object.keys(object).length === 0 ? undefined : object;
}

/** The same with an entry put into a list, which is made if there is none. */
export function insert(json: JsonObject, list: Path, index: number, value: Json): JsonObject {
  const entries = [...listAt(json, list)];
  entries.splice(index, 0, value);
  return put(json, list, entries);
}

/** The same without an entry of a list, or without a value; an empty list goes, too. */
export function remove(json: JsonObject, path: Path): JsonObject {
  const last = path.at(-1);
  const list = path.slice(0, -1);
  if (typeof last !== 'number') {
    return put(json, path, undefined);
  }
  const entries = listAt(json, list).filter((_, index) => index !== last);
  return put(json, list, entries.length === 0 ? undefined : entries);
}

/** The same with an entry of a list moved by some places, at most to an end. */
export function move(json: JsonObject, path: Path, by: number): JsonObject {
  const from = path.at(-1);
  const list = path.slice(0, -1);
  const entries = [...listAt(json, list)];
  if (typeof from !== 'number' || from >= entries.length) {
    return json;
  }
  const to = Math.max(0, Math.min(entries.length - 1, from + by));
  const [moved] = entries.splice(from, 1);
  if (moved === undefined || to === from) {
    return json;
  }
  entries.splice(to, 0, moved);
  return put(json, list, entries);
}

/** A path as errors name it: `embeds[0].author.name`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}
