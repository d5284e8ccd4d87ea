import { type LucideIcon } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button, IconButton, type ButtonProps } from './Button.tsx';
import './Menu.css';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  /** Why it is disabled, or what it does. */
  hint?: string | undefined;
  onSelect: () => void;
}

export interface MenuProps {
  label: string;
  items: readonly (MenuItem | null)[];
  icon?: LucideIcon;
  /** The button's content; without it, the button is its icon alone. */
  children?: ReactNode;
  look?: ButtonProps['look'];
  small?: boolean;
}

/** A button with a menu (WAI-ARIA menu button) in a native popover. A null item is a line between others. */
export function Menu({ label, items, icon, children, look = 'quiet', small }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const place = () => {
    const at = button.current?.firstElementChild?.getBoundingClientRect();
    const menu = list.current;
    if (at === undefined || menu === null) {
      return;
    }
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    menu.style.top = `${at.bottom + height + 4 > innerHeight ? Math.max(8, at.top - height - 4) : at.bottom + 4}px`;
  };
  const entries = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('[role="menuitem"]') ?? [])];
  const keys = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === 'Tab') {
      list.current?.hidePopover();
    }
  };
  const opener = {
    look,
    'aria-haspopup': 'menu' as const,
    popoverTarget: id,
    ...(small === undefined ? {} : { small }),
    ...(icon === undefined ? {} : { icon }),
  };
  return (
    <span ref={button} className="menu-anchor">
      {children === undefined && icon !== undefined ? <IconButton {...opener} icon={icon} label={label} /> : <Button {...opener}>{children ?? label}</Button>}
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onKeyDown={keys}
        onToggle={(event) => {
          if (event.newState === 'open') {
            place();
            entries()[0]?.focus();
          }
        }}
      >
        {items.map((item, at) =>
          item === null ? (
            <div key={at} role="separator" className="menu-line" />
          ) : (
            <button
              key={at}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={item.danger === true ? 'menu-item menu-danger' : 'menu-item'}
              aria-disabled={item.disabled}
              title={item.hint}
              onClick={() => {
                if (item.disabled !== true) {
                  list.current?.hidePopover();
                  item.onSelect();
                }
              }}
            >
              {item.icon !== undefined && <item.icon aria-hidden size={16} />}
              <span>
                {item.label}
                {item.hint !== undefined && <span className="menu-hint">{item.hint}</span>}
              </span>
            </button>
          ),
        )}
      </div>
    </span>
  );
}
