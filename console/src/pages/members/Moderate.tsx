import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useApi, useRead } from '../../app/identity.tsx';
import { useRoles } from '../../app/places.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote, Note } from '../../ui/parts.tsx';
import { say } from '../../ui/Toasts.tsx';
import { ActFields, firstAct, isWhole } from './ActFields.tsx';
import { ACTS, HARSH, perform, tryOut, type Act, type ActKind, type Feasibility } from './acts.ts';
import { isTimedOut, type Member } from './filter.ts';
import { givable } from './roles.ts';

export interface ModerateProps {
  guildId: string;
  member: Member;
  onDone: (kind: ActKind) => void;
}

const KINDS: readonly ActKind[] = ['nick', 'addRole', 'removeRole', 'timeout', 'endTimeout', 'kick', 'ban'];

/** What can be done to one member. Whether it would work stands above the button. */
export function Moderate({ guildId, member, onDone }: ModerateProps) {
  const [act, setAct] = useState<Act | null>(null);
  const kinds = KINDS.filter((kind) => (kind === 'endTimeout' ? isTimedOut(member, Date.now()) : kind !== 'removeRole' || member.roleIds.length > 0));
  return (
    <div className="stack">
      <div className="row" role="group" aria-label="What to do">
        {kinds.map((kind) => (
          <Button
            key={kind}
            small
            look={HARSH.has(kind) ? 'danger' : 'plain'}
            aria-expanded={act?.kind === kind}
            onClick={() => setAct(act?.kind === kind ? null : firstAct(kind, member.nick ?? ''))}
          >
            {ACTS[kind]}
          </Button>
        ))}
      </div>
      {act !== null && (
        <ActForm
          key={act.kind}
          guildId={guildId}
          member={member}
          act={act}
          onChange={setAct}
          onDone={() => {
            setAct(null);
            onDone(act.kind);
          }}
        />
      )}
    </div>
  );
}

interface ActFormProps {
  guildId: string;
  member: Member;
  act: Act;
  onChange: (act: Act) => void;
  onDone: () => void;
}

function ActForm({ guildId, member, act, onChange, onDone }: ActFormProps) {
  const api = useApi();
  const told = useId();
  const { data: roles = [] } = useRoles(guildId);
  const [reason, setReason] = useState('');
  const tried = useDeferredValue(act);
  const whole = isWhole(tried);
  const dry = useRead(
    ['try', guildId, member.id, JSON.stringify(tried)],
    (client, signal) => tryOut(client, { guildId, userId: member.id }, tried, signal),
    { enabled: whole, fresh: 5_000 },
  );
  const doing = useMutation({
    mutationFn: () => perform(api, { guildId, userId: member.id }, act, reason),
    onSuccess: () => {
      say(`${ACTS[act.kind]}: done for ${member.displayName}`);
      onDone();
    },
  });
  const choosable = act.kind === 'removeRole' ? roles.filter((role) => member.roleIds.includes(role.id)) : givable(roles, guildId).filter((role) => !member.roleIds.includes(role.id));
  const ready = isWhole(act) && dry.data?.wouldSucceed === true;
  return (
    <form
      className="members-form"
      aria-label={ACTS[act.kind]}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          doing.mutate();
        }
      }}
    >
      <ActFields act={act} onChange={onChange} roles={choosable} reason={reason} onReason={setReason} />
      <div id={told} aria-live="polite">
        {!isWhole(act) && <p className="small muted">Choose a role first.</p>}
        {dry.error !== null && <ErrorNote error={dry.error} onRetry={() => void dry.refetch()} />}
        {whole && dry.data !== undefined && <Outlook feasibility={dry.data} />}
      </div>
      {doing.error !== null && <ErrorNote error={doing.error} />}
      <Button type="submit" look={HARSH.has(act.kind) ? 'danger' : 'primary'} busy={doing.isPending} disabled={!ready} aria-describedby={told}>
        {buttonText(act, member)}
      </Button>
    </form>
  );
}

function buttonText(act: Act, member: Member): string {
  switch (act.kind) {
    case 'nick':
      return 'Save the nickname';
    case 'addRole':
      return 'Give the role';
    case 'removeRole':
      return 'Take the role';
    case 'timeout':
      return `Time ${member.displayName} out`;
    case 'endTimeout':
      return 'End the time-out';
    case 'kick':
      return `Kick ${member.displayName}`;
    case 'ban':
      return `Ban ${member.displayName}`;
  }
}

/** What a dry run said. */
export function Outlook({ feasibility }: { feasibility: Feasibility }) {
  const { wouldSucceed, reasons, assumptions } = feasibility;
  return (
    <Note tone={wouldSucceed ? 'ok' : 'danger'}>
      <p>{wouldSucceed ? 'This would work: nothing that is known here stands in the way.' : `This would fail: ${reasons.join('; ')}.`}</p>
      {assumptions.map((assumption) => (
        <p key={assumption} className="small">
          {assumption}.
        </p>
      ))}
    </Note>
  );
}
