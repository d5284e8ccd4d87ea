import type { NewCommand } from './model.ts';

/** What is wrong with a document, as a sentence. */
export class DocumentError extends Error {}

/** Discord's names and ours. */
const NAMES: Readonly<Record<string, string>> = {
  name_localizations: 'nameLocalizations',
  description_localizations: 'descriptionLocalizations',
  default_member_permissions: 'defaultMemberPermissions',
  integration_types: 'integrationTypes',
};

const KINDS = ['', 'chat_input', 'user', 'message', 'entry_point'];
const CONTEXTS = ['guild', 'bot_dm', 'private_channel'];
const INSTALLS = ['guild_install', 'user_install'];
const HANDLERS = ['', 'app_handler', 'discord_launch_activity'];

const KNOWN = new Set(['name', 'description', 'type', 'options', 'contexts', 'nsfw', 'handler', ...Object.values(NAMES)]);

/** What a document of Discord's has that cannot be set. */
const IGNORED = new Set(['id', 'application_id', 'applicationId', 'guild_id', 'guildId', 'version', 'dm_permission', 'dmPermission', 'default_permission', 'defaultPermission']);

const MOST = 130;

/**
 * Reads commands from JSON: a list, or an object with `commands`, in our spelling or in Discord's, as libraries write it.
 *
 * @throws DocumentError that says where it is wrong
 */
export function parse(text: string): NewCommand[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    throw new DocumentError(`This is not JSON: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
  const list = isObject(json) && 'commands' in json ? json.commands : isObject(json) && 'name' in json ? [json] : json;
  if (!Array.isArray(list)) {
    throw new DocumentError('Write a list of commands: [{"name": "tide", "description": "When is high water"}]');
  }
  if (list.length > MOST) {
    throw new DocumentError(`${list.length} commands are too many: Discord takes 100 slash commands and 15 of each menu`);
  }
  const seen = new Set<string>();
  return list.map((one: unknown, at) => {
    const command = read(one, at);
    const key = `${command.type ?? 'chat_input'} ${command.name}`;
    if (seen.has(key)) {
      throw new DocumentError(`${command.name} is in the document twice`);
    }
    seen.add(key);
    return command;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function read(one: unknown, at: number): NewCommand {
  const where = `Command ${at + 1}`;
  if (!isObject(one) || typeof one.name !== 'string' || one.name === '') {
    throw new DocumentError(`${where} needs a name`);
  }
  const made: Record<string, unknown> = { name: one.name };
  for (const [field, value] of Object.entries(one)) {
    const name = NAMES[field] ?? field;
    if (IGNORED.has(field) || value === undefined) {
      continue;
    }
    if (!KNOWN.has(name)) {
      throw new DocumentError(`${where} (${one.name}) has the field ${field}, which commands do not have`);
    }
    made[name] = translated(name, value, `${where} (${one.name})`);
  }
  return made as NewCommand; // What is left is checked by the server, which names the field.
}

function translated(name: string, value: unknown, where: string): unknown {
  switch (name) {
    case 'type':
      return label(KINDS, value);
    case 'handler':
      return label(HANDLERS, value);
    case 'contexts':
      return Array.isArray(value) ? value.map((one) => label(CONTEXTS, one)) : value;
    case 'integrationTypes':
      return Array.isArray(value) ? value.map((one) => label(INSTALLS, one)) : value;
    case 'defaultMemberPermissions':
      if (value === '0' || value === 0) {
        return [];
      }
      if (typeof value === 'string' || typeof value === 'number') {
        throw new DocumentError(`${where}: write default permissions as names, such as ["MANAGE_GUILD"]`);
      }
      return value;
    default:
      return value;
  }
}

function label(all: readonly string[], value: unknown): unknown {
  return typeof value === 'number' ? (all[value] ?? value) : value;
}
