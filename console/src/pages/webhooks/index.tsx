import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { data, type Schemas } from '../../api/client.ts';
import { useAddress } from '../../app/address.ts';
import { useBotId, useRead, useReread } from '../../app/identity.tsx';
import { botPath } from '../../app/routes.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Empty, ErrorNote, Loading, PageHeader } from '../../ui/parts.tsx';
import { durationText } from '../../ui/Time.tsx';
import { SecretDialog, type Shown } from './SecretDialog.tsx';
import { eventsText, stateOf } from './state.ts';
import { WebhookDetail } from './WebhookDetail.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import './webhooks.css';

const EVERY_MS = 3_000;

/** The bot's webhooks, and one of them if the address names it. */
export default function Page() {
  const reread = useReread();
  const [address, setAddress] = useAddress();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const read = useRead(['webhooks'], (api, signal) => data(api.GET('/api/webhooks', { signal })), { every: EVERY_MS });
  const id = address.get('webhook');
  const opened = read.data?.find((webhook) => webhook.id === id);

  const created = (webhook: Schemas['Webhook']) => {
    setCreating(false);
    setShown({ url: webhook.url, secret: webhook.secret ?? '', rotated: false });
    setAddress({ webhook: webhook.id, tab: null });
    void reread('webhooks');
  };
  const create = (
    <Button icon={Plus} look="primary" onClick={() => setCreating(true)}>
      New webhook
    </Button>
  );
  return (
    <>
      <PageHeader title="Webhooks" actions={id === null ? create : undefined}>
        Events that are sent to addresses of yours, in order and signed. What cannot be delivered is tried again for a day.
      </PageHeader>
      {read.error !== null && <ErrorNote error={read.error} onRetry={() => void read.refetch()} />}
      {read.data === undefined && read.error === null && <Loading />}
      {read.data !== undefined && id === null && <List webhooks={read.data} create={create} />}
      {opened !== undefined && (
        <WebhookDetail
          key={opened.id}
          webhook={opened}
          tab={address.get('tab')}
          onTab={(tab) => setAddress({ tab: tab === 'deliveries' ? null : tab }, { replace: true })}
          onBack={() => setAddress({ webhook: null, tab: null })}
        />
      )}
      {read.data !== undefined && id !== null && opened === undefined && !read.isFetching && (
        <Empty icon={WebhookIcon} title="There is no such webhook">
          <Button onClick={() => setAddress({ webhook: null, tab: null })}>All webhooks</Button>
        </Empty>
      )}
      {creating && <WebhookForm before={null} onDone={created} onClose={() => setCreating(false)} />}
      <SecretDialog shown={shown} onClose={() => setShown(null)} />
    </>
  );
}

function List({ webhooks, create }: { webhooks: readonly Schemas['Webhook'][]; create: React.ReactNode }) {
  const botId = useBotId();
  if (webhooks.length === 0) {
    return (
      <Empty icon={WebhookIcon} title="No webhooks yet">
        <p>A webhook sends the bot’s events to an address of yours as they happen, so that you need no open connection.</p>
        {create}
      </Empty>
    );
  }
  return (
    <ul className="webhooks-list" aria-label="Webhooks">
      {webhooks.map((webhook) => {
        const state = stateOf(webhook);
        return (
          <li key={webhook.id}>
            <Link className="webhooks-item" href={botPath(botId, 'webhooks', { webhook: webhook.id })}>
              <bdi className="webhooks-url">{webhook.url}</bdi>
              <Badge tone={state.tone}>{state.text}</Badge>
              <span className="webhooks-about">
                {webhook.description === '' ? '' : `${webhook.description} · `}
                {eventsText(webhook)}
                {webhook.lag.events > 0 && ` · ${webhook.lag.events.toLocaleString('en')} wait, the oldest for ${durationText(webhook.lag.seconds * 1_000)}`}
                {webhook.disabledBecause !== null && ` · ${webhook.disabledBecause}`}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
