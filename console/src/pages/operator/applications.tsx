import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { data, page, type Schemas } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { useRead } from '../../app/identity.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Badge, ErrorNote, PageHeader } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { FilterField, FormDialog, ListFrame } from './parts.tsx';
import { given, useAct } from './reading.ts';

type Application = Schemas['ListedApplication'];

/** The applications whose bots may log in, by the lists of tenants. */
export default function Page() {
  const [address, change] = useAddress();
  const tenant = address.get('tenant') ?? '';
  const list = usePages<Application>(['applications', tenant], (api, next, signal) =>
    page(api.GET('/api/operator/applications', { params: { query: { limit: 1000, ...given({ tenant, after: next.after }) } }, signal })),
  );
  const [putting, setPutting] = useState<Application | 'new' | null>(null);
  const [removing, setRemoving] = useState<Application | null>(null);
  const remove = useAct(
    (api, id: string) => data(api.DELETE('/api/operator/applications/{id}', { params: { path: { id } } })),
    'The application is in no list any more',
    ['applications', 'tenants'],
  );
  return (
    <div className="stack">
      <PageHeader
        title="Applications"
        actions={
          <Button look="primary" icon={Plus} onClick={() => setPutting('new')}>
            List an application
          </Button>
        }
      >
        With <code>BOTSWAIN_LOGIN=listed</code> only bots of these applications may log in, with <code>invited</code> also whoever has an invitation. An application is
        in the list of one tenant.
      </PageHeader>
      <div className="operator-filters">
        <FilterField label="Tenant" value={tenant} onChange={(value) => change({ tenant: value })} />
      </div>
      <ListFrame list={list} what="listed applications" empty={<p>List one by the id of its bot, from the Developer Portal.</p>}>
        <VirtualList label="Applications" items={list.items} keyOf={(one) => one.id} rowHeight={44} className="operator-list" onEnd={list.readMore}>
          {(one) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <strong className="mono">{one.id}</strong>
                <span>{one.tenant}</span>
                {one.connected && <Badge tone="ok">connected</Badge>}
                {one.countsToward !== null && one.countsToward !== one.tenant && <span className="muted small">counts toward {one.countsToward} until it connects again</span>}
              </div>
              <div className="row">
                <IconButton icon={Pencil} label={`Move ${one.id} to another tenant`} small onClick={() => setPutting(one)} />
                <IconButton icon={Trash2} label={`Take ${one.id} out of its list`} small onClick={() => setRemoving(one)} />
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      {putting !== null && <Putting application={putting === 'new' ? null : putting} onClose={() => setPutting(null)} />}
      <Confirm
        open={removing !== null}
        title={`Take ${removing?.id ?? ''} out of its list?`}
        act="Take it out"
        busy={remove.busy}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing !== null && remove.run(removing.id, () => setRemoving(null))}
      >
        <p>Its bot may not log in again where only listed ones may. Sessions that it has live on; disconnect the bot to end them.</p>
        {remove.error !== null && <ErrorNote error={remove.error} />}
      </Confirm>
    </div>
  );
}

function Putting({ application, onClose }: { application: Application | null; onClose: () => void }) {
  const [id, setId] = useState(application?.id ?? '');
  const [tenant, setTenant] = useState(application?.tenant ?? 'default');
  const known = useRead(
    ['application', id],
    (api, signal) => data(api.GET('/api/operator/applications/{id}', { params: { path: { id } }, signal })),
    { enabled: application === null && /^[0-9]{17,20}$/.test(id) },
  );
  const put = useAct(
    (api, body: Schemas['ListedApplicationChange']) => data(api.PUT('/api/operator/applications/{id}', { params: { path: { id: id.trim() } }, body })),
    'The application is listed',
    ['applications', 'application', 'tenants'],
  );
  return (
    <FormDialog
      open
      title={application === null ? 'List an application' : `Move ${application.id}`}
      act={application === null ? 'List' : 'Move'}
      busy={put.busy}
      error={put.error}
      onSend={() => put.run(tenant.trim() === '' ? {} : { tenant: tenant.trim() }, onClose)}
      onClose={onClose}
    >
      {application === null && (
        <TextField
          label="Application id"
          value={id}
          inputMode="numeric"
          maxLength={20}
          hint={known.data === undefined ? 'For the oldest bots, that of the bot’s user' : `It is in the list of ${known.data.tenant} now, and moves`}
          onChange={(event) => setId(event.target.value.trim())}
        />
      )}
      <TextField label="Tenant" value={tenant} maxLength={32} spellCheck={false} onChange={(event) => setTenant(event.target.value)} />
    </FormDialog>
  );
}
