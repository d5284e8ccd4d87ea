import { MessagesSquare, Spool } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { done } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useApi, useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Badge, Empty, ErrorNote, Loading } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { compareIds } from './history.ts';

type Thread = Schemas['OneChannel'];

const EPOCH = 1_420_070_400_000;

function momentOf(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH;
}

/** The threads of a channel or the posts of a forum: active ones, and archived ones on demand. */
export function Threads({ guildId, channelId, posts, hrefOf, onChosen }: { guildId: string; channelId: string; posts: boolean; hrefOf: (id: string) => string; onChosen?: () => void }) {
  const api = useApi();
  const active = useRead(['threads', guildId], (read) => done(read.GET('/api/threads', { params: { query: { guildId } } })), { fresh: 10_000 });
  const [archived, setArchived] = useState<{ threads: Thread[]; more: boolean } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const threads = useMemo(() => {
    const own = (active.data?.threads ?? []).filter((thread) => thread.parentId === channelId);
    return own.sort((a, b) => compareIds(b.lastMessageId ?? b.id, a.lastMessageId ?? a.id));
  }, [active.data, channelId]);
  const more = async () => {
    setBusy(true);
    setError(null);
    try {
      const before = archived?.threads.at(-1)?.threadMetadata?.archiveTimestamp;
      const found = await done(
        api.GET('/api/channels/{channelId}/threads/archived', { params: { path: { channelId }, query: { limit: 25, ...(before == null ? {} : { before }) } } }),
      );
      setArchived((known) => ({ threads: [...(known?.threads ?? []), ...found.threads], more: found.hasMore === true }));
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };
  const all = [...threads, ...(archived?.threads ?? [])];
  return (
    <div className="threads">
      {active.error !== null && <ErrorNote error={active.error} onRetry={() => void active.refetch()} />}
      {active.isPending && <Loading />}
      {active.data !== undefined && all.length === 0 && (
        <Empty icon={posts ? MessagesSquare : Spool} title={posts ? 'No posts are active' : 'No threads are active'}>
          <p>{posts ? 'Write the first one, or look at the archived ones.' : 'Start one from a message, or look at the archived ones.'}</p>
        </Empty>
      )}
      <ul className="threads-list">
        {all.map((thread) => (
          <li key={thread.id}>
            <Link href={hrefOf(thread.id)} className="threads-card" onClick={() => onChosen?.()}>
              <b>
                <bdi>{thread.name ?? thread.id}</bdi>
              </b>
              <span className="threads-facts">
                {thread.messageCount ?? 0} {thread.messageCount === 1 ? 'message' : 'messages'}, <Time at={momentOf(thread.lastMessageId ?? thread.id)} />
                {thread.threadMetadata?.archived === true && <Badge>Archived</Badge>}
                {thread.threadMetadata?.locked === true && <Badge tone="warn">Locked</Badge>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNote error={error} />}
      {(archived === null || archived.more) && (
        <Button busy={busy} onClick={() => void more()}>
          {archived === null ? 'Show archived' : 'More'}
        </Button>
      )}
    </div>
  );
}
