import { data, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Badge, Empty, ErrorNote, Loading } from '../../ui/parts.tsx';
import { Table } from '../../ui/Table.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { outcomeOf } from './state.ts';

const EVERY_MS = 3_000;

/** The last attempts, with what the receiver said. */
export function Deliveries({ id }: { id: string }) {
  const read = useRead(['webhook', id, 'deliveries'], (api, signal) => data(api.GET('/api/webhooks/{id}/deliveries', { params: { path: { id } }, signal })), {
    every: EVERY_MS,
  });
  if (read.error !== null) {
    return <ErrorNote error={read.error} onRetry={() => void read.refetch()} />;
  }
  if (read.data === undefined) {
    return <Loading />;
  }
  if (read.data.length === 0) {
    return (
      <Empty title="No attempt since the server started">
        <p>The next event that meets the filters appears here; “Send a test” does not wait for one.</p>
      </Empty>
    );
  }
  return (
    <Table label="Attempts, the newest first" head={['When', 'Event', 'Attempt', 'Answer', 'Took']}>
      {read.data.map((delivery, at) => (
        <Attempt key={`${delivery.eventId}-${delivery.at}-${at}`} delivery={delivery} />
      ))}
    </Table>
  );
}

function Attempt({ delivery }: { delivery: Schemas['Delivery'] }) {
  const outcome = outcomeOf(delivery);
  const said = delivery.error ?? delivery.answer ?? '';
  return (
    <tr>
      <td>
        <Time at={delivery.at} />
      </td>
      <td>
        <span className="mono">{delivery.type}</span>
        {delivery.eventId !== '0' && <div className="small muted mono">{delivery.eventId}</div>}
      </td>
      <td className="number">{delivery.attempt}</td>
      <td className="webhooks-attempt">
        <Badge tone={outcome.tone}>{outcome.text}</Badge>
        {said !== '' && (
          <details>
            <summary>{delivery.error === null ? 'What it said' : 'Why'}</summary>
            <pre tabIndex={0}>{said}</pre>
          </details>
        )}
      </td>
      <td className="number">{durationText(delivery.ms)}</td>
    </tr>
  );
}
