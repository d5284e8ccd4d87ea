import type { Schemas } from '../../api/client.ts';
import type { Tone } from '../../ui/parts.tsx';

type Webhook = Schemas['Webhook'];
type Delivery = Schemas['Delivery'];

/** From this age on, what waits says that the receiver does not keep up. */
const LATE_S = 30;

/** A webhook's state as one badge says it. */
export function stateOf(webhook: Webhook): { tone: Tone; text: string } {
  if (!webhook.enabled) {
    return webhook.disabledBecause === null ? { tone: 'neutral', text: 'Disabled' } : { tone: 'danger', text: 'Disabled by the server' };
  }
  if (webhook.lag.events === 0) {
    return { tone: 'ok', text: 'Up to date' };
  }
  return webhook.lag.seconds >= LATE_S ? { tone: 'danger', text: 'Behind' } : { tone: 'warn', text: 'Delivering' };
}

/** What came of an attempt, in a few words. */
export function outcomeOf(delivery: Delivery): { tone: Tone; text: string } {
  if (delivery.delivered) {
    return { tone: 'ok', text: String(delivery.status ?? 'delivered') };
  }
  return delivery.status === null ? { tone: 'danger', text: 'No answer' } : { tone: 'danger', text: String(delivery.status) };
}

/** Which events a webhook gets, in words. */
export function eventsText(webhook: Webhook): string {
  const { types, filters } = webhook;
  const parts = [types.length === 0 ? 'all events' : types.length <= 2 ? types.join(', ') : `${types.length} types of events`];
  if (filters.guildId != null) {
    parts.push('of one guild');
  }
  if (filters.channelId != null) {
    parts.push('of one channel');
  }
  if (filters.contains != null) {
    parts.push(`with “${filters.contains}”`);
  }
  if (filters.excludeBots === true) {
    parts.push('not by bots');
  } else if (filters.excludeSelf === true) {
    parts.push('not by the bot itself');
  }
  return parts.join(', ');
}
