import type { Schemas } from '../../api/client.ts';

type Webhook = Schemas['Webhook'];

/** A header as it is edited; a value that is not shown stays as it is. */
export interface HeaderDraft {
  name: string;
  value: string;
  /** It is set already, and its value is shown to nobody. */
  kept: boolean;
}

/** What the form holds. */
export interface Draft {
  url: string;
  description: string;
  types: string[];
  guildId: string | null;
  channelId: string | null;
  contains: string;
  excludeBots: boolean;
  excludeSelf: boolean;
  headers: HeaderDraft[];
  /** `stay` changes nothing; a new webhook begins with what comes. */
  cursor: 'stay' | 'latest' | 'oldest' | 'event';
  eventId: string;
}

export function draftOf(webhook: Webhook | null): Draft {
  return {
    url: webhook?.url ?? '',
    description: webhook?.description ?? '',
    types: webhook?.types ?? [],
    guildId: webhook?.filters.guildId ?? null,
    channelId: webhook?.filters.channelId ?? null,
    contains: webhook?.filters.contains ?? '',
    excludeBots: webhook?.filters.excludeBots ?? false,
    excludeSelf: webhook?.filters.excludeSelf ?? true,
    headers: Object.keys(webhook?.headers ?? {}).map((name) => ({ name, value: '', kept: true })),
    cursor: 'stay',
    eventId: '',
  };
}

/** What is wrong with a draft before it is sent, by field. The server knows better, and more. */
export function problemsOf(draft: Draft): Partial<Record<'url' | 'eventId' | 'headers', string>> {
  const problems: Partial<Record<'url' | 'eventId' | 'headers', string>> = {};
  if (!/^https?:\/\/[^/\s]+/.test(draft.url.trim())) {
    problems.url = 'An address that begins with http:// or https://';
  }
  if (draft.cursor === 'event' && !/^\d{1,19}$/.test(draft.eventId.trim())) {
    problems.eventId = 'The id of an event, which is a number';
  }
  if (draft.headers.some((header) => header.name.trim() === '' || (!header.kept && header.value === ''))) {
    problems.headers = 'Each header has a name and a value';
  }
  return problems;
}

type Change = Schemas['NewWebhook'];

/** The body of a request: a header that was taken out is null, one that is kept is left out. */
export function bodyOf(draft: Draft, before: Webhook | null): Change {
  const headers: Record<string, string | null> = {};
  for (const name of Object.keys(before?.headers ?? {})) {
    if (!draft.headers.some((header) => header.name === name)) {
      headers[name] = null;
    }
  }
  for (const header of draft.headers) {
    if (!header.kept) {
      headers[header.name.trim()] = header.value;
    }
  }
  const cursor = draft.cursor === 'event' ? draft.eventId.trim() : draft.cursor;
  return {
    url: draft.url.trim(),
    description: draft.description.trim(),
    types: draft.types,
    filters: {
      guildId: draft.guildId,
      channelId: draft.channelId,
      contains: draft.contains.trim() === '' ? null : draft.contains.trim(),
      excludeBots: draft.excludeBots,
      excludeSelf: draft.excludeSelf,
    },
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(cursor === 'stay' ? {} : { cursor }),
  };
}

/** Whether the address is of another receiver, so that headers have to be given again. */
export function movesHost(draft: Draft, before: Webhook | null): boolean {
  if (before === null) {
    return false;
  }
  try {
    return new URL(draft.url).origin !== new URL(before.url).origin;
  } catch {
    return false;
  }
}
