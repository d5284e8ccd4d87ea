import { ExternalLink, HeartPulse } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useAddress } from '../../app/address.ts';
import { clientOf, data, OPERATOR, type Schemas } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField, TextField } from '../../ui/Field.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Badge, Card, ErrorNote, Note, PageHeader, type Tone } from '../../ui/parts.tsx';

type Report = Schemas['Report'];

const TONES: Readonly<Record<string, Tone>> = { error: 'danger', warning: 'warn' };

/** Examines a bot by its token, which is used for that and kept nowhere. */
export default function Page() {
  const [address] = useAddress();
  const [token, setToken] = useState('');
  const [botId, setBotId] = useState(address.get('botId') ?? '');
  const [report, setReport] = useState<Report | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const examine = async (event: FormEvent) => {
    event.preventDefault();
    const bare = token.trim();
    setToken('');
    setBusy(true);
    setError(null);
    setReport(null);
    try {
      const body = botId.trim() === '' ? { token: bare } : { token: bare, botId: botId.trim() };
      setReport(await data(clientOf(OPERATOR).POST('/api/operator/doctor', { body })));
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <PageHeader title="Doctor">
        What is wrong with the bot of a token, and what helps. The bot need not be logged in. The token is used for at most 10 requests to Discord and kept nowhere.
      </PageHeader>
      <Card>
        <form className="stack" noValidate onSubmit={(event) => void examine(event)}>
          <SecretField label="Bot token" value={token} maxLength={512} onChange={(event) => setToken(event.target.value)} />
          <TextField label="Bot id" value={botId} inputMode="numeric" maxLength={20} hint="Whose token it should be; empty if that does not matter" onChange={(event) => setBotId(event.target.value)} />
          <div className="row">
            <Button type="submit" look="primary" icon={HeartPulse} busy={busy} disabled={token.trim() === ''}>
              Examine
            </Button>
          </div>
        </form>
      </Card>
      {error !== null && <ErrorNote error={error} />}
      <div aria-live="polite">{report !== null && <Findings report={report} />}</div>
    </div>
  );
}

function Findings({ report }: { report: Report }) {
  return (
    <div className="stack">
      <Note tone={report.healthy ? 'ok' : 'warn'}>
        {report.bot === null ? 'The bot is not known' : (report.bot.username ?? report.bot.id)}: {report.healthy ? 'neither errors nor warnings' : 'something is wrong'}.{' '}
        {report.passed.length} checks found nothing, in {report.tookMs} ms with {report.requests} requests to Discord.
      </Note>
      <ul className="operator-findings" aria-label="Findings">
        {report.findings.map((finding) => (
          <li key={`${finding.code} ${JSON.stringify(finding.evidence)}`}>
            <Card title={finding.sentence} actions={<Badge tone={TONES[finding.severity] ?? 'neutral'}>{finding.severity}</Badge>}>
              {finding.remedy !== null && <p>{finding.remedy}</p>}
              {finding.link !== null && finding.link.startsWith('https://') && (
                <p>
                  <a href={finding.link} target="_blank" rel="noopener noreferrer">
                    <ExternalLink aria-hidden size={14} className="operator-inline" /> {new URL(finding.link).host}
                  </a>
                </p>
              )}
              {Object.keys(finding.evidence).length > 0 && (
                <details>
                  <summary>Evidence</summary>
                  <JsonView value={finding.evidence} label={`evidence of ${finding.code}`} />
                </details>
              )}
            </Card>
          </li>
        ))}
      </ul>
      {report.invite !== null && (
        <p>
          <a href={report.invite.url} target="_blank" rel="noopener noreferrer">
            Invite the bot with the permissions it needs
          </a>
        </p>
      )}
    </div>
  );
}
