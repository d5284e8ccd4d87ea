import { Braces, Pencil, Plus, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useState, type ClipboardEvent } from 'react';
import { useSearch } from 'wouter';
import { useBotId } from '../../app/identity.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Card, PageHeader } from '../../ui/parts.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { EditingContext, useEditing } from './context.ts';
import { ExchangeDialog } from './ExchangeDialog.tsx';
import { Files } from './Files.tsx';
import { listAt, textAt } from './json.ts';
import { COMPONENT_CHARACTERS, COMPONENTS, componentCounts, EMBED_CHARACTERS, embedCharacters } from './limits.ts';
import { isV2, withFlag } from './model.ts';
import { Content, EmbedList, Mentions, Poll } from './Parts.tsx';
import { Preview } from './Preview.tsx';
import { SendBar } from './SendBar.tsx';
import { bodyOf } from './sending.ts';
import { TargetFields } from './Target.tsx';
import { TEMPLATES } from './templates.ts';
import { Tree } from './Tree.tsx';
import { useComposer } from './useComposer.ts';
import './composer.css';

export default function Page() {
  const botId = useBotId();
  const search = useSearch();
  const asked = useMemo(() => {
    const query = new URLSearchParams(search);
    return { guildId: query.get('guild'), channelId: query.get('channel'), messageId: query.get('message'), replyTo: query.get('reply') };
  }, [search]);
  return <Composer key={`${botId} ${search}`} botId={botId} asked={asked} />;
}

function Composer({ botId, asked }: { botId: string; asked: Parameters<typeof useComposer>[1] }) {
  const composer = useComposer(botId, asked);
  const { editing, target, files, kept } = composer;
  const { message, dispatch } = editing;
  const [exchange, setExchange] = useState(false);
  const [sends, setSends] = useState(0);
  const narrow = useNarrow();
  const [pane, setPane] = useState<'edit' | 'preview'>('edit');
  const body = useMemo(() => bodyOf(target, message, files, kept), [target, message, files, kept]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]') !== null) {
        return;
      }
      if (key === 'z' || key === 'y') {
        event.preventDefault();
        dispatch({ do: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
      } else if (key === 'enter') {
        event.preventDefault();
        setSends((before) => before + 1);
      }
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, [dispatch]);
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length > 0 && !exchange) {
      event.preventDefault();
      composer.addFiles(pasted);
    }
  };
  const editor = (
    <div className="stack">
      <Card>
        <TargetFields target={target} onChange={composer.setTarget} onLoad={composer.load} loading={composer.loading} />
      </Card>
      <MessageEditor edits={target.is === 'message'} />
      <Card title="Files">
        <Files files={files} onFiles={composer.setFiles} onAdd={composer.addFiles} kept={kept} onKept={composer.setKept} />
      </Card>
      <Options edits={target.is === 'message'} replies={target.is === 'channel'} />
    </div>
  );
  const preview = (
    <div className="composer-side">
      <Preview message={message} target={target} files={files} kept={kept} />
      <SendBar target={target} body={body} files={files} problems={composer.problems} asked={sends} />
    </div>
  );
  return (
    <EditingContext value={editing}>
      <div className="stack composer" onPaste={paste}>
        <PageHeader title="Composer" actions={<Toolbar composer={composer} onExchange={() => setExchange(true)} />}>
          Write a message of the bot, see it as Discord draws it, and have it checked before it is sent.
        </PageHeader>
        {narrow ? (
          <Tabs
            label="Editor and preview"
            tabs={[
              { key: 'edit', label: 'Edit' },
              { key: 'preview', label: 'Preview and send' },
            ]}
            current={pane}
            onChange={setPane}
          >
            {pane === 'edit' ? editor : preview}
          </Tabs>
        ) : (
          <div className="composer-panes">
            {editor}
            {preview}
          </div>
        )}
      </div>
      <ExchangeDialog
        open={exchange}
        onClose={() => setExchange(false)}
        message={message}
        body={body}
        target={target}
        files={files}
        onMessage={(pasted) => dispatch({ do: 'replace', message: pasted })}
      />
    </EditingContext>
  );
}

