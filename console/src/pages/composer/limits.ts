import { at, isObject, listAt, pathText, textAt, type Json, type Path } from './json.ts';
import { isV2, type Message } from './model.ts';
import { EMBED, EMBED_FIELD, form, ITEM, OPTION, type FormField } from './schema.ts';

/** Discord's bounds that are counted over more than one field. */
export const CONTENT = 2_000;
export const EMBEDS = 10;
export const EMBED_FIELDS = 25;
export const EMBED_CHARACTERS = 6_000;
export const COMPONENTS = 40;
export const COMPONENT_CHARACTERS = 4_000;
export const ROWS = 5;
export const FILES = 10;
export const ANSWERS = 10;

/** Something that Discord would refuse. */
export interface Problem {
  /** Of the field, as errors of the server name it. */
  readonly field: string;
  readonly sentence: string;
}

/** In characters as Discord counts them: without blanks around, a pair of surrogates as one. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text.trim()) {
    void _;
    count++;
  }
  return count;
}

/** The characters of all embeds that count together. */
export function embedCharacters(message: Message): number {
  const counted = ['title', 'description', 'author.name', 'footer.text'];
  return listAt(message, ['embeds']).reduce<number>((sum, embed) => {
    const own = counted.reduce((part, field) => part + lengthOf(textAt(embed, field.split('.'))), 0);
    const fields = listAt(embed, ['fields']).reduce<number>(
      (part, field) => part + lengthOf(textAt(field, ['name'])) + lengthOf(textAt(field, ['value'])),
      0,
    );
    return sum + own + fields;
  }, 0);
}

/** How many components there are, with those within others, and the characters of their texts. */
export function componentCounts(message: Message): { components: number; characters: number } {
  let components = 0;
  let characters = 0;
  const walk = (list: readonly Json[]) => {
    for (const component of list) {
      if (isObject(component)) {
        components++;
        characters += component.type === 10 ? lengthOf(textAt(component, ['content'])) : 0;
        walk(listAt(component, ['components']));
        walk(component.accessory === undefined ? [] : [component.accessory]);
      }
    }
  };
  walk(listAt(message, ['components']));
  return { components, characters };
}

/** What is too long or too many. Everything else is said by the dry run. */
export function problems(message: Message, files: number): Problem[] {
  const found: Problem[] = [];
  const say = (path: Path, sentence: string) => found.push({ field: pathText(path), sentence });
  const most = (path: Path, count: number, bound: number, what: string) => {
    if (count > bound) {
      say(path, `${count} of at most ${bound} ${what}`);
    }
  };
  const check = (path: Path, fields: readonly FormField[]) => {
    for (const field of fields) {
      const place = [...path, ...field.at.split('.')];
      const value = at(message, place);
      if (typeof value === 'string' && field.most !== undefined) {
        most(place, lengthOf(value), field.most, 'characters');
      } else if (typeof value === 'number' && field.as === 'number' && (value < (field.least ?? 0) || value > (field.most ?? value))) {
        say(place, `must be from ${field.least ?? 0} to ${field.most}`);
      }
      if (field.as === 'options' || field.as === 'items') {
        const entries = listAt(message, place);
        most(place, entries.length, field.most ?? entries.length, 'entries');
        entries.forEach((_, index) => check([...place, index], field.as === 'options' ? OPTION : ITEM));
      }
    }
  };
  most(['content'], lengthOf(textAt(message, ['content'])), CONTENT, 'characters');
  most(['embeds'], listAt(message, ['embeds']).length, EMBEDS, 'embeds');
  most(['embeds'], embedCharacters(message), EMBED_CHARACTERS, 'characters together');
  listAt(message, ['embeds']).forEach((_, index) => {
    const path = ['embeds', index];
    EMBED.forEach((group) => check(path, group.fields));
    const fields = listAt(message, [...path, 'fields']);
    most([...path, 'fields'], fields.length, EMBED_FIELDS, 'fields');
    fields.forEach((_field, field) => check([...path, 'fields', field], EMBED_FIELD));
  });
  const walk = (path: Path) => {
    const component = at(message, path);
    check(path, form(at(component, ['type'])).fields);
    listAt(component, ['components']).forEach((_, index) => walk([...path, 'components', index]));
    if (at(component, ['accessory']) !== undefined) {
      walk([...path, 'accessory']);
    }
  };
  listAt(message, ['components']).forEach((_, index) => walk(['components', index]));
  const counts = componentCounts(message);
  most(['components'], counts.components, COMPONENTS, 'components, with those within others');
  if (isV2(message)) {
    most(['components'], counts.characters, COMPONENT_CHARACTERS, 'characters of text');
  } else {
    most(['components'], listAt(message, ['components']).length, ROWS, 'rows');
  }
  most(['poll', 'question', 'text'], lengthOf(textAt(message, ['poll', 'question', 'text'])), 300, 'characters');
  const answers = listAt(message, ['poll', 'answers']);
  most(['poll', 'answers'], answers.length, ANSWERS, 'answers');
  answers.forEach((answer, index) => most(['poll', 'answers', index], lengthOf(textAt(answer, ['poll_media', 'text'])), 55, 'characters'));
  most(['attachments'], files, FILES, 'files');
  return found;
}
