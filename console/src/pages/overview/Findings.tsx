import { RefreshCw } from 'lucide-react';
import { data, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Badge, Card, ErrorNote, Loading, type Tone } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { evidenceText } from './words.ts';

const TONES: Record<string, Tone> = { error: 'danger', warning: 'warn', notice: 'neutral' };

/** What the doctor has found, and what helps. Only sessions from a login may ask. */
export function Findings({ full }: { full: boolean }) {
  const read = useRead(['doctor'], (api, signal) => data(api.GET('/api/doctor', { signal })), { enabled: full, fresh: 60_000 });
  if (!full) {
    return null;
  }
  const report = read.data;
  return (
    <Card
      title="Doctor"
      actions={
        <Button small icon={RefreshCw} busy={read.isFetching} onClick={() => void read.refetch()}>
          Examine again
        </Button>
      }
    >
      {read.error !== null && <ErrorNote error={read.error} />}
      {report === undefined && read.error === null && <Loading what="Examining…" />}
      {report !== undefined && (
        <>
          <p role="status">
            {report.healthy ? 'Healthy: neither errors nor warnings.' : 'Something is wrong; this is what helps.'}{' '}
            <span className="muted">
              {report.passed.length} checks found nothing, <Time at={report.checkedAt} />.
            </span>
          </p>
          <ul className="overview-findings">
            {report.findings.map((finding: Schemas['Finding'], at: number) => (
              <li key={at}>
                <Badge tone={TONES[finding.severity] ?? 'neutral'}>{finding.severity}</Badge>
                <div>
                  <p>{finding.sentence}</p>
                  {Object.keys(finding.evidence).length > 0 && <p className="muted small">{evidenceText(finding.evidence)}</p>}
                  {finding.remedy != null && <p className="muted">{finding.remedy}</p>}
                  {finding.link != null && /^https:/.test(finding.link) && (
                    <a href={finding.link} target="_blank" rel="noopener noreferrer">
                      Open where to mend it
                    </a>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
