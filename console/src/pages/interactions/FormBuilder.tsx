import { Plus, Trash2 } from 'lucide-react';
import { Components } from '../../discord/components/Components.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { formOf, type Field } from './model.ts';

const MOST = 5;

export interface FormBuilderProps {
  title: string;
  onTitle: (title: string) => void;
  customId: string;
  onCustomId: (id: string) => void;
  fields: readonly Field[];
  onFields: (fields: Field[]) => void;
}

/** A form of text fields, with how Discord will draw it. */
export function FormBuilder({ title, onTitle, customId, onCustomId, fields, onFields }: FormBuilderProps) {
  const set = (key: number, changes: Partial<Field>) => onFields(fields.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  return (
    <div className="interaction-builder">
      <div className="stack">
        <TextField label="Title" required maxLength={45} value={title} onChange={(event) => onTitle(event.target.value)} />
        <TextField label="Custom id" required maxLength={100} hint="Comes back with what the user writes" value={customId} onChange={(event) => onCustomId(event.target.value)} />
        {fields.map((field, at) => (
          <fieldset key={field.key} className="interaction-field">
            <legend>Field {at + 1}</legend>
            <TextField label="Label" required maxLength={45} value={field.label} onChange={(event) => set(field.key, { label: event.target.value })} />
            <TextField label="Placeholder" maxLength={100} value={field.placeholder} onChange={(event) => set(field.key, { placeholder: event.target.value })} />
            <div className="row">
              <Checkbox label="Several lines" checked={field.paragraph} onChange={(event) => set(field.key, { paragraph: event.target.checked })} />
              <Checkbox label="Required" checked={field.required} onChange={(event) => set(field.key, { required: event.target.checked })} />
              <IconButton icon={Trash2} small label={`Remove field ${at + 1}`} disabled={fields.length === 1} onClick={() => onFields(fields.filter((one) => one.key !== field.key))} />
            </div>
          </fieldset>
        ))}
        {fields.length < MOST && (
          <Button
            small
            icon={Plus}
            onClick={() =>
              onFields([...fields, { key: Math.max(...fields.map((one) => one.key)) + 1, label: '', customId: '', paragraph: false, required: true, placeholder: '' }])
            }
          >
            Add a field
          </Button>
        )}
      </div>
      <section className="interaction-preview" aria-label="Preview" inert>
        <h3>{title === '' ? 'Title' : title}</h3>
        <Components components={formOf(fields)} />
      </section>
    </div>
  );
}
