import { X } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import './Combobox.css';

export interface Choice {
  value: string;
  label: string;
  /** Further text that is shown and searched. */
  hint?: string | undefined;
  icon?: ReactNode;
}

interface Common {
  label: string;
  choices: readonly Choice[];
  placeholder?: string;
  hint?: string;
  /** Called as the user types, for choices that are looked up elsewhere; without it they are filtered here. */
  onSearch?: (text: string) => void;
  disabled?: boolean;
}

export interface ComboboxProps extends Common {
  value: string | null;
  onChange: (value: string | null) => void;
  /** Whether nothing can be chosen again. */
  clearable?: boolean;
}

const SHOWN = 100;

/** A text field that finds one of many choices (WAI-ARIA combobox with a list). */
export function Combobox({ value, onChange, clearable, ...common }: ComboboxProps) {
  const chosen = common.choices.find((choice) => choice.value === value);
  return (
    <Search
      {...common}
      shown={chosen?.label ?? value ?? ''}
      isChosen={(choice) => choice.value === value}
      onChoose={(choice) => onChange(choice.value)}
      onClear={clearable === true && value !== null ? () => onChange(null) : undefined}
    />
  );
}

export interface MultiComboboxProps extends Common {
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** The same for several choices: each chosen one is a button that takes it out again. */
export function MultiCombobox({ values, onChange, ...common }: MultiComboboxProps) {
  return (
    <div className="combobox-many">
      <Search
        {...common}
        shown=""
        isChosen={(choice) => values.includes(choice.value)}
        onChoose={(choice) => onChange(values.includes(choice.value) ? values.filter((one) => one !== choice.value) : [...values, choice.value])}
      />
      {values.length > 0 && (
        <ul className="combobox-chosen" aria-label={`${common.label}: chosen`}>
          {values.map((value) => {
            const label = common.choices.find((choice) => choice.value === value)?.label ?? value;
            return (
              <li key={value}>
                <button type="button" className="combobox-chip" aria-label={`Remove ${label}`} onClick={() => onChange(values.filter((one) => one !== value))}>
                  {label}
                  <X aria-hidden size={12} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

interface SearchProps extends Common {
  shown: string;
  isChosen: (choice: Choice) => boolean;
  onChoose: (choice: Choice) => void;
  onClear?: (() => void) | undefined;
}

function Search({ label, choices, placeholder, hint, onSearch, disabled, shown, isChosen, onChoose, onClear }: SearchProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const open = text !== null;
  const found = useMemo(() => {
    const wanted = (text ?? '').trim().toLowerCase();
    const fitting =
      wanted === '' || onSearch !== undefined
        ? choices
        : choices.filter((choice) => `${choice.label} ${choice.hint ?? ''} ${choice.value}`.toLowerCase().includes(wanted));
    return fitting.slice(0, SHOWN);
  }, [choices, text, onSearch]);
  const type = (next: string) => {
    setText(next);
    setAt(0);
    onSearch?.(next);
  };
  const choose = (choice: Choice) => {
    onChoose(choice);
    setText(null);
    input.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        type('');
      } else if (found.length > 0) {
        setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
      }
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const choice = found[at];
      if (choice !== undefined) {
        choose(choice);
      }
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setText(null);
    }
  };
  const option = (index: number) => `${id}-option-${index}`;
  return (
    <div className="field combobox">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <div className="combobox-box">
        <input
          ref={input}
          id={id}
          className="field-control"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && found.length > 0 ? option(at) : undefined}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          placeholder={placeholder}
          disabled={disabled}
          value={text ?? shown}
          onChange={(event) => type(event.target.value)}
          onClick={() => !open && type('')}
          onKeyDown={keys}
          onBlur={() => setText(null)}
        />
        {onClear !== undefined && (
          <button type="button" className="combobox-clear" aria-label={`Clear ${label.toLowerCase()}`} onClick={onClear}>
            <X aria-hidden size={14} />
          </button>
        )}
        <ul id={`${id}-list`} role="listbox" aria-label={label} className="combobox-list" hidden={!open}>
          {open &&
            found.map((choice, index) => (
              <li
                key={choice.value}
                ref={(element) => {
                  if (index === at) {
                    element?.scrollIntoView({ block: 'nearest' });
                  }
                }}
                id={option(index)}
                role="option"
                aria-selected={isChosen(choice)}
                className={index === at ? 'combobox-option combobox-at' : 'combobox-option'}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(choice)}
              >
                {choice.icon}
                <span className="combobox-label">{choice.label}</span>
                {choice.hint !== undefined && <span className="combobox-hint">{choice.hint}</span>}
              </li>
            ))}
          {open && found.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled className="combobox-option combobox-none">
              Nothing fits
            </li>
          )}
        </ul>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
