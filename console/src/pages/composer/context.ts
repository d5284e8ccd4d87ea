import { createContext, useContext } from 'react';
import { pathText, type Json, type Path } from './json.ts';
import type { Action, Message } from './model.ts';

/** What the parts of the editor share. */
export interface Editing {
  readonly message: Message;
  readonly dispatch: (action: Action) => void;
  /** What Discord would refuse at a place, as far as it is counted here. */
  readonly problemAt: (path: Path) => string | undefined;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing & { readonly set: (path: Path, value: Json | undefined) => void } {
  const editing = useContext(EditingContext);
  if (editing === null) {
    throw new Error('used outside the composer');
  }
  return { ...editing, set: (path, value) => editing.dispatch({ do: 'set', path, value, atMs: Date.now() }) };
}

/** Moves the focus to a button of an entry once it is drawn at its new place. */
export function focusEntry(path: Path, button: 'up' | 'down' | 'remove' | 'head'): void {
  requestAnimationFrame(() => {
    const entry = document.querySelector(`[data-entry="${CSS.escape(pathText(path))}"]`);
    const wanted = entry?.querySelector<HTMLButtonElement>(`[data-do="${button}"]`);
    const other = entry?.querySelector<HTMLButtonElement>('[data-do]:not(:disabled)');
    (wanted?.disabled === false ? wanted : other)?.focus();
  });
}

/** Moves the focus to the button that adds to a list, whose last entry has gone. */
export function focusAdd(list: Path): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-adds="${CSS.escape(pathText(list))}"] button`)?.focus();
  });
}
