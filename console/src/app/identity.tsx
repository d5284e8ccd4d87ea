import { useQuery, useQueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { clientOf, OPERATOR, type Client, type Identity } from '../api/client.ts';
import { openEvents, type BotEvent, type EventQuery, type StreamState } from '../api/events.ts';

/** Whom the page around a component is about: a bot's id, or the operator. */
export const IdentityContext = createContext<Identity | null>(null);

/** Whom the page is about. */
export function useIdentity(): Identity {
  const identity = useContext(IdentityContext);
  if (identity === null) {
    throw new Error('used outside a page');
  }
  return identity;
}

/** The bot of the page. */
export function useBotId(): string {
  const identity = useIdentity();
  if (identity === OPERATOR) {
    throw new Error('used outside a page of a bot');
  }
  return identity;
}

/** The client of the page's bot, or of the operator on the operator's pages. */
export function useApi(): Client {
  return clientOf(useIdentity());
}

export interface ReadOptions {
  /** Reads again after this time, in milliseconds. */
  every?: number;
  enabled?: boolean;
  /** How long an answer is good without asking again, in milliseconds. */
  fresh?: number;
}

/** Reads from the API and keeps the answer, for the page's bot alone. */
export function useRead<T>(key: QueryKey, read: (api: Client, signal: AbortSignal) => Promise<T>, options: ReadOptions = {}): UseQueryResult<T, Error> {
  const identity = useIdentity();
  return useQuery<T, Error>({
    queryKey: [identity, ...key],
    queryFn: ({ signal }) => read(clientOf(identity), signal),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.fresh === undefined ? {} : { staleTime: options.fresh }),
  });
}

/** Has what `useRead(key)` keeps read again, and everything whose key begins with it. */
export function useReread(): (...key: QueryKey) => Promise<void> {
  const identity = useIdentity();
  const queries = useQueryClient();
  return useCallback((...key: QueryKey) => queries.invalidateQueries({ queryKey: [identity, ...key] }), [identity, queries]);
}

/**
 * Follows the bot's events while the component is shown, from now on. A page opens at most one stream.
 *
 * @param query the filters of `GET /api/events`; a new stream begins when they change in content
 */
export function useLiveEvents(query: EventQuery, onEvents: (events: BotEvent[]) => void, enabled = true): StreamState {
  const identity = useIdentity();
  const [state, setState] = useState<StreamState>({ is: 'connecting' });
  const latest = useRef(onEvents);
  useEffect(() => {
    latest.current = onEvents;
  });
  const filters = JSON.stringify(query);
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    return openEvents({
      identity,
      query: JSON.parse(filters) as EventQuery,
      onEvents: (events) => latest.current(events),
      onState: setState,
    });
  }, [identity, filters, enabled]);
  return state;
}
