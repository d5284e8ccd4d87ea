import { Ban, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { data, page, type Schemas } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Badge, ErrorNote, PageHeader } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { FilterField, lagText, ListFrame } from './parts.tsx';
import { given, useAct } from './reading.ts';

type Webhook = Schemas['OperatedWebhook'];

/** The webhooks of all bots. */
export default function Page() {
  const [address, change] = useAddress();
  const botId = address.get('botId') ?? '';
  const tenant = address.get('tenant') ?? '';
  const list = usePages<Webhook>(['webhooks', botId, tenant], (api, next, signal) =>
    page(api.GET('/api/operator/webhooks', { params: { query: { limit: 500, ...given({ botId, tenant, after: next.after }) } }, signal })),
  );
  const [removing, setRemoving] = useState<Webhook | null>(null);
  const disable = useAct(
    (api, webhookId: string) => data(api.POST('/api/operator/webhooks/{webhookId}/disable', { params: { path: { webhookId } } })),
    'No more deliveries to this webhook',
    ['webhooks'],
  );
  const remove = useAct(
    (api, webhookId: string) => data(api.DELETE('/api/operator/webhooks/{webhookId}', { params: { path: { webhookId } } })),
    'The webhook is deleted',
    ['webhooks'],
  );
  return (
    <div className="stack">
      <PageHeader title="Webhooks">Where events of bots are sent. You see the host alone: the rest of an address is often a secret of the receiver.</PageHeader>
      <div className="operator-filters">
        <FilterField label="Bot id" value={botId} onChange={(value) => change({ botId: value })} />
        <FilterField label="Tenant" value={tenant} onChange={(value) => change({ tenant: value })} />
      </div>
      {disable.error !== null && <ErrorNote error={disable.error} />}
      <ListFrame list={list} what="webhooks" empty={<p>Who has a session creates them with POST /api/webhooks.</p>}>
        <VirtualList label="Webhooks" items={list.items} keyOf={(one) => one.id} rowHeight={64} className="operator-list" onEnd={list.readMore}>
          {(one) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <strong>{one.host}</strong>
                <Badge tone={one.enabled ? 'ok' : 'warn'}>{one.enabled ? 'enabled' : 'disabled'}</Badge>
                <span className="mono muted">{one.id}</span>
              </div>
              <div className="row">
                {one.enabled && (
                  <Button small look="quiet" icon={Ban} onClick={() => disable.run(one.id)} aria-label={`Disable webhook ${one.id}`}>
                    Disable
                  </Button>
                )}
                <Button small look="quiet" icon={Trash2} onClick={() => setRemoving(one)} aria-label={`Delete webhook ${one.id}`}>
                  Delete
                </Button>
              </div>
              <div className="operator-row-facts">
                <span>Bot {one.botId}</span>
                <span>Tenant {one.tenant}</span>
                <span>Lag {lagText(one.lag)}</span>
                <span>
                  Made <Time at={one.createdAt} />
                </span>
                {one.session !== null && <span>Ends with session {one.session}</span>}
                {one.disabledBecause !== null && <span>{one.disabledBecause}</span>}
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      <Confirm
        open={removing !== null}
        title={`Delete the webhook to ${removing?.host ?? ''}?`}
        act="Delete webhook"
        busy={remove.busy}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing !== null && remove.run(removing.id, () => setRemoving(null))}
      >
        <p>Its dead letters go with it. Its owner can create another one.</p>
        {remove.error !== null && <ErrorNote error={remove.error} />}
      </Confirm>
    </div>
  );
}
