import type { Message } from './messageTypes.ts';
import { isSystem } from './system.tsx';

const TOGETHER_MS = 7 * 60_000;

/** Whether a message is drawn below the one before it without saying again who wrote it. */
export function isGrouped(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    !isSystem(before) &&
    message.type === 'default' &&
    message.interaction === undefined &&
    before.author.id === message.author.id &&
    before.author.displayName === message.author.displayName &&
    before.webhookId === message.webhookId &&
    dayOf(before.timestamp) === dayOf(message.timestamp) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS
  );
}

/** The day in the reader's own time. */
export function dayOf(timestamp: string): string {
  return new Date(timestamp).toDateString();
}
