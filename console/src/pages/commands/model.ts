import type { Schemas } from '../../api/client.ts';

export type Command = Schemas['Command'];
export type NewCommand = Schemas['NewCommand'];
/** An option at any depth, in Discord's spelling. */
export type Option = Schemas['OptionOfCommand'] & { options?: Option[] | null };

/** Discord's numbers of options, and what they are. */
export const OPTION_TYPES: readonly (readonly [number, string])[] = [
  [3, 'Text'],
  [4, 'Whole number'],
  [10, 'Number'],
  [5, 'Yes or no'],
  [6, 'User'],
  [7, 'Channel'],
  [8, 'Role'],
  [9, 'User or role'],
  [11, 'File'],
  [1, 'Subcommand'],
  [2, 'Group of subcommands'],
];

export const SUBCOMMAND = 1;
export const GROUP = 2;

const KINDS = ['chat_input', 'user', 'message', 'entry_point'] as const;
const HANDLERS = ['app_handler', 'discord_launch_activity'] as const;

export const KIND_NAMES: Readonly<Record<Command['type'], string>> = {
  chat_input: 'Slash command',
  user: 'User menu',
  message: 'Message menu',
  entry_point: 'Entry point',
  unknown: 'Unknown kind',
};

/** As users see it: `/tide`, or the name in a menu. */
export function shown(command: { name: string; type?: string | undefined }): string {
  return (command.type ?? 'chat_input') === 'chat_input' ? `/${command.name}` : command.name;
}

/** Commands of one place differ in this. */
export function keyOf(command: { name: string; type?: string | undefined }): string {
  return `${command.type ?? 'chat_input'} ${command.name}`;
}

function isOneOf<T extends string>(all: readonly T[], text: string | undefined): text is T {
  return text !== undefined && all.some((one) => one === text);
}

function known<T extends string>(all: readonly (T | 'unknown')[]): T[] {
  return all.filter((one): one is T => one !== 'unknown');
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** What of a registered command can be set, without what Discord fills in by itself. */
export function settable(command: Command | NewCommand): NewCommand {
  const made: NewCommand = { name: command.name };
  if (isOneOf(KINDS, command.type)) {
    made.type = command.type;
  } else {
    made.type = 'chat_input';
  }
  if (!isEmpty(command.description)) {
    made.description = command.description ?? '';
  }
  if (!isEmpty(command.options)) {
    made.options = (command.options ?? []).map(tidied);
  }
  if (!isEmpty(command.nameLocalizations)) {
    made.nameLocalizations = command.nameLocalizations ?? null;
  }
  if (!isEmpty(command.descriptionLocalizations)) {
    made.descriptionLocalizations = command.descriptionLocalizations ?? null;
  }
  // An empty list is a decision: only administrators may use it.
  if (command.defaultMemberPermissions !== null && command.defaultMemberPermissions !== undefined) {
    made.defaultMemberPermissions = command.defaultMemberPermissions;
  }
  const contexts = command.contexts == null ? undefined : known(command.contexts);
  if (contexts !== undefined) {
    made.contexts = contexts;
  }
  const installs = known(command.integrationTypes ?? []);
  if (installs.length > 0) {
    made.integrationTypes = installs;
  }
  if (command.nsfw === true) {
    made.nsfw = true;
  }
  if (isOneOf(HANDLERS, command.handler)) {
    made.handler = command.handler;
  }
  return made;
}

/** An option without what is empty, in one order of fields. */
export function tidied(option: Option): Option {
  const made: Option = { type: option.type, name: option.name };
  const rest = Object.entries(option).filter(([name, value]) => !isEmpty(value) && name !== 'type' && name !== 'name' && name !== 'options');
  rest.sort(([a], [b]) => a.localeCompare(b));
  Object.assign(made, Object.fromEntries(rest));
  if (!isEmpty(option.options)) {
    made.options = (option.options ?? []).map(tidied);
  }
  return made;
}

/** What would change, for one command of a document or a place. */
export type Change =
  | { is: 'create' | 'same' | 'delete' | 'keep'; command: NewCommand }
  | { is: 'change'; command: NewCommand; before: NewCommand; fields: string[] };

/**
 * Compares a document with what is registered.
 *
 * @param removing whether what the document does not have is deleted
 */
export function compare(registered: readonly Command[], wanted: readonly NewCommand[], removing: boolean): Change[] {
  const before = new Map(registered.map((one) => [keyOf(one), settable(one)]));
  const changes: Change[] = wanted.map((one) => {
    const now = settable(one);
    const old = before.get(keyOf(now));
    before.delete(keyOf(now));
    if (old === undefined) {
      return { is: 'create', command: now };
    }
    const fields = differing(old, now);
    return fields.length === 0 ? { is: 'same', command: now } : { is: 'change', command: now, before: old, fields };
  });
  for (const rest of before.values()) {
    changes.push({ is: removing ? 'delete' : 'keep', command: rest });
  }
  return changes;
}

/** A document need not say what Discord has set by itself. */
const FILLED_IN: readonly string[] = ['integrationTypes', 'contexts', 'handler'];

function differing(before: NewCommand, now: NewCommand): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...fields].filter((field) => {
    const old = (before as Record<string, unknown>)[field];
    const next = (now as Record<string, unknown>)[field];
    return !(next === undefined && FILLED_IN.includes(field)) && JSON.stringify(old) !== JSON.stringify(next);
  });
}

/** What is to be registered after a sync. */
export function result(changes: readonly Change[]): NewCommand[] {
  return changes
    .filter((one) => one.is !== 'delete')
    .map((one) => {
      if (one.is !== 'change') {
        return one.command;
      }
      const kept = Object.entries(one.before).filter(([field]) => FILLED_IN.includes(field));
      return { ...Object.fromEntries(kept), ...one.command };
    });
}

/** Commands that users see twice: a guild's, with the name of a global one. */
export function duplicates(global: readonly Command[], ofGuild: readonly Command[]): Command[] {
  const keys = new Set(global.map(keyOf));
  return ofGuild.filter((one) => keys.has(keyOf(one)));
}
