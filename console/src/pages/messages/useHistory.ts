import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { BotEvent } from '../../api/events.ts';
import { data } from '../../api/client.ts';
import { useApi, useBotId } from '../../app/identity.tsx';
import type { Message } from '../../discord/messageTypes.ts';
import { change, NOTHING, type Change, type History } from './history.ts';

const PAGE = 50;

export interface HistoryOfChannel {
  history: History;
  /** What is read now. */
  reading: 'first' | 'older' | 'newer' | null;
  error: Error | null;
  older: () => void;
  newer: () => void;
  /** Loads the messages around one, if it is not loaded. */
  around: (messageId: string) => Promise<void>;
  latest: () => Promise<void>;
  /** Reads what came since the newest one, after an interruption. */
  fill: () => void;
  take: (events: readonly BotEvent[]) => void;
  apply: (next: Change) => void;
  retry: () => void;
}

/** The messages of one channel: read in pages both ways, and kept current by events. */
export function useHistory(channelId: string, first: string | null): HistoryOfChannel {
  const api = useApi();
  const botId = useBotId();
  const [history, apply] = useReducer(change, NOTHING);
  const [reading, setReading] = useState<HistoryOfChannel['reading']>('first');
  const [error, setError] = useState<Error | null>(null);
  const now = useRef(history);
  const busy = useRef(false);
  // What was asked for before another part of the history was, no longer fits.
  const part = useRef(0);
  useEffect(() => {
    now.current = history;
  });

  const read = useCallback(
    async (what: NonNullable<HistoryOfChannel['reading']>, query: { before?: string; after?: string; around?: string }, made: (found: Message[]) => Change) => {
      if (what === 'first') {
        part.current++;
      }
      const mine = part.current;
      busy.current = true;
      setReading(what);
      setError(null);
      try {
        const found = await data(api.GET('/api/messages', { params: { query: { channelId, limit: PAGE, ...query } } }));
        if (mine === part.current) {
          apply(made(found));
        }
      } catch (failure) {
        if (mine === part.current) {
          setError(failure instanceof Error ? failure : new Error(String(failure)));
        }
      } finally {
        if (mine === part.current) {
          busy.current = false;
          setReading(null);
        }
      }
    },
    [api, channelId],
  );
  const latest = useCallback(() => read('first', {}, (found) => ({ is: 'latest', found, asked: PAGE })), [read]);
  const around = useCallback(
    async (messageId: string) => {
      if (!now.current.messages.some((each) => each.id === messageId)) {
        await read('first', { around: messageId }, (found) => ({ is: 'around', found }));
      }
    },
    [read],
  );
  const older = useCallback(() => {
    const oldest = now.current.messages[0];
    if (oldest !== undefined && !now.current.start && !busy.current) {
      void read('older', { before: oldest.id }, (found) => ({ is: 'older', found, asked: PAGE }));
    }
  }, [read]);
  const after = useCallback(
    (always: boolean) => {
      const newest = now.current.messages.at(-1);
      if (newest !== undefined && !busy.current && (always || !now.current.end)) {
        void read('newer', { after: newest.id }, (found) => ({ is: 'newer', found, asked: PAGE }));
      }
    },
    [read],
  );
  const newer = useCallback(() => after(false), [after]);
  // What comes between a read and the beginning of the stream would be lost if this were skipped while something is read.
  const wanted = useRef(false);
  const fill = useCallback(() => {
    wanted.current = busy.current;
    if (!busy.current && now.current.end) {
      after(true);
    }
  }, [after]);
  useEffect(() => {
    if (reading === null && wanted.current) {
      fill();
    }
  }, [reading, fill]);
  const retry = useCallback(() => {
    if (now.current.messages.length === 0) {
      void (first === null ? latest() : around(first));
    } else {
      older();
      newer();
    }
  }, [first, latest, around, older, newer]);
  const take = useCallback(
    (events: readonly BotEvent[]) => {
      for (const event of events) {
        apply({ is: 'event', event, botId, channelId });
      }
    },
    [botId, channelId],
  );
  const opened = useRef(false);
  useEffect(() => {
    if (!opened.current) {
      opened.current = true;
      void (first === null ? latest() : around(first));
    }
  }, [first, latest, around]);
  return { history, reading, error, older, newer, around, latest, fill, take, apply, retry };
}
