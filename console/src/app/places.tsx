import { ChevronDown, Hash, type LucideIcon, Megaphone, MessagesSquare, Mic, Radio } from 'lucide-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { data, type Schemas } from '../api/client.ts';
import { mediaUrl } from '../api/media.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { useRead } from './identity.tsx';

/** Guilds, channels and roles change seldom, and events tell of it. */
const FRESH_MS = 60_000;

/** The bot's guilds that the session may see. */
export function useGuilds(): UseQueryResult<Schemas['Guild'][], Error> {
  return useRead(['guilds'], (api, signal) => data(api.GET('/api/guilds', { signal })), { fresh: FRESH_MS });
}

/** The channels of a guild in the order a person sees them; nothing while there is no guild. */
export function useChannels(guildId: string | null): UseQueryResult<Schemas['Channel'][], Error> {
  return useRead(
    ['channels', guildId],
    (api, signal) => data(api.GET('/api/channels', { params: { query: { guildId: guildId ?? '' } }, signal })),
    { fresh: FRESH_MS, enabled: guildId !== null },
  );
}

/** The roles of a guild, the highest first; nothing while there is no guild. */
export function useRoles(guildId: string | null): UseQueryResult<Schemas['Role'][], Error> {
  return useRead(
    ['roles', guildId],
    async (api, signal) => {
      const roles = await data(api.GET('/api/roles', { params: { query: { guildId: guildId ?? '' } }, signal }));
      return (roles as Schemas['Role'][]).toSorted((one, other) => other.position - one.position);
    },
    { fresh: FRESH_MS, enabled: guildId !== null },
  );
}

/** The guild of the address, or the first one. */
export function guildOf(guilds: readonly Schemas['Guild'][] | undefined, wanted: string | null): Schemas['Guild'] | undefined {
  return guilds?.find((guild) => guild.id === wanted) ?? guilds?.[0];
}

export function GuildIcon({ guild, size = 20 }: { guild: Schemas['Guild']; size?: number }) {
  return <Avatar name={guild.name} src={mediaUrl(guild.icon, 64)} size={size} square />;
}

const CHANNEL_ICONS: Partial<Record<string, LucideIcon>> = {
  announcement: Megaphone,
  voice: Mic,
  stage: Radio,
  forum: MessagesSquare,
  media: MessagesSquare,
  category: ChevronDown,
};

export function ChannelIcon({ type, size = 16 }: { type: string; size?: number }) {
  const Icon = type.endsWith('thread') ? MessagesSquare : (CHANNEL_ICONS[type] ?? Hash);
  return <Icon aria-hidden size={size} />;
}

interface SelectProps {
  value: string | null;
  onChange: (id: string | null) => void;
  label?: string;
  clearable?: boolean;
}

export function GuildSelect({ label = 'Guild', ...rest }: SelectProps) {
  const { data: guilds = [] } = useGuilds();
  const choices = guilds.map((guild) => ({ value: guild.id, label: guild.name, icon: <GuildIcon guild={guild} /> }));
  return <Combobox label={label} choices={choices} {...rest} />;
}

/** @param only which types can be chosen; all but categories without it */
export function ChannelSelect({ guildId, label = 'Channel', only, ...rest }: SelectProps & { guildId: string | null; only?: readonly string[] }) {
  const { data: channels = [] } = useChannels(guildId);
  const names = new Map(channels.map((channel) => [channel.id, channel.name]));
  const choices = channels
    .filter((channel) => (only === undefined ? channel.type !== 'category' : only.includes(channel.type)))
    .map((channel) => ({
      value: channel.id,
      label: channel.name,
      hint: channel.parentId === null ? undefined : names.get(channel.parentId),
      icon: <ChannelIcon type={channel.type} />,
    }));
  return <Combobox label={label} choices={choices} disabled={guildId === null} {...rest} />;
}
