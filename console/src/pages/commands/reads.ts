import { data, type Client, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import type { Command } from './model.ts';

/** Where commands are: everywhere, or in one guild. */
export type Place = string | null;

export async function read(api: Client, place: Place): Promise<Command[]> {
  const answer = await data(api.GET('/api/commands', { params: { query: { withLocalizations: true, ...within(place) } } }));
  return Array.isArray(answer) ? answer.sort((a, b) => a.name.localeCompare(b.name)) : [];
}

export function within(place: Place): { guildId?: string } {
  return place === null ? {} : { guildId: place };
}

export function useCommands(place: Place) {
  return useRead(['commands', place ?? 'global'], (api) => read(api, place), { fresh: 15_000 });
}

export function useGuilds() {
  return useRead(['guilds'], (api) => data(api.GET('/api/guilds')), { fresh: 60_000 });
}

/** The answer of a dry run, told apart from that of the act. */
export function feasibility(answer: object): Schemas['Feasibility'] | null {
  return 'wouldSucceed' in answer ? (answer as Schemas['Feasibility']) : null;
}
