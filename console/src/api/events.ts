import { errorOf, request, type Identity, type Schemas } from './client.ts';
import { SseParser } from './sse.ts';

/** An event of a bot's log, as `GET /api/events` sends it. */
export type BotEvent = Schemas['EventEnvelope'] & { readonly data: unknown };

/** What the stream does now, to be shown. */
export type StreamState =
  | { is: 'connecting' }
  | { is: 'open' }
  | { is: 'waiting'; sinceMs: number; because: string }
  | { is: 'refused'; because: Error };

/** The filters of `GET /api/events`, by the names of its parameters. */
export type EventQuery = Record<string, string | readonly string[] | undefined>;

export interface EventStreamOptions {
  identity: Identity;
  /** The stream begins after this event; undefined: with what comes from now on. */
  after?: string | undefined;
  query?: EventQuery;
  /** Called with the events that arrived together, in order. */
  onEvents: (events: BotEvent[]) => void;
  onState?: (state: StreamState) => void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;

/** The server sends a sign of life every 15 seconds at most. */
const SILENCE_MS = 50_000;

/**
 * Reads a bot's events until it is closed, by `fetch`, because `EventSource` cannot send the header that the server wants
 * with a cookie. After an interruption it goes on behind the last event it has passed on, so none is lost or repeated.
 *
 * @returns closes the stream
 */
export function openEvents(options: EventStreamOptions): () => void {
  const closed = new AbortController();
  void run(options, closed.signal);
  return () => closed.abort();
}

async function run(options: EventStreamOptions, closed: AbortSignal): Promise<void> {
  let after = options.after;
  let wait = FIRST_WAIT_MS;
  const state = (next: StreamState) => {
    if (!closed.aborted) {
      options.onState?.(next);
    }
  };
  while (!closed.aborted) {
    state({ is: 'connecting' });
    let because = 'the stream ended';
    try {
      await read(options, after, closed, {
        opened: () => {
          wait = FIRST_WAIT_MS;
          state({ is: 'open' });
        },
        passedOn: (id) => {
          after = id;
        },
      });
    } catch (failure) {
      if (failure instanceof RefusedError) {
        state({ is: 'refused', because: failure.reason });
        return;
      }
      because = failure instanceof Error ? failure.message : String(failure);
    }
    if (!closed.aborted) {
      state({ is: 'waiting', sinceMs: Date.now(), because });
      await pause(wait * (0.75 + Math.random() / 2), closed);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

/** Trying again would get the same answer. */
class RefusedError extends Error {
  constructor(readonly reason: Error) {
    super(reason.message);
  }
}

async function read(
  options: EventStreamOptions,
  after: string | undefined,
  closed: AbortSignal,
  progress: { opened: () => void; passedOn: (id: string) => void },
): Promise<void> {
  const silent = new AbortController();
  let alarm = setTimeout(() => silent.abort(), SILENCE_MS);
  try {
    const response = await request(options.identity, addressOf(options.query, after), {
      headers: { Accept: 'text/event-stream' },
      signal: AbortSignal.any([closed, silent.signal]),
      cache: 'no-store',
    });
    if (!response.ok || response.body === null) {
      const error = await errorOf(response);
      throw error.status >= 500 || error.status === 429 ? error : new RefusedError(error);
    }
    progress.opened();
    const parser = new SseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const piece = await reader.read();
      if (piece.done || closed.aborted) {
        return;
      }
      clearTimeout(alarm);
      alarm = setTimeout(() => silent.abort(), SILENCE_MS);
      // An event named `error` says that nothing can be stored for now; it has no id, and the stream goes on.
      const events = parser
        .push(piece.value)
        .filter((event) => event.event === 'message')
        .map((event) => JSON.parse(event.data) as BotEvent);
      const last = events.at(-1);
      if (last !== undefined) {
        options.onEvents(events);
        progress.passedOn(last.id);
      }
    }
  } finally {
    clearTimeout(alarm);
    silent.abort();
  }
}

function addressOf(query: EventQuery | undefined, after: string | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value.length > 0) {
      parameters.set(name, typeof value === 'string' ? value : value.join(','));
    }
  }
  if (after !== undefined) {
    parameters.set('after', after);
  }
  const text = parameters.toString();
  return text === '' ? '/api/events' : `/api/events?${text}`;
}

function pause(ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    closed.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
