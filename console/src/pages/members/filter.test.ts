import { expect, it } from 'vitest';
import { filterMembers, isTimedOut, patched, sortMembers, type Filter, type Member } from './filter.ts';

function member(id: string, more: Partial<Member> = {}): Member {
  return {
    id,
    username: `user${id}`,
    globalName: null,
    displayName: `User ${id}`,
    nick: null,
    avatar: '',
    bot: false,
    roles: [],
    roleIds: [],
    joinedAt: '2026-01-01T00:00:00.000Z',
    premiumSince: null,
    timedOutUntil: null,
    pending: false,
    mute: false,
    deaf: false,
    flags: 0,
    ...more,
  };
}

const ALL: Filter = { text: '', roleId: null, joinedSince: null, only: 'all' };
const NOW = Date.parse('2026-06-01T00:00:00Z');
const ADA = member('9', { displayName: 'ada', roleIds: ['1'], joinedAt: '2026-05-01T00:00:00.000Z' });
const BOB = member('10', { displayName: 'Bob', bot: true, roleIds: ['2'] });
const CLEO = member('11', { displayName: 'Cleo', timedOutUntil: '2026-07-01T00:00:00.000Z' });
const ids = (list: readonly Member[]) => list.map((one) => one.id);

it('filter_byTextAnywhereAndById', () => {
  expect(ids(filterMembers([ADA, BOB, CLEO], { ...ALL, text: '@DA' }, NOW))).toEqual(['9']);
  expect(ids(filterMembers([ADA, BOB, CLEO], { ...ALL, text: '11' }, NOW))).toEqual(['11']);
});

it('filter_byRoleDateAndKind', () => {
  expect(ids(filterMembers([ADA, BOB], { ...ALL, roleId: '2' }, NOW))).toEqual(['10']);
  expect(ids(filterMembers([ADA, BOB], { ...ALL, joinedSince: '2026-04-30' }, NOW))).toEqual(['9']);
  expect(ids(filterMembers([ADA, BOB, CLEO], { ...ALL, only: 'bots' }, NOW))).toEqual(['10']);
  expect(ids(filterMembers([ADA, BOB, CLEO], { ...ALL, only: 'timed-out' }, NOW))).toEqual(['11']);
});

it('timeOut_thatHasEnded_isNone', () => {
  expect(isTimedOut(CLEO, NOW)).toBe(true);
  expect(isTimedOut(CLEO, Date.parse('2026-08-01T00:00:00Z'))).toBe(false);
});

it('sort_byNameDateAndRank_isStable', () => {
  const rank = (id: string) => Number(id);
  expect(ids(sortMembers([CLEO, BOB, ADA], 'name', false, rank))).toEqual(['9', '10', '11']);
  expect(ids(sortMembers([ADA, CLEO, BOB], 'joined', true, rank))).toEqual(['9', '11', '10']);
  expect(ids(sortMembers([ADA, CLEO, BOB], 'roles', false, rank))).toEqual(['10', '9', '11']);
});

it('patch_replacesAddsAndRemoves', () => {
  const renamed = { ...ADA, displayName: 'Adele' };
  const list = patched([ADA, BOB], new Map<string, Member | null>([['9', renamed], ['10', null], ['11', CLEO]]));
  expect(list).toEqual([renamed, CLEO]);
});

it('tenThousand_areFilteredAndSortedInAFrameOrTwo', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => member(String(1000 + at), { displayName: `User ${(at * 7919) % 10_000}` }));
  const start = performance.now();
  const found = filterMembers(many, { ...ALL, text: 'user 9' }, NOW);
  expect(found.length).toBeGreaterThan(1_000);
  expect(performance.now() - start).toBeLessThan(500);
});
