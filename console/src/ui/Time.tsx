import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((tell) => tell());
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function current(): number {
  const exact = Date.now();
  if (Math.abs(exact - now) >= 1_000) {
    now = exact;
  }
  return now;
}

/** Now, in milliseconds, once a second: all ticking things share one timer. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current, current);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** "3 minutes ago", "in 2 days", "just now". */
export function relativeTo(at: number, base: number): string {
  const seconds = Math.round((at - base) / 1_000);
  if (Math.abs(seconds) < 2) {
    return 'just now';
  }
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.round(seconds / size), unit);
}

/** A moment, as people say it; the exact one is its tooltip. */
export function Time({ at, exact }: { at: string | number; exact?: boolean }) {
  const moment = new Date(at);
  return exact === true ? (
    <time dateTime={moment.toISOString()}>{absolute.format(moment)}</time>
  ) : (
    <Relative moment={moment} />
  );
}

function Relative({ moment }: { moment: Date }) {
  const base = useNow();
  return (
    <time dateTime={moment.toISOString()} title={absolute.format(moment)}>
      {relativeTo(moment.getTime(), base)}
    </time>
  );
}

/** A length of time in its two largest units: "2 h 5 min", "340 ms". */
export function durationText(ms: number): string {
  if (ms < 1_000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 60) {
    return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${seconds} s`;
  }
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
