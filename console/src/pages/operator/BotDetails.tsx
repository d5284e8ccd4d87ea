import { Link } from 'wouter';
import { data } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Fact, Facts, Loading, Note } from '../../ui/parts.tsx';
import { Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import { bytesText, lagText, State } from './parts.tsx';

const EVERY_MS = 3_000;

/** One bot with each of its connections, in a panel; closed without an id. */
export function BotDetails({ botId, onClose }: { botId: string; onClose: () => void }) {
  return (
    <Dialog open={botId !== ''} title="Bot" onClose={onClose} side wide>
      {botId !== '' && <Details botId={botId} />}
    </Dialog>
  );
}

function Details({ botId }: { botId: string }) {
  const { data: bot, error, refetch } = useRead(
    ['bot', botId],
    (api, signal) => data(api.GET('/api/operator/bots/{botId}', { params: { path: { botId } }, signal })),
    { every: EVERY_MS },
  );
  if (error !== null) {
    return <ErrorNote error={error} onRetry={() => void refetch()} />;
  }
  if (bot === undefined) {
    return <Loading what="Reading the bot…" />;
  }
  return (
    <div className="stack">
      <div className="row">
        <strong>{bot.username}</strong>
        <State state={bot.state} />
        <span className="mono muted">{bot.id}</span>
      </div>
      {bot.trouble !== null && <Note tone="warn">{bot.trouble}</Note>}
      <Facts>
        <Fact name="Tenant">{bot.tenant}</Fact>
        <Fact name="Guilds">{bot.guilds.toLocaleString('en')}</Fact>
        <Fact name="Sessions">{bot.sessions}</Fact>
        <Fact name="Webhooks">{bot.webhooks}</Fact>
        <Fact name="Readers now">{bot.readers}</Fact>
        <Fact name="Slowest reader’s lag">{lagText(bot.lag)}</Fact>
        <Fact name="Identifies left today">{bot.identifiesLeft ?? 'not known yet'}</Fact>
        <Fact name="Kept events">
          {bot.log.events.toLocaleString('en')}, {bytesText(bot.log.bytes)}
        </Fact>
      </Facts>
      <Table label="Connections" head={['Shard', 'State', 'Latency', 'Last event', 'Trouble']}>
        {bot.connections.map((one) => (
          <tr key={one.shard}>
            <td>{one.shard}</td>
            <td>
              <State state={one.state} />
            </td>
            <td>{one.latencyMs === null ? '–' : `${Math.round(one.latencyMs)} ms`}</td>
            <td>{one.lastEventAt === null ? 'never' : <Time at={one.lastEventAt} />}</td>
            <td>{one.trouble ?? '–'}</td>
          </tr>
        ))}
      </Table>
      <nav aria-label="More of this bot" className="row">
        <Link href={`/operator/sessions?botId=${botId}`}>Sessions</Link>
        <Link href={`/operator/webhooks?botId=${botId}`}>Webhooks</Link>
        <Link href={`/operator/audit?botId=${botId}`}>Audit</Link>
        <Link href={`/operator/doctor?botId=${botId}`}>Doctor</Link>
      </nav>
    </div>
  );
}
