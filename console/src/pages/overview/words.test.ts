import { expect, test } from 'vitest';
import { meaningOf, ratesOf } from './words.ts';

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
