import { CornerUpLeft, KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { data, type Schemas } from '../../api/client.ts';
import { useApi, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Badge, Card, ErrorNote, Fact, Facts, Note } from '../../ui/parts.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { say } from '../../ui/Toasts.tsx';
import { DeadLetters } from './DeadLetters.tsx';
import { Deliveries } from './Deliveries.tsx';
import { SecretDialog, type Shown } from './SecretDialog.tsx';
import { Signature } from './Signature.tsx';
import { eventsText, outcomeOf, stateOf } from './state.ts';
import { WebhookForm } from './WebhookForm.tsx';

type TabKey = 'deliveries' | 'dead-letters' | 'signature';
type Asked = 'rotate' | 'delete' | 'edit' | null;

interface WebhookDetailProps {
  webhook: Schemas['Webhook'];
  tab: string | null;
  onTab: (tab: TabKey) => void;
  onBack: () => void;
}

/** One webhook: how it is, what was sent, and all that can be done with it. */
export function WebhookDetail({ webhook, tab, onTab, onBack }: WebhookDetailProps) {
  const api = useApi();
  const reread = useReread();
  const { id } = webhook;
  const path = { params: { path: { id } } };
  const [asked, setAsked] = useState<Asked>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const [tested, setTested] = useState<Schemas['Delivery'] | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const current: TabKey = tab === 'dead-letters' || tab === 'signature' ? tab : 'deliveries';
  const state = stateOf(webhook);

  const act = async (name: string, work: () => Promise<void>) => {
    setBusy(name);
    setFailure(null);
    try {
      await work();
      await Promise.all([reread('webhooks'), reread('webhook', id)]);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(null);
      setAsked((now) => (now === 'edit' ? now : null));
    }
  };
  const test = () => act('test', async () => setTested(await data(api.POST('/api/webhooks/{id}/test', path))));
  const enable = (enabled: boolean) =>
    act('enable', async () => {
      await data(api.PATCH('/api/webhooks/{id}', { ...path, body: { enabled } }));
      say(enabled ? 'The webhook sends again' : 'The webhook sends nothing any more');
    });
  const rotate = () =>
    act('rotate', async () => {
      const { secret } = await data(api.POST('/api/webhooks/{id}/rotate-secret', path));
      setShown({ url: webhook.url, secret: secret ?? '', rotated: true });
    });
  const remove = () =>
    act('delete', async () => {
      await data(api.DELETE('/api/webhooks/{id}', path));
      say('The webhook is deleted');
      onBack();
    });
  return (
    <div className="stack">
      <div className="row">
        <Button icon={CornerUpLeft} small onClick={onBack}>
          All webhooks
        </Button>
      </div>
      <Card
        title={<bdi className="webhooks-head-url">{webhook.url}</bdi>}
        actions={
          <div className="row">
            <Button icon={Send} busy={busy === 'test'} onClick={() => void test()}>
              Send a test
            </Button>
            <Button icon={Pencil} onClick={() => setAsked('edit')}>
              Change
            </Button>
            <Menu
              label="More"
              look="plain"
              items={[
                webhook.enabled
                  ? { label: 'Disable', icon: Pause, hint: 'Events wait in the log until it is enabled', onSelect: () => void enable(false) }
                  : { label: 'Enable', icon: Play, hint: 'It goes on where it was', onSelect: () => void enable(true) },
                { label: 'Rotate the secret…', icon: KeyRound, onSelect: () => setAsked('rotate') },
                null,
                { label: 'Delete…', icon: Trash2, danger: true, onSelect: () => setAsked('delete') },
              ]}
            >
              More
            </Menu>
          </div>
        }
      >
        {webhook.disabledBecause !== null && <Note tone="danger">Nothing is sent: {webhook.disabledBecause}. Enable it once the receiver is well.</Note>}
        <Facts>
          <Fact name="State">
            <Badge tone={state.tone}>{state.text}</Badge>
          </Fact>
          <Fact name="Waits">
            {webhook.lag.events === 0 ? 'nothing' : `${webhook.lag.events.toLocaleString('en')} events, the oldest for ${durationText(webhook.lag.seconds * 1_000)}`}
          </Fact>
          <Fact name="Gets">{eventsText(webhook)}</Fact>
          <Fact name="Done up to">
            <span className="mono">{webhook.cursor}</span>
          </Fact>
          <Fact name="Headers of its own">{Object.keys(webhook.headers).join(', ') || 'none'}</Fact>
          <Fact name="Made">
            <Time at={webhook.createdAt} />
            {webhook.ownerId !== null && `, ends with session ${webhook.ownerId}`}
          </Fact>
          {webhook.description !== '' && <Fact name="Description">{webhook.description}</Fact>}
        </Facts>
        {failure !== null && <ErrorNote error={failure} />}
        <div aria-live="polite">{tested !== null && <Tested delivery={tested} />}</div>
      </Card>
      <Tabs
        label="About the webhook"
        tabs={[
          { key: 'deliveries', label: 'Deliveries' },
          { key: 'dead-letters', label: 'Dead letters' },
          { key: 'signature', label: 'Signature' },
        ]}
        current={current}
        onChange={onTab}
      >
        {current === 'deliveries' && <Deliveries id={id} />}
        {current === 'dead-letters' && <DeadLetters id={id} />}
        {current === 'signature' && <Signature url={webhook.url} secret={null} />}
      </Tabs>
      {asked === 'edit' && (
        <WebhookForm
          before={webhook}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            void reread('webhooks');
            say('Saved');
          }}
        />
      )}
      <Confirm open={asked === 'rotate'} title="Rotate the secret?" act="Rotate" harmless busy={busy === 'rotate'} onConfirm={() => void rotate()} onClose={() => setAsked(null)}>
        <p>The webhook gets a new secret, which is shown once. For a day each message carries both signatures, the old one and the new one.</p>
      </Confirm>
      <Confirm
        open={asked === 'delete'}
        title="Delete the webhook?"
        act="Delete webhook"
        busy={busy === 'delete'}
        onConfirm={() => void remove()}
        onClose={() => setAsked(null)}
      >
        <p>
          Nothing is sent to <bdi className="mono">{webhook.url}</bdi> any more, and its dead letters are gone. This cannot be undone; to pause it, disable it.
        </p>
      </Confirm>
      <SecretDialog shown={shown} onClose={() => setShown(null)} />
    </div>
  );
}

function Tested({ delivery }: { delivery: Schemas['Delivery'] }) {
  const outcome = outcomeOf(delivery);
  return (
    <Note tone={delivery.delivered ? 'ok' : 'danger'}>
      {delivery.delivered
        ? `The receiver took the test with ${outcome.text} in ${durationText(delivery.ms)}.`
        : `The receiver did not take the test: ${delivery.error ?? `it answered ${delivery.status ?? 'nothing'}`}.`}
    </Note>
  );
}
