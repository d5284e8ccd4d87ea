import createClient, { type Client as OpenApiClient } from 'openapi-fetch';
import { connection } from './connection.ts';
import type { components, paths } from './schema';

/** Types of the contract: `Schemas['Member']`. */
export type Schemas = components['schemas'];

/** A client whose paths, parameters and answers are those of the contract. */
export type Client = OpenApiClient<paths>;

/** Who a request is for: a bot's id, or the operator. The server picks the cookie by it. */
export type Identity = string;

export const OPERATOR: Identity = 'operator';

/** The header without which the server accepts no cookie. */
export const CONSOLE_HEADER = 'Botswain-Console';

/** What the server answered instead of what was asked for. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    readonly requestId: string | null,
    /** The whole answer; errors of actions carry details such as `missing` permissions. */
    readonly body: Readonly<Record<string, unknown>>,
    readonly retryAfterSeconds: number | null,
  ) {
    super(sentence);
    this.name = 'ApiError';
  }
}

/** The server did not answer at all. */
export class UnreachableError extends Error {
  constructor() {
    super('The server does not answer');
    this.name = 'UnreachableError';
  }
}

export async function errorOf(response: Response, parsed?: unknown): Promise<ApiError> {
  let body: unknown = parsed;
  if (body === undefined) {
    body = await response.json().catch(() => null);
  }
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const retry = Number(response.headers.get('Retry-After'));
  return new ApiError(
    response.status,
    typeof fields.code === 'string' ? fields.code : `HTTP_${response.status}`,
    typeof fields.error === 'string' ? fields.error : `The server answered ${response.status} ${response.statusText}`.trim(),
    response.headers.get('X-Request-ID'),
    fields,
    response.headers.has('Retry-After') && Number.isFinite(retry) ? retry : null,
  );
}

/** fetch with the console's header, which tells the shell when the server is gone or back. */
export async function request(identity: Identity | null, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const wanted = new Request(input, init);
  if (identity !== null) {
    wanted.headers.set(CONSOLE_HEADER, identity);
  }
  try {
    const response = await fetch(wanted, { credentials: 'same-origin' });
    connection.answered(response.status);
    return response;
  } catch (failure) {
    if (wanted.signal.aborted) {
      throw failure;
    }
    connection.failed();
    throw new UnreachableError();
  }
}

const clients = new Map<Identity | null, Client>();

/** The client of a bot's session or of the operator; null for what needs neither. */
export function clientOf(identity: Identity | null): Client {
  let client = clients.get(identity);
  if (client === undefined) {
    client = createClient<paths>({
      baseUrl: location.origin,
      fetch: (wanted: Request) => request(identity, wanted),
    });
    clients.set(identity, client);
  }
  return client;
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * The data of an answer.
 *
 * @throws ApiError if the server refused
 */
export async function data<T>(answer: Promise<Answered<T>>): Promise<T> {
  const { data: value, error, response } = await answer;
  if (!response.ok) {
    throw await errorOf(response, error);
  }
  return value as T;
}

/**
 * The same for operations that have a dry run, whose answer the types have, too, although none was asked for.
 *
 * @throws ApiError if the server refused
 */
export async function done<T extends object>(answer: Promise<Answered<T>>): Promise<Exclude<T, Trial>> {
  const value = await data(answer);
  if (!isDone(value)) {
    throw new Error('The server tried it only');
  }
  return value;
}

/** What a dry run answers. */
type Trial = Schemas['Feasibility'];

/** Actions that answer nothing (204) have no data. */
function isDone<T extends object>(answer: T | undefined): answer is Exclude<T, Trial> {
  return answer === undefined || !('wouldSucceed' in answer);
}

/** One page of a list. */
export interface Page<T> {
  items: T;
  /** The query parameters of the next page (from `Link: rel="next"`), or null at the end. */
  next: Record<string, string> | null;
}

/** The same for a list in pages. */
export async function page<T>(answer: Promise<Answered<T>>): Promise<Page<T>> {
  const { data: value, error, response } = await answer;
  if (!response.ok) {
    throw await errorOf(response, error);
  }
  return { items: value as T, next: nextOf(response.headers.get('Link')) };
}

/** Reads RFC 8288's `Link` as far as the server writes it. */
export function nextOf(link: string | null): Record<string, string> | null {
  const uri = link?.match(/<([^>]*)>\s*;\s*rel="next"/)?.[1];
  return uri === undefined ? null : Object.fromEntries(new URL(uri, 'http://localhost').searchParams);
}
