import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/parts.tsx';
import { useEditing } from './context.ts';
import { FILES } from './limits.ts';
import { isV2 } from './model.ts';
import type { KeptAttachment, PickedFile } from './sending.ts';

export interface FilesProps {
  files: readonly PickedFile[];
  onFiles: (files: readonly PickedFile[]) => void;
  onAdd: (files: readonly File[]) => void;
  kept: readonly KeptAttachment[];
  onKept: (kept: readonly KeptAttachment[]) => void;
}

/** What Discord takes of a bot in a server without boosts. */
const USUAL_BYTES = 10 * 1024 * 1024;

/** The files of the message: chosen, dropped here, or pasted anywhere on the page. */
export function Files({ files, onFiles, onAdd, kept, onKept }: FilesProps) {
  const { message, dispatch } = useEditing();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const v2 = isV2(message);
  const text = JSON.stringify(message.components ?? []);
  const show = (name: string, type: string) => {
    const url = `attachment://${name}`;
    const component = type.startsWith('image/') ? { type: 12, items: [{ media: { url } }] } : { type: 13, file: { url } };
    dispatch({ do: 'insert', list: ['components'], index: Number.MAX_SAFE_INTEGER, value: component });
  };
  return (
    <div
      className={over ? 'composer-drop composer-drop-over' : 'composer-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onAdd([...event.dataTransfer.files]);
      }}
    >
      {kept.length + files.length > 0 && (
        <ul className="composer-entries">
          {kept.map((one, index) => (
            <FileEntry
              key={one.id}
              name={one.filename}
              note="in the message already"
              description={one.description}
              spoiler={one.spoiler}
              onChange={(change) => onKept(kept.map((each, at) => (at === index ? { ...each, ...change } : each)))}
              onRemove={() => onKept(kept.filter((_, at) => at !== index))}
            />
          ))}
          {files.map((one, index) => (
            <FileEntry
              key={one.key}
              name={one.name}
              note={one.file.size > USUAL_BYTES ? 'above 10 MB, which Discord takes only in boosted servers' : `${Math.ceil(one.file.size / 1024).toLocaleString('en')} KB`}
              description={one.description}
              spoiler={one.spoiler}
              onChange={(change) => onFiles(files.map((each, at) => (at === index ? { ...each, ...change } : each)))}
              onRemove={() => onFiles(files.filter((_, at) => at !== index))}
              onShow={v2 && !text.includes(JSON.stringify(`attachment://${one.name}`)) ? () => show(one.name, one.file.type) : undefined}
            />
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        multiple
        className="unseen"
        aria-label="Choose files"
        tabIndex={-1}
        onChange={(event) => {
          onAdd([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="row">
        <Button small icon={Plus} disabled={files.length + kept.length >= FILES} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <span className="muted small">or drop them here, or paste them. They are not kept in drafts.</span>
      </div>
      {v2 && files.length > 0 && <Note>In a message of components, a file is only seen where a component shows it.</Note>}
    </div>
  );
}

interface FileEntryProps {
  name: string;
  note: string;
  description: string;
  spoiler: boolean;
  onChange: (change: { description?: string; spoiler?: boolean }) => void;
  onRemove: () => void;
  onShow?: (() => void) | undefined;
}

function FileEntry({ name, note, description, spoiler, onChange, onRemove, onShow }: FileEntryProps) {
  return (
    <li className="composer-entry">
      <div className="composer-entry-head">
        <span className="composer-entry-name">
          <bdi>{name}</bdi> <span className="muted">{note}</span>
        </span>
      </div>
      <div className="composer-entry-body composer-fields">
        <TextField label={`Description of ${name}`} hint="What it shows, for people who cannot see it" maxLength={1_024} value={description} onChange={(event) => onChange({ description: event.target.value })} />
        <Checkbox label="Spoiler" checked={spoiler} onChange={(event) => onChange({ spoiler: event.target.checked })} />
        {onShow !== undefined && (
          <Button small icon={Plus} onClick={onShow}>
            Show it in the message
          </Button>
        )}
      </div>
      <span className="composer-entry-buttons">
        <IconButton small icon={Trash2} label={`Remove ${name}`} onClick={onRemove} />
      </span>
    </li>
  );
}
