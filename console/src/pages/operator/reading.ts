import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clientOf, OPERATOR, type Client } from '../../api/client.ts';
import { say } from '../../ui/Toasts.tsx';

/** The parameters of a query that have a value. */
export function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')) as never;
}

export interface Act<V> {
  run: (values: V, then?: () => void) => void;
  busy: boolean;
  error: Error | null;
  reset: () => void;
}

/**
 * Does something as the operator, says that it is done, and reads anew what it changes.
 *
 * @param changes the first parts of the keys of what is read anew
 */
export function useAct<V, R>(act: (api: Client, values: V) => Promise<R>, done: string | ((result: R) => string), changes: readonly string[]): Act<V> {
  const queries = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (values: V) => act(clientOf(OPERATOR), values),
    onSuccess: async (result) => {
      say(typeof done === 'string' ? done : done(result));
      await Promise.all(changes.map((key) => queries.invalidateQueries({ queryKey: [OPERATOR, key] })));
    },
  });
  return {
    run: (values, then) => mutate(values, { onSuccess: () => then?.() }),
    busy: isPending,
    error,
    reset,
  };
}
