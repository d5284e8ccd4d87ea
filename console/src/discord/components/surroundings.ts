import { createContext, useContext } from 'react';
import { mediaUrl } from '../../api/media.ts';

/** What messages show and do not carry themselves. */
export interface Surroundings {
  /** The address of an image in the console, or null if there is none to show. */
  readonly media: (url: string) => string | null;
}

/** `attachment://` is a file of the message itself. */
export function attachmentName(url: string): string | null {
  return /^attachment:\/\/(.+)$/.exec(url)?.[1] ?? null;
}

const Context = createContext<Surroundings>({ media: (url) => mediaUrl(url) });

/** For drafts, whose files are not at Discord yet. */
export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  return useContext(Context);
}
