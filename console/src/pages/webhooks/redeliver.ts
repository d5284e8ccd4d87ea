import type { Schemas } from '../../api/client.ts';

export interface Progress {
  done: number;
  of: number;
  delivered: number;
  /** What came of those that were not taken, by the event's id. */
  failed: ReadonlyMap<string, string>;
  running: boolean;
}

type Delivery = Schemas['Delivery'];

/**
 * Sends dead letters once more, one after the other, so that it can be seen how far it is and be stopped.
 *
 * @param send tries the letter of an event
 * @param tell is told after each
 * @param stopped ends it before the next one
 */
export async function redeliverAll(
  ids: readonly string[],
  send: (eventId: string) => Promise<Delivery[]>,
  tell: (progress: Progress) => void,
  stopped: AbortSignal,
): Promise<Progress> {
  const failed = new Map<string, string>();
  let progress: Progress = { done: 0, of: ids.length, delivered: 0, failed, running: true };
  for (const id of ids) {
    if (stopped.aborted) {
      break;
    }
    const problem = await attempt(id, send);
    if (problem !== null) {
      failed.set(id, problem);
    }
    progress = { ...progress, done: progress.done + 1, delivered: progress.delivered + (problem === null ? 1 : 0), failed: new Map(failed) };
    tell(progress);
  }
  progress = { ...progress, running: false };
  tell(progress);
  return progress;
}

async function attempt(id: string, send: (eventId: string) => Promise<Delivery[]>): Promise<string | null> {
  try {
    const [delivery] = await send(id);
    if (delivery === undefined) {
      return 'It is no dead letter any more.';
    }
    return delivery.delivered ? null : (delivery.error ?? `The receiver answered ${delivery.status ?? 'nothing'}.`);
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
}
