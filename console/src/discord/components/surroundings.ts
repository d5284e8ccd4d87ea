import { createContext, useContext } from 'react';

/** What components refer to and do not carry themselves. */
export interface Surroundings {
  /** The address of an image in the console, or null if there is none to show. */
  readonly media: (url: string) => string | null;
  /** The name of what a select begins with, or null if it is not known. */
  readonly name: (kind: 'user' | 'role' | 'channel', id: string) => string | null;
}

/** `attachment://` is a file of the message itself. */
export function attachmentName(url: string): string | null {
  return /^attachment:\/\/(.+)$/.exec(url)?.[1] ?? null;
}

function throughServer(url: string): string | null {
  return /^https?:\/\//i.test(url) ? `/api/console/media?url=${encodeURIComponent(url)}` : null;
}

const Context = createContext<Surroundings>({ media: throughServer, name: () => null });

export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  return useContext(Context);
}
