import type { Schemas } from '../../api/client.ts';

export type Scope = Schemas['Scope'];
export type SessionRow = Schemas['SessionRow'];

/** What each scope allows, in the order of how much power it gives. */
export const SCOPES: readonly (readonly [Scope, string])[] = [
  ['read', 'Look at guilds, channels, members, messages and everything else that can be read'],
  ['events', 'Read the bot’s events as they come, and what came before'],
  ['messages', 'Send, change and delete messages, reactions and pins'],
  ['commands', 'Register commands and answer interactions'],
  ['webhooks', 'Have events sent to URLs; it needs “events” too'],
  ['channels', 'Create, change and delete channels, threads, invites and Discord’s webhooks'],
  ['moderation', 'Change, time out, kick and ban members'],
  ['guild', 'Change what belongs to a guild: roles, emojis, scheduled events'],
  ['bot', 'Change the bot itself: its profile, presence, voice, and the guilds that it is in'],
];

/** Scopes for a purpose. */
export const PRESETS: readonly { name: string; scopes: readonly Scope[] }[] = [
  { name: 'Dashboard', scopes: ['read', 'events'] },
  { name: 'Notifier', scopes: ['messages'] },
  { name: 'Command bot', scopes: ['read', 'events', 'messages', 'commands'] },
  { name: 'Moderator', scopes: ['read', 'events', 'messages', 'moderation'] },
];

/** How long a session may last, in seconds; null is for as long as it is used. */
export const EXPIRIES: readonly (readonly [number | null, string])[] = [
  [3_600, '1 hour'],
  [86_400, '1 day'],
  [604_800, '7 days'],
  [2_592_000, '30 days'],
  [31_536_000, '1 year'],
  [null, 'As long as it is used'],
];

/** What to know before these scopes are given. */
export function warnings(scopes: ReadonlySet<Scope>): string[] {
  const found: string[] = [];
  if (scopes.has('webhooks') && !scopes.has('events')) {
    found.push('“webhooks” alone has nothing to send: give “events” too.');
  }
  if (scopes.has('commands') && !scopes.has('events')) {
    found.push('Without “events” it does not see the interactions that “commands” may answer.');
  }
  if (scopes.has('bot')) {
    found.push('“bot” lets it leave guilds and rename the bot.');
  }
  return found;
}

/** How to use a session, for those who have its id. */
export function recipes(origin: string, sessionId: string): { key: string; label: string; text: string }[] {
  return [
    { key: 'curl', label: 'curl', text: `curl ${origin}/api/guilds \\\n  -H 'Authorization: ${sessionId}'` },
    {
      key: 'discordjs',
      label: 'discord.js',
      text: [
        "import { Client, GatewayIntentBits } from 'discord.js';",
        '',
        'const client = new Client({',
        '  intents: [GatewayIntentBits.Guilds],',
        `  rest: { api: '${origin}/api' },`,
        '});',
        `await client.login('${sessionId}');`,
      ].join('\n'),
    },
    { key: 'sse', label: 'Events', text: `curl -N ${origin}/api/events \\\n  -H 'Authorization: ${sessionId}'` },
  ];
}

/** A session in a word: its name, or where it came from. */
export function nameOf(session: SessionRow): string {
  return session.name ?? 'Login';
}
