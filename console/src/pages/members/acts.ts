import { data, type Client, type Schemas } from '../../api/client.ts';

/** What can be done to a member. */
export type Act =
  | { kind: 'nick'; nick: string }
  | { kind: 'addRole'; roleId: string }
  | { kind: 'removeRole'; roleId: string }
  | { kind: 'timeout'; seconds: number }
  | { kind: 'endTimeout' }
  | { kind: 'kick' }
  | { kind: 'ban'; deleteMessageSeconds: number };

export type ActKind = Act['kind'];

export const ACTS: Readonly<Record<ActKind, string>> = {
  nick: 'Nickname',
  addRole: 'Give a role',
  removeRole: 'Take a role',
  timeout: 'Time out',
  endTimeout: 'End time-out',
  kick: 'Kick',
  ban: 'Ban',
};

/** What cannot be undone with the same form. */
export const HARSH: ReadonlySet<ActKind> = new Set(['kick', 'ban']);

export const DURATIONS: readonly (readonly [number, string])[] = [
  [60, '1 minute'],
  [300, '5 minutes'],
  [600, '10 minutes'],
  [3_600, '1 hour'],
  [86_400, '1 day'],
  [604_800, '1 week'],
  [2_419_200, '28 days'],
];

export const DELETIONS: readonly (readonly [number, string])[] = [
  [0, 'Nothing'],
  [3_600, 'The last hour'],
  [21_600, 'The last 6 hours'],
  [86_400, 'The last day'],
  [259_200, 'The last 3 days'],
  [604_800, 'The last 7 days'],
];

/** Reasons are at most this long in Discord's audit log. */
export const LONGEST_REASON = 512;

export type Feasibility = Schemas['Feasibility'];

interface Whom {
  guildId: string;
  userId: string;
}

interface How {
  dryRun: boolean;
  reason: string;
  signal?: AbortSignal;
}

/** Asks for an act, or whether it would work. */
async function send(api: Client, { guildId, userId }: Whom, act: Act, { dryRun, reason, signal }: How): Promise<unknown> {
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  const query = { guildId, ...(dryRun ? { dryRun } : {}) };
  const path = { userId };
  const more = signal === undefined ? {} : { signal };
  switch (act.kind) {
    case 'nick':
      return data(api.PATCH('/api/members/{userId}', { params: { path, query }, body: { nick: act.nick.trim() === '' ? null : act.nick.trim(), ...why }, ...more }));
    case 'addRole':
      return data(api.PUT('/api/members/{userId}/roles/{roleId}', { params: { path: { userId, roleId: act.roleId }, query: { ...query, ...why } }, ...more }));
    case 'removeRole':
      return data(api.DELETE('/api/members/{userId}/roles/{roleId}', { params: { path: { userId, roleId: act.roleId }, query: { ...query, ...why } }, ...more }));
    case 'timeout':
      return data(api.PUT('/api/members/{userId}/timeout', { params: { path, query }, body: { seconds: act.seconds, ...why }, ...more }));
    case 'endTimeout':
      return data(api.DELETE('/api/members/{userId}/timeout', { params: { path, query: { ...query, ...why } }, ...more }));
    case 'kick':
      return data(api.DELETE('/api/members/{userId}', { params: { path, query: { ...query, ...why } }, ...more }));
    case 'ban':
      return data(api.PUT('/api/bans/{userId}', { params: { path, query }, body: { deleteMessageSeconds: act.deleteMessageSeconds, ...why }, ...more }));
  }
}

export async function perform(api: Client, whom: Whom, act: Act, reason: string, signal?: AbortSignal): Promise<void> {
  await send(api, whom, act, { dryRun: false, reason, ...(signal === undefined ? {} : { signal }) });
}

export async function tryOut(api: Client, whom: Whom, act: Act, signal?: AbortSignal): Promise<Feasibility> {
  const answer = await send(api, whom, act, { dryRun: true, reason: '', ...(signal === undefined ? {} : { signal }) });
  if (typeof answer === 'object' && answer !== null && 'wouldSucceed' in answer) {
    return answer as Feasibility;
  }
  throw new Error('The server did not say whether it would work');
}
