import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { connection } from '../api/connection.ts';
import './ConnectionNotice.css';

const THANKS_MS = 4_000;

/** Says that the server is gone, and that it is back; then everything on the page is read again. */
export function ConnectionNotice() {
  const state = useSyncExternalStore(connection.subscribe, () => connection.current);
  const queries = useQueryClient();
  useEffect(() => {
    if (state !== 'back') {
      return undefined;
    }
    void queries.invalidateQueries();
    const timer = setTimeout(() => connection.noticed(), THANKS_MS);
    return () => clearTimeout(timer);
  }, [state, queries]);
  return (
    <div role="status" aria-live="polite" className="connection-place">
      {state === 'down' && <p className="connection connection-down">The server does not answer. Trying again; nothing on this page is lost.</p>}
      {state === 'back' && <p className="connection connection-back">The server is back. The page is up to date again.</p>}
    </div>
  );
}
