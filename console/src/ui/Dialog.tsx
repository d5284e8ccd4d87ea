import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button, IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import './Dialog.css';

export interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Its buttons, at the end. */
  actions?: ReactNode;
  /** A panel at the right edge instead of a box in the middle. */
  side?: boolean;
  wide?: boolean;
}

/** A modal `<dialog>`: Escape and a click beside it close it, and focus goes back to where it was. */
export function Dialog({ open, title, onClose, children, actions, side, wide }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) {
      const before = document.activeElement;
      dialog.showModal();
      firstOf(dialog)?.focus();
      return () => {
        dialog.close();
        if (before instanceof HTMLElement && before.isConnected) {
          before.focus();
        }
      };
    }
    return undefined;
  }, [open]);
  if (!open) {
    return null;
  }
  return (
    <dialog
      ref={element}
      className={cx('dialog', side && 'dialog-side', wide && 'dialog-wide')}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === element.current) {
          onClose();
        }
      }}
    >
      <div className="dialog-box">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <IconButton icon={X} label="Close" small onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  );
}

/** Where work begins in a dialog: what asks for it, then the first field, then the first button below the heading. */
function firstOf(dialog: HTMLElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-first]') ??
    dialog.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea):not(:disabled)') ??
    dialog.querySelector<HTMLElement>(':is(.dialog-body, .dialog-actions) :is(button, a[href], [tabindex="0"]):not(:disabled)')
  );
}

export interface ConfirmProps {
  open: boolean;
  title: string;
  children: ReactNode;
  /** What its button says: the act itself, such as "Delete webhook". */
  act: string;
  busy?: boolean;
  harmless?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ open, title, children, act, busy, harmless, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      open={open}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first>
            Cancel
          </Button>
          <Button look={harmless === true ? 'primary' : 'danger'} onClick={onConfirm} {...(busy === undefined ? {} : { busy })}>
            {act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
