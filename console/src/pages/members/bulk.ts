import { ApiError } from '../../api/client.ts';

export type ItemState = { is: 'waiting' } | { is: 'running' } | { is: 'done' } | { is: 'failed'; error: Error } | { is: 'cancelled' };

export interface Item {
  id: string;
  name: string;
  state: ItemState;
}

/** How many requests go on at once: Discord's limits let no more through. */
const AT_ONCE = 3;

/** A refusal for now is tried again this often. */
const TRIES = 4;

/**
 * Does the same to many, a few at a time, and tells what becomes of each.
 *
 * @param act does it to one
 * @param onChange is told the new state of all, after each change
 * @param pause waits; a refusal for now says how long
 */
export async function runBulk(
  items: readonly Item[],
  act: (id: string, signal: AbortSignal) => Promise<void>,
  onChange: (items: readonly Item[]) => void,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<void> = wait,
): Promise<void> {
  const all = items.map((item) => ({ ...item }));
  const queue = all.filter((item) => item.state.is !== 'done');
  const set = (item: Item, state: ItemState) => {
    item.state = state;
    onChange([...all]);
  };
  queue.forEach((item) => (item.state = { is: 'waiting' }));
  onChange([...all]);
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      if (signal.aborted) {
        set(item, { is: 'cancelled' });
        continue;
      }
      set(item, { is: 'running' });
      set(item, await one(item.id, act, signal, pause));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function one(
  id: string,
  act: (id: string, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<ItemState> {
  for (let tried = 1; ; tried++) {
    try {
      await act(id, signal);
      return { is: 'done' };
    } catch (failure) {
      if (signal.aborted) {
        return { is: 'cancelled' };
      }
      const error = failure instanceof Error ? failure : new Error(String(failure));
      if (!(error instanceof ApiError) || error.status !== 429 || tried === TRIES) {
        return { is: 'failed', error };
      }
      await pause((error.retryAfterSeconds ?? 1) * 1_000, signal);
    }
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

export interface Tally {
  done: number;
  failed: number;
  cancelled: number;
  ended: number;
}

export function tally(items: readonly Item[]): Tally {
  const count = (is: ItemState['is']) => items.filter((item) => item.state.is === is).length;
  const done = count('done');
  const failed = count('failed');
  const cancelled = count('cancelled');
  return { done, failed, cancelled, ended: done + failed + cancelled };
}
