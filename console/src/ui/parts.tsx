import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import './parts.css';

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'accent';

export function Badge({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={cx('badge', `badge-${tone}`)} title={title}>
      {children}
    </span>
  );
}

/** The page's heading, what it is about, and its main actions. */
export function PageHeader({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="page-header">
      <div>
        <h1>{title}</h1>
        {children !== undefined && <p className="page-header-text">{children}</p>}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </header>
  );
}

export function Card({ title, actions, children, className }: { title?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={cx('card', className)}>
      {(title !== undefined || actions !== undefined) && (
        <div className="card-head">
          {title !== undefined && <h2>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** Facts as a description list. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** An empty list: what would fill it. */
export function Empty({ icon: Icon, title, children }: { icon?: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      {Icon !== undefined && <Icon aria-hidden size={28} />}
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Stands where something is read. */
export function Loading({ what = 'Reading…', lines = 3 }: { what?: string; lines?: number }) {
  return (
    <div className="loading" role="status">
      <span className="unseen">{what}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="loading-line" aria-hidden />
      ))}
    </div>
  );
}

export function Note({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <div className={cx('note', `note-${tone}`)}>{children}</div>;
}

/** A failure as the server said it, with the code and the request id that help to find it in the log. */
export function ErrorNote({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const requestId = 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : null;
  return (
    <div className="note note-danger" role="alert">
      <p className="error-note-sentence">
        <CircleAlert aria-hidden size={18} />
        <span>{error.message}</span>
      </p>
      {(code !== null || onRetry !== undefined) && (
        <p className="error-note-more">
          {code !== null && <code>{code}</code>}
          {requestId !== null && <span>request {requestId}</span>}
          {onRetry !== undefined && (
            <Button small onClick={onRetry}>
              Try again
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** How much of a bound is used, as a bar and in words. */
export function Meter({ label, value, max, text, tone }: { label: string; value: number; max: number; text?: string; tone?: Tone }) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  const look = tone ?? (share >= 0.9 ? 'danger' : share >= 0.7 ? 'warn' : 'accent');
  return (
    <div className="meter">
      <div className="meter-text">
        <span>{label}</span>
        <span>{text ?? `${value.toLocaleString('en')} of ${max.toLocaleString('en')}`}</span>
      </div>
      <div className="meter-bar" role="meter" aria-label={label} aria-valuenow={value} aria-valuemin={0} aria-valuemax={max} aria-valuetext={text}>
        <div className={`meter-fill meter-${look}`} style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <div className="meter">
      <div className="meter-text">
        <span>{label}</span>
        <span>
          {value} of {max}
        </span>
      </div>
      <progress className="progress" aria-label={label} value={value} max={max} />
    </div>
  );
}
