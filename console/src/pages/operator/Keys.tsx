import { KeyRound, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { clientOf, data, OPERATOR, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CopyButton.tsx';
import { Confirm, Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { Badge, Card, ErrorNote, Fact, Facts, Note } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { useAct } from './reading.ts';

const EVERY_MS = 3_000;

/** The key that encrypts stored secrets, and the operator's own. */
export function Keys() {
  const { data: key, error } = useRead(['secret-key'], (api, signal) => data(api.GET('/api/operator/secret-key', { signal })), { every: EVERY_MS });
  const [asking, setAsking] = useState<'secret' | 'own' | null>(null);
  const rotate = useAct((api, _: null) => data(api.POST('/api/operator/secret-key/rotations')), 'A new key encrypts from now on', ['secret-key']);
  return (
    <Card title="Keys">
      {error !== null && <ErrorNote error={error} />}
      {key !== undefined && <SecretKey state={key} />}
      <div className="row">
        <Button icon={RotateCcw} onClick={() => setAsking('secret')} disabled={key?.keyId === null}>
          New key for stored secrets
        </Button>
        <Button icon={KeyRound} onClick={() => setAsking('own')}>
          New operator’s key
        </Button>
      </div>
      <Confirm
        open={asking === 'secret'}
        title="Use a new key for stored secrets?"
        act="Use a new key"
        harmless
        busy={rotate.busy}
        onClose={() => setAsking(null)}
        onConfirm={() => rotate.run(null, () => setAsking(null))}
      >
        <p>
          Tokens and other secrets are encrypted anew in the background, without an interruption. Backups that were made before still need the old key, so keep it with
          them.
        </p>
        {rotate.error !== null && <ErrorNote error={rotate.error} />}
      </Confirm>
      {asking === 'own' && <OwnKey onClose={() => setAsking(null)} />}
    </Card>
  );
}

function SecretKey({ state }: { state: Schemas['SecretKey'] }) {
  return (
    <>
      <Facts>
        <Fact name="Key of stored secrets">
          {state.keyId === null ? 'none: nothing outlives this process' : <code>{state.keyId}</code>} {state.rotating && <Badge tone="accent">rotating</Badge>}
        </Fact>
        {state.source !== null && <Fact name="Where it is">{state.source}</Fact>}
        {state.resealed > 0 && <Fact name="Encrypted anew">{state.resealed.toLocaleString('en')} values</Fact>}
        {state.olderKeyIds.length > 0 && <Fact name="Still needed">{state.olderKeyIds.join(', ')}</Fact>}
        {state.unneededKeyIds.length > 0 && <Fact name="No longer needed">{state.unneededKeyIds.join(', ')}</Fact>}
      </Facts>
      {state.problem !== null && <Note tone="warn">{state.problem}</Note>}
    </>
  );
}

const OVERLAPS: readonly [number, string][] = [
  [0, 'Not at all'],
  [600, '10 minutes'],
  [3_600, 'An hour'],
  [86_400, 'A day'],
];

/** The new key is shown once, and is in the state of this dialog alone. */
function OwnKey({ onClose }: { onClose: () => void }) {
  const [overlapSeconds, setOverlap] = useState(600);
  const [made, setMade] = useState<Schemas['NewOperatorKey'] | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const rotate = async () => {
    setBusy(true);
    setError(null);
    try {
      setMade(await data(clientOf(OPERATOR).POST('/api/operator/key/rotations', { body: { overlapSeconds } })));
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };
  if (made !== null) {
    return (
      <Dialog open title="The new operator’s key" onClose={onClose} actions={<Button look="primary" onClick={onClose}>I have it</Button>}>
        <div className="stack">
          <Note tone="warn">It is shown only here. Keep it where your other secrets are.</Note>
          <CodeBlock text={made.key} label="operator’s key" />
          <p>
            {made.previousUntil === null ? (
              'The former key and all logins with it have ended, this one too: log in with the new key.'
            ) : (
              <>
                The former key and logins with it, such as this one, end <Time at={made.previousUntil} />.
              </>
            )}
          </p>
        </div>
      </Dialog>
    );
  }
  return (
    <Confirm open title="Make a new operator’s key?" act="Make a new key" busy={busy} onClose={onClose} onConfirm={() => void rotate()}>
      <div className="stack">
        <Select label="How long the former key still works" value={overlapSeconds} onChange={(event) => setOverlap(Number(event.target.value))}>
          {OVERLAPS.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Confirm>
  );
}
