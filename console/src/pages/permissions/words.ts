import type { Schemas } from '../../api/client.ts';

export type Explained = Schemas['PermissionsExplained'];
export type PermissionRow = Explained['permissions'][number];
export type Layer = Explained['layers'][number];

const SPECIAL: Readonly<Record<string, string>> = {
  MANAGE_GUILD: 'Manage server',
  MODERATE_MEMBERS: 'Time out members',
  SEND_TTS_MESSAGES: 'Send text-to-speech messages',
  USE_VAD: 'Use voice activity',
  MENTION_EVERYONE: 'Mention @everyone and all roles',
  VIEW_GUILD_INSIGHTS: 'View server insights',
  MANAGE_GUILD_EXPRESSIONS: 'Manage expressions',
  CREATE_GUILD_EXPRESSIONS: 'Create expressions',
  STREAM: 'Video and stream',
  USE_EMBEDDED_ACTIVITIES: 'Use activities',
};

/** A permission as Discord's client calls it: `SEND_MESSAGES` is "Send messages". */
export function permissionLabel(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return SPECIAL[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function place(explained: Explained): string {
  return explained.channel === null ? `in ${explained.guild.name}` : `in #${explained.channel.name}`;
}

export function personName(user: Explained['user']): string {
  return user.self ? `The bot ${user.displayName}` : user.displayName;
}

/** Why a permission is granted or not, as the end of a sentence. */
export function because(row: PermissionRow): string {
  const by = row.decidedBy;
  if (by === null) {
    return 'no role and no overwrite gives it';
  }
  const does = row.granted ? 'allows' : 'denies';
  switch (by.kind) {
    case 'unknown':
      return 'too little is known here to judge, so Discord decides';
    case 'owner':
      return 'the guild is theirs';
    case 'everyone':
      return '@everyone has it in the whole guild';
    case 'role':
      return `the role ${by.name ?? by.id ?? ''} has it in the whole guild`;
    case 'administrator':
      return `the role ${by.name ?? by.id ?? ''} makes an administrator`;
    case 'everyone_overwrite':
      return `the channel’s overwrite of @everyone ${does} it`;
    case 'role_overwrite':
      return `the channel’s overwrite of the role ${by.name ?? by.id ?? ''} ${does} it`;
    case 'member_overwrite':
      return `the channel’s overwrite of this member ${does} it`;
    case 'thread':
      return `in a thread “Send messages in threads” decides, which is ${row.granted ? 'granted' : 'missing'}`;
    case 'no_view_channel':
      return 'the channel is hidden from them';
    case 'no_send_messages':
      return 'nothing can be sent there';
    case 'no_connect':
      return 'they cannot connect to the voice channel';
    case 'timed_out':
      return 'a time-out takes it';
  }
}

/** The answer to "why can (not) they do that here?" in one sentence; without a permission, what there is to know in short. */
export function answer(explained: Explained, permission: string | null): string {
  const who = personName(explained.user);
  const row = explained.permissions.find((one) => one.name === permission);
  if (row !== undefined) {
    const where = row.appliesTo === 'guild' ? `in ${explained.guild.name}` : place(explained);
    return `${who} ${row.granted ? 'has' : 'lacks'} “${permissionLabel(row.name)}” ${where}: ${because(row)}.`;
  }
  if (explained.user.owner) {
    return `${who} may do everything in ${explained.guild.name}, because the guild is theirs.`;
  }
  if (explained.user.administrator) {
    return `${who} may do everything in ${explained.guild.name}, as an administrator.`;
  }
  const view = explained.permissions.find((one) => one.name === 'VIEW_CHANNEL');
  if (explained.channel !== null && view?.granted === false) {
    return `${who} cannot see #${explained.channel.name}: ${because(view)}.`;
  }
  const here = explained.permissions.filter((one) => one.appliesTo !== 'other_channels');
  const timedOut = explained.user.timedOutUntil === null ? '' : ' A time-out takes almost everything for now.';
  return `${who} has ${here.filter((one) => one.granted).length} of the ${here.length} permissions that count ${place(explained)}.${timedOut}`;
}

const KINDS: Readonly<Record<Layer['kind'], string>> = {
  unknown: 'Not known here',
  owner: 'Owner of the guild',
  everyone: '@everyone',
  role: 'Role',
  administrator: 'Administrator',
  everyone_overwrite: 'Overwrite of @everyone',
  role_overwrite: 'Overwrite of a role',
  member_overwrite: 'Overwrite of the member',
  thread: 'Thread',
  no_view_channel: 'Hidden channel',
  no_send_messages: 'Cannot send',
  no_connect: 'Cannot connect',
  timed_out: 'Time-out',
};

export function layerTitle(layer: Pick<Layer, 'kind' | 'name'>): string {
  switch (layer.kind) {
    case 'role':
      return `Role ${layer.name ?? ''}`;
    case 'administrator':
      return `Administrator by the role ${layer.name ?? ''}`;
    case 'role_overwrite':
      return `Overwrite of ${layer.name ?? ''}`;
    default:
      return KINDS[layer.kind];
  }
}

/** What a layer says of a permission. */
export function says(layer: Layer, permission: string): 'allow' | 'deny' | null {
  return (layer.allow as readonly string[]).includes(permission) ? 'allow' : (layer.deny as readonly string[]).includes(permission) ? 'deny' : null;
}

/** Whether a layer is the one that decided. */
export function decides(layer: Layer, row: PermissionRow): boolean {
  return row.decidedBy !== null && row.decidedBy.kind === layer.kind && row.decidedBy.id === layer.id;
}

export type Shown = 'all' | 'granted' | 'missing';

/** The rows that the filter lets through. */
export function filterRows(rows: readonly PermissionRow[], text: string, shown: Shown, everywhere: boolean): PermissionRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (everywhere || row.appliesTo !== 'other_channels') &&
      (shown === 'all' || row.granted === (shown === 'granted')) &&
      (wanted === '' || `${row.name} ${permissionLabel(row.name)}`.toLowerCase().includes(wanted)),
  );
}
