import { data, OPERATOR } from '../../api/client.ts';
import { useConsole } from '../../api/console.ts';
import { useRead } from '../../app/identity.tsx';
import { Card, ErrorNote, Fact, Facts, Loading, PageHeader } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { Keys } from './Keys.tsx';
import { LogLevels } from './LogLevels.tsx';
import { Nodes } from './Nodes.tsx';
import { State } from './parts.tsx';
import { Save } from './Save.tsx';

const EVERY_MS = 10_000;

/** The server itself: health, log, keys, and files for who helps. */
export default function Page() {
  const { data: state } = useConsole();
  const server = useRead(['server'], (api, signal) => data(api.GET('/api/operator', { signal })));
  const health = useRead(['health'], (api, signal) => data(api.GET('/api/operator/health', { signal })), { every: EVERY_MS });
  return (
    <div className="stack">
      <PageHeader title="Server">This process, its log and its keys.</PageHeader>
      <Card title="State" actions={health.data !== undefined && <State state={health.data.status} />}>
        {server.error !== null && <ErrorNote error={server.error} onRetry={() => void server.refetch()} />}
        {server.data === undefined && server.error === null && <Loading what="Reading the server…" lines={2} />}
        {server.data !== undefined && (
          <Facts>
            <Fact name="Version">{server.data.version}</Fact>
            <Fact name="Java">{server.data.javaVersion}</Fact>
            <Fact name="Started">
              <Time at={server.data.startedAt} />
            </Fact>
            <Fact name="Who may log bots in">{state?.login ?? '…'}</Fact>
          </Facts>
        )}
        {health.error !== null && <ErrorNote error={health.error} onRetry={() => void health.refetch()} />}
        {health.data !== undefined && (
          <Facts>
            {health.data.checks.map((check) => (
              <Fact key={check.name} name={check.name}>
                <State state={check.status} /> {check.detail}
              </Fact>
            ))}
          </Facts>
        )}
      </Card>
      <Nodes />
      <LogLevels />
      <Keys />
      <Card title="Files">
        <p className="muted">
          The support bundle has versions, settings without the secret ones, health, metrics, limits, bots and the last warnings. No token, no key, no session and no
          content of a bot is in it.
        </p>
        <div className="row">
          <Save identity={OPERATOR} path="/api/operator/support-bundle" name="botswain-support.zip" label="Support bundle" />
          <Save identity={OPERATOR} path="/metrics" name="botswain-metrics.txt" label="Metrics" />
        </div>
      </Card>
    </div>
  );
}
