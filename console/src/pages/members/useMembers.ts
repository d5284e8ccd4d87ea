import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi, useBotId, useLiveEvents, useRead } from '../../app/identity.tsx';
import { ApiError, data, page, type Client } from '../../api/client.ts';
import type { BotEvent } from '../../api/events.ts';
import { patched, type Member } from './filter.ts';

const PAGE = 1_000;

/** So many are kept in the browser; larger guilds are searched at the server. */
const MOST = 50_000;

/** So many changes at once are read one by one; after more the whole list is read again. */
const FEW = 20;
const EVENTS = ['GUILD_MEMBER_ADD', 'GUILD_MEMBER_UPDATE', 'GUILD_MEMBER_REMOVE'];

export interface MembersRead {
  members: readonly Member[];
  /** While pages are still read. */
  reading: boolean;
  /** Whether the guild has more than the browser keeps. */
  cut: boolean;
  error: Error | null;
  retry: () => void;
  /** Reads some members again, those that something was done to. */
  refresh: (userIds: readonly string[]) => Promise<void>;
}

interface Kept {
  members: readonly Member[];
  cut: boolean;
}

/** All members of a guild, page by page, kept current by events. */
export function useMembers(guildId: string | null): MembersRead {
  const bot = useBotId();
  const api = useApi();
  const queries = useQueryClient();
  const [come, setCome] = useState<{ guildId: string; members: readonly Member[] } | null>(null);
  const read = useRead<Kept>(
    ['members', guildId],
    async (client, signal) => {
      const id = guildId ?? '';
      const kept = await readAll(client, id, signal, (members) => setCome({ guildId: id, members }));
      setCome(null);
      return kept;
    },
    { enabled: guildId !== null, fresh: Infinity },
  );
  const key = useMemo(() => [bot, 'members', guildId], [bot, guildId]);
  const refresh = useCallback(
    async (userIds: readonly string[]) => {
      if (guildId === null || userIds.length === 0) {
        return;
      }
      if (userIds.length > FEW) {
        await queries.invalidateQueries({ queryKey: key });
        return;
      }
      const changes = new Map(await Promise.all(userIds.map(async (id) => [id, await one(api, guildId, id)] as const)));
      queries.setQueryData<Kept>(key, (before) => before && { ...before, members: patched(before.members, changes) });
    },
    [api, guildId, key, queries],
  );
  useFollowing(guildId, refresh);
  return {
    members: read.data?.members ?? (come?.guildId === guildId ? come?.members : undefined) ?? [],
    reading: read.isFetching,
    cut: read.data?.cut ?? false,
    error: read.error,
    retry: () => void read.refetch(),
    refresh,
  };
}

async function readAll(api: Client, guildId: string, signal: AbortSignal, onPage: (members: readonly Member[]) => void): Promise<Kept> {
  let members: readonly Member[] = [];
  let after: string | undefined;
  do {
    const read = await page(api.GET('/api/members', { params: { query: { guildId, limit: PAGE, ...(after === undefined ? {} : { after }) } }, signal }));
    members = [...members, ...read.items];
    after = read.next?.after;
    if (after !== undefined) {
      onPage(members);
    }
  } while (after !== undefined && members.length < MOST);
  return { members, cut: after !== undefined };
}

/** The member as they are now; null if they have left. */
async function one(api: Client, guildId: string, userId: string): Promise<Member | null> {
  try {
    const answer = await data(api.GET('/api/members/{userId}', { params: { path: { userId }, query: { guildId } } }));
    return 'username' in answer ? answer : null;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) {
      return null;
    }
    throw failure;
  }
}

/** Gathers the changes of a moment and reads those members again. */
function useFollowing(guildId: string | null, refresh: (userIds: readonly string[]) => Promise<void>): void {
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) {
        clearTimeout(timer.current);
        timer.current = null;
      }
    },
    [guildId],
  );
  useLiveEvents(
    { types: EVENTS, ...(guildId === null ? {} : { guildId }) },
    (events) => {
      events.map(userOf).forEach((id) => id !== null && waiting.current.add(id));
      timer.current ??= setTimeout(() => {
        timer.current = null;
        const ids = [...waiting.current];
        waiting.current.clear();
        void refresh(ids).catch(() => undefined);
      }, 500);
    },
    guildId !== null,
  );
}

function userOf(event: BotEvent): string | null {
  const { data: content } = event;
  if (typeof content === 'object' && content !== null && 'user' in content) {
    const { user } = content;
    if (typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string') {
      return user.id;
    }
  }
  return null;
}
