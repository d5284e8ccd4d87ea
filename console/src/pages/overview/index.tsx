import { useState } from 'react';
import { Link } from 'wouter';
import { data, type Schemas } from '../../api/client.ts';
import { useBotId, useRead } from '../../app/identity.tsx';
import { botPath } from '../../app/routes.ts';
import { Button } from '../../ui/Button.tsx';
import { LineChart } from '../../ui/LineChart.tsx';
import { Badge, Card, ErrorNote, Fact, Facts, Loading, Meter, Note, PageHeader } from '../../ui/parts.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { Findings } from './Findings.tsx';
import { meaningOf, ratesOf, sinceOf } from './words.ts';
import './overview.css';

type Status = Schemas['BotStatus'];

const EVERY_MS = 5_000;

/** How the bot is, by what shows it. */
export default function Page() {
  const read = useRead(['status'], (api, signal) => data(api.GET('/api/bot/status', { signal })), { every: EVERY_MS });
  const session = useRead(['session'], (api, signal) => data(api.GET('/api/session', { signal })));
  const status = read.data;
  return (
    <div className="stack">
      <PageHeader title="Overview">{status !== undefined && <>As of <Time at={status.at} />, read again every 5 seconds.</>}</PageHeader>
      {read.error !== null && <ErrorNote error={read.error} onRetry={() => void read.refetch()} />}
      {status === undefined && read.error === null && <Loading />}
      {status !== undefined && (
        <>
          <State status={status} />
          <div className="overview-cards">
            <Budgets status={status} />
            <Log status={status} />
            {session.data !== undefined && <Session session={session.data} />}
          </div>
          {status.history !== null && <Charts status={status} history={status.history} />}
          <Findings full={status.history !== null} />
        </>
      )}
    </div>
  );
}

