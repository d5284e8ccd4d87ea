import { Braces, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { Empty, ErrorNote, Loading, PageHeader } from '../../ui/parts.tsx';
import { CommandCard } from './CommandCard.tsx';
import './commands.css';
import { Duplicates } from './Duplicates.tsx';
import { Editor } from './Editor.tsx';
import { duplicates, type Command } from './model.ts';
import { useCommands, useGuilds, type Place } from './reads.ts';
import { Sync } from './Sync.tsx';

const GLOBAL = 'global';

export default function Page() {
  const guilds = useGuilds();
  const [place, setPlace] = useState<Place>(null);
  const [editing, setEditing] = useState<Command | 'new' | null>(null);
  const [syncing, setSyncing] = useState(false);
  const global = useCommands(null);
  const here = useCommands(place);
  const twice = new Set(place === null ? [] : duplicates(global.data ?? [], here.data ?? []).map((one) => one.id));
  const choices = [{ value: GLOBAL, label: 'Everywhere (global)' }, ...(guilds.data ?? []).map((one) => ({ value: one.id, label: one.name }))];
  const where = choices.find((one) => one.value === (place ?? GLOBAL))?.label ?? place ?? '';
  return (
    <div className="stack">
      <PageHeader
        title="Commands"
        actions={
          <>
            <Button icon={Braces} onClick={() => setSyncing(true)} disabled={!here.isSuccess}>
              Sync from JSON
            </Button>
            <Button look="primary" icon={Plus} onClick={() => setEditing('new')}>
              New command
            </Button>
          </>
        }
      >
        The application commands that users find when they type “/”, or in the menus of users and messages.
      </PageHeader>
      <Combobox label="Where" hint="A guild’s own commands are there at once, and only there" choices={choices} value={place ?? GLOBAL} onChange={(value) => setPlace(value === GLOBAL ? null : value)} />
      {here.isPending && <Loading what="Reading the commands" />}
      {here.isError && <ErrorNote error={here.error} onRetry={() => void here.refetch()} />}
      {here.data?.length === 0 && (
        <Empty title="No commands here">
          <p>Create one, or sync the JSON that your program registers. Users see global commands in every guild.</p>
        </Empty>
      )}
      {here.data !== undefined && here.data.length > 0 && (
        <ul className="command-list" aria-label={`Commands: ${where}`}>
          {here.data.map((one) => (
            <CommandCard key={one.id} command={one} place={place} twice={twice.has(one.id)} onChange={() => setEditing(one)} />
          ))}
        </ul>
      )}
      {guilds.data !== undefined && global.data !== undefined && <Duplicates guilds={guilds.data} global={global.data} />}
      {editing !== null && <Editor command={editing === 'new' ? null : editing} place={place} where={where} onClose={() => setEditing(null)} />}
      {syncing && here.data !== undefined && <Sync registered={here.data} place={place} where={where} onClose={() => setSyncing(false)} />}
    </div>
  );
}
