import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Note } from '../../ui/parts.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { curl, discordJs, jda, type NamedFile } from './code.ts';
import { fromJson, toDiscord } from './exchange.ts';
import type { JsonObject } from './json.ts';
import type { Message, Target } from './model.ts';

type Form = 'paste' | 'ours' | 'discord' | 'curl' | 'js' | 'java';

const TABS: readonly { key: Form; label: string }[] = [
  { key: 'paste', label: 'Paste JSON' },
  { key: 'ours', label: 'JSON' },
  { key: 'discord', label: "Discord's JSON" },
  { key: 'curl', label: 'curl' },
  { key: 'js', label: 'discord.js' },
  { key: 'java', label: 'Java (JDA)' },
];

export interface ExchangeDialogProps {
  open: boolean;
  onClose: () => void;
  message: Message;
  body: JsonObject;
  target: Target;
  files: readonly NamedFile[];
  onMessage: (message: Message) => void;
}

/** The message as text: to take in, or to copy into a program. */
export function ExchangeDialog({ open, onClose, message, body, target, files, onMessage }: ExchangeDialogProps) {
  const [form, setForm] = useState<Form>('paste');
  const text = (): string => {
    switch (form) {
      case 'ours':
        return JSON.stringify(body, null, 2);
      case 'discord':
        return JSON.stringify(toDiscord(message), null, 2);
      case 'curl':
        return curl(location.origin, target, body, files);
      case 'js':
        return discordJs(target, message, files);
      case 'java':
        return jda(target, message, files) ?? '';
      case 'paste':
        return '';
    }
  };
  const shown = open ? text() : '';
  return (
    <Dialog open={open} title="JSON and code" onClose={onClose} wide>
      <Tabs label="Form" tabs={TABS} current={form} onChange={setForm}>
        {form === 'paste' ? (
          <Paste
            onMessage={(pasted) => {
              onMessage(pasted);
              onClose();
            }}
          />
        ) : shown === '' ? (
          <Note>JDA has no short way to write this: it builds polls and components V2 piece by piece, and edits by other means. Content, embeds and rows of buttons of a new message can be copied.</Note>
        ) : (
          <CodeBlock text={shown} label={TABS.find((tab) => tab.key === form)?.label ?? 'code'} />
        )}
      </Tabs>
    </Dialog>
  );
}

function Paste({ onMessage }: { onMessage: (message: Message) => void }) {
  const [text, setText] = useState('');
  const read = text.trim() === '' ? null : fromJson(text);
  return (
    <div className="stack">
      <TextArea
        label="A message as Discord or Botswain takes it"
        rows={10}
        className="mono"
        spellCheck={false}
        placeholder='{"content": "Ahoy", "embeds": [{"title": "Tide"}]}'
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {read !== null && read.errors.length > 0 && (
        <Note tone="danger">
          <ul className="composer-reasons">
            {read.errors.slice(0, 10).map((error, index) => (
              <li key={index}>{error}</li>
            ))}
          </ul>
        </Note>
      )}
      {read !== null && read.notes.length > 0 && <Note>{read.notes.join(', ')}.</Note>}
      <div className="row">
        <Button look="primary" disabled={read === null || read.errors.length > 0} onClick={() => read !== null && onMessage(read.message)}>
          Use it
        </Button>
        <span className="muted small">It takes the place of what is in the editor; Undo brings that back.</span>
      </div>
    </div>
  );
}
