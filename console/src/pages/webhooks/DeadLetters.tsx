import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { data, page, type Client } from '../../api/client.ts';
import { useApi, useRead, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Empty, ErrorNote, Loading, Note, Progress } from '../../ui/parts.tsx';
import { Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import { redeliverAll, type Progress as Redelivery } from './redeliver.ts';

/** The server keeps so many. */
const MOST = 1_000;

async function allLetters(api: Client, id: string, signal: AbortSignal) {
  const letters: { eventId: string; type: string; diedAt: string; reason: string }[] = [];
  let after: string | undefined;
  do {
    const query = after === undefined ? {} : { after };
    const { items, next } = await page(api.GET('/api/webhooks/{id}/dead-letters', { params: { path: { id }, query }, signal }));
    letters.push(...items);
    after = next?.after;
  } while (after !== undefined && letters.length < MOST);
  return letters;
}

/** Events that the receiver did not take; each can be tried once more. */
export function DeadLetters({ id }: { id: string }) {
  const api = useApi();
  const reread = useReread();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState<Redelivery | null>(null);
  const stop = useRef<AbortController | null>(null);
  const read = useRead(['webhook', id, 'dead-letters'], (client, signal) => allLetters(client, id, signal));
  useEffect(() => () => stop.current?.abort(), []);
  if (read.error !== null) {
    return <ErrorNote error={read.error} onRetry={() => void read.refetch()} />;
  }
  const letters = read.data;
  if (letters === undefined) {
    return <Loading />;
  }
  const running = progress?.running === true;
  const redeliver = async (ids: string[]) => {
    const controller = new AbortController();
    stop.current = controller;
    setProgress({ done: 0, of: ids.length, delivered: 0, failed: new Map(), running: true });
    await redeliverAll(
      ids,
      (eventId) => data(api.POST('/api/webhooks/{id}/dead-letters/redeliver', { params: { path: { id } }, body: { eventId } })),
      setProgress,
      controller.signal,
    );
    setChosen(new Set());
    await reread('webhook', id);
  };
  const toggle = (eventId: string) => {
    const next = new Set(chosen);
    if (!next.delete(eventId)) {
      next.add(eventId);
    }
    setChosen(next);
  };
  const result = progress !== null && (
    <div className="stack" aria-live="polite">
      {running ? (
        <>
          <Progress label="Tried again" value={progress.done} max={progress.of} />
          <div>
            <Button small onClick={() => stop.current?.abort()}>
              Stop
            </Button>
          </div>
        </>
      ) : (
        <Note tone={progress.failed.size === 0 ? 'ok' : 'warn'}>
          {progress.delivered} of {progress.done} were taken.
          {progress.failed.size > 0 && ` ${progress.failed.size} are still here: ${[...new Set(progress.failed.values())].join(' ')}`}
        </Note>
      )}
    </div>
  );
  if (letters.length === 0) {
    return (
      <>
        {result}
        <Empty title="No dead letters">
          <p>An event that the receiver refuses, or fails at, for minutes would be kept here.</p>
        </Empty>
      </>
    );
  }
  return (
    <div className="stack">
      <div className="row">
        <Button icon={RotateCcw} look="primary" disabled={running} onClick={() => void redeliver(letters.map((letter) => letter.eventId))}>
          Redeliver all {letters.length}
        </Button>
        <Button icon={RotateCcw} disabled={running || chosen.size === 0} onClick={() => void redeliver([...chosen])}>
          Redeliver {chosen.size} chosen
        </Button>
      </div>
      {result}
      <Table label="Dead letters" head={[<span key="choose" className="unseen">Choose</span>, 'Event', 'Died', 'Reason', <span key="again" className="unseen">Again</span>]}>
        {letters.map((letter) => (
          <tr key={letter.eventId}>
            <td>
              <Checkbox
                label={<span className="unseen">Choose event {letter.eventId}</span>}
                checked={chosen.has(letter.eventId)}
                disabled={running}
                onChange={() => toggle(letter.eventId)}
              />
            </td>
            <td>
              <span className="mono">{letter.type}</span>
              <div className="small muted mono">{letter.eventId}</div>
            </td>
            <td>
              <Time at={letter.diedAt} />
            </td>
            <td>{progress?.failed.get(letter.eventId) ?? letter.reason}</td>
            <td>
              <Button small disabled={running} aria-label={`Redeliver event ${letter.eventId}`} onClick={() => void redeliver([letter.eventId])}>
                Redeliver
              </Button>
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
