import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import './Field.css';

interface Labelled {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** The label is for screen readers alone. */
  labelUnseen?: boolean;
}

/** A label, a hint and an error around one control, connected for screen readers. */
function Labels({ id, label, hint, error, labelUnseen, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id} className={labelUnseen === true ? 'unseen' : 'field-label'}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error != null && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, { hint, error }: Labelled) {
  const ids = cx(hint !== undefined && `${id}-hint`, error != null && `${id}-error`);
  return { id, 'aria-describedby': ids === '' ? undefined : ids, 'aria-invalid': error != null || undefined };
}

export type TextFieldProps = Labelled & ComponentProps<'input'>;

export function TextField({ label, hint, error, labelUnseen, className, ...rest }: TextFieldProps) {
  const made = useId();
  const id = rest.id ?? made;
  const labels = { label, hint, error, ...(labelUnseen === undefined ? {} : { labelUnseen }) };
  return (
    <Labels id={id} {...labels}>
      <input autoComplete="off" {...rest} {...described(id, labels)} className={cx('field-control', className)} />
    </Labels>
  );
}

/** A secret: hidden until the user asks, and no password manager is meant to keep it. */
export function SecretField({ label, hint, error, ...rest }: TextFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const labels = { label, hint, error };
  return (
    <Labels id={id} {...labels}>
      <div className="field-secret">
        <input
          {...rest}
          {...described(id, labels)}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          className="field-control"
        />
        <IconButton icon={shown ? EyeOff : Eye} label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`} onClick={() => setShown(!shown)} />
      </div>
    </Labels>
  );
}

export function TextArea({ label, hint, error, labelUnseen, className, ...rest }: Labelled & ComponentProps<'textarea'>) {
  const made = useId();
  const id = rest.id ?? made;
  const labels = { label, hint, error, ...(labelUnseen === undefined ? {} : { labelUnseen }) };
  return (
    <Labels id={id} {...labels}>
      <textarea rows={3} {...rest} {...described(id, labels)} className={cx('field-control', className)} />
    </Labels>
  );
}

export function Select({ label, hint, error, labelUnseen, className, ...rest }: Labelled & ComponentProps<'select'>) {
  const made = useId();
  const id = rest.id ?? made;
  const labels = { label, hint, error, ...(labelUnseen === undefined ? {} : { labelUnseen }) };
  return (
    <Labels id={id} {...labels}>
      <select {...rest} {...described(id, labels)} className={cx('field-control', className)} />
    </Labels>
  );
}

export function Checkbox({ label, hint, className, ...rest }: { label: ReactNode; hint?: ReactNode } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className={cx('checkbox', className)}>
      <input {...rest} id={id} type="checkbox" aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
