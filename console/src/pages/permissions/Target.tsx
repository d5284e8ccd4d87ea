import { Check, X } from 'lucide-react';
import { MemberSelect } from '../../app/MemberSelect.tsx';
import { personName, permissionLabel, type Explained } from './words.ts';

const ACTS: Readonly<Record<string, string>> = {
  nick: 'Change the nickname',
  roles: 'Give and take roles below their own',
  timeout: 'Time out',
  kick: 'Kick',
  ban: 'Ban',
};

export interface TargetProps {
  explained: Explained;
  guildId: string | null;
  targetId: string | null;
  onChange: (userId: string | null) => void;
}

/** Moderating needs a permission and a higher role. */
export function Target({ explained, guildId, targetId, onChange }: TargetProps) {
  const { target } = explained;
  return (
    <div className="stack">
      <MemberSelect
        label="Moderate whom"
        guildId={guildId}
        value={targetId}
        onChange={onChange}
        clearable
        chosenName={target === null ? undefined : target.user.displayName}
        hint={`Whether ${personName(explained.user)} may kick, ban or time out this member`}
      />
      {target !== null && (
        <ul className="permissions-acts">
          {target.actions.map((each) => (
            <li key={each.action} className={each.allowed ? 'permissions-allow' : 'permissions-deny'}>
              {each.allowed ? <Check aria-label="may" role="img" size={16} /> : <X aria-label="may not" role="img" size={16} />}
              <span>
                <strong>{ACTS[each.action] ?? each.action}</strong>{' '}
                <span className="permissions-reason">{each.reason === null ? `has “${permissionLabel(each.permission)}”` : each.reason}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
