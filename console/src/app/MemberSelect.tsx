import { useDeferredValue, useMemo, useState } from 'react';
import { data, type Schemas } from '../api/client.ts';
import { mediaUrl } from '../api/media.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Combobox, type Choice } from '../ui/Combobox.tsx';
import { useRead } from './identity.tsx';

const FOUND = 25;
const SNOWFLAKE = /^[0-9]{15,20}$/;

export interface MemberSelectProps {
  label: string;
  guildId: string | null;
  value: string | null;
  onChange: (userId: string | null) => void;
  /** What stands for nobody in particular, such as the bot itself; it can be chosen, and gives null. */
  nobody?: string;
  /** The name of the chosen member, if the page knows it. */
  chosenName?: string | undefined;
  clearable?: boolean;
  hint?: string;
}

/** Finds a member of a guild by the beginning of a name, or by id. */
export function MemberSelect({ label, guildId, value, onChange, nobody, chosenName, clearable, hint }: MemberSelectProps) {
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim().replace(/^@/, ''));
  const { data: found = [], error } = useRead(
    ['members-found', guildId, query],
    (api, signal) =>
      data(
        api.GET('/api/members', {
          params: { query: { guildId: guildId ?? '', limit: FOUND, ...(query === '' || SNOWFLAKE.test(query) ? {} : { query: query.slice(0, 100) }) } },
          signal,
        }),
      ),
    { enabled: guildId !== null, fresh: 30_000 },
  );
  const choices = useMemo(() => {
    const all: Choice[] = nobody === undefined || !(query === '' || nobody.toLowerCase().includes(query.toLowerCase())) ? [] : [{ value: '', label: nobody }];
    if (SNOWFLAKE.test(query)) {
      all.push({ value: query, label: `Member ${query}` });
    }
    all.push(...found.filter((member) => member.id !== query).map(choiceOf));
    if (value === null && nobody !== undefined && all[0]?.value !== '') {
      all.push({ value: '', label: nobody });
    }
    if (value !== null && chosenName !== undefined && !all.some((choice) => choice.value === value)) {
      all.push({ value, label: chosenName });
    }
    return all;
  }, [found, query, nobody, value, chosenName]);
  const shownHint = error === null ? hint : `${error.message}. Paste an id instead.`;
  return (
    <Combobox
      label={label}
      choices={choices}
      value={value ?? (nobody === undefined ? null : '')}
      onChange={(chosen) => onChange(chosen === null || chosen === '' ? null : chosen)}
      onSearch={setTyped}
      placeholder="Type a name, or paste an id"
      disabled={guildId === null}
      {...(clearable === undefined ? {} : { clearable })}
      {...(shownHint === undefined ? {} : { hint: shownHint })}
    />
  );
}

function choiceOf(member: Schemas['Member']): Choice {
  return {
    value: member.id,
    label: member.displayName,
    hint: member.displayName === member.username ? undefined : member.username,
    icon: <Avatar name={member.displayName} src={mediaUrl(member.avatar, 64)} size={20} />,
  };
}
