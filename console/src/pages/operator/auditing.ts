import type { Schemas } from '../../api/client.ts';

/** Who is behind a record, in words. */
export function whoOf(entry: Pick<Schemas['AuditRecord'], 'operator' | 'session' | 'tenant'>): string {
  if (entry.operator) {
    return 'the operator';
  }
  return entry.session === null ? 'a stranger' : `session ${entry.session}${entry.tenant === null ? '' : ` of ${entry.tenant}`}`;
}

/** The moment of a field for date and time, which is local, in ISO 8601; null if there is none. */
export function momentOf(local: string): string | null {
  const moment = local === '' ? null : new Date(local);
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
