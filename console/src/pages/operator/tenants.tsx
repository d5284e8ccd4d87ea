import { Gauge, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { data, page, type Schemas } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { useRead } from '../../app/identity.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Confirm, Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { ErrorNote, Loading, Meter, Note, PageHeader } from '../../ui/parts.tsx';
import { durationText } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { amountText, countText, FormDialog, ListFrame } from './parts.tsx';
import { QuotaFields, QUOTAS, textsOf, valuesOf } from './quotas.tsx';
import { given, useAct } from './reading.ts';

type Tenant = Schemas['Tenant'];

/** Tenants: whom bots and shares of limits belong to. */
export default function Page() {
  const [address, change] = useAddress();
  const usage = address.get('usage') ?? '';
  const list = usePages<Tenant>(['tenants'], (api, next, signal) =>
    page(api.GET('/api/operator/tenants', { params: { query: { limit: 500, ...given({ after: next.after }) } }, signal })),
  );
  const [editing, setEditing] = useState<Tenant | 'new' | null>(null);
  const [removing, setRemoving] = useState<Tenant | null>(null);
  return (
    <div className="stack">
      <PageHeader
        title="Tenants"
        actions={
          <Button look="primary" icon={Plus} onClick={() => setEditing('new')}>
            Add a tenant
          </Button>
        }
      >
        A tenant has quotas and a list of applications. Bots that are in no list belong to <code>default</code>, where each has a share of its own.
      </PageHeader>
      <ListFrame list={list} what="tenants" empty={<p>Add one to give some bots quotas of their own.</p>}>
        <VirtualList label="Tenants" items={list.items} keyOf={(tenant) => tenant.name} rowHeight={64} className="operator-list" onEnd={list.readMore}>
          {(tenant) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <strong>{tenant.name}</strong>
                <span className="muted small">
                  {countText(tenant.bots, 'bot')} connected, {countText(tenant.applications, 'application')}
                </span>
              </div>
              <div className="row">
                <IconButton icon={Gauge} label={`Usage of ${tenant.name}`} small onClick={() => change({ usage: tenant.name })} />
                <IconButton icon={Pencil} label={`Change ${tenant.name}`} small onClick={() => setEditing(tenant)} />
                {tenant.name !== 'default' && <IconButton icon={Trash2} label={`Remove ${tenant.name}`} small onClick={() => setRemoving(tenant)} />}
              </div>
              <div className="operator-row-facts">
                {quotaTexts(tenant).map((text) => (
                  <span key={text}>{text}</span>
                ))}
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      {editing !== null && <Editor tenant={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing !== null && <Removal tenant={removing} onClose={() => setRemoving(null)} />}
      <Dialog open={usage !== ''} title={`Usage of ${usage}`} onClose={() => change({ usage: null })} side>
        {usage !== '' && <Usage name={usage} />}
      </Dialog>
    </div>
  );
}

/** What differs from the server's own, in words. */
function quotaTexts({ quotas, retention }: Tenant): string[] {
  const texts = QUOTAS.filter(({ name }) => quotas[name] != null).map(({ name, label }) => `${label}: ${amountText(quotas[name] ?? null, name === 'bytes')}`);
  if (retention !== null) {
    texts.push(`Events kept ${durationText(retention.seconds * 1_000)}, ${countText(retention.events, 'event')}`);
  }
  return texts.length === 0 ? ['Quotas: the server’s own'] : texts;
}

function Editor({ tenant, onClose }: { tenant: Tenant | null; onClose: () => void }) {
  const [name, setName] = useState(tenant?.name ?? '');
  const [texts, setTexts] = useState(() => textsOf(tenant));
  const [wrong, setWrong] = useState<string | null>(null);
  const create = useAct((api, body: Schemas['NewTenant']) => data(api.POST('/api/operator/tenants', { body })), 'The tenant is added', ['tenants']);
  const alter = useAct(
    (api, body: Schemas['TenantChange']) => data(api.PATCH('/api/operator/tenants/{name}', { params: { path: { name } }, body })),
    'The tenant is changed',
    ['tenants', 'usage'],
  );
  const send = () => {
    const values = valuesOf(texts);
    if (typeof values === 'string') {
      setWrong(values);
      return;
    }
    setWrong(null);
    if (tenant === null) {
      create.run({ name: name.trim(), ...values }, onClose);
    } else {
      alter.run(values, onClose);
    }
  };
  return (
    <FormDialog
      open
      title={tenant === null ? 'Add a tenant' : `Change ${tenant.name}`}
      act={tenant === null ? 'Add' : 'Save'}
      busy={create.busy || alter.busy}
      error={create.error ?? alter.error}
      onSend={send}
      onClose={onClose}
    >
      {tenant === null && (
        <TextField label="Name" value={name} maxLength={32} spellCheck={false} hint="1 to 32 of a to z, 0 to 9 and -" onChange={(event) => setName(event.target.value)} />
      )}
      <p className="muted small">Empty fields stand for the server’s own share. Changes take effect at once; nothing that exists is ended for them.</p>
      <QuotaFields texts={texts} onChange={setTexts} />
      {wrong !== null && <Note tone="danger">{wrong}</Note>}
    </FormDialog>
  );
}

function Removal({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const [move, setMove] = useState(false);
  const remove = useAct(
    (api, moveToDefault: boolean) => data(api.DELETE('/api/operator/tenants/{name}', { params: { path: { name: tenant.name }, query: { moveToDefault } } })),
    'The tenant is removed',
    ['tenants', 'applications', 'invitations'],
  );
  return (
    <Confirm open title={`Remove ${tenant.name}?`} act="Remove tenant" busy={remove.busy} onClose={onClose} onConfirm={() => remove.run(move, onClose)}>
      <div className="stack">
        <p>Its quotas and invitations are gone, and its {tenant.applications} applications are in no list any more.</p>
        <Checkbox
          label="Move its applications to the list of default"
          hint="Needed while bots of it are connected; they keep their shares until they connect again"
          checked={move}
          onChange={(event) => setMove(event.target.checked)}
        />
        {remove.error !== null && <ErrorNote error={remove.error} />}
      </div>
    </Confirm>
  );
}

const EVERY_MS = 5_000;

function Usage({ name }: { name: string }) {
  const { data: usage, error } = useRead(
    ['usage', name],
    (api, signal) => data(api.GET('/api/operator/tenants/{name}/usage', { params: { path: { name } }, signal })),
    { every: EVERY_MS },
  );
  if (error !== null) {
    return <ErrorNote error={error} />;
  }
  if (usage === undefined) {
    return <Loading what="Reading the usage…" />;
  }
  return (
    <div className="stack">
      {QUOTAS.map(({ name: quota, label }) => {
        const { used, most, quota: given_ } = usage[quota];
        const bytes = quota === 'bytes';
        const text = most === null ? `${amountText(used, bytes)}, no bound` : `${amountText(used, bytes)} of ${amountText(most, bytes)}${given_ === null ? ' (the server’s own)' : ''}`;
        return <Meter key={quota} label={label} value={used} max={most ?? Math.max(used, 1)} text={text} {...(most === null ? { tone: 'neutral' as const } : {})} />;
      })}
      {name === 'default' && <p className="muted small">Of all its bots together, although each may use so much alone.</p>}
    </div>
  );
}
