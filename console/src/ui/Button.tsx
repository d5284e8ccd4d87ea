import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import './Button.css';
import { cx } from './cx.ts';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  small?: boolean;
  /** Shows that its work goes on, and takes no clicks meanwhile. */
  busy?: boolean;
  icon?: LucideIcon;
  /** Where a dialog puts the focus. */
  'data-first'?: boolean;
}

export function Button({ look = 'plain', small, busy, icon: Icon, className, children, disabled, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={cx('button', `button-${look}`, small && 'button-small', className)}
      disabled={disabled === true || busy === true}
      aria-busy={busy === true || undefined}
    >
      {busy === true ? <LoaderCircle className="button-busy" aria-hidden size={16} /> : Icon && <Icon aria-hidden size={16} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  icon: LucideIcon;
  /** What a screen reader says, and the tooltip. */
  label: string;
  pressed?: boolean;
  children?: ReactNode;
}

export function IconButton({ icon, label, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Button look="quiet" {...rest} icon={icon} aria-label={label} title={label} aria-pressed={pressed} className={cx('icon-button', className)} />
  );
}
