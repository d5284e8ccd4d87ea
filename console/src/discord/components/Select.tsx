import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNames, type Names } from '../names.ts';
import { Emoji } from './Emoji.tsx';
import { list, number, text, type Fields } from './fields.ts';

type SelectType = 3 | 5 | 6 | 7 | 8;

const EMPTY: Readonly<Record<SelectType, string>> = {
  3: 'Make a selection',
  5: 'Select a user',
  6: 'Select a role',
  7: 'Select a user or role',
  8: 'Select a channel',
};

const OFFERS: Readonly<Record<SelectType, string>> = {
  3: '',
  5: 'Discord lists the members of the server here.',
  6: 'Discord lists the roles of the server here.',
  7: 'Discord lists the members and roles of the server here.',
  8: 'Discord lists the channels of the server here',
};

/** Discord's numbers of channel types, as far as a select can ask for them. */
const CHANNELS: Readonly<Record<number, string>> = {
  0: 'text',
  1: 'direct messages',
  2: 'voice',
  3: 'group messages',
  4: 'categories',
  5: 'announcements',
  10: 'announcement threads',
  11: 'public threads',
  12: 'private threads',
  13: 'stages',
  15: 'forums',
  16: 'media',
};

/** Opens to show what there is to choose from. Nothing is chosen here. */
export function Select({ select, type }: { select: Fields; type: SelectType }) {
  const chosen = type === 3 ? chosenOptions(select) : <DefaultValues select={select} />;
  const shown = chosen ?? <span className="components-select-empty">{text(select.placeholder) ?? EMPTY[type]}</span>;
  const summary = (
    <>
      <span className="components-select-value">{shown}</span>
      <ChevronDown aria-hidden size={18} />
    </>
  );
  if (select.disabled === true) {
    return (
      <div className="components-select components-select-disabled">
        <div className="components-select-head">
          {summary}
          <span className="unseen"> (select, disabled)</span>
        </div>
      </div>
    );
  }
  return (
    <details className="components-select">
      <summary className="components-select-head">{summary}</summary>
      <div className="components-select-list">
        {type === 3 ? <ChoiceList select={select} /> : <p className="components-note">{OFFERS[type] + channels(select, type)}</p>}
        <p className="components-note">{range(select)}</p>
      </div>
    </details>
  );
}

function chosenOptions(select: Fields): ReactNode | null {
  const chosen = list(select.options).filter((option) => option.default === true);
  return chosen.length === 0
    ? null
    : chosen.map((option, index) => (
        <span key={index} className="components-chip">
          <Emoji emoji={option.emoji} />
          {text(option.label)}
        </span>
      ));
}

const MARKS = { user: '@', role: '@', channel: '#' } as const;

function DefaultValues({ select }: { select: Fields }): ReactNode {
  const names = useNames();
  const values = list(select.default_values);
  if (values.length === 0) {
    const type = number(select.type);
    return <span className="components-select-empty">{text(select.placeholder) ?? EMPTY[type === 6 || type === 7 || type === 8 ? type : 5]}</span>;
  }
  return values.map((value, index) => {
    const id = text(value.id) ?? '';
    const kind = value.type === 'role' || value.type === 'channel' ? value.type : 'user';
    return (
      <span key={index} className="components-chip">
        {MARKS[kind]}
        {nameOf(names, kind, id) ?? id}
      </span>
    );
  });
}

function nameOf(names: Names, kind: keyof typeof MARKS, id: string): string | undefined {
  return kind === 'user' ? names.user(id) : names[kind](id)?.name;
}

function ChoiceList({ select }: { select: Fields }) {
  const options = list(select.options);
  if (options.length === 0) {
    return <p className="components-note">It has no options.</p>;
  }
  return (
    <ul className="components-options">
      {options.map((option, index) => (
        <li key={index} className={option.default === true ? 'components-option components-option-chosen' : 'components-option'}>
          <Emoji emoji={option.emoji} />
          <span className="components-option-text">
            <span>{text(option.label) ?? text(option.value)}</span>
            {text(option.description) !== null && <small>{text(option.description)}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function channels(select: Fields, type: SelectType): string {
  if (type !== 8) {
    return '';
  }
  const types = Array.isArray(select.channel_types) ? select.channel_types : [];
  const named = types.map((each) => (typeof each === 'number' && CHANNELS[each]) || `type ${String(each)}`);
  return named.length === 0 ? '.' : `: ${named.join(', ')}.`;
}

/** How many may be chosen, in words. */
export function range(select: Fields, most = 1, thing = 'choose', optional = select.required === false): string {
  const max = number(select.max_values) ?? most;
  const min = number(select.min_values) ?? (optional ? 0 : 1);
  const verb = thing.charAt(0).toUpperCase() + thing.slice(1);
  return min === max ? `${verb} ${max}.` : min === 0 ? `${verb} up to ${max}, or none.` : `${verb} ${min} to ${max}.`;
}
