import { Pause, Play, Send } from 'lucide-react';
import { useState } from 'react';
import { data, type Schemas } from '../../api/client.ts';
import { useAddress } from '../../app/address.ts';
import { useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Badge, Empty, ErrorNote, Loading, PageHeader, type Tone } from '../../ui/parts.tsx';
import { Table } from '../../ui/Table.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { Detail } from './Detail.tsx';
import './requests.css';

type Call = Schemas['DiscordCall'];

const EVERY_MS = 3_000;
const MOST = 200;
const FACES = ['api', 'relay', 'server'] as const;

export function toneOf(call: Pick<Call, 'status'>): Tone {
  return call.status === null ? 'danger' : call.status < 400 ? 'ok' : call.status === 429 ? 'warn' : 'danger';
}

/** The bot's last calls to Discord. */
export default function Page() {
  const [address, setAddress] = useAddress();
  const [paused, setPaused] = useState(false);
  const status = address.get('status') ?? '';
  const route = address.get('route') ?? '';
  const face = FACES.find((one) => one === address.get('interface'));
  const read = useRead(
    ['requests', status, face ?? '', route],
    (api, signal) =>
      data(
        api.GET('/api/requests', {
          signal,
          params: {
            query: {
              limit: MOST,
              ...(status === '' ? {} : { status }),
              ...(route === '' ? {} : { route: route.slice(0, 100) }),
              ...(face === undefined ? {} : { interface: face }),
            },
          },
        }),
      ),
    paused ? {} : { every: EVERY_MS },
  );
  const id = address.get('request');
  return (
    <div className="stack">
      <PageHeader
        title="Requests"
        actions={
          <Button icon={paused ? Play : Pause} onClick={() => setPaused(!paused)}>
            {paused ? 'Go on' : 'Pause'}
          </Button>
        }
      >
        The last calls to Discord, newest first: over the API, over the relay, and what the server needed itself. Kept in memory, without secrets.
      </PageHeader>
      <div className="requests-filters">
        <TextField label="Route or operation" type="search" placeholder="messages" value={route} onChange={(event) => setAddress({ route: event.target.value }, { replace: true })} />
        <Select label="Status" value={status} onChange={(event) => setAddress({ status: event.target.value }, { replace: true })}>
          <option value="">Any</option>
          <option value="2xx">2xx, done</option>
          <option value="4xx">4xx, refused</option>
          <option value="429">429, too early</option>
          <option value="5xx">5xx, failed</option>
          <option value="none">No answer</option>
        </Select>
        <Select label="Interface" value={face ?? ''} onChange={(event) => setAddress({ interface: event.target.value }, { replace: true })}>
          <option value="">Any</option>
          <option value="api">API</option>
          <option value="relay">Relay</option>
          <option value="server">Server</option>
        </Select>
      </div>
      {read.error !== null && <ErrorNote error={read.error} onRetry={() => void read.refetch()} />}
      {read.data === undefined && read.error === null && <Loading />}
      {read.data?.length === 0 && (
        <Empty icon={Send} title="No calls">
          <p>Send a message, or point a library at the relay: its calls show here. Filters may hide some.</p>
        </Empty>
      )}
      {read.data !== undefined && read.data.length > 0 && (
        <Table label="Calls to Discord" head={['When', 'Status', 'Call', 'Queue and Discord', 'Session']}>
          {read.data.map((call) => (
            <Row key={call.id} call={call} onOpen={() => setAddress({ request: call.id })} />
          ))}
        </Table>
      )}
      {id !== null && <Detail id={id} onClose={() => setAddress({ request: null })} />}
    </div>
  );
}

function Row({ call, onOpen }: { call: Call; onOpen: () => void }) {
  return (
    <tr>
      <td>
        <Time at={call.at} />
      </td>
      <td>
        <Badge tone={toneOf(call)}>{call.status ?? call.failure ?? 'none'}</Badge>
      </td>
      <td>
        <button type="button" className="requests-open" onClick={onOpen}>
          {call.method} {call.route}
        </button>
        <div className="muted small">{call.operation ?? call.interface}</div>
      </td>
      <td>
        <Timing call={call} />
      </td>
      <td>{call.session === null ? '' : (call.session.name ?? call.session.id)}</td>
    </tr>
  );
}

/** The time in the queue and at Discord as a bar, and in words. */
export function Timing({ call }: { call: Pick<Call, 'queueMs' | 'discordMs' | 'tries'> }) {
  const all = Math.max(1, call.queueMs + call.discordMs);
  return (
    <>
      <div className="requests-bar" aria-hidden>
        <span className="requests-bar-queue" style={{ inlineSize: `${(call.queueMs / all) * 100}%` }} />
        <span className="requests-bar-discord" style={{ inlineSize: `${(call.discordMs / all) * 100}%` }} />
      </div>
      <span className="small">
        {durationText(call.queueMs)} + {durationText(call.discordMs)}
        {call.tries > 1 && `, ${call.tries} tries`}
      </span>
    </>
  );
}
