import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Select, TextArea, TextField } from '../../ui/Field.tsx';
import { useEditing } from './context.ts';
import { Entries } from './Entries.tsx';
import { at, isObject, listAt, textAt, type Json, type Path } from './json.ts';
import { lengthOf } from './limits.ts';
import { ITEM, OPTION, type FormField } from './schema.ts';

/** A form for the fields of one object of the message. */
export function FormFields({ path, fields }: { path: Path; fields: readonly FormField[] }) {
  return (
    <div className="composer-fields">
      {fields.map((field) => (
        <OneField key={field.at} field={field} path={[...path, ...field.at.split('.')]} />
      ))}
    </div>
  );
}

function OneField({ field, path }: { field: FormField; path: Path }) {
  const { message, set, problemAt } = useEditing();
  const value = at(message, path);
  const shared = { label: field.label, error: problemAt(path), ...(field.hint === undefined ? {} : { hint: field.hint }) };
  switch (field.as) {
    case 'text':
      return <TextField {...shared} {...counted(field, textAt(message, path))} value={textAt(message, path)} onChange={(event) => set(path, event.target.value)} />;
    case 'long':
      return (
        <TextArea
          {...shared}
          {...counted(field, textAt(message, path))}
          className="composer-wide"
          rows={4}
          value={textAt(message, path)}
          onChange={(event) => set(path, event.target.value)}
        />
      );
    case 'number':
      return (
        <TextField
          {...shared}
          type="number"
          min={field.least}
          max={field.most}
          value={textAt(message, path)}
          onChange={(event) => set(path, event.target.value === '' ? undefined : Math.trunc(Number(event.target.value)))}
        />
      );
    case 'check':
      return (
        <Checkbox
          label={field.label}
          checked={typeof value === 'boolean' ? value : field.otherwise === true}
          onChange={(event) => set(path, event.target.checked === (field.otherwise === true) ? undefined : event.target.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          value={textAt(message, path)}
          onChange={(event) => set(path, field.choices?.find(([choice]) => String(choice) === event.target.value)?.[0])}
        >
          {field.choices?.map(([choice, label]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </Select>
      );
    case 'colour':
      return <Colour field={field} path={path} value={value} />;
    case 'emoji':
      return <TextField {...shared} value={emojiText(value)} onChange={(event) => set(path, emojiOf(event.target.value))} />;
    case 'time':
      return (
        <TextField
          {...shared}
          type="datetime-local"
          value={localTime(textAt(message, path))}
          onChange={(event) => set(path, event.target.value === '' ? undefined : new Date(event.target.value).toISOString())}
        />
      );
    case 'ids':
      return <Ids field={field} path={path} />;
    case 'options':
    case 'items':
      return (
        <div className="composer-wide">
          <Entries
            list={path}
            name={field.as === 'options' ? 'Option' : 'Media'}
            most={field.most ?? 25}
            make={(number) => (field.as === 'options' ? { label: `Option ${number}`, value: `option-${number}-${Date.now().toString(36)}` } : { media: { url: 'https://' } })}
          >
            {(entry) => <FormFields path={entry} fields={field.as === 'options' ? OPTION : ITEM} />}
          </Entries>
        </div>
      );
  }
}

/** Says how much room is left once most of it is used. */
function counted(field: FormField, text: string): { hint?: string } {
  const length = lengthOf(text);
  return field.most !== undefined && length > field.most * 0.8 ? { hint: `${length} of ${field.most} characters` } : {};
}

function Colour({ field, path, value }: { field: FormField; path: Path; value: Json | undefined }) {
  const { set } = useEditing();
  const chosen = typeof value === 'number';
  return (
    <div className="composer-colour">
      <TextField
        type="color"
        label={field.label}
        value={chosen ? `#${value.toString(16).padStart(6, '0')}` : '#0b6a85'}
        onChange={(event) => set(path, Number.parseInt(event.target.value.slice(1), 16))}
      />
      <Button small onClick={() => set(path, chosen ? undefined : 0x0b6a85)}>
        {chosen ? 'No colour' : 'Use a colour'}
      </Button>
    </div>
  );
}

/** An emoji as the API's paths have it: the character, or name:id. */
export function emojiText(value: Json | undefined): string {
  if (!isObject(value)) {
    return '';
  }
  const name = typeof value.name === 'string' ? value.name : '';
  return typeof value.id === 'string' ? `${value.animated === true ? 'a:' : ''}${name}:${value.id}` : name;
}

export function emojiOf(text: string): Json | undefined {
  const custom = /^<?(a:)?:?(\w+):(\d{1,20})>?$/.exec(text.trim());
  if (custom !== null) {
    const [, animated, name = '', id = ''] = custom;
    return { name, id, ...(animated === undefined ? {} : { animated: true }) };
  }
  return text === '' ? undefined : { name: text };
}

function localTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What the entries of a select with this type are, by default. */
const KINDS: Readonly<Record<number, string>> = { 5: 'user', 6: 'role', 7: 'user', 8: 'channel' };

function Ids({ field, path }: { field: FormField; path: Path }) {
  const { message, set } = useEditing();
  const kind = KINDS[Number(at(message, [...path.slice(0, -1), 'type']))] ?? 'user';
  const [text, setText] = useState(() => listAt(message, path).map((one) => textAt(one, ['id'])).join(' '));
  const change = (next: string) => {
    setText(next);
    const ids = next.split(/[\s,]+/).filter((id) => /^\d+$/.test(id));
    set(path, ids.length === 0 ? undefined : ids.map((id) => ({ id, type: kind })));
  };
  return <TextField label={field.label} hint={field.hint} value={text} inputMode="numeric" onChange={(event) => change(event.target.value)} />;
}
