import { useState } from 'react';
import { data, done } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { ChannelIcon, GuildSelect, useChannels, useGuilds } from '../../app/places.tsx';
import { Button } from '../../ui/Button.tsx';
import { Combobox, type Choice } from '../../ui/Combobox.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { messageOfLink } from './drafts.ts';
import type { Target } from './model.ts';

/** Channels that take messages of their own; posts of forums are threads. */
const WRITABLE: ReadonlySet<string> = new Set(['text', 'announcement', 'voice', 'stage', 'announcement_thread', 'public_thread', 'private_thread']);

export interface TargetFieldsProps {
  target: Target;
  onChange: (target: Target) => void;
  /** Reads an existing message into the editor. */
  onLoad: (channelId: string, messageId: string) => void;
  loading: boolean;
}

/** Where the message goes: a channel or thread, a user, or in place of a message that is there already. */
export function TargetFields({ target, onChange, onLoad, loading }: TargetFieldsProps) {
  const change = (kind: string) => {
    const channelId = target.is === 'user' ? '' : target.channelId;
    onChange(
      kind === 'user'
        ? { is: 'user', userId: '' }
        : kind === 'message'
          ? { is: 'message', channelId: '', messageId: '' }
          : { is: 'channel', guildId: target.is === 'channel' ? target.guildId : null, channelId },
    );
  };
  return (
    <div className="composer-target">
      <Select label="Send to" value={target.is} onChange={(event) => change(event.target.value)}>
        <option value="channel">A channel or thread</option>
        <option value="user">A user, directly</option>
        <option value="message">Edit a message</option>
      </Select>
      {target.is === 'channel' && <ChannelFields target={target} onChange={onChange} />}
      {target.is === 'user' && <UserField userId={target.userId} onChange={(userId) => onChange({ is: 'user', userId })} />}
      {target.is === 'message' && <MessageField target={target} onLoad={onLoad} loading={loading} />}
    </div>
  );
}

/** The guild that is meant while none is chosen, and the bot that writes. */
export function useGuild(chosen: string | null) {
  const guilds = useGuilds();
  const session = useRead(['session'], (api) => data(api.GET('/api/session')), { fresh: 30_000 });
  return { guilds, guildId: chosen ?? session.data?.defaultGuildId ?? guilds.data?.[0]?.id ?? null, bot: session.data?.bot };
}

export function useThreads(guildId: string | null) {
  const query = { query: { guildId: guildId ?? '' } };
  return useRead(['threads', guildId], (api) => done(api.GET('/api/threads', { params: query })), { enabled: guildId !== null, fresh: 30_000 });
}

function ChannelFields({ target, onChange }: { target: Extract<Target, { is: 'channel' }>; onChange: (target: Target) => void }) {
  const { guilds, guildId } = useGuild(target.guildId);
  const channels = useChannels(guildId);
  const threads = useThreads(guildId);
  const parents = new Map(channels.data?.map((channel) => [channel.id, channel.name]));
  const choices: Choice[] = [
    ...(channels.data ?? []).map((channel) => ({ id: channel.id, name: channel.name, type: channel.type, parent: channel.parentId })),
    ...(threads.data?.threads ?? []).map((thread) => ({ id: thread.id, name: thread.name ?? '', type: thread.type, parent: thread.parentId ?? null })),
  ]
    .filter((channel) => WRITABLE.has(channel.type))
    .map((channel) => ({
      value: channel.id,
      label: channel.name,
      icon: <ChannelIcon type={channel.type} />,
      hint: [channel.parent === null ? '' : (parents.get(channel.parent) ?? ''), channel.type === 'text' ? '' : channel.type.replaceAll('_', ' ')].filter(Boolean).join(', ') || undefined,
    }));
  const many = (guilds.data?.length ?? 0) > 1;
  return (
    <>
      {many && <GuildSelect label="Server" value={guildId} onChange={(id) => onChange({ is: 'channel', guildId: id, channelId: '' })} />}
      <Combobox
        label="Channel"
        value={target.channelId === '' ? null : target.channelId}
        placeholder={channels.isPending ? 'Reading the channels…' : 'Choose a channel or thread'}
        choices={choices}
        onChange={(id) => onChange({ is: 'channel', guildId, channelId: id ?? '' })}
      />
      {channels.error !== null && <ErrorNote error={channels.error} onRetry={() => void channels.refetch()} />}
    </>
  );
}

function UserField({ userId, onChange }: { userId: string; onChange: (userId: string) => void }) {
  const { guildId } = useGuild(null);
  const [text, setText] = useState('');
  const query = text.trim();
  const byId = /^\d{15,20}$/.test(query);
  const found = useRead(
    ['members', 'named', guildId, query],
    (api) => data(api.GET('/api/members', { params: { query: { guildId: guildId ?? '', query, limit: 25 } } })),
    { enabled: guildId !== null && query !== '' && !byId, fresh: 30_000 },
  );
  const choices: Choice[] = byId
    ? [{ value: query, label: query, hint: 'this id' }]
    : (found.data ?? []).filter((member) => !member.bot).map((member) => ({ value: member.id, label: member.nick ?? member.displayName, hint: `@${member.username}` }));
  return (
    <Combobox
      label="User"
      hint="The beginning of a name, or an id"
      value={userId === '' ? null : userId}
      choices={choices}
      onSearch={setText}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}

function MessageField({ target, onLoad, loading }: { target: Extract<Target, { is: 'message' }>; onLoad: TargetFieldsProps['onLoad']; loading: boolean }) {
  const [text, setText] = useState(target.messageId === '' ? '' : `${target.channelId}/${target.messageId}`);
  const meant = messageOfLink(text);
  const submit = () => {
    if (meant !== null) {
      onLoad(meant.channelId, meant.messageId);
    }
  };
  return (
    <form
      className="composer-link"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label="Link of the message"
        placeholder="https://discord.com/channels/…"
        hint="In Discord: Copy Message Link. Only messages of the bot itself can be changed."
        error={text === '' || meant !== null ? null : 'This is no link of a message'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" busy={loading} disabled={meant === null}>
        Load it
      </Button>
    </form>
  );
}
