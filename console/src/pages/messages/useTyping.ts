import { useCallback, useEffect, useState } from 'react';
import type { BotEvent } from '../../api/events.ts';
import { fields, text } from '../../discord/components/fields.ts';

/** Discord shows somebody as typing for ten seconds. */
const SHOWN_MS = 10_000;

/** The ids of those who are typing in a channel, the bot itself left out. */
export function useTyping(channelId: string, botId: string): { typing: readonly string[]; take: (events: readonly BotEvent[]) => void } {
  const [until, setUntil] = useState<ReadonlyMap<string, number>>(new Map());
  const take = useCallback(
    (events: readonly BotEvent[]) => {
      setUntil((before) => {
        const after = new Map(before);
        for (const event of events) {
          const raw = fields(event.data);
          if (text(raw.channel_id) !== channelId) {
            continue;
          }
          if (event.type === 'TYPING_START') {
            const user = text(raw.user_id);
            if (user !== null && user !== botId) {
              after.set(user, Date.now() + SHOWN_MS);
            }
          } else if (event.type === 'MESSAGE_CREATE') {
            after.delete(text(fields(raw.author).id) ?? '');
          }
        }
        return after.size === 0 && before.size === 0 ? before : after;
      });
    },
    [channelId, botId],
  );
  useEffect(() => {
    if (until.size === 0) {
      return undefined;
    }
    const next = Math.min(...until.values());
    const timer = setTimeout(() => setUntil((before) => new Map([...before].filter(([, end]) => end > Date.now()))), Math.max(100, next - Date.now() + 50));
    return () => clearTimeout(timer);
  }, [until]);
  return { typing: [...until.keys()], take };
}
