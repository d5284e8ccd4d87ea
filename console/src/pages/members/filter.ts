import type { Schemas } from '../../api/client.ts';

export type Member = Schemas['Member'];

export type Sort = 'name' | 'joined' | 'roles';

export interface Filter {
  /** Part of a name, or an id. */
  text: string;
  roleId: string | null;
  /** `YYYY-MM-DD`. */
  joinedSince: string | null;
  only: 'all' | 'people' | 'bots' | 'timed-out' | 'pending';
}

export const SORTS: Readonly<Record<Sort, string>> = { name: 'Name', joined: 'Joined', roles: 'Roles' };

export const ONLY: Readonly<Record<Filter['only'], string>> = {
  all: 'Everybody',
  people: 'People',
  bots: 'Bots',
  'timed-out': 'Timed out',
  pending: 'Screening not passed',
};

export function sortOf(text: string | null): Sort {
  return text === 'joined' || text === 'roles' ? text : 'name';
}

export function onlyOf(text: string | null): Filter['only'] {
  return text !== null && text in ONLY ? (text as Filter['only']) : 'all';
}

/** Whether a time-out runs; Discord keeps those that have ended. */
export function isTimedOut(member: Member, now: number): boolean {
  return member.timedOutUntil !== null && Date.parse(member.timedOutUntil) > now;
}

function isOf(member: Member, only: Filter['only'], now: number): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'people':
      return !member.bot;
    case 'bots':
      return member.bot;
    case 'timed-out':
      return isTimedOut(member, now);
    case 'pending':
      return member.pending;
  }
}

/** The members that the filter lets through, in the order they have. */
export function filterMembers(members: readonly Member[], filter: Filter, now: number): Member[] {
  const wanted = filter.text.trim().replace(/^@/, '').toLowerCase();
  return members.filter(
    (member) =>
      (filter.roleId === null || member.roleIds.includes(filter.roleId)) &&
      (filter.joinedSince === null || (member.joinedAt !== null && member.joinedAt >= filter.joinedSince)) &&
      isOf(member, filter.only, now) &&
      (wanted === '' ||
        member.id === wanted ||
        member.displayName.toLowerCase().includes(wanted) ||
        member.username.toLowerCase().includes(wanted) ||
        (member.globalName ?? '').toLowerCase().includes(wanted)),
  );
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** @param rank of a role, higher above lower */
export function sortMembers(members: readonly Member[], sort: Sort, descending: boolean, rank: (roleId: string) => number): Member[] {
  const highest = (member: Member) => member.roleIds.reduce((most, id) => Math.max(most, rank(id)), 0);
  const byName = (one: Member, other: Member) => collator.compare(one.displayName, other.displayName);
  const compare = {
    name: byName,
    joined: (one: Member, other: Member) => (one.joinedAt ?? '').localeCompare(other.joinedAt ?? ''),
    roles: (one: Member, other: Member) => highest(other) - highest(one) || byName(one, other),
  }[sort];
  const sorted = members.toSorted((one, other) => compare(one, other) || (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  return descending ? sorted.reverse() : sorted;
}

/** The list with some members replaced or added, and without those that are null. */
export function patched(members: readonly Member[], changes: ReadonlyMap<string, Member | null>): Member[] {
  const left = new Map(changes);
  const kept = members.flatMap((member) => {
    const change = left.get(member.id);
    left.delete(member.id);
    return change === undefined ? [member] : change === null ? [] : [change];
  });
  return [...kept, ...[...left.values()].filter((member) => member !== null)];
}
