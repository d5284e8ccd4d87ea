import { Ban, Ellipsis, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { data, page, type Schemas } from '../../api/client.ts';
import { usePages } from '../../app/pages.ts';
import { Menu } from '../../ui/Menu.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { ErrorNote, PageHeader } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { BotDetails } from './BotDetails.tsx';
import { bytesText, countText, FilterField, lagText, ListFrame, State } from './parts.tsx';
import { given, useAct } from './reading.ts';

type Bot = Schemas['OperatedBot'];
type Status = Schemas['ConnectionStatus'];

const STATES: readonly Status[] = [
  'connected', 'connecting', 'resuming', 'waiting', 'drained', 'closed', 'refused', 'disallowed_intents', 'token_rejected',
];
const EVERY_MS = 5_000;

/** All bots that are logged in: what they use, and nothing of their content. */
export default function Page() {
  const [address, change] = useAddress();
  const [text, tenant, state, shown] = ['text', 'tenant', 'state', 'bot'].map((name) => address.get(name) ?? '') as [string, string, string, string];
  const list = usePages<Bot>(
    ['bots', text, tenant, state],
    (api, next, signal) =>
      page(
        api.GET('/api/operator/bots', {
          params: { query: { limit: 1000, ...given({ text, tenant, state: STATES.find((one) => one === state), after: next.after }) } },
          signal,
        }),
      ),
    EVERY_MS,
  );
  const [ending, setEnding] = useState<Bot | null>(null);
  const drain = useAct((api, id: string) => data(api.PUT('/api/operator/bots/{botId}/drain', { params: { path: { botId: id } } })), 'The bot is drained', ['bots', 'bot']);
  const resume = useAct((api, id: string) => data(api.DELETE('/api/operator/bots/{botId}/drain', { params: { path: { botId: id } } })), 'The bot connects again', ['bots', 'bot']);
  const disconnect = useAct(
    (api, id: string) => data(api.POST('/api/operator/bots/{botId}/disconnect', { params: { path: { botId: id } } })),
    ({ sessions }) => `Disconnected; ${sessions} of its sessions have ended`,
    ['bots', 'sessions'],
  );
  const error = drain.error ?? resume.error;
  const items = (bot: Bot) => [
    bot.state === 'drained'
      ? { label: 'End the drain', icon: Play, hint: 'It connects again', onSelect: () => resume.run(bot.id) }
      : { label: 'Drain', icon: Pause, hint: 'No new work, connection closed; sessions stay', onSelect: () => drain.run(bot.id) },
    { label: 'Disconnect…', icon: Ban, danger: true, hint: 'Ends all its sessions', onSelect: () => setEnding(bot) },
  ];
  return (
    <div className="stack">
      <PageHeader title="Bots">
        All bots that are logged in at this server. You see what they use, and nothing of their content.
      </PageHeader>
      <div className="operator-filters">
        <FilterField label="Name or id" value={text} onChange={(value) => change({ text: value }, { replace: true })} />
        <FilterField label="Tenant" value={tenant} onChange={(value) => change({ tenant: value }, { replace: true })} />
        <Select label="State" value={state} onChange={(event) => change({ state: event.target.value }, { replace: true })}>
          <option value="">Any</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {one.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <ListFrame list={list} what="bots" empty={<p>{text + tenant + state === '' ? 'A bot appears here when somebody logs it in.' : 'No bot fits these filters.'}</p>}>
        <p className="muted small" role="status">
          {countText(list.items.length, 'bot')}
          {list.more ? ', and more' : ''}
        </p>
        <VirtualList label="Bots" items={list.items} keyOf={(bot) => bot.id} rowHeight={64} className="operator-list" onEnd={list.readMore}>
          {(bot) => (
            <div className="operator-row">
              <div className="operator-row-main">
                <button type="button" className="operator-row-name" onClick={() => change({ bot: bot.id })}>
                  {bot.username}
                </button>
                <State state={bot.state} />
                <span className="mono muted">{bot.id}</span>
              </div>
              <Menu label={`Actions for ${bot.username}`} icon={Ellipsis} small items={items(bot)} />
              <div className="operator-row-facts">
                <span>Tenant {bot.tenant}</span>
                <span>{countText(bot.guilds, 'guild')}</span>
                <span>{countText(bot.sessions, 'session')}</span>
                <span>{countText(bot.webhooks, 'webhook')}</span>
                <span>{countText(bot.readers, 'reader')}</span>
                <span>Lag {lagText(bot.lag)}</span>
                <span>Log {bytesText(bot.log.bytes)}</span>
                <span>Last event {bot.lastEventAt === null ? 'never' : <Time at={bot.lastEventAt} />}</span>
              </div>
            </div>
          )}
        </VirtualList>
      </ListFrame>
      <BotDetails botId={shown} onClose={() => change({ bot: null })} />
      <Confirm
        open={ending !== null}
        title={`Disconnect ${ending?.username ?? ''}?`}
        act="Disconnect"
        busy={disconnect.busy}
        onClose={() => setEnding(null)}
        onConfirm={() => ending !== null && disconnect.run(ending.id, () => setEnding(null))}
      >
        <p>
          All sessions of this bot ({ending?.sessions ?? 0}) end, as if each had logged out, and it goes offline. Its events stay until they are too old. Who has its
          token can log it in again, unless the login policy forbids it.
        </p>
        {disconnect.error !== null && <ErrorNote error={disconnect.error} />}
      </Confirm>
    </div>
  );
}
