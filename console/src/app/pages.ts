import { keepPreviousData, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
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

interface Rows<T> {
  items: T[];
  pages: number;
  next: Next | null;
}

/**
 * Reads a list page by page. What is read again later is read as far as it was.
 *
 * @param read gets the parameters of the next page
 * @param every reads again after so many milliseconds
 */
export function usePages<T>(key: QueryKey, read: (api: Client, next: Next, signal: AbortSignal) => Promise<Page<T[]>>, every?: number): Pages<T> {
  const identity = useIdentity();
  const queries = useQueryClient();
  const name = JSON.stringify(key);
  const [wanted, setWanted] = useState({ name, pages: 1 });
  const pages = wanted.name === name ? wanted.pages : 1;
  const keyOf = (count: number) => [identity, ...key, count];
  const query = useQuery({
    queryKey: keyOf(pages),
    queryFn: async ({ signal }) => {
      const before = queries.getQueryData(keyOf(pages)) === undefined ? queries.getQueryData<Rows<T>>(keyOf(pages - 1)) : undefined;
      let rows: Rows<T> = before ?? { items: [], pages: 0, next: {} };
      while (rows.pages < pages && rows.next !== null) {
        const page = await read(clientOf(identity), rows.next, signal);
        rows = { items: [...rows.items, ...page.items], pages: rows.pages + 1, next: page.next };
      }
      return rows;
    },
    placeholderData: keepPreviousData,
    ...(every === undefined ? {} : { refetchInterval: every }),
  });
  const { data, error, isFetching } = query;
  const more = data !== undefined && data.next !== null;
  return {
    items: data?.items ?? [],
    error,
    loading: data === undefined && error === null,
    busy: isFetching,
    more,
    readMore: () => {
      if (more && !isFetching) {
        setWanted({ name, pages: pages + 1 });
      }
    },
    again: () => void query.refetch(),
  };
}
