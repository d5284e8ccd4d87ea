import { data, type Schemas } from '../../api/client.ts';

type Trial = Schemas['Feasibility'];

function isDone<T extends object>(answer: T): answer is Exclude<T, Trial> {
  return !('wouldSucceed' in answer);
}

/** The answer of an action that is done and not only tried. */
export async function done<T extends object>(answer: Parameters<typeof data<T>>[0]): Promise<Exclude<T, Trial>> {
  const value = await data<T>(answer);
  if (!isDone(value)) {
    throw new Error('The server tried it only');
  }
  return value;
}

/** Waits for an action that answers nothing. */
export async function did(answer: Parameters<typeof data<unknown>>[0]): Promise<void> {
  await data(answer);
}
