import type { Schemas } from '../../api/client.ts';
import { TextField } from '../../ui/Field.tsx';
import { wholeNumber } from './parts.tsx';

type Quotas = Schemas['Quotas'];
export type Quota = keyof Quotas;

/** What a tenant may use at most, in the contract's order. */
export const QUOTAS: readonly { name: Quota; label: string; hint: string }[] = [
  { name: 'bots', label: 'Bots', hint: 'Connected at once' },
  { name: 'sessions', label: 'Sessions', hint: 'Live ones' },
  { name: 'webhooks', label: 'Webhooks', hint: 'In all' },
  { name: 'eventsPerDay', label: 'Events a day', hint: 'Kept ones of the last 24 hours' },
  { name: 'bytes', label: 'Bytes of events', hint: 'Kept ones' },
  { name: 'requestsPerSecond', label: 'Requests a second', hint: 'Of all its sessions' },
  { name: 'uploads', label: 'Uploads', hint: 'Forms with files at once' },
];

/** The fields of a form for quotas and retention, as text. */
export type QuotaTexts = Record<Quota | 'seconds' | 'events', string>;

const NOTHING: QuotaTexts = {
  bots: '',
  sessions: '',
  webhooks: '',
  eventsPerDay: '',
  bytes: '',
  requestsPerSecond: '',
  uploads: '',
  seconds: '',
  events: '',
};

export function textsOf(tenant: Schemas['Tenant'] | null): QuotaTexts {
  const texts = { ...NOTHING };
  for (const { name } of QUOTAS) {
    texts[name] = tenant?.quotas[name]?.toString() ?? '';
  }
  texts.seconds = tenant?.retention?.seconds.toString() ?? '';
  texts.events = tenant?.retention?.events.toString() ?? '';
  return texts;
}

export interface QuotaValues {
  quotas: Quotas;
  retention: Schemas['Retention'];
}

/** What the texts say; a sentence if they say nothing that can be sent. Empty ones stand for the server's own. */
export function valuesOf(texts: QuotaTexts): QuotaValues | string {
  const quotas: Quotas = {};
  for (const { name, label } of QUOTAS) {
    const value = wholeNumber(texts[name]);
    if (value === undefined) {
      return `${label} must be a whole number, or empty`;
    }
    quotas[name] = value;
  }
  const seconds = wholeNumber(texts.seconds);
  const events = wholeNumber(texts.events);
  if (seconds === undefined || events === undefined || (seconds === null) !== (events === null)) {
    return 'How long events are kept needs whole numbers for both seconds and events, or neither';
  }
  return { quotas, retention: seconds === null || events === null ? null : { seconds, events } };
}

export function QuotaFields({ texts, onChange }: { texts: QuotaTexts; onChange: (texts: QuotaTexts) => void }) {
  const field = (name: keyof QuotaTexts, label: string, hint: string) => (
    <TextField key={name} label={label} hint={hint} inputMode="numeric" value={texts[name]} placeholder="the server’s own" onChange={(event) => onChange({ ...texts, [name]: event.target.value })} />
  );
  return (
    <>
      <div className="operator-filters">{QUOTAS.map(({ name, label, hint }) => field(name, label, hint))}</div>
      <h3>How long events are kept</h3>
      <div className="operator-filters">
        {field('seconds', 'Seconds', 'Since they arrived')}
        {field('events', 'Events', 'The newest of each bot')}
      </div>
    </>
  );
}
