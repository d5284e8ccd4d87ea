import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { data } from '../../api/client.ts';
import { useApi, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, Select, TextArea, TextField } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { say } from '../../ui/Toasts.tsx';
import { parse } from './document.ts';
import { Localizations } from './Localizations.tsx';
import { KIND_NAMES, settable, shown, type Command, type NewCommand } from './model.ts';
import { OptionsEditor } from './OptionsEditor.tsx';
import { feasibility, within, type Place } from './reads.ts';
import { Trial } from './Sync.tsx';

const CONTEXTS = [
  ['guild', 'In guilds'],
  ['bot_dm', 'In direct messages with the bot'],
  ['private_channel', 'In other direct messages'],
] as const;

/** Who may use a command at first; more is set as JSON, or by each guild. */
const WHO = [
  ['', 'Everyone'],
  ['MANAGE_MESSAGES', 'Who may manage messages'],
  ['MODERATE_MEMBERS', 'Who may time members out'],
  ['MANAGE_GUILD', 'Who may manage the server'],
  ['ADMINISTRATOR', 'Administrators alone'],
] as const;

export interface EditorProps {
  /** Null for a new one. */
  command: Command | null;
  place: Place;
  where: string;
  onClose: () => void;
}

/** Creates or changes a command, with a form or as JSON: both show the same draft. */
export function Editor({ command, place, where, onClose }: EditorProps) {
  const api = useApi();
  const reread = useReread();
  const [tab, setTab] = useState<'form' | 'json'>('form');
  const [draft, setDraft] = useState<NewCommand>(command === null ? { name: '', type: 'chat_input', description: '' } : settable(command));
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const send = (dryRun: boolean) => {
    const query = { ...within(place), ...(dryRun ? { dryRun } : {}) };
    if (command === null) {
      return data(api.POST('/api/commands', { params: { query }, body: draft }));
    }
    const { type: _, ...changes } = draft; // A command keeps its kind.
    return data(api.PATCH('/api/commands/{commandId}', { params: { path: { commandId: command.id }, query }, body: changes }));
  };
  const trial = useMutation({ mutationFn: () => send(true) });
  const save = useMutation({
    mutationFn: () => send(false),
    onSuccess: async () => {
      say(`${shown(draft)} is ${command === null ? 'created' : 'changed'}`);
      onClose();
      await reread('commands');
    },
  });
  const set = (changes: Partial<NewCommand>) => {
    setDraft({ ...draft, ...changes });
    trial.reset();
  };
  const show = (next: 'form' | 'json') => {
    setText(JSON.stringify(draft, null, 2));
    setProblem(null);
    setTab(next);
  };
  const write = (json: string) => {
    setText(json);
    trial.reset();
    try {
      const [made] = parse(json);
      setProblem(made === undefined ? 'Write one command' : null);
      if (made !== undefined) {
        setDraft(made);
      }
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const ready = draft.name !== '' && problem === null;
  const answer = trial.data === undefined ? null : feasibility(trial.data);
  return (
    <Dialog
      open
      wide
      title={`${command === null ? 'New command' : `Change ${shown(command)}`}: ${where}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => trial.mutate()} busy={trial.isPending} disabled={!ready}>
            Dry run
          </Button>
          <Button look="primary" type="submit" form="command-form" busy={save.isPending} disabled={!ready}>
            {command === null ? 'Create command' : 'Save command'}
          </Button>
        </>
      }
    >
      <form
        id="command-form"
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Tabs
          label="How to write it"
          tabs={[
            { key: 'form', label: 'Form' },
            { key: 'json', label: 'JSON' },
          ]}
          current={tab}
          onChange={show}
        >
          {tab === 'form' ? (
            <Form draft={draft} isNew={command === null} set={set} />
          ) : (
            <TextArea label="Command" className="mono" rows={18} spellCheck={false} value={text} error={problem} onChange={(event) => write(event.target.value)} />
          )}
        </Tabs>
        <div aria-live="polite">{answer !== null && <Trial answer={answer} />}</div>
        {trial.isError && <ErrorNote error={trial.error} />}
        {save.isError && <ErrorNote error={save.error} />}
      </form>
    </Dialog>
  );
}

function Form({ draft, isNew, set }: { draft: NewCommand; isNew: boolean; set: (changes: Partial<NewCommand>) => void }) {
  const isSlash = (draft.type ?? 'chat_input') === 'chat_input';
  const needed = draft.defaultMemberPermissions;
  const who = needed === null || needed === undefined ? '' : needed.length === 0 ? 'ADMINISTRATOR' : needed.join(' ');
  const setType = (type: string) => {
    if (type === 'user' || type === 'message') {
      set({ type, description: '', options: [] });
    } else {
      set({ type: 'chat_input' });
    }
  };
  return (
    <div className="stack">
      <Select label="Kind" disabled={!isNew} value={draft.type ?? 'chat_input'} onChange={(event) => setType(event.target.value)}>
        {Object.entries(KIND_NAMES)
          .filter(([kind]) => kind === draft.type || ['chat_input', 'user', 'message'].includes(kind))
          .map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
      </Select>
      <TextField
        label="Name"
        required
        maxLength={32}
        hint={isSlash ? 'Small letters, digits, - and _' : 'As the menu shows it'}
        value={draft.name}
        onChange={(event) => set({ name: isSlash ? event.target.value.toLowerCase().replaceAll(' ', '-') : event.target.value })}
      />
      {isSlash && <TextField label="Description" required maxLength={100} value={draft.description ?? ''} onChange={(event) => set({ description: event.target.value })} />}
      {isSlash && <OptionsEditor options={draft.options ?? []} onChange={(options) => set({ options })} />}
      <fieldset className="command-group">
        <legend>Other languages</legend>
        <Localizations label="Name" texts={draft.nameLocalizations ?? {}} onChange={(nameLocalizations) => set({ nameLocalizations })} />
        {isSlash && <Localizations label="Description" texts={draft.descriptionLocalizations ?? {}} onChange={(descriptionLocalizations) => set({ descriptionLocalizations })} />}
      </fieldset>
      <Select
        label="Who may use it at first"
        hint="Each guild can change it in its settings"
        value={who}
        onChange={(event) => {
          const one = WHO.find(([permission]) => permission === event.target.value)?.[0];
          if (one !== undefined) {
            set({ defaultMemberPermissions: one === '' ? null : one === 'ADMINISTRATOR' ? [] : [one] });
          }
        }}
      >
        {WHO.map(([permission, text]) => (
          <option key={permission} value={permission}>
            {text}
          </option>
        ))}
        {!WHO.some(([permission]) => permission === who) && <option value={who}>{who}</option>}
      </Select>
      <fieldset className="command-group">
        <legend>Where it can be used</legend>
        {CONTEXTS.map(([context, text]) => (
          <Checkbox
            key={context}
            label={text}
            checked={draft.contexts?.includes(context) ?? context !== 'private_channel'}
            onChange={(event) => {
              const before = draft.contexts ?? ['guild', 'bot_dm'];
              set({ contexts: event.target.checked ? [...before, context] : before.filter((one) => one !== context) });
            }}
          />
        ))}
      </fieldset>
      <Checkbox label="Age-restricted" checked={draft.nsfw ?? false} onChange={(event) => set({ nsfw: event.target.checked })} />
    </div>
  );
}
