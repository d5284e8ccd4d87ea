import type { ReactNode } from 'react';
import { number, text, type Fields } from './fields.ts';
import { LabelContext } from './inputs.tsx';
import { Spoiler } from './Spoiler.tsx';

export function Row({ children }: { children: ReactNode }) {
  return <div className="components-row">{children}</div>;
}

export function Section({ accessory, children }: { accessory: ReactNode; children: ReactNode }) {
  return (
    <div className="components-section">
      <div className="components-section-text">{children}</div>
      {accessory !== false && <div className="components-section-accessory">{accessory}</div>}
    </div>
  );
}

export function Separator({ separator }: { separator: Fields }) {
  const size = number(separator.spacing) === 2 ? 'large' : 'small';
  return separator.divider === false ? (
    <div className={`components-separator components-separator-${size}`} />
  ) : (
    <hr className={`components-separator components-separator-${size} components-separator-line`} />
  );
}

/** @returns a colour for CSS, or null for what is no RGB number */
export function colour(rgb: unknown): string | null {
  const value = number(rgb);
  return value !== null && Number.isInteger(value) && value >= 0 && value <= 0xffffff
    ? `#${value.toString(16).padStart(6, '0')}`
    : null;
}

export function Container({ container, children }: { container: Fields; children: ReactNode }) {
  const accent = colour(container.accent_color);
  return (
    <Spoiler active={container.spoiler === true} what="container">
      <div
        className={accent === null ? 'components-container' : 'components-container components-container-accent'}
        style={accent === null ? undefined : { borderInlineStartColor: accent }}
      >
        {children}
      </div>
    </Spoiler>
  );
}

/** Names and explains one input of a modal. */
export function Label({ label, children }: { label: Fields; children: ReactNode }) {
  const name = text(label.label) ?? 'Without a label';
  const description = text(label.description);
  return (
    <div className="components-label" role="group" aria-label={name}>
      <span className="components-label-name">{name}</span>
      {description !== null && <p className="components-note">{description}</p>}
      <LabelContext value={name}>{children}</LabelContext>
    </div>
  );
}
