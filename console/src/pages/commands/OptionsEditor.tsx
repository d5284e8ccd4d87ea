import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { choicesOf, linesOf } from '../../discord/choices.ts';
import { IconButton, Button } from '../../ui/Button.tsx';
import { Checkbox, Select, TextArea, TextField } from '../../ui/Field.tsx';
import { GROUP, OPTION_TYPES, SUBCOMMAND, tidied, type Option } from './model.ts';

const MOST = 25;
const TEXT = 3;
const NUMBERS: readonly number[] = [4, 10];

/** The options of a command, and of its subcommands and groups. */
export function OptionsEditor({ options, onChange, depth = 0 }: { options: readonly Option[]; onChange: (options: Option[]) => void; depth?: number }) {
  const replace = (at: number, option: Option) => onChange(options.map((one, index) => (index === at ? option : one)));
  const move = (from: number, to: number) => {
    const moved = [...options];
    moved.splice(to, 0, ...moved.splice(from, 1));
    onChange(moved);
  };
  // Subcommands stand alone: a command has either them or options.
  const nested = options.some((one) => one.type <= GROUP);
  const types = OPTION_TYPES.filter(([type]) => (type === SUBCOMMAND ? depth < 2 : type === GROUP ? depth < 1 : true));
  return (
    <fieldset className="command-group">
      <legend>{depth === 0 ? 'Options' : 'Its options'}</legend>
      {options.map((option, at) => (
        <OptionEditor
          key={at}
          option={option}
          types={types}
          depth={depth}
          onChange={(next) => replace(at, next)}
          onUp={at === 0 ? undefined : () => move(at, at - 1)}
          onDown={at === options.length - 1 ? undefined : () => move(at, at + 1)}
          onRemove={() => onChange(options.filter((_, index) => index !== at))}
        />
      ))}
      {options.length < MOST && (
        <Button small icon={Plus} onClick={() => onChange([...options, { type: nested ? SUBCOMMAND : TEXT, name: '', description: '' }])}>
          {nested ? 'Add a subcommand' : 'Add an option'}
        </Button>
      )}
    </fieldset>
  );
}

interface OptionEditorProps {
  option: Option;
  types: readonly (readonly [number, string])[];
  depth: number;
  onChange: (option: Option) => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
}

function OptionEditor({ option, types, depth, onChange, onUp, onDown, onRemove }: OptionEditorProps) {
  const name = option.name === '' ? 'the new option' : option.name;
  const isValue = option.type > GROUP;
  const isText = option.type === TEXT;
  const isNumber = NUMBERS.includes(option.type);
  const set = (changes: Partial<Option>) => onChange({ ...option, ...changes });
  const setNumber = (field: 'min_value' | 'max_value' | 'min_length' | 'max_length', text: string) => set({ [field]: text === '' ? null : Number(text) });
  return (
    <div className="command-option">
      <div className="command-fields">
        <Select label="Type" value={option.type} onChange={(event) => onChange({ ...tidied({ type: Number(event.target.value), name: option.name }), description: option.description ?? '' })}>
          {types.map(([type, text]) => (
            <option key={type} value={type}>
              {text}
            </option>
          ))}
        </Select>
        <TextField label="Name" required maxLength={32} value={option.name} onChange={(event) => set({ name: event.target.value.toLowerCase().replaceAll(' ', '-') })} />
        <TextField label="Description" required maxLength={100} value={option.description ?? ''} onChange={(event) => set({ description: event.target.value })} />
      </div>
      {isValue && (
        <div className="row">
          <Checkbox label="Required" checked={option.required ?? false} onChange={(event) => set({ required: event.target.checked })} />
          {(isText || isNumber) && (
            <Checkbox
              label="Autocomplete"
              checked={option.autocomplete ?? false}
              onChange={(event) => set(event.target.checked ? { autocomplete: true, choices: null } : { autocomplete: false })}
            />
          )}
        </div>
      )}
      {(isText || isNumber) && option.autocomplete !== true && (
        <TextArea
          label={`Choices of ${name}`}
          hint="One a line; after = the value, if it differs from what users see"
          rows={2}
          defaultValue={linesOf(option.choices ?? [])}
          onChange={(event) => set({ choices: choicesOf(event.target.value, isNumber) })}
        />
      )}
      {isNumber && (
        <div className="command-fields">
          <TextField label="Least" type="number" value={option.min_value ?? ''} onChange={(event) => setNumber('min_value', event.target.value)} />
          <TextField label="Most" type="number" value={option.max_value ?? ''} onChange={(event) => setNumber('max_value', event.target.value)} />
        </div>
      )}
      {isText && (
        <div className="command-fields">
          <TextField label="Shortest" type="number" min={0} max={6000} value={option.min_length ?? ''} onChange={(event) => setNumber('min_length', event.target.value)} />
          <TextField label="Longest" type="number" min={1} max={6000} value={option.max_length ?? ''} onChange={(event) => setNumber('max_length', event.target.value)} />
        </div>
      )}
      {!isValue && <OptionsEditor options={option.options ?? []} onChange={(inner) => set({ options: inner })} depth={option.type === GROUP ? depth + 1 : 2} />}
      <div className="row">
        <IconButton icon={ArrowUp} label={`Move ${name} up`} small disabled={onUp === undefined} onClick={onUp} />
        <IconButton icon={ArrowDown} label={`Move ${name} down`} small disabled={onDown === undefined} onClick={onDown} />
        <IconButton icon={Trash2} label={`Remove ${name}`} small onClick={onRemove} />
      </div>
    </div>
  );
}
