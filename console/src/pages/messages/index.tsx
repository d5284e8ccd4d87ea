import { MessagesSquare, PanelLeft, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { done } from '../../api/client.ts';
import type { BotEvent } from '../../api/events.ts';
import { useBotId, useLiveEvents, useRead, useReread } from '../../app/identity.tsx';
import { botPath } from '../../app/routes.ts';
import { NamesContext } from '../../discord/names.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/parts.tsx';
import { ChannelList, iconOf } from './ChannelList.tsx';
import { Conversation, type ConversationHandle } from './Conversation.tsx';
import { StartThreadDialog } from './dialogs.tsx';
import { useChannels, useGuildNames, useGuilds, useRefusals, type Channel } from './places.ts';
import { Threads } from './Threads.tsx';
import './messages.css';

const TYPES = [
  'MESSAGE_CREATE',
  'MESSAGE_UPDATE',
  'MESSAGE_DELETE',
  'MESSAGE_DELETE_BULK',
  'MESSAGE_REACTION_ADD',
  'MESSAGE_REACTION_REMOVE',
  'MESSAGE_REACTION_REMOVE_ALL',
  'MESSAGE_REACTION_REMOVE_EMOJI',
  'MESSAGE_POLL_VOTE_ADD',
  'MESSAGE_POLL_VOTE_REMOVE',
  'TYPING_START',
  'CHANNEL_CREATE',
  'CHANNEL_UPDATE',
  'CHANNEL_DELETE',
  'CHANNEL_PINS_UPDATE',
  'THREAD_CREATE',
  'THREAD_UPDATE',
  'THREAD_DELETE',
  'gap',
] as const;

const NONE: readonly Channel[] = [];

/** Guilds, their channels and threads, and what is said there. The address says which, so that it can be kept and sent. */
export default function Page() {
  const botId = useBotId();
  const search = useSearch();
  const [, navigate] = useLocation();
  const reread = useReread();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const channelId = query.get('channel');
  const messageId = query.get('message');
  const guilds = useGuilds();
  const [drawer, setDrawer] = useState(false);

  const named = query.get('guild');
  // A link may name the channel alone.
  const lone = useRead(['channel', channelId], (api) => done(api.GET('/api/channels/{channelId}', { params: { path: { channelId: channelId ?? '' } } })), {
    enabled: channelId !== null,
    fresh: 60_000,
  });
  const guildId = named ?? lone.data?.guildId ?? (channelId === null || lone.isError ? (guilds.data?.[0]?.id ?? null) : null);
  const guild = guilds.data?.find((each) => each.id === guildId);
  const channels = useChannels(guildId);
  const all = channels.data ?? NONE;

  const hrefOf = useCallback(
    (channel: string, message?: string) =>
      botPath(botId, 'messages', { ...(guildId === null ? {} : { guild: guildId }), channel, ...(message === undefined ? {} : { message }) }),
    [botId, guildId],
  );
  const openChannel = useCallback((channel: string, message?: string) => navigate(hrefOf(channel, message)), [navigate, hrefOf]);
  const names = useGuildNames(guildId, guild?.memberCount ?? 0, all, openChannel);

  const conversation = useRef<ConversationHandle>(null);
  const live = useLiveEvents(
    { types: TYPES, ...(guildId === null ? {} : { guildId }) },
    (events: BotEvent[]) => {
      conversation.current?.take(events);
      if (events.some((event) => event.type === 'gap')) {
        conversation.current?.opened();
      }
      if (events.some((event) => /^(CHANNEL_(CREATE|UPDATE|DELETE)|THREAD_)/.test(event.type))) {
        void reread('channels', guildId);
        void reread('threads', guildId);
      }
    },
    guildId !== null,
  );
  useEffect(() => {
    if (live.is === 'open') {
      conversation.current?.opened();
    }
  }, [live.is]);

  const known = all.find((each) => each.id === channelId);
  const channel: Channel | undefined =
    known ??
    (lone.data === undefined
      ? undefined
      : { id: lone.data.id, name: lone.data.name ?? lone.data.id, type: lone.data.type, parentId: lone.data.parentId ?? null, position: 0, topic: lone.data.topic ?? null, nsfw: lone.data.nsfw === true });
  const error = guilds.error ?? channels.error ?? (channel === undefined ? lone.error : null);

  const list = (
    <>
      {(guilds.data?.length ?? 0) > 1 && (
        <div className="messages-guild">
          <Select label="Server" labelUnseen value={guildId ?? ''} onChange={(event) => navigate(botPath(botId, 'messages', { guild: event.target.value }))}>
            {guilds.data?.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        </div>
      )}
      <h2 className={guilds.data?.length === 1 ? 'messages-guild' : 'unseen'}>
        <bdi>{guild?.name ?? 'Channels'}</bdi>
      </h2>
      {channels.isPending && guildId !== null && <Loading what="Reading channels" lines={8} />}
      {channels.data !== undefined && <ChannelList channels={all} current={channelId} hrefOf={hrefOf} onChosen={() => setDrawer(false)} />}
    </>
  );
  return (
    <NamesContext value={names}>
      <div className="page-fill messages">
        <div className="messages-side">{list}</div>
        <Dialog open={drawer} side title="Channels" onClose={() => setDrawer(false)}>
          {list}
        </Dialog>
        <div className="messages-main">
          {error !== null && <ErrorNote error={error} onRetry={() => void Promise.all([guilds.refetch(), channels.refetch()])} />}
          {channel === undefined ? (
            <NoChannel empty={guilds.data?.length === 0} waits={channelId !== null && error === null} onChannels={() => setDrawer(true)} />
          ) : channel.type === 'forum' || channel.type === 'media' ? (
            guildId !== null && <Forum guildId={guildId} channel={channel} hrefOf={hrefOf} onOpen={openChannel} onChannels={() => setDrawer(true)} />
          ) : (
            <Conversation
              key={`${channel.id} ${messageId ?? ''}`}
              ref={conversation}
              guildId={guildId}
              channel={channel}
              messageId={messageId}
              hrefOf={hrefOf}
              onOpen={openChannel}
              onChannels={() => setDrawer(true)}
            />
          )}
        </div>
      </div>
    </NamesContext>
  );
}

function NoChannel({ empty, waits, onChannels }: { empty: boolean; waits: boolean; onChannels: () => void }) {
  if (waits) {
    return <Loading lines={6} />;
  }
  return (
    <>
      <h1 className="unseen">Messages</h1>
      <Empty icon={MessagesSquare} title={empty ? 'The bot is in no server yet' : 'Choose a channel'}>
        <p>{empty ? 'Invite it to one; its channels appear here.' : 'Its messages appear here, and new ones as they come.'}</p>
        {!empty && (
          <Button className="messages-choose" icon={PanelLeft} onClick={onChannels}>
            Channels
          </Button>
        )}
      </Empty>
    </>
  );
}

interface ForumProps {
  guildId: string;
  channel: Channel;
  hrefOf: (channelId: string) => string;
  onOpen: (channelId: string) => void;
  onChannels: () => void;
}

/** The posts of a forum. */
function Forum({ guildId, channel, hrefOf, onOpen, onChannels }: ForumProps) {
  const [writing, setWriting] = useState(false);
  const refusal = useRefusals(guildId, channel.id)('SEND_MESSAGES');
  const reread = useReread();
  const Icon = iconOf(channel);
  return (
    <section className="conversation" aria-label={channel.name}>
      <header className="conversation-head">
        <IconButton icon={PanelLeft} label="Channels" className="conversation-channels" onClick={onChannels} />
        <h1>
          <Icon aria-hidden size={20} /> <bdi>{channel.name}</bdi>
        </h1>
        <p className="conversation-topic">
          <bdi>{channel.topic}</bdi>
        </p>
        <div className="row conversation-tools">
          <Button look="primary" icon={Plus} small disabled={refusal !== null} title={refusal ?? undefined} onClick={() => setWriting(true)}>
            New post
          </Button>
        </div>
      </header>
      <div className="conversation-posts">
        <Threads guildId={guildId} channelId={channel.id} posts hrefOf={hrefOf} />
      </div>
      {writing && (
        <StartThreadDialog
          channelId={channel.id}
          message={null}
          forum
          onClose={() => setWriting(false)}
          onStarted={(id) => {
            setWriting(false);
            void reread('threads', guildId);
            void reread('channels', guildId).then(() => onOpen(id));
          }}
        />
      )}
    </section>
  );
}