function Toolbar({ composer, onExchange }: { composer: ReturnType<typeof useComposer>; onExchange: () => void }) {
  const { state, editing, drafts, name } = composer;
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <>
      <IconButton icon={Undo2} label="Undo" disabled={state.past.length === 0} onClick={() => editing.dispatch({ do: 'undo' })} />
      <IconButton icon={Redo2} label="Redo" disabled={state.future.length === 0} onClick={() => editing.dispatch({ do: 'redo' })} />
      <Menu
        label="Drafts"
        icon={Pencil}
        look="plain"
        items={[
          ...drafts.filter((draft) => draft.name !== name).map((draft) => ({ label: draft.name, hint: summary(draft.message), onSelect: () => composer.open(draft) })),
          null,
          { label: 'Rename this draft', onSelect: () => setRenaming(name) },
          { label: 'Copy this draft', onSelect: () => composer.begin(state.message, `${name} copy`) },
          { label: 'Delete this draft', danger: true, onSelect: composer.discard },
        ]}
      >
        <span className="unseen">Draft: </span>
        <span className="ellipsis composer-draft-name">{name}</span>
      </Menu>
      <Menu
        label="New message"
        icon={Plus}
        look="plain"
        items={TEMPLATES.map((template) => ({ label: template.name, onSelect: () => composer.begin(template.message(), template.name === 'Empty message' ? 'Draft' : template.name) }))}
      >
        New
      </Menu>
      <Button icon={Braces} onClick={onExchange}>
        JSON and code
      </Button>
      <Dialog
        open={renaming !== null}
        title="Rename the draft"
        onClose={() => setRenaming(null)}
        actions={
          <Button
            look="primary"
            disabled={renaming?.trim() === ''}
            onClick={() => {
              composer.rename((renaming ?? name).trim());
              setRenaming(null);
            }}
          >
            Rename
          </Button>
        }
      >
        <TextField label="Name" maxLength={60} value={renaming ?? ''} onChange={(event) => setRenaming(event.target.value)} />
      </Dialog>
    </>
  );
}

function summary(message: Parameters<typeof isV2>[0]): string {
  const text = textAt(message, ['content']).slice(0, 40);
  return text !== '' ? text : isV2(message) ? 'components' : message.poll !== undefined ? 'a poll' : message.embeds !== undefined ? 'embeds' : 'empty';
}

function MessageEditor({ edits }: { edits: boolean }) {
  const { message, dispatch, problemAt } = useEditing();
  const v2 = isV2(message);
  const counts = componentCounts(message);
  return (
    <>
      <Card>
        <fieldset className="composer-kind">
          <legend className="unseen">Kind of message</legend>
          {[false, true].map((kind) => (
            <label key={String(kind)} className="composer-kind-choice">
              <input type="radio" name="kind" checked={v2 === kind} onChange={() => dispatch({ do: 'mode', v2: kind })} />
              <span>
                {kind ? 'Components' : 'Content and embeds'}
                <small>{kind ? 'the whole message is a layout (V2)' : 'with rows of buttons below'}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {!v2 && <Content />}
      </Card>
      {!v2 && (
        <Card title="Embeds" actions={<Count count={embedCharacters(message)} most={EMBED_CHARACTERS} of="characters" />}>
          <Problem text={problemAt(['embeds'])} />
          <EmbedList />
        </Card>
      )}
      <Card
        title={v2 ? 'Layout' : 'Buttons and selects'}
        actions={
          <span className="row">
            <Count count={counts.components} most={COMPONENTS} of="components" />
            {v2 && <Count count={counts.characters} most={COMPONENT_CHARACTERS} of="characters" />}
          </span>
        }
      >
        <Problem text={problemAt(['components'])} />
        <Tree />
      </Card>
      {!v2 && !edits && (
        <Card title="Poll">
          <Poll />
        </Card>
      )}
    </>
  );
}

function Count({ count, most, of }: { count: number; most: number; of: string }) {
  return (
    <span className={count > most ? 'composer-count composer-count-over' : 'composer-count'}>
      {count.toLocaleString('en')} of {most.toLocaleString('en')} {of}
    </span>
  );
}

function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p className="field-error" role="alert">
      {text}
    </p>
  );
}

const FLAGS = [
  ['suppress_notifications', 'Silent', 'Nobody gets a notification on their desktop or phone'],
  ['suppress_embeds', 'No link previews', 'Links are not shown as embeds'],
] as const;

function Options({ edits, replies }: { edits: boolean; replies: boolean }) {
  const { message, set, dispatch } = useEditing();
  return (
    <Card title="Options">
      {replies && (
        <TextField
          label="In reply to"
          hint="The id of a message of the channel, or its link"
          value={textAt(message, ['replyTo'])}
          onChange={(event) => set(['replyTo'], /(\d{15,20})\/?$/.exec(event.target.value.trim())?.[1] ?? event.target.value)}
        />
      )}
      <Mentions canReply={replies} />
      <fieldset className="composer-checks">
        <legend>Flags</legend>
        {FLAGS.filter(([flag]) => !edits || flag === 'suppress_embeds').map(([flag, label, hint]) => (
          <Checkbox
            key={flag}
            label={label}
            hint={hint}
            checked={listAt(message, ['flags']).includes(flag)}
            onChange={(event) => dispatch({ do: 'replace', message: withFlag(message, flag, event.target.checked) })}
          />
        ))}
      </fieldset>
    </Card>
  );
}

const NARROW = '(max-width: 62rem)';

/** Whether there is no room for the preview beside the editor. */
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const changed = () => setNarrow(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow;
}
