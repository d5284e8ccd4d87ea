import { useMemo } from 'react';
import { data, done, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { cssColor, type Names } from '../../discord/names.ts';

export type Channel = Schemas['Channel'];

/** A channel with its threads. */
export interface Place {
  channel: Channel;
  threads: Channel[];
}

export interface Group {
  category: Channel | null;
  places: Place[];
}

export function isThread(type: string): boolean {
  return type.endsWith('_thread');
}

/** Channels below their categories and threads below their channels, all in the order that the API gives. */
export function groupsOf(channels: readonly Channel[]): Group[] {
  const groups: Group[] = [{ category: null, places: [] }];
  const categories = new Map<string | null, Group>();
  const places = new Map<string, Place>();
  for (const channel of channels) {
    if (channel.type === 'category') {
      const group = { category: channel, places: [] };
      categories.set(channel.id, group);
      groups.push(group);
    }
  }
  for (const channel of channels) {
    if (channel.type !== 'category' && !isThread(channel.type)) {
      const place: Place = { channel, threads: [] };
      places.set(channel.id, place);
      (categories.get(channel.parentId) ?? groups[0])?.places.push(place);
    }
  }
  for (const channel of channels) {
    if (isThread(channel.type)) {
      places.get(channel.parentId ?? '')?.threads.push(channel);
    }
  }
  return groups.filter((group) => group.places.length > 0);
}

export function useGuilds() {
  return useRead(['guilds'], (api) => data(api.GET('/api/guilds')), { fresh: 60_000 });
}

export function useChannels(guildId: string | null) {
  return useRead(['channels', guildId], (api) => data(api.GET('/api/channels', { params: { query: { guildId: guildId ?? '' } } })), {
    enabled: guildId !== null,
    fresh: 60_000,
  });
}

/** Larger guilds are not read whole for the sake of colours. */
const MOST_MEMBERS = 3_000;

/** Names of members, roles and channels of a guild, for what messages refer to. */
export function useGuildNames(guildId: string | null, memberCount: number, channels: readonly Channel[], openChannel: (id: string) => void): Names {
  const query = { params: { query: { guildId: guildId ?? '' } } };
  const small = guildId !== null && memberCount <= MOST_MEMBERS;
  const members = useRead(['members', guildId], (api) => data(api.GET('/api/members', query)), { enabled: small, fresh: 300_000 });
  const roles = useRead(['roles', guildId], (api) => done(api.GET('/api/roles', query)), { enabled: guildId !== null, fresh: 300_000 });
  return useMemo(() => {
    const byRole = new Map((roles.data ?? []).map((role) => [role.id, role]));
    const byChannel = new Map(channels.map((channel) => [channel.id, channel]));
    const byMember = new Map((members.data ?? []).map((member) => [member.id, member]));
    return {
      user: (id) => byMember.get(id)?.displayName,
      role: (id) => {
        const role = byRole.get(id);
        return role === undefined ? undefined : { name: role.name, color: cssColor(role.color) };
      },
      channel: (id) => byChannel.get(id),
      colorOf: (id) => {
        const own = (byMember.get(id)?.roleIds ?? []).flatMap((roleId) => byRole.get(roleId) ?? []).filter((role) => role.color > 0);
        return cssColor(own.sort((a, b) => b.position - a.position)[0]?.color);
      },
      openChannel,
    };
  }, [members.data, roles.data, channels, openChannel]);
}

/** Why the bot may not do something; null if it may, or if that is not known. */
export type Refusal = (permission: string) => string | null;

/** What the bot may do in a channel, as dry runs judge it, for all buttons at once. */
export function useRefusals(guildId: string | null, channelId: string): Refusal {
  const explained = useRead(
    ['permissions', guildId, channelId],
    (api) => data(api.GET('/api/permissions', { params: { query: { channelId, ...(guildId === null ? {} : { guildId }) } } })),
    { fresh: 30_000 },
  );
  return useMemo(() => {
    const denied = new Map<string, { name: string | null } | null>((explained.data?.permissions ?? []).filter((each) => !each.granted).map((each) => [each.name, each.decidedBy] as const));
    return (permission) => {
      if (!denied.has(permission)) {
        return null;
      }
      const by = denied.get(permission);
      return `The bot lacks the permission ${permission} here${by?.name == null ? '' : `, because of ${by.name}`}`;
    };
  }, [explained.data]);
}
