import { Ban } from 'lucide-react';
import { useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { data, page, type Schemas } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Badge, ErrorNote, PageHeader } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { FilterField, ListFrame } from './parts.tsx';
import { given, useAct } from './reading.ts';

type Session = Schemas['OperatedSession'];

/** The sessions of all bots. */
export default function Page() {
  const [address, change] = useAddress();
  const botId = address.get('botId') ?? '';
  const tenant = address.get('tenant') ?? '';
  const list = usePages<Session>(['sessions', botId, tenant], (api, next, signal) =>
    page(api.GET('/api/operator/sessions', { params: { query: { limit: 500, ...given({ botId, tenant, after: next.after }) } }, signal })),
  );
  const [ending, setEnding] = useState<Session | null>(null);
  const end = useAct(
    (api, fingerprint: string) => data(api.DELETE('/api/operator/sessions/{fingerprint}', { params: { path: { fingerprint } } })),
    'The session has ended',
    ['sessions', 'bots'],
  );
  return (
    <div className="stack">
      <PageHeader title="Sessions">What entitles callers to use bots, by fingerprint. Fingerprints reveal no session.</PageHeader>
      <div className="operator-filters">
        <FilterField label="Bot id" value={botId} onChange={(value) => change({ botId: value })} />
        <FilterField label="Tenant" value={tenant} onChange={(value) => change({ tenant: value })} />
      </div>
      <ListFrame list={list} what="sessions" empty={<p>Each login begins one.</p>}>
        <VirtualList label="Sessions" items={list.items} keyOf={(one) => one.fingerprint} rowHeight={64} className="operator-list" onEnd={list.readMore}>
          {(one) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <strong>{one.name ?? 'Login'}</strong>
                <span className="mono muted">{one.fingerprint}</span>
                {one.parent !== null && <Badge>narrow, ends with {one.parent}</Badge>}
              </div>
              <Button small look="quiet" icon={Ban} onClick={() => setEnding(one)} aria-label={`End session ${one.fingerprint}`}>
                End
              </Button>
              <div className="operator-row-facts">
                <span>Bot {one.botId}</span>
                <span>Tenant {one.tenant}</span>
                <span>
                  Last used <Time at={one.lastUsedAt} />
                </span>
                <span>
                  Ends <Time at={one.expiresAt} />
                </span>
                <span>{one.scopes.join(', ')}</span>
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      <Confirm
        open={ending !== null}
        title="End this session?"
        act="End session"
        busy={end.busy}
        onClose={() => setEnding(null)}
        onConfirm={() => ending !== null && end.run(ending.fingerprint, () => setEnding(null))}
      >
        <p>
          Its caller gets 401 from now on. The sessions that it created end too, and the bot disconnects if no other session holds it.
        </p>
        {end.error !== null && <ErrorNote error={end.error} />}
      </Confirm>
    </div>
  );
}
