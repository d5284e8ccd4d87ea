import { createContext, useContext } from 'react';

/** What is known of the things that messages refer to by id alone. */
export interface Names {
  readonly user: (id: string) => string | undefined;
  /** The colour is null for none. */
  readonly role: (id: string) => { name: string; color: string | null } | undefined;
  readonly channel: (id: string) => { name: string; type: string } | undefined;
  /** The colour of a member's name, of their highest role that has one. */
  readonly colorOf: (userId: string) => string | null;
  /** Leads to a channel; absent where that is not possible. */
  readonly openChannel?: (id: string) => void;
}

const UNKNOWN: Names = { user: () => undefined, role: () => undefined, channel: () => undefined, colorOf: () => null };

export const NamesContext = createContext<Names>(UNKNOWN);

export function useNames(): Names {
  return useContext(NamesContext);
}

/** Discord's number of a colour for CSS; null for 0, which is none. */
export function cssColor(color: number | null | undefined): string | null {
  return typeof color !== 'number' || color <= 0 || color > 0xffffff ? null : `#${color.toString(16).padStart(6, '0')}`;
}
