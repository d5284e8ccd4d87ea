import { useMutation } from '@tanstack/react-query';
import { ScrollText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useApi, useRead, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Badge, ErrorNote, Fact, Facts, Loading } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { say } from '../../ui/Toasts.tsx';
import { nameOf, type SessionRow } from './scopes.ts';

/** More are found by the filter: a page of so many cards would be of no use. */
const SHOWN = 100;

export function useSessions() {
  return useRead(['sessions'], (api) => data(api.GET('/api/sessions')), { every: 15_000 });
}

export function SessionList({ onAudit }: { onAudit: (id: string) => void }) {
  const sessions = useSessions();
  const [filter, setFilter] = useState('');
  const [revoking, setRevoking] = useState<SessionRow | null>(null);
  if (sessions.isPending) {
    return <Loading what="Reading the sessions" />;
  }
  if (sessions.isError) {
    return <ErrorNote error={sessions.error} onRetry={() => void sessions.refetch()} />;
  }
  const wanted = filter.trim().toLowerCase();
  const found = [...sessions.data]
    .filter((one) => wanted === '' || `${nameOf(one)} ${one.id} ${one.scopes.join(' ')}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt));
  return (
    <div className="stack">
      {sessions.data.length > 8 && <TextField label="Filter" placeholder="Name, id or scope" value={filter} onChange={(event) => setFilter(event.target.value)} />}
      <ul className="session-list" aria-label="Sessions">
        {found.slice(0, SHOWN).map((one) => (
          <SessionCard key={one.id} session={one} all={sessions.data} onAudit={() => onAudit(one.id)} onRevoke={() => setRevoking(one)} />
        ))}
      </ul>
      {found.length === 0 && <p className="muted">No session fits the filter.</p>}
      {found.length > SHOWN && <p className="muted">{found.length - SHOWN} more: narrow the filter to see them.</p>}
      {revoking !== null && <Revoke session={revoking} all={sessions.data} onClose={() => setRevoking(null)} />}
    </div>
  );
}

function SessionCard({ session, all, onAudit, onRevoke }: { session: SessionRow; all: SessionRow[]; onAudit: () => void; onRevoke: () => void }) {
  const parent = all.find((one) => one.id === session.endsWith);
  return (
    <li className="card session-card">
      <div className="card-head">
        <div className="row">
          <h2 className="session-name">{nameOf(session)}</h2>
          {session.current && <Badge tone="accent">This browser</Badge>}
          {session.full && (
            <Badge tone="warn" title="It came of a login, and may do everything">
              Everything
            </Badge>
          )}
        </div>
        <div className="row">
          <Button small icon={ScrollText} onClick={onAudit} aria-label={`What ${nameOf(session)} ${session.id} did`}>
            What it did
          </Button>
          <Button small look="danger" icon={Trash2} onClick={onRevoke} aria-label={`Revoke ${nameOf(session)} ${session.id}`}>
            Revoke
          </Button>
        </div>
      </div>
      {!session.full && (
        <div className="row">
          {session.scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </div>
      )}
      <Facts>
        <Fact name="Last used">
          <Time at={session.lastUsedAt} />
        </Fact>
        <Fact name="Created">
          <Time at={session.createdAt} />
        </Fact>
        <Fact name="Ends">
          <Time at={session.expiresAt} /> {session.full && 'if unused'}
        </Fact>
        <Fact name="Where">
          <Places session={session} />
        </Fact>
        <Fact name="Id">
          <code>{session.id}</code>
        </Fact>
        {session.endsWith !== null && (
          <Fact name="Ends with">
            {parent === undefined ? '' : `${nameOf(parent)} `}
            <code>{session.endsWith}</code>
          </Fact>
        )}
      </Facts>
    </li>
  );
}

function Places({ session }: { session: SessionRow }) {
  const guilds = useRead(['guilds'], (api) => data(api.GET('/api/guilds')), { enabled: session.guildIds.length > 0, fresh: 60_000 });
  if (session.guildIds.length + session.channelIds.length === 0) {
    return 'Everywhere';
  }
  return (
    <>
      {session.guildIds.map((id) => guilds.data?.find((one) => one.id === id)?.name ?? id).join(', ')}
      {session.guildIds.length > 0 && session.channelIds.length > 0 && ', '}
      {session.channelIds.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <ChannelName id={id} />
        </span>
      ))}
    </>
  );
}

function ChannelName({ id }: { id: string }) {
  const channel = useRead(['channel', id], (api) => data(api.GET('/api/channels/{channelId}', { params: { path: { channelId: id } } })), { fresh: 60_000 });
  return <>#{channel.data !== undefined && 'name' in channel.data ? String(channel.data.name) : id}</>;
}

function Revoke({ session, all, onClose }: { session: SessionRow; all: SessionRow[]; onClose: () => void }) {
  const api = useApi();
  const reread = useReread();
  const children = all.filter((one) => one.endsWith === session.id);
  const revoke = useMutation({
    mutationFn: () => data(api.DELETE('/api/sessions/{id}', { params: { path: { id: session.id } } })),
    onSuccess: async () => {
      say(`${nameOf(session)} is revoked`);
      onClose();
      await reread('sessions');
    },
  });
  return (
    <Confirm open title={`Revoke ${nameOf(session)}?`} act="Revoke session" busy={revoke.isPending} onConfirm={() => revoke.mutate()} onClose={onClose}>
      <div className="stack">
        <p>
          Whoever uses <code>{session.id}</code> is refused from now on, and its streams and webhooks end.
        </p>
        {session.current && <p>It is the session of this browser: the console logs out of the bot.</p>}
        {children.length > 0 && <p>These end with it: {children.map(nameOf).join(', ')}.</p>}
        {all.length === 1 && <p>It is the last one: the bot disconnects from Discord.</p>}
        {revoke.isError && <ErrorNote error={revoke.error} />}
      </div>
    </Confirm>
  );
}
