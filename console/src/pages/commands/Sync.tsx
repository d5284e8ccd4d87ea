import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { data } from '../../api/client.ts';
import { useApi, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextArea } from '../../ui/Field.tsx';
import { Badge, ErrorNote, Note, type Tone } from '../../ui/parts.tsx';
import { say } from '../../ui/Toasts.tsx';
import { parse } from './document.ts';
import { compare, keyOf, result, settable, shown, type Change, type Command, type NewCommand } from './model.ts';
import { feasibility, within, type Place } from './reads.ts';

const LOOKS: Readonly<Record<Change['is'], readonly [string, Tone]>> = {
  create: ['new', 'ok'],
  change: ['changes', 'warn'],
  delete: ['deleted', 'danger'],
  same: ['the same', 'neutral'],
  keep: ['not in the document', 'neutral'],
};

export interface SyncProps {
  registered: readonly Command[];
  place: Place;
  where: string;
  onClose: () => void;
}

/** Replaces what is registered by a document, after showing what that means. */
export function Sync({ registered, place, where, onClose }: SyncProps) {
  const api = useApi();
  const reread = useReread();
  const [text, setText] = useState('');
  const [removing, setRemoving] = useState(false);
  const read = useMemo((): { wanted: NewCommand[] } | { problem: string } | null => {
    if (text.trim() === '') {
      return null;
    }
    try {
      return { wanted: parse(text) };
    } catch (failure) {
      return { problem: failure instanceof Error ? failure.message : String(failure) };
    }
  }, [text]);
  const changes = read !== null && 'wanted' in read ? compare(registered, read.wanted, removing) : [];
  const effective = changes.filter((one) => one.is !== 'same' && one.is !== 'keep');
  const replace = (dryRun: boolean) =>
    data(api.PUT('/api/commands', { params: { query: { ...within(place), ...(dryRun ? { dryRun } : {}) } }, body: { commands: result(changes) } }));
  const trial = useMutation({ mutationFn: () => replace(true) });
  const act = useMutation({
    mutationFn: () => replace(false),
    onSuccess: async () => {
      say(`${effective.length} ${effective.length === 1 ? 'command is' : 'commands are'} synced`);
      onClose();
      await reread('commands');
    },
  });
  const edit = (next: string) => {
    setText(next);
    trial.reset();
    act.reset();
  };
  const ready = effective.length > 0;
  const answer = trial.data === undefined ? null : feasibility(trial.data);
  return (
    <Dialog
      open
      wide
      title={`Sync: ${where}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => trial.mutate()} busy={trial.isPending} disabled={!ready}>
            Dry run
          </Button>
          <Button look={removing && effective.some((one) => one.is === 'delete') ? 'danger' : 'primary'} onClick={() => act.mutate()} busy={act.isPending} disabled={!ready}>
            {ready ? `Sync ${effective.length}` : 'Sync'}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextArea
          label="Document"
          className="mono"
          rows={9}
          spellCheck={false}
          hint="A list of commands, in the API’s spelling or in Discord’s, as discord.js and others write it"
          placeholder={'[{"name": "tide", "description": "When is high water"}]'}
          value={text}
          error={read !== null && 'problem' in read ? read.problem : null}
          onChange={(event) => edit(event.target.value)}
        />
        <div className="row">
          <Button small onClick={() => edit(JSON.stringify(registered.map(settable), null, 2))}>
            Begin with what is registered
          </Button>
          <CopyButton label="Copy what is registered" text={() => JSON.stringify(registered.map(settable), null, 2)} />
        </div>
        <Checkbox
          label="Delete what the document does not have"
          checked={removing}
          onChange={(event) => {
            setRemoving(event.target.checked);
            trial.reset();
          }}
        />
        {changes.length > 0 && (
          <ul className="command-options" aria-label="What would change">
            {changes.map((one) => (
              <li key={keyOf(one.command)}>
                <div className="row">
                  <Badge tone={LOOKS[one.is][1]}>{LOOKS[one.is][0]}</Badge>
                  <code>{shown(one.command)}</code>
                  {one.is === 'change' && <span className="muted">{one.fields.join(', ')}</span>}
                </div>
                {one.is === 'change' && <FieldDiff before={one.before} now={one.command} fields={one.fields} />}
              </li>
            ))}
          </ul>
        )}
        <div aria-live="polite">
          {read !== null && 'wanted' in read && !ready && <Note tone="ok">Nothing would change.</Note>}
          {answer !== null && <Trial answer={answer} />}
        </div>
        {trial.isError && <ErrorNote error={trial.error} />}
        {act.isError && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  );
}

/** The answer of a dry run. */
export function Trial({ answer }: { answer: NonNullable<ReturnType<typeof feasibility>> }) {
  return (
    <Note tone={answer.wouldSucceed ? 'ok' : 'danger'}>
      {answer.wouldSucceed ? 'Nothing stands in the way, as far as this server knows. Discord checks the rest.' : answer.reasons.join(' ')}
      {answer.assumptions.length > 0 && <p className="small">{answer.assumptions.join(' ')}</p>}
    </Note>
  );
}

function FieldDiff({ before, now, fields }: { before: NewCommand; now: NewCommand; fields: readonly string[] }) {
  return (
    <details className="small">
      <summary>Show the difference</summary>
      {fields.map((field) => (
        <div key={field} className="command-diff">
          <p>{field}</p>
          <Side mark="-" value={(before as Record<string, unknown>)[field]} />
          <Side mark="+" value={(now as Record<string, unknown>)[field]} />
        </div>
      ))}
    </details>
  );
}

function Side({ mark, value }: { mark: '-' | '+'; value: unknown }) {
  if (value === undefined) {
    return null;
  }
  return (
    <pre className={mark === '-' ? 'command-before' : 'command-after'} tabIndex={0} aria-label={mark === '-' ? 'before' : 'after'}>
      {JSON.stringify(value, null, 2).replace(/^/gm, `${mark} `)}
    </pre>
  );
}
