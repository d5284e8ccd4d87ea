import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import './FilterInput.css';
import { wordAt } from './filters.ts';
import type { Suggest } from './suggestions.ts';

interface FilterInputProps {
  value: string;
  onChange: (text: string) => void;
  suggest: Suggest;
  problems: readonly string[];
}

/** How long typing must rest before the filter is used. */
const REST_MS = 400;

/** Conditions as text, with suggestions for the word at the caret (WAI-ARIA combobox with a list). */
export function FilterInput({ value, onChange, suggest, problems }: FilterInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [text, setText] = useState(value);
  const [used, setUsed] = useState(value);
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  if (used.trim() !== value) {
    // The address changed otherwise: another view was opened.
    setUsed(value);
    setText(value);
  }
  const word = wordAt(text, caret);
  const found = useMemo(() => (open ? suggest(word.word) : []), [open, suggest, word.word]);

  const use = (next: string) => {
    clearTimeout(timer.current);
    setUsed(next);
    onChange(next);
  };
  const type = (next: string, position: number) => {
    setText(next);
    setCaret(position);
    setOpen(true);
    setAt(-1);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => use(next), REST_MS);
  };
  const take = (insert: string) => {
    const done = !insert.endsWith(':');
    const after = text.slice(word.to);
    const next = text.slice(0, word.from) + insert + (done && !after.startsWith(' ') ? ' ' : '') + after;
    const position = word.from + insert.length + (done ? 1 : 0);
    setText(next);
    setCaret(position);
    setAt(-1);
    setOpen(!done);
    if (done) {
      use(next);
    }
    requestAnimationFrame(() => input.current?.setSelectionRange(position, position));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (found.length > 0) {
        setAt(event.key === 'ArrowDown' ? (at + 1) % found.length : (at <= 0 ? found.length : at) - 1);
      }
    } else if (event.key === 'Enter') {
      const chosen = found[at];
      if (open && chosen !== undefined) {
        event.preventDefault();
        take(chosen.insert);
      } else {
        setOpen(false);
        use(text);
      }
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div className="field filter-input">
      <label htmlFor={id} className="unseen">
        Filter
      </label>
      <input
        ref={input}
        id={id}
        className="field-control"
        role="combobox"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="type:MESSAGE_CREATE -is:bot ahoy"
        aria-expanded={open && found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
        aria-invalid={problems.length > 0 || undefined}
        value={text}
        onChange={(event) => type(event.target.value, event.target.selectionStart ?? event.target.value.length)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onFocus={() => setAt(-1)}
        onClick={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          if (text !== used) {
            use(text);
          }
        }}
        onKeyDown={keys}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Suggestions" className="filter-input-list" hidden={!open || found.length === 0}>
        {found.map((one, index) => (
          <li
            key={one.insert}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'filter-input-option filter-input-at' : 'filter-input-option'}
            ref={(element) => {
              if (index === at) {
                element?.scrollIntoView({ block: 'nearest' });
              }
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(one.insert)}
          >
            <span>{one.insert}</span>
            <span className="filter-input-hint">{one.hint}</span>
          </li>
        ))}
      </ul>
      {problems.length > 0 && (
        <p id={`${id}-problems`} className="field-error">
          {problems.join(' ')}
        </p>
      )}
    </div>
  );
}
