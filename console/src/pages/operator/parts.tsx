import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Badge, Empty, ErrorNote, Loading, type Tone } from '../../ui/parts.tsx';
import type { Pages } from '../../app/pages.ts';
import './operator.css';

const GOOD = new Set(['connected', 'open', 'done', 'up']);
const BAD = new Set(['token_rejected', 'disallowed_intents', 'refused', 'down', 'error']);

function toneOf(state: string): Tone {
  return GOOD.has(state) ? 'ok' : BAD.has(state) ? 'danger' : state === 'used' || state === 'replayed' ? 'neutral' : 'warn';
}

export function State({ state }: { state: string }) {
  return <Badge tone={toneOf(state)}>{state.replaceAll('_', ' ')}</Badge>;
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

export function bytesText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })} ${UNITS[unit] ?? ''}`;
}

export function amountText(amount: number | null, bytes: boolean): string {
  return amount === null ? '–' : bytes ? bytesText(amount) : amount.toLocaleString('en');
}

/** "1 guild", "1,200 guilds". */
export function countText(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

export function lagText(lag: { events: number; seconds: number }): string {
  return lag.events === 0 ? 'none' : `${countText(lag.events, 'event')}, ${Math.round(lag.seconds).toLocaleString('en')} s`;
}

/** What surrounds a list: how its reading goes, and what stands there if it is empty. */
export function ListFrame<T>({ list, what, empty, children }: { list: Pages<T>; what: string; empty: ReactNode; children: ReactNode }) {
  if (list.error !== null && list.items.length === 0) {
    return <ErrorNote error={list.error} onRetry={list.again} />;
  }
  if (list.loading) {
    return <Loading what={`Reading ${what}…`} />;
  }
  return (
    <>
      {list.error !== null && <ErrorNote error={list.error} onRetry={list.again} />}
      {list.items.length === 0 ? <Empty title={`No ${what}`}>{empty}</Empty> : children}
      {list.more && (
        <div className="row">
          <Button onClick={list.readMore}>Read more {what}</Button>
        </div>
      )}
    </>
  );
}

/** A dialog with a form: Enter sends it. */
export function FormDialog({
  open,
  title,
  act,
  busy,
  error,
  onSend,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  act: string;
  busy: boolean;
  error: Error | null;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSend();
        }}
      >
        {children}
        {error !== null && <ErrorNote error={error} />}
        <div className="row operator-form-end">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A text field of a filter, which takes effect on Enter and when it is left. */
export function FilterField({ label, value, onChange, placeholder }: { label: string; value: string; onChange: (value: string) => void; placeholder?: string }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const take = () => {
    if (text.trim() !== value) {
      onChange(text.trim());
    }
  };
  return (
    <TextField
      label={label}
      value={text}
      placeholder={placeholder}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}

/** A whole number from a field; null for nothing, undefined for what is none. */
export function wholeNumber(text: string): number | null | undefined {
  const bare = text.trim().replaceAll(/[_ ,]/g, '');
  if (bare === '') {
    return null;
  }
  return /^[0-9]{1,16}$/.test(bare) ? Number(bare) : undefined;
}
