import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { say } from '../../ui/Toasts.tsx';
import { focusAdd, focusEntry, useEditing } from './context.ts';
import { listAt, pathText, type Json, type Path } from './json.ts';

export interface EntryProps {
  path: Path;
  /** What it is, for its heading and its buttons. */
  name: string;
  index: number;
  count: number;
  children: ReactNode;
  /** It opens and closes; it is open at first. */
  folds?: boolean;
}

/** One entry of a list: its heading, the buttons that move and remove it, and its fields. */
export function Entry({ path, name, index, count, children, folds }: EntryProps) {
  const { dispatch } = useEditing();
  const list = path.slice(0, -1);
  const move = (by: number) => {
    if (index + by >= 0 && index + by < count) {
      dispatch({ do: 'move', path, by });
      focusEntry([...list, index + by], by < 0 ? 'up' : 'down');
      say(`${name} moved to ${index + by + 1} of ${count}`);
    }
  };
  const keys = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (by !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      move(by);
    }
  };
  const remove = () => {
    dispatch({ do: 'remove', path });
    if (count > 1) {
      focusEntry([...list, Math.min(index, count - 2)], 'remove');
    } else {
      focusAdd(list);
    }
    say(`${name} removed; Undo brings it back`);
  };
  const buttons = (
    <span className="composer-entry-buttons">
      <IconButton small icon={ArrowUp} label={`Move ${name} up`} data-do="up" disabled={index === 0} onClick={() => move(-1)} />
      <IconButton small icon={ArrowDown} label={`Move ${name} down`} data-do="down" disabled={index >= count - 1} onClick={() => move(1)} />
      <IconButton small icon={Trash2} label={`Remove ${name}`} data-do="remove" onClick={remove} />
    </span>
  );
  return (
    <li className="composer-entry" data-entry={pathText(path)} onKeyDown={keys}>
      {folds === true ? (
        <details open>
          <summary className="composer-entry-head">
            <span className="composer-entry-name">{name}</span>
          </summary>
          <div className="composer-entry-body">{children}</div>
        </details>
      ) : (
        <>
          <div className="composer-entry-head">
            <span className="composer-entry-name">{name}</span>
          </div>
          <div className="composer-entry-body">{children}</div>
        </>
      )}
      {buttons}
    </li>
  );
}

export interface EntriesProps {
  list: Path;
  name: string;
  most: number;
  make: (number: number) => Json;
  children: (path: Path, index: number) => ReactNode;
  folds?: boolean;
}

/** A list whose entries are all of one kind, with a button that adds one. */
export function Entries({ list, name, most, make, children, folds }: EntriesProps) {
  const { message, dispatch } = useEditing();
  const entries = listAt(message, list);
  const add = () => {
    dispatch({ do: 'insert', list, index: entries.length, value: make(entries.length + 1) });
    focusEntry([...list, entries.length], 'remove');
  };
  return (
    <div className="composer-list">
      {entries.length > 0 && (
        <ol className="composer-entries">
          {entries.map((_, index) => (
            <Entry key={index} path={[...list, index]} name={`${name} ${index + 1}`} index={index} count={entries.length} {...(folds === undefined ? {} : { folds })}>
              {children([...list, index], index)}
            </Entry>
          ))}
        </ol>
      )}
      <span data-adds={pathText(list)}>
        <Button small icon={Plus} disabled={entries.length >= most} onClick={add}>
          Add {name.toLowerCase()}
          {entries.length >= most && ` (${most} at most)`}
        </Button>
      </span>
    </div>
  );
}
