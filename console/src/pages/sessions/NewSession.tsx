import { useState, type FormEvent } from 'react';
import { data } from '../../api/client.ts';
import { useApi, useRead, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Combobox, MultiCombobox, type Choice } from '../../ui/Combobox.tsx';
import { CodeBlock } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, Select, TextField } from '../../ui/Field.tsx';
import { ErrorNote, Note } from '../../ui/parts.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { EXPIRIES, PRESETS, recipes, SCOPES, warnings, type Scope } from './scopes.ts';

/** Asks what a new session may do, then shows its id, once. */
export function NewSession({ onClose }: { onClose: () => void }) {
  // Here alone, and gone with the dialog: nothing keeps the id.
  const [made, setMade] = useState<{ name: string; sessionId: string } | null>(null);
  return made === null ? <Asking onClose={onClose} onMade={setMade} /> : <Given {...made} onClose={onClose} />;
}

function Asking({ onClose, onMade }: { onClose: () => void; onMade: (made: { name: string; sessionId: string }) => void }) {
  const api = useApi();
  const reread = useReread();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set(['read', 'events']));
  const [guildIds, setGuildIds] = useState<string[]>([]);
  const [channelIds, setChannelIds] = useState<string[]>([]);
  const [expiry, setExpiry] = useState('86400');
  const [independent, setIndependent] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const row = await data(
        api.POST('/api/sessions', {
          body: { name: name.trim(), scopes: [...scopes], guildIds, channelIds, independent, expiresIn: expiry === '' ? null : Number(expiry) },
        }),
      );
      await reread('sessions');
      onMade({ name: name.trim(), sessionId: row.sessionId ?? '' });
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
      setBusy(false);
    }
  };
  const set = (scope: Scope, on: boolean) => setScopes(new Set(on ? [...scopes, scope] : [...scopes].filter((one) => one !== scope)));
  return (
    <Dialog
      open
      wide
      title="New session"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="new-session" busy={busy} disabled={name.trim() === '' || scopes.size === 0}>
            Create session
          </Button>
        </>
      }
    >
      <form id="new-session" className="stack" onSubmit={(event) => void create(event)}>
        <TextField label="Name" hint="What it is for, to know it again" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <fieldset className="session-scopes">
          <legend>What it may do</legend>
          <div className="row">
            {PRESETS.map((preset) => (
              <Button key={preset.name} small onClick={() => setScopes(new Set(preset.scopes))}>
                {preset.name}
              </Button>
            ))}
          </div>
          {SCOPES.map(([scope, text]) => (
            <Checkbox key={scope} label={scope} hint={text} checked={scopes.has(scope)} onChange={(event) => set(scope, event.target.checked)} />
          ))}
        </fieldset>
        {warnings(scopes).map((text) => (
          <Note key={text} tone="warn">
            {text}
          </Note>
        ))}
        <PlacePicker guildIds={guildIds} onGuilds={setGuildIds} channelIds={channelIds} onChannels={setChannelIds} />
        <Select label="Ends after" hint="Unused, it ends sooner, as every session does" value={expiry} onChange={(event) => setExpiry(event.target.value)}>
          {EXPIRIES.map(([seconds, text]) => (
            <option key={text} value={seconds ?? ''}>
              {text}
            </option>
          ))}
        </Select>
        <Checkbox
          label="Independent of this browser"
          hint="Otherwise it ends when you log out here"
          checked={independent}
          onChange={(event) => setIndependent(event.target.checked)}
        />
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

interface PlacePickerProps {
  guildIds: string[];
  onGuilds: (ids: string[]) => void;
  channelIds: string[];
  onChannels: (ids: string[]) => void;
}

/** Whole guilds, and single channels of any guild. */
function PlacePicker({ guildIds, onGuilds, channelIds, onChannels }: PlacePickerProps) {
  const guilds = useRead(['guilds'], (api) => data(api.GET('/api/guilds')), { fresh: 60_000 });
  const [within, setWithin] = useState<string | null>(null);
  const [known, setKnown] = useState<readonly Choice[]>([]);
  const channels = useRead(
    ['channels', within ?? ''],
    (api) => data(api.GET('/api/channels', { params: { query: { guildId: within ?? '' } } })),
    { enabled: within !== null, fresh: 30_000 },
  );
  const guildChoices = (guilds.data ?? []).map((one) => ({ value: one.id, label: one.name }));
  const here = (channels.data ?? []).filter((one) => one.type !== 'category').map((one) => ({ value: one.id, label: `#${one.name}`, hint: one.type }));
  const choices = [...here, ...known.filter((one) => channelIds.includes(one.value) && !here.some((other) => other.value === one.value))];
  return (
    <fieldset className="session-scopes">
      <legend>Where</legend>
      <p className="muted">{guildIds.length + channelIds.length === 0 ? 'Everywhere, direct messages included.' : 'Only in what is chosen here.'}</p>
      <MultiCombobox label="Whole guilds" placeholder="Type a guild’s name" choices={guildChoices} values={guildIds} onChange={onGuilds} />
      <Combobox label="Single channels of" placeholder="Choose a guild first" choices={guildChoices} value={within} onChange={setWithin} clearable />
      {(within !== null || channelIds.length > 0) && (
        <MultiCombobox
          label="Channels"
          placeholder="Type a channel’s name"
          hint="With the threads below them"
          choices={choices}
          values={channelIds}
          onChange={(ids) => {
            setKnown(choices);
            onChannels(ids);
          }}
        />
      )}
    </fieldset>
  );
}

function Given({ name, sessionId, onClose }: { name: string; sessionId: string; onClose: () => void }) {
  const [tab, setTab] = useState('curl');
  const all = recipes(location.origin, sessionId);
  const shown = all.find((one) => one.key === tab) ?? all[0];
  return (
    <Dialog
      open
      wide
      title={`${name} is ready`}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="stack">
        <Note tone="warn">This id is shown once and kept nowhere: copy it now. Whoever has it can use the session.</Note>
        <CodeBlock text={sessionId} label="session id" />
        <Tabs label="How to use it" tabs={all} current={tab} onChange={setTab}>
          {shown !== undefined && <CodeBlock text={shown.text} label={shown.label} />}
        </Tabs>
      </div>
    </Dialog>
  );
}
