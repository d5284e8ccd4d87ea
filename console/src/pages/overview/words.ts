import type { Schemas } from '../../api/client.ts';
import type { Tone } from '../../ui/parts.tsx';

type Status = Schemas['BotStatus'];

/** What a status means, in a sentence, and how it looks. */
export function meaningOf(status: Pick<Status, 'status' | 'complete' | 'trouble' | 'shards'>): { tone: Tone; sentence: string } {
  switch (status.status) {
    case 'connected':
      return status.complete
        ? { tone: 'ok', sentence: 'Connected; all guilds have arrived.' }
        : { tone: 'warn', sentence: 'Connected, but not all guilds have arrived yet. They come within some seconds, unless Discord has an outage.' };
    case 'connecting':
      return { tone: 'warn', sentence: 'Connecting to Discord.' };
    case 'resuming':
      return { tone: 'warn', sentence: 'Connected again; Discord sends what was missed.' };
    case 'waiting':
      return { tone: 'warn', sentence: status.trouble ?? 'Waiting to connect again.' };
    case 'drained':
      return { tone: 'warn', sentence: 'The operator gives this bot no new work for now. Sessions and webhooks stay, and it goes on where it was.' };
    case 'token_rejected':
      return { tone: 'danger', sentence: 'Discord no longer accepts the token. Log in with the new one from the developer portal.' };
    case 'disallowed_intents':
      return { tone: 'danger', sentence: 'A privileged intent is off. Switch it on in the developer portal, under Bot.' };
    case 'refused':
      return { tone: 'danger', sentence: status.trouble ?? 'Discord refuses this bot for good.' };
    case 'closed':
      return { tone: 'danger', sentence: 'The connection is closed.' };
  }
}

/** Counts as rates: times of the ends of steps, and what happened a second in each. The step that is not over is left out. */
export function ratesOf(steps: Schemas['Steps'], at: string, since: string): { times: number[]; of: (counts: readonly number[]) => (number | null)[] } {
  const end = Date.parse(at) - steps.lastSeconds * 1_000;
  const began = Date.parse(since);
  const length = steps.events.length - 1;
  const times = Array.from({ length }, (_, step) => end - (length - 1 - step) * steps.seconds * 1_000);
  return { times, of: (counts) => times.map((time, step) => (time < began ? null : (counts[step] ?? 0) / steps.seconds)) };
}

/** Since when all is as it is: the last thing that happened to a connection, or what the server has seen of the last day. Null if it has seen nothing. */
export function sinceOf(status: Pick<Status, 'at' | 'shards'> & { history: { since: string } | null }): { at: string; interrupted: boolean } | null {
  const last = status.shards.flatMap((shard) => shard.incidents.slice(0, 1)).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  if (last !== undefined) {
    return { at: last.at, interrupted: true };
  }
  const day = Date.parse(status.at) - 86_400_000;
  return status.history && { at: new Date(Math.max(day, Date.parse(status.history.since))).toISOString(), interrupted: false };
}

/** Facts in a line. */
export function evidenceText(evidence: Record<string, unknown>): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
}
