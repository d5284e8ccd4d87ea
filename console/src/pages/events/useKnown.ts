import { useMemo } from 'react';
import { data } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { useGuilds } from '../../app/places.tsx';
import { personOf } from './fields.ts';
import type { Known } from './lines.ts';
import type { Named } from './suggestions.ts';
import type { BotEvent } from '../../api/events.ts';

/** Channels of so many guilds are read for their names; in others they keep their ids. */
const GUILDS = 20;
const USERS = 2_000;

/** The users that events named: their newest names, at most so many. */
export class SeenUsers {
  private readonly names = new Map<string, string>();

  see(event: BotEvent): void {
    const person = personOf(event.data);
    if (person !== undefined && person.name !== person.id) {
      this.names.delete(person.id);
      this.names.set(person.id, person.name);
      if (this.names.size > USERS) {
        const oldest = this.names.keys().next().value;
        if (oldest !== undefined) {
          this.names.delete(oldest);
        }
      }
    }
  }

  name = (id: string): string | undefined => this.names.get(id);

  list = (): Named[] => [...this.names].reverse().map(([id, name]) => ({ id, name }));
}

/** Names of guilds and channels. */
export function useKnown(users: SeenUsers): { known: Known; guilds: readonly Named[]; channels: readonly Named[] } {
  const { data: guilds } = useGuilds();
  const ids = useMemo(() => (guilds ?? []).slice(0, GUILDS).map((guild) => guild.id), [guilds]);
  const { data: channels } = useRead(
    ['channels-of', ids],
    async (api, signal) => {
      const all: (Named & { guildId: string })[] = [];
      for (const guildId of ids) {
        for (const channel of await data(api.GET('/api/channels', { params: { query: { guildId } }, signal }))) {
          all.push({ id: channel.id, name: channel.name, hint: channel.type, guildId });
        }
      }
      return all;
    },
    { enabled: ids.length > 0, fresh: 60_000 },
  );
  return useMemo(() => {
    const guildNames = new Map((guilds ?? []).map((guild) => [guild.id, guild.name]));
    const channelNames = new Map((channels ?? []).map((channel) => [channel.id, channel.name]));
    return {
      known: { guild: (id) => guildNames.get(id), channel: (id) => channelNames.get(id), user: users.name },
      guilds: (guilds ?? []).map((guild) => ({ id: guild.id, name: guild.name })),
      channels: (channels ?? []).map((channel) => ({ ...channel, hint: guildNames.get(channel.guildId) })),
    };
  }, [guilds, channels, users]);
}
