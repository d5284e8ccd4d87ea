import { Plus, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { data, type Schemas } from '../../api/client.ts';
import { EVENT_TYPES } from '../../api/eventTypes.ts';
import { useApi } from '../../app/identity.tsx';
import { ChannelSelect, GuildSelect } from '../../app/places.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { MultiCombobox } from '../../ui/Combobox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, SecretField, Select, TextField } from '../../ui/Field.tsx';
import { ErrorNote, Note } from '../../ui/parts.tsx';
import { bodyOf, draftOf, movesHost, problemsOf, type Draft, type HeaderDraft } from './form.ts';

type Webhook = Schemas['Webhook'];

const TYPES = EVENT_TYPES.filter((type) => type !== 'gap').map((type) => ({ value: type, label: type }));
const MOST_HEADERS = 10;

interface WebhookFormProps {
  /** The webhook that is changed, or null for a new one. */
  before: Webhook | null;
  onDone: (webhook: Webhook) => void;
  onClose: () => void;
}

/** Creates a webhook, or changes one. */
export function WebhookForm({ before, onDone, onClose }: WebhookFormProps) {
  const api = useApi();
  const [draft, setDraft] = useState(() => draftOf(before));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const problems = problemsOf(draft);
  const shown = tried ? problems : {};
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));

  // No mutation of the query library: it would keep the secret in its cache.
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) {
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      const body = bodyOf(draft, before);
      onDone(
        await data(
          before === null ? api.POST('/api/webhooks', { body }) : api.PATCH('/api/webhooks/{id}', { params: { path: { id: before.id } }, body }),
        ),
      );
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      wide
      title={before === null ? 'New webhook' : 'Change webhook'}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="webhook-form" busy={busy}>
            {before === null ? 'Create webhook' : 'Save'}
          </Button>
        </>
      }
    >
      <form id="webhook-form" className="webhooks-form" noValidate onSubmit={(event) => void send(event)}>
        <TextField
          label="Address of the receiver"
          type="url"
          required
          value={draft.url}
          error={shown.url}
          hint="Each event is sent there as a POST, in order."
          placeholder="https://example.org/discord"
          onChange={(event) => set({ url: event.target.value })}
        />
        <TextField label="Description" value={draft.description} maxLength={200} onChange={(event) => set({ description: event.target.value })} />
        <fieldset className="webhooks-fieldset">
          <legend>Which events</legend>
          <MultiCombobox label="Types" choices={TYPES} values={draft.types} hint="None chosen means all." onChange={(types) => set({ types })} />
          <GuildSelect label="Only of guild" clearable value={draft.guildId} onChange={(guildId) => set({ guildId, channelId: null })} />
          <ChannelSelect label="Only of channel" clearable guildId={draft.guildId} value={draft.channelId} onChange={(channelId) => set({ channelId })} />
          <TextField label="Only messages with this text" value={draft.contains} maxLength={200} onChange={(event) => set({ contains: event.target.value })} />
          <Checkbox
            label="Leave out what the bot itself does"
            hint="Otherwise a receiver that answers messages answers itself, forever."
            checked={draft.excludeSelf}
            onChange={(event) => set({ excludeSelf: event.target.checked })}
          />
          <Checkbox label="Leave out what any bot or webhook does" checked={draft.excludeBots} onChange={(event) => set({ excludeBots: event.target.checked })} />
        </fieldset>
        <Headers headers={draft.headers} moves={movesHost(draft, before)} error={shown.headers} onChange={(headers) => set({ headers })} />
        <fieldset className="webhooks-fieldset">
          <legend>Where in the log it goes on</legend>
          <Select label="Begin" value={draft.cursor} onChange={(event) => set({ cursor: event.target.value as Draft['cursor'] })}>
            <option value="stay">{before === null ? 'With what happens from now on' : 'Where it is'}</option>
            {before !== null && <option value="latest">Behind the newest: skips what waits</option>}
            <option value="oldest">With the oldest that is kept: sends those again</option>
            <option value="event">Behind an event</option>
          </Select>
          {draft.cursor === 'event' && (
            <TextField
              label="Id of the event"
              inputMode="numeric"
              value={draft.eventId}
              error={shown.eventId}
              onChange={(event) => set({ eventId: event.target.value })}
            />
          )}
        </fieldset>
        {failure !== null && <ErrorNote error={failure} />}
      </form>
    </Dialog>
  );
}

interface HeadersProps {
  headers: HeaderDraft[];
  moves: boolean;
  error: string | undefined;
  onChange: (headers: HeaderDraft[]) => void;
}

function Headers({ headers, moves, error, onChange }: HeadersProps) {
  const change = (at: number, part: Partial<HeaderDraft>) => onChange(headers.map((header, index) => (index === at ? { ...header, ...part } : header)));
  return (
    <fieldset className="webhooks-fieldset">
      <legend>Headers of your own</legend>
      {moves && headers.some((header) => header.kept) && (
        <Note tone="warn">The address is of another host now, so the values of all headers have to be given again.</Note>
      )}
      {headers.map((header, at) => (
        <div key={at} className="webhooks-header">
          <TextField label={`Header ${at + 1}: name`} value={header.name} disabled={header.kept} onChange={(event) => change(at, { name: event.target.value })} />
          <SecretField
            label={`Header ${at + 1}: value`}
            value={header.value}
            placeholder={header.kept ? 'stays as it is' : undefined}
            onChange={(event) => change(at, { value: event.target.value, kept: false })}
          />
          <IconButton icon={Trash2} label={`Remove header ${at + 1}`} onClick={() => onChange(headers.filter((_, index) => index !== at))} />
        </div>
      ))}
      {error !== undefined && <p className="field-error">{error}</p>}
      <div>
        <Button small icon={Plus} disabled={headers.length >= MOST_HEADERS} onClick={() => onChange([...headers, { name: '', value: '', kept: false }])}>
          Add a header
        </Button>
      </div>
    </fieldset>
  );
}
