import type { Schemas } from '../../api/client.ts';
import { Combobox } from '../../ui/Combobox.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { DELETIONS, DURATIONS, LONGEST_REASON, type Act, type ActKind } from './acts.ts';

/** The act that a form begins with. */
export function firstAct(kind: ActKind, nick = ''): Act {
  switch (kind) {
    case 'nick':
      return { kind, nick };
    case 'addRole':
    case 'removeRole':
      return { kind, roleId: '' };
    case 'timeout':
      return { kind, seconds: 600 };
    case 'ban':
      return { kind, deleteMessageSeconds: 0 };
    case 'endTimeout':
    case 'kick':
      return { kind };
  }
}

/** Whether nothing is left to be chosen. */
export function isWhole(act: Act): boolean {
  return (act.kind !== 'addRole' && act.kind !== 'removeRole') || act.roleId !== '';
}

export interface ActFieldsProps {
  act: Act;
  onChange: (act: Act) => void;
  /** Those that can be given or taken. */
  roles: readonly Schemas['Role'][];
  reason: string;
  onReason: (reason: string) => void;
}

/** What an act needs to know, and the reason for Discord's audit log. */
export function ActFields({ act, onChange, roles, reason, onReason }: ActFieldsProps) {
  return (
    <>
      {act.kind === 'nick' && (
        <TextField
          label="Nickname"
          maxLength={32}
          value={act.nick}
          onChange={(event) => onChange({ ...act, nick: event.target.value })}
          hint="Empty takes the nickname away"
        />
      )}
      {(act.kind === 'addRole' || act.kind === 'removeRole') && (
        <Combobox
          label="Role"
          choices={roles.map((role) => ({ value: role.id, label: role.name }))}
          value={act.roleId === '' ? null : act.roleId}
          onChange={(roleId) => onChange({ ...act, roleId: roleId ?? '' })}
          placeholder={roles.length === 0 ? 'There is none' : 'Choose a role'}
        />
      )}
      {act.kind === 'timeout' && (
        <Select label="For how long" value={act.seconds} onChange={(event) => onChange({ ...act, seconds: Number(event.target.value) })}>
          {DURATIONS.map(([seconds, text]) => (
            <option key={seconds} value={seconds}>
              {text}
            </option>
          ))}
        </Select>
      )}
      {act.kind === 'ban' && (
        <Select label="Delete what they wrote" value={act.deleteMessageSeconds} onChange={(event) => onChange({ ...act, deleteMessageSeconds: Number(event.target.value) })}>
          {DELETIONS.map(([seconds, text]) => (
            <option key={seconds} value={seconds}>
              {text}
            </option>
          ))}
        </Select>
      )}
      <TextField
        label="Reason"
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
        hint="For Discord’s audit log; the member does not see it"
      />
    </>
  );
}
