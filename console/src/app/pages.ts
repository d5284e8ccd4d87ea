import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import { clientOf, type Client, type Page } from '../api/client.ts';
import { useIdentity } from './identity.tsx';

/** The parameters of a page of a list; none for the first. */
export type Next = Record<string, string>;

export interface Pages<T> {
  items: T[];
  error: Error | null;
  /** Whether nothing has been read yet. */
  loading: boolean;
  /** Whether something is being read. */
  busy: boolean;
  /** Whether there are more pages. */
  more: boolean;
  readMore: () => void;
  again: () => void;
}

/**
 * Reads a list page by page. What is read again later is read as far as it was.
 *
 * @param read gets the parameters of the next page
 * @param every reads again after so many milliseconds
 */
export function usePages<T>(key: QueryKey, read: (api: Client, next: Next, signal: AbortSignal) => Promise<Page<T[]>>, every?: number): Pages<T> {
  const identity = useIdentity();
  const query = useInfiniteQuery({
    queryKey: [identity, ...key],
    queryFn: ({ pageParam, signal }) => read(clientOf(identity), pageParam, signal),
    initialPageParam: {} as Next,
    getNextPageParam: (last: Page<T[]>) => last.next,
    placeholderData: keepPreviousData,
    ...(every === undefined ? {} : { refetchInterval: every }),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    error: query.error,
    loading: query.data === undefined && query.error === null,
    busy: query.isFetching,
    more: query.hasNextPage,
    readMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) {
        void query.fetchNextPage();
      }
    },
    again: () => void query.refetch(),
  };
}
