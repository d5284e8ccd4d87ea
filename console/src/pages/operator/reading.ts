import { useInfiniteQuery, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import { clientOf, OPERATOR, type Client, type Page } from '../../api/client.ts';
import { say } from '../../ui/Toasts.tsx';

export type Next = Record<string, string>;

export interface List<T> {
  items: T[];
  error: Error | null;
  loading: boolean;
  /** Whether there are more pages. */
  more: boolean;
  readMore: () => void;
  again: () => void;
}

/**
 * Reads a list of the operator's page by page.
 *
 * @param read gets the parameters of the next page; none for the first
 * @param every reads again after so many milliseconds
 */
export function useList<T>(key: QueryKey, read: (api: Client, next: Next, signal: AbortSignal) => Promise<Page<T[]>>, every?: number): List<T> {
  const query = useInfiniteQuery({
    queryKey: [OPERATOR, ...key],
    queryFn: ({ pageParam, signal }) => read(clientOf(OPERATOR), pageParam, signal),
    initialPageParam: {} as Next,
    getNextPageParam: (last: Page<T[]>) => last.next,
    ...(every === undefined ? {} : { refetchInterval: every }),
    placeholderData: (before) => before,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    error: query.error,
    loading: query.data === undefined && query.error === null,
    more: query.hasNextPage,
    readMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) {
        void query.fetchNextPage();
      }
    },
    again: () => void query.refetch(),
  };
}

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
