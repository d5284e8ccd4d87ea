import { expect, test } from 'vitest';
import type { Schemas } from '../../api/client.ts';
import { evidenceText, meaningOf, ratesOf, sinceOf } from './words.ts';

test('a status that is not well says what helps', () => {
  const about = { complete: false, trouble: null, shards: [] };
  expect(meaningOf({ ...about, status: 'token_rejected' }).sentence).toContain('developer portal');
  expect(meaningOf({ ...about, status: 'waiting', trouble: 'the connection was lost' }).sentence).toBe('the connection was lost');
  expect(meaningOf({ ...about, status: 'connected', complete: true }).tone).toBe('ok');
});

test('rates leave out the step that is not over, and the time before counting', () => {
  const steps = { seconds: 10, lastSeconds: 4, events: [0, 20, 5, 3], requests: [], limited: [], errors: [] };
  const rates = ratesOf(steps, '2026-01-01T00:00:34.000Z', '2026-01-01T00:00:15.000Z');
  expect(rates.times).toEqual([10, 20, 30].map((second) => Date.UTC(2026, 0, 1, 0, 0, second)));
  expect(rates.of(steps.events)).toEqual([null, 2, 0.5]);
});

test('the bot is as it is since its last incident, or since counting began, a day ago at most', () => {
  const shard = (...at: string[]) => ({ incidents: at.map((one) => ({ at: one })) }) as unknown as Schemas['ShardEvidence'];
  const status = { at: '2026-01-03T00:00:00.000Z', history: { since: '2026-01-01T00:00:00.000Z' } };
  const late = '2026-01-02T23:00:00.000Z';
  expect(sinceOf({ ...status, shards: [shard(), shard(late, '2026-01-02T21:00:00.000Z'), shard('2026-01-02T22:00:00.000Z')] })).toEqual({ at: late, interrupted: true });
  expect(sinceOf({ ...status, shards: [shard()] })).toEqual({ at: '2026-01-02T00:00:00.000Z', interrupted: false });
  expect(sinceOf({ ...status, history: null, shards: [shard()] })).toBeNull();
});

test('evidence is facts in a line', () => {
  expect(evidenceText({ guildId: '5', count: 3 })).toBe('guildId: 5 · count: 3');
});
