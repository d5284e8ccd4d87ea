import { useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { OPERATOR, page, type Schemas } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Badge, PageHeader } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { momentOf, whoOf } from './auditing.ts';
import { FilterField, ListFrame, State } from './parts.tsx';
import { given } from './reading.ts';
import { Save } from './Save.tsx';

type Entry = Schemas['AuditRecord'];
type Outcome = Schemas['AuditOutcome'];

const OUTCOMES: readonly Outcome[] = ['done', 'refused', 'replayed', 'unknown', 'pending'];
const FILTERS = ['botId', 'tenant', 'session', 'action', 'outcome', 'since', 'until'] as const;

/** Who did what, of all bots and of the operator. */
export default function Page() {
  const [address, change] = useAddress();
  const filter = Object.fromEntries(FILTERS.map((name) => [name, address.get(name) ?? ''])) as Record<(typeof FILTERS)[number], string>;
  const query = given({
    botId: filter.botId,
    tenant: filter.tenant,
    session: filter.session,
    action: filter.action,
    outcome: OUTCOMES.find((one) => one === filter.outcome),
    since: momentOf(filter.since),
    until: momentOf(filter.until),
  });
  const list = usePages<Entry>(['audit', query], (api, next, signal) =>
    page(api.GET('/api/operator/audit', { params: { query: { limit: 200, ...query, ...given({ before: next.before }) } }, signal })),
  );
  const [shown, setShown] = useState<Entry | null>(null);
  const field = (name: (typeof FILTERS)[number], label: string, placeholder?: string) => (
    <FilterField label={label} value={filter[name]} onChange={(value) => change({ [name]: value }, { replace: true })} {...(placeholder === undefined ? {} : { placeholder })} />
  );
  const moment = (name: 'since' | 'until', label: string) => (
    <TextField label={label} type="datetime-local" value={filter[name]} onChange={(event) => change({ [name]: event.target.value }, { replace: true })} />
  );
  return (
    <div className="stack">
      <PageHeader title="Audit" actions={<Save identity={OPERATOR} path={`/api/operator/audit/export?${new URLSearchParams(query).toString()}`} name="botswain-audit.jsonl" label="Export" />}>
        Every write through the API and the relay, logins, what was refused, and what you do here. Reads are not recorded, nor the content of anything.
      </PageHeader>
      <div className="operator-filters">
        {field('botId', 'Bot id')}
        {field('tenant', 'Tenant')}
        {field('session', 'Session', 'fingerprint')}
        {field('action', 'Action', 'sendMessage')}
        <Select label="Outcome" value={filter.outcome} onChange={(event) => change({ outcome: event.target.value }, { replace: true })}>
          <option value="">Any</option>
          {OUTCOMES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        {moment('since', 'From')}
        {moment('until', 'Until')}
      </div>
      <ListFrame list={list} what="records" empty={<p>Nothing was recorded that fits these filters.</p>}>
        <VirtualList label="Audit" items={list.items} keyOf={(one) => one.id} rowHeight={60} className="operator-list" onEnd={list.readMore}>
          {(one) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <button type="button" className="operator-row-name" onClick={() => setShown(one)}>
                  {one.action}
                </button>
                <State state={one.outcome} />
                {one.dryRun && <Badge>dry run</Badge>}
                {one.code !== null && <code>{one.code}</code>}
              </div>
              <Time at={one.at} />
              <div className="operator-row-facts">
                <span>By {whoOf(one)}</span>
                <span>From {one.address}</span>
                {one.botId !== null && <span>Bot {one.botId}</span>}
                {one.status !== null && <span>Discord {one.status}</span>}
                {Object.entries(one.target).map(([name, id]) => (
                  <span key={name}>
                    {name} {id}
                  </span>
                ))}
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      <Dialog open={shown !== null} title="Record" onClose={() => setShown(null)} side>
        {shown !== null && (
          <div className="stack">
            <p>
              <Time at={shown.at} exact />
            </p>
            <JsonView value={shown} label="record" />
          </div>
        )}
      </Dialog>
    </div>
  );
}
