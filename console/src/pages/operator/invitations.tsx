import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { data, page, type Schemas } from '../../api/client.ts';
import { useReread } from '../../app/identity.tsx';
import { clientOf, OPERATOR } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CopyButton.tsx';
import { Confirm, Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { ErrorNote, Note, PageHeader } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { FormDialog, ListFrame, State } from './parts.tsx';
import { given, useAct } from './reading.ts';

type Invitation = Schemas['Invitation'];

const LASTS: readonly [number, string][] = [
  [3_600, 'An hour'],
  [86_400, 'A day'],
  [604_800, 'A week'],
  [2_592_000, '30 days'],
  [7_776_000, '90 days'],
];

/** Invitations, with which one bot may log in once. */
export default function Page() {
  const list = usePages<Invitation>(['invitations'], (api, next, signal) =>
    page(api.GET('/api/operator/invitations', { params: { query: { limit: 500, ...given({ after: next.after }) } }, signal })),
  );
  const [making, setMaking] = useState(false);
  const [removing, setRemoving] = useState<Invitation | null>(null);
  const remove = useAct(
    (api, id: string) => data(api.DELETE('/api/operator/invitations/{id}', { params: { path: { id } } })),
    'The invitation is taken back',
    ['invitations'],
  );
  return (
    <div className="stack">
      <PageHeader
        title="Invitations"
        actions={
          <Button look="primary" icon={Plus} onClick={() => setMaking(true)}>
            Invite a bot
          </Button>
        }
      >
        One bot may log in with an invitation, once, and is in the list of its tenant from then on. They count with <code>BOTSWAIN_LOGIN=invited</code>.
      </PageHeader>
      <ListFrame list={list} what="invitations" empty={<p>Make one and give it to whoever has the bot.</p>}>
        <VirtualList label="Invitations" items={list.items} keyOf={(one) => one.id} rowHeight={64} className="operator-list" onEnd={list.readMore}>
          {(one) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <strong>{one.note === '' ? 'Without a note' : one.note}</strong>
                <State state={one.state} />
                <span className="mono muted">{one.id}</span>
              </div>
              <IconButton icon={Trash2} label={`Delete invitation ${one.id}`} small onClick={() => setRemoving(one)} />
              <div className="operator-row-facts">
                <span>Tenant {one.tenant}</span>
                {one.applicationId !== null && <span>Only for {one.applicationId}</span>}
                <span>
                  Made <Time at={one.createdAt} />
                </span>
                <span>
                  {one.state === 'open' ? 'Expires ' : 'Expiry '}
                  <Time at={one.expiresAt} />
                </span>
                {one.usedAt !== null && (
                  <span>
                    Used by {one.usedBy} <Time at={one.usedAt} />
                  </span>
                )}
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      {making && <Making onClose={() => setMaking(false)} />}
      <Confirm
        open={removing !== null}
        title="Delete this invitation?"
        act="Delete invitation"
        busy={remove.busy}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing !== null && remove.run(removing.id, () => setRemoving(null))}
      >
        <p>Nobody can log in with it any more. A bot that has used it stays.</p>
        {remove.error !== null && <ErrorNote error={remove.error} />}
      </Confirm>
    </div>
  );
}

/** The secret is shown once, and is in the state of this dialog alone. */
function Making({ onClose }: { onClose: () => void }) {
  const reread = useReread();
  const [note, setNote] = useState('');
  const [tenant, setTenant] = useState('default');
  const [applicationId, setApplicationId] = useState('');
  const [expiresIn, setExpiresIn] = useState(604_800);
  const [secret, setSecret] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      const body = { expiresIn, ...given({ note: note.trim(), tenant: tenant.trim(), applicationId: applicationId.trim() }) };
      const made = await data(clientOf(OPERATOR).POST('/api/operator/invitations', { body }));
      setSecret(made.invitation);
      await reread('invitations');
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };
  if (secret !== null) {
    return (
      <Dialog open title="The invitation" onClose={onClose} actions={<Button look="primary" onClick={onClose}>Done</Button>}>
        <div className="stack">
          <Note tone="warn">It is shown only here. Give it to whoever has the bot; it goes into the field “Invitation” of the login.</Note>
          <CodeBlock text={secret} label="invitation" />
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog open title="Invite a bot" act="Invite" busy={busy} error={error} onSend={() => void send()} onClose={onClose}>
      <TextField label="Note" value={note} maxLength={200} hint="To know it again" onChange={(event) => setNote(event.target.value)} />
      <TextField label="Tenant" value={tenant} maxLength={32} spellCheck={false} hint="One that does not exist yet is added" onChange={(event) => setTenant(event.target.value)} />
      <TextField
        label="Only for the application"
        value={applicationId}
        inputMode="numeric"
        maxLength={20}
        hint="Its id; empty for any"
        onChange={(event) => setApplicationId(event.target.value)}
      />
      <Select label="Good for" value={expiresIn} onChange={(event) => setExpiresIn(Number(event.target.value))}>
        {LASTS.map(([seconds, text]) => (
          <option key={seconds} value={seconds}>
            {text}
          </option>
        ))}
      </Select>
    </FormDialog>
  );
}
