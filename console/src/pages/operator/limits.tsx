import { useAddress } from '../../app/address.ts';
import { data, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Badge, Card, Empty, ErrorNote, Loading, Meter, PageHeader } from '../../ui/parts.tsx';
import { amountText, FilterField } from './parts.tsx';

type Limit = Schemas['OperatedLimit'];

const EVERY_MS = 5_000;

/** Every bound, how much of it is used, and by whom. */
export default function Page() {
  const [address, change] = useAddress();
  const reached = address.get('reached') === 'true';
  const text = address.get('text') ?? '';
  const { data: limits, error, refetch } = useRead(
    ['limits', reached],
    (api, signal) => data(api.GET('/api/operator/limits', { params: { query: { reached, holders: 5 } }, signal })),
    { every: EVERY_MS },
  );
  const wanted = limits?.filter((limit) => `${limit.name} ${limit.what}`.toLowerCase().includes(text.toLowerCase()));
  return (
    <div className="stack">
      <PageHeader title="Limits">Everything that is bounded, with the total for all and the share of one. Nobody can take more than a share, so nobody can take it all.</PageHeader>
      <div className="operator-filters">
        <FilterField label="Limit" value={text} onChange={(value) => change({ text: value }, { replace: true })} />
        <Checkbox label="Only those that are used up" checked={reached} onChange={(event) => change({ reached: event.target.checked ? 'true' : null }, { replace: true })} />
      </div>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {wanted === undefined && error === null && <Loading what="Reading the limits…" />}
      {wanted?.length === 0 && <Empty title={reached ? 'No limit is used up' : 'No limit fits'} />}
      <div className="operator-limits">
        {wanted?.map((limit) => (
          <One key={limit.name} limit={limit} />
        ))}
      </div>
    </div>
  );
}

function One({ limit }: { limit: Limit }) {
  const bytes = limit.unit === 'bytes';
  const text = limit.used === null ? `not counted, of ${amountText(limit.total, bytes)}` : `${amountText(limit.used, bytes)} of ${amountText(limit.total, bytes)}`;
  return (
    <Card title={<span className="small">{plain(limit.what)}</span>} actions={limit.reached && <Badge tone="danger">used up</Badge>}>
      <Meter label={limit.name} value={limit.used ?? 0} max={limit.total} text={text} />
      <p className="muted small">
        {amountText(limit.share, bytes)} for one {limit.per}
        {limit.setting !== null && (
          <>
            ; <code>{limit.setting}</code> changes the total
          </>
        )}
      </p>
      {limit.holders.length > 0 && (
        <ul className="operator-holders small" aria-label={`Who uses most of ${limit.name}`}>
          {limit.holders.map((holder) => (
            <li key={holder.who}>
              {holder.who}: {amountText(holder.used, bytes)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What is limited is written for a page in Markdown; here links and code are text. */
export function plain(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}