function State({ status }: { status: Status }) {
  const { tone, sentence } = meaningOf(status);
  const since = sinceOf(status);
  return (
    <Card title="Connection" actions={<Badge tone={tone}>{status.status.replace('_', ' ')}</Badge>}>
      <p aria-live="polite" className="overview-state">
        {sentence}
      </p>
      {since !== null && (
        <p className="muted">
          {since.interrupted ? 'Last change of a connection' : 'No interruption seen since'} <Time at={since.at} />.
        </p>
      )}
      {status.missingIntents.length > 0 && (
        <Note tone="warn">
          Discord does not give this bot {status.missingIntents.join(', ')}: switch {status.missingIntents.length === 1 ? 'it' : 'them'} on in the developer
          portal under Bot, then log in again.
        </Note>
      )}
      <ul className="overview-shards">
        {status.shards.map((shard) => (
          <li key={shard.id}>
            <Shard shard={shard} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Shard({ shard }: { shard: Schemas['ShardEvidence'] }) {
  return (
    <>
      <h3 className="overview-shard">
        Shard {shard.id} <span className="muted">{shard.status}</span>
      </h3>
      <Facts>
        <Fact name="Last event">{shard.lastEventAgeMs === null ? 'none yet' : `${durationText(shard.lastEventAgeMs)} ago`}</Fact>
        <Fact name="Last heartbeat ACK">{shard.lastAckAgeMs === null ? 'none yet' : `${durationText(shard.lastAckAgeMs)} ago`}</Fact>
        <Fact name="Latency">{shard.latencyMs === null ? 'not measured yet' : durationText(shard.latencyMs)}</Fact>
        <Fact name="Events">{shard.events.toLocaleString('en')}</Fact>
        <Fact name="Sessions">
          {shard.identifies} begun, {shard.resumes} resumed
        </Fact>
      </Facts>
      {shard.trouble !== null && <Note tone="warn">{shard.trouble}</Note>}
      {shard.incidents.length > 0 && (
        <details>
          <summary>Connection history of the last day: {shard.incidents.length}</summary>
          <ul className="overview-incidents">
            {shard.incidents.map((incident, at) => (
              <li key={at}>
                <Time at={incident.at} />: {incident.meaning}
                {incident.code !== null && ` (${incident.code})`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Budgets({ status }: { status: Status }) {
  const { identifies, invalidRequests: invalid, queue } = status;
  return (
    <Card title="Budgets at Discord">
      {identifies === null ? (
        <p className="muted">The number of IDENTIFYs is known once Discord was asked.</p>
      ) : (
        <div>
          <Meter label="IDENTIFYs" value={identifies.used} max={identifies.total} />
          <p className="muted small">{identifies.resetsAt === null ? 'A day’s worth; Discord resets the token of a bot that needs more.' : <>Starts again <Time at={identifies.resetsAt} />.</>}</p>
        </div>
      )}
      {invalid.total !== null && (
        <div>
          <Meter label="Invalid requests in ten minutes" value={invalid.used} max={invalid.total} />
          <p className="muted small">
            {invalid.ofThisBot.toLocaleString('en')} of this bot. Discord bans an address with too many answers of 401, 403 and 429.
          </p>
        </div>
      )}
      {!invalid.open && <Note tone="danger">{invalid.detail}</Note>}
      {queue !== null && (
        <Facts>
          <Fact name="Requests waiting">{queue.waiting}</Fact>
          <Fact name="At Discord now">{queue.inFlight}</Fact>
        </Facts>
      )}
    </Card>
  );
}

function Log({ status }: { status: Status }) {
  const botId = useBotId();
  const { log, webhooks } = status;
  return (
    <Card title="Events and webhooks">
      <Facts>
        <Fact name="Guilds">{status.guilds.toLocaleString('en')}</Fact>
        {log !== null && <Fact name="Readers">{log.readers}</Fact>}
        {log !== null && <Fact name="Oldest kept event">{log.first ?? 'none'}</Fact>}
        {log !== null && <Fact name="Last event">{log.last}</Fact>}
        {webhooks !== null && (
          <Fact name="Webhooks">
            {webhooks.count}
            {webhooks.disabled > 0 && `, ${webhooks.disabled} disabled`}
          </Fact>
        )}
      </Facts>
      {webhooks?.slowest != null && (
        <p>
          {webhooks.slowest.events === 0
            ? 'All webhooks are up to date.'
            : `The slowest webhook is ${webhooks.slowest.events.toLocaleString('en')} events and ${durationText(webhooks.slowest.seconds * 1_000)} behind.`}{' '}
          <Link href={botPath(botId, 'webhooks')}>See webhooks</Link>
        </p>
      )}
    </Card>
  );
}

function Session({ session }: { session: Schemas['Session'] }) {
  return (
    <Card title="Your session">
      <Facts>
        <Fact name="Name">{session.name ?? 'from a login'}</Fact>
        <Fact name="Since">
          <Time at={session.createdAt} />
        </Fact>
        <Fact name="Ends, if not used">
          <Time at={session.expiresAt} />
        </Fact>
        <Fact name="May">{session.scopes.join(', ')}</Fact>
      </Facts>
    </Card>
  );
}

function Charts({ status, history }: { status: Status; history: NonNullable<Status['history']> }) {
  const [hour, setHour] = useState(false);
  const steps = hour ? history.coarse : history.fine;
  const rates = ratesOf(steps, status.at, history.since);
  return (
    <Card
      title="Lately"
      actions={
        <div className="row overview-span" role="group" aria-label="Span">
          <Button small aria-pressed={!hour} onClick={() => setHour(false)}>
            5 minutes
          </Button>
          <Button small aria-pressed={hour} onClick={() => setHour(true)}>
            1 hour
          </Button>
        </div>
      }
    >
      <LineChart label="Events" unit="/s" times={rates.times} series={[{ name: 'events', tone: 'accent', values: rates.of(steps.events) }]} />
      <LineChart
        label="Requests to Discord"
        unit="/s"
        times={rates.times}
        series={[
          { name: 'sent', tone: 'accent', values: rates.of(steps.requests) },
          { name: '429', tone: 'warn', values: rates.of(steps.limited) },
          { name: 'errors', tone: 'danger', values: rates.of(steps.errors) },
        ]}
      />
    </Card>
  );
}
