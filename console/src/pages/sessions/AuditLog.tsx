import { Download } from 'lucide-react';
import { useState } from 'react';
import { data, page, type Schemas } from '../../api/client.ts';
import { useApi, useBotId } from '../../app/identity.tsx';
import { usePages } from '../../app/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Badge, Empty, ErrorNote, Loading, type Tone } from '../../ui/parts.tsx';
import { Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import { say } from '../../ui/Toasts.tsx';
import { nameOf } from './scopes.ts';
import { useSessions } from './SessionList.tsx';

type AuditRecord = Schemas['AuditRecord'];
type Outcome = Schemas['AuditOutcome'];

const OUTCOMES: Readonly<Record<Outcome, Tone>> = { done: 'ok', refused: 'danger', replayed: 'neutral', unknown: 'warn', pending: 'warn' };

function isOutcome(text: string): text is Outcome {
  return text in OUTCOMES;
}

/** Who did what with the bot, the newest first. */
export function AuditLog({ session, onSession }: { session: string | null; onSession: (id: string | null) => void }) {
  const api = useApi();
  const bot = useBotId();
  const sessions = useSessions();
  const [action, setAction] = useState('');
  const [outcome, setOutcome] = useState('');
  const [since, setSince] = useState('');
  const filters = {
    ...(session === null ? {} : { session }),
    ...(action.trim() === '' ? {} : { action: action.trim() }),
    ...(isOutcome(outcome) ? { outcome } : {}),
    ...(since === '' ? {} : { since: new Date(since).toISOString() }),
  };
  const audit = usePages(['audit', filters], (own, next) => page(own.GET('/api/audit', { params: { query: { ...filters, limit: 50, ...next } } })));
  const choices = (sessions.data ?? []).map((one) => ({ value: one.id, label: nameOf(one), hint: one.id }));
  const names = new Map(choices.map((one) => [one.value, one.label]));
  const records = audit.items;
  const exportAll = async () => {
    try {
      const lines = await data(api.GET('/api/audit/export', { params: { query: filters }, parseAs: 'blob' }));
      const address = URL.createObjectURL(lines);
      const link = Object.assign(document.createElement('a'), { href: address, download: `audit-${bot}.jsonl` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (failure) {
      say(failure instanceof Error ? failure.message : String(failure), 'danger');
    }
  };
  return (
    <div className="stack">
      <div className="audit-filters">
        <Combobox label="Session" placeholder="All sessions" choices={choices} value={session} onChange={onSession} clearable />
        <TextField label="Action" placeholder="sendMessage" maxLength={256} value={action} onChange={(event) => setAction(event.target.value)} />
        <Select label="Outcome" value={outcome} onChange={(event) => setOutcome(event.target.value)}>
          <option value="">Any</option>
          {Object.keys(OUTCOMES).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        <TextField label="Since" type="datetime-local" value={since} onChange={(event) => setSince(event.target.value)} />
      </div>
      <div className="row">
        <Button icon={Download} onClick={() => void exportAll()}>
          Export as JSON Lines
        </Button>
        <Button onClick={audit.again} busy={audit.busy}>
          Read again
        </Button>
      </div>
      {audit.loading && <Loading what="Reading the audit" lines={6} />}
      {audit.error !== null && <ErrorNote error={audit.error} onRetry={audit.again} />}
      {!audit.loading && audit.error === null && records.length === 0 && (
        <Empty title="No records fit">
          <p>Sending a message, creating a session or a refused call makes one; reading does not.</p>
        </Empty>
      )}
      {records.length > 0 && (
        <Table label="Audit" head={['When', 'What', 'On what', 'By', 'Outcome', 'Request']}>
          {records.map((record) => (
            <Row key={record.id} record={record} by={record.session === null ? null : (names.get(record.session) ?? record.session)} />
          ))}
        </Table>
      )}
      {audit.more && (
        <Button onClick={audit.readMore} busy={audit.busy}>
          Show older ones
        </Button>
      )}
    </div>
  );
}

function Row({ record, by }: { record: AuditRecord; by: string | null }) {
  return (
    <tr>
      <td>
        <Time at={record.at} />
      </td>
      <td>
        <code>{record.action}</code> {record.dryRun && <Badge>dry run</Badge>}
      </td>
      <td className="audit-target">
        {Object.entries(record.target).map(([name, id]) => (
          <div key={name}>
            {name} <code>{id}</code>
          </div>
        ))}
      </td>
      <td>
        {record.operator ? 'the operator' : (by ?? 'no session')}
        <div className="muted small">{record.address}</div>
      </td>
      <td>
        <Badge tone={OUTCOMES[record.outcome]}>{record.outcome}</Badge>
        <div className="muted small">{[record.status, record.code].filter((one) => one !== null).join(' ')}</div>
      </td>
      <td>
        <code className="small">{record.requestId}</code>
      </td>
    </tr>
  );
}
