import { ArrowUp } from 'lucide-react';
import { createContext, useContext, useId } from 'react';
import { list, number, text, type Fields } from './fields.ts';
import { range } from './Select.tsx';
import './inputs.css';

/** The name that a label gives to the input within. */
export const LabelContext = createContext<string | null>(null);

export function TextInput({ input }: { input: Fields }) {
  const label = useContext(LabelContext);
  const own = text(input.label);
  const shared = {
    className: 'components-input',
    'aria-label': label ?? own ?? 'Text input',
    defaultValue: text(input.value) ?? '',
    placeholder: text(input.placeholder) ?? undefined,
    required: input.required !== false,
    minLength: number(input.min_length) ?? undefined,
    maxLength: number(input.max_length) ?? undefined,
  };
  return (
    <div className="components-label">
      {own !== null && label === null && <span className="components-label-name">{own}</span>}
      {number(input.style) === 2 ? <textarea rows={4} {...shared} /> : <input type="text" {...shared} />}
    </div>
  );
}

export function FileUpload({ upload }: { upload: Fields }) {
  return (
    <div className="components-upload">
      <ArrowUp aria-hidden size={20} />
      <span>Drop files here, or choose them</span>
      <small>{range(upload, 1, 'upload')}</small>
    </div>
  );
}

/** A radio group or a group of checkboxes. */
export function Options({ group, kind }: { group: Fields; kind: 'radio' | 'checkbox' }) {
  const name = useId();
  const label = useContext(LabelContext) ?? (kind === 'radio' ? 'Radio group' : 'Checkbox group');
  const options = list(group.options);
  return (
    <div className="components-choices" role={kind === 'radio' ? 'radiogroup' : 'group'} aria-label={label}>
      {options.map((option, index) => (
        <label key={index} className="components-choice">
          <input type={kind} name={name} defaultChecked={option.default === true} />
          <span className="components-option-text">
            <span>{text(option.label) ?? text(option.value)}</span>
            {text(option.description) !== null && <small>{text(option.description)}</small>}
          </span>
        </label>
      ))}
      {kind === 'checkbox' && <p className="components-note">{range(group, Math.max(1, options.length))}</p>}
    </div>
  );
}

export function Checkbox({ checkbox }: { checkbox: Fields }) {
  const label = useContext(LabelContext) ?? 'Checkbox';
  return <input type="checkbox" className="components-checkbox" aria-label={label} defaultChecked={checkbox.default === true} />;
}
