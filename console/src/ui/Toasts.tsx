import { useSyncExternalStore } from 'react';
import './Toasts.css';

interface Toast {
  key: number;
  text: string;
  tone: 'neutral' | 'danger';
}

const SHOWN_MS = 5_000;

let toasts: readonly Toast[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((tell) => tell());
}

/** Says something in passing, in a corner and to screen readers. What must be read stands on the page instead. */
export function say(text: string, tone: Toast['tone'] = 'neutral'): void {
  const key = nextKey++;
  change([...toasts.slice(-3), { key, text, tone }]);
  setTimeout(() => change(toasts.filter((toast) => toast.key !== key)), SHOWN_MS);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <p key={toast.key} className={`toast toast-${toast.tone}`}>
          {toast.text}
        </p>
      ))}
    </div>
  );
}
