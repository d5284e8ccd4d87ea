import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** What to change in the query of the address; null and '' take a parameter out. */
export type QueryPatch = Record<string, string | null>;

/**
 * The query of the page's address, as state: a view that is in it can be linked to, reloaded and gone back to.
 *
 * @returns the parameters, and how to change some of them; `replace` leaves no entry in the history
 */
export function useAddress(): [URLSearchParams, (patch: QueryPatch, options?: { replace?: boolean }) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const parameters = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (patch: QueryPatch, options?: { replace?: boolean }) => {
      // What the address is now, so that two changes in one go do not undo each other.
      const next = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(patch)) {
        if (value === null || value === '') {
          next.delete(name);
        } else {
          next.set(name, value);
        }
      }
      const text = next.toString();
      go(text === '' ? path : `${path}?${text}`, options);
    },
    [path, go],
  );
  return [parameters, change];
}
