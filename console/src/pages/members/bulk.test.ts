import { expect, it } from 'vitest';
import { ApiError } from '../../api/client.ts';
import { runBulk, tally, type Item } from './bulk.ts';

const items = (count: number): Item[] => Array.from({ length: count }, (_, at) => ({ id: String(at), name: `User ${at}`, state: { is: 'waiting' } }));
const soon = () => Promise.resolve();

function refused(status: number, retry: number | null = null): ApiError {
  return new ApiError(status, 'code', 'refused', null, {}, retry);
}

it('all_areDone_aFewAtOnce', async () => {
  let running = 0;
  let most = 0;
  let last: readonly Item[] = [];
  await runBulk(
    items(20),
    async () => {
      most = Math.max(most, ++running);
      await soon();
      running--;
    },
    (now) => (last = now),
    new AbortController().signal,
  );
  expect(tally(last)).toEqual({ done: 20, failed: 0, cancelled: 0, ended: 20 });
  expect(most).toBe(3);
});

it('refusals_areToldPerMember_andRetriedAlone', async () => {
  let last: readonly Item[] = [];
  const asked: string[] = [];
  const act = async (id: string) => {
    asked.push(id);
    if (id === '1' && asked.length <= 3) {
      throw refused(403);
    }
    return soon();
  };
  await runBulk(items(3), act, (now) => (last = now), new AbortController().signal);
  expect(last.map((item) => item.state.is)).toEqual(['done', 'failed', 'done']);
  asked.length = 3;
  await runBulk(last, act, (now) => (last = now), new AbortController().signal);
  expect(asked.slice(3)).toEqual(['1']);
  expect(tally(last).done).toBe(3);
});

it('rateLimited_waitsAsLongAsItIsTold', async () => {
  const pauses: number[] = [];
  let tries = 0;
  let last: readonly Item[] = [];
  await runBulk(
    items(1),
    async () => {
      if (++tries < 3) {
        throw refused(429, 2);
      }
      return soon();
    },
    (now) => (last = now),
    new AbortController().signal,
    async (ms) => {
      pauses.push(ms);
      return soon();
    },
  );
  expect(pauses).toEqual([2_000, 2_000]);
  expect(last[0]?.state.is).toBe('done');
});

it('cancel_leavesTheRestAlone', async () => {
  const cancel = new AbortController();
  let last: readonly Item[] = [];
  const asked: string[] = [];
  await runBulk(
    items(10),
    async (id) => {
      asked.push(id);
      await soon();
      cancel.abort();
    },
    (now) => (last = now),
    cancel.signal,
  );
  expect(asked.length).toBeLessThanOrEqual(3);
  expect(tally(last).cancelled).toBeGreaterThanOrEqual(7);
});
