import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useApi } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card, ErrorNote, Note, Progress } from '../../ui/parts.tsx';
import { Delete } from './CommandCard.tsx';
import { duplicates, shown, type Command } from './model.ts';
import { read } from './reads.ts';

type Guild = Schemas['Guild'];
interface Found {
  guild: Guild;
  command: Command;
}

/** Looks in every guild for commands that users see twice. Each guild is one request to Discord, one after the other. */
export function Duplicates({ guilds, global }: { guilds: readonly Guild[]; global: readonly Command[] }) {
  const api = useApi();
  const [looked, setLooked] = useState<number | null>(null);
  const [found, setFound] = useState<readonly Found[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const [deleting, setDeleting] = useState<Found | null>(null);
  const stopped = useRef(false);
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  const busy = looked !== null && looked < guilds.length && error === null;
  const look = async () => {
    setFound([]);
    setError(null);
    setLooked(0);
    try {
      for (const [at, guild] of guilds.entries()) {
        const twice = duplicates(global, await read(api, guild.id));
        if (stopped.current) {
          return;
        }
        setFound((before) => [...before, ...twice.map((command) => ({ guild, command }))]);
        setLooked(at + 1);
      }
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
  };
  return (
    <Card
      title="Seen twice"
      actions={
        <Button small icon={Search} busy={busy} onClick={() => void look()}>
          Look in {guilds.length === 1 ? 'the guild' : `all ${guilds.length} guilds`}
        </Button>
      }
    >
      <p className="muted">A command that is registered globally and for a guild shows up twice there: left over, most often, from trying it out in that guild.</p>
      {busy && <Progress label="Guilds" value={looked} max={guilds.length} />}
      {error !== null && <ErrorNote error={error} onRetry={() => void look()} />}
      <div aria-live="polite">{looked === guilds.length && found.length === 0 && <Note tone="ok">No command is there twice.</Note>}</div>
      {found.length > 0 && (
        <ul className="command-options" aria-label="Commands that are seen twice">
          {found.map((one) => (
            <li key={`${one.guild.id} ${one.command.id}`} className="row">
              <code>{shown(one.command)}</code>
              <span>in {one.guild.name}</span>
              <Button small look="danger" onClick={() => setDeleting(one)}>
                Delete the guild’s
              </Button>
            </li>
          ))}
        </ul>
      )}
      {deleting !== null && (
        <Delete
          command={deleting.command}
          place={deleting.guild.id}
          onClose={() => {
            setDeleting(null);
            void look();
          }}
        />
      )}
    </Card>
  );
}
