import { ApiError, errorOf, request, type Schemas } from '../../api/client.ts';
import { requestOf } from './code.ts';
import type { Json, JsonObject } from './json.ts';
import { type Message, type Target } from './model.ts';

/** A file that goes with the message; it lives in this page alone. */
export interface PickedFile {
  readonly key: string;
  readonly name: string;
  readonly file: File;
  /** Shows it before it is sent. */
  readonly url: string;
  readonly description: string;
  readonly spoiler: boolean;
}

/** An attachment of the message that is edited. */
export interface KeptAttachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string;
  readonly spoiler: boolean;
  readonly url: string;
  readonly contentType: string | null;
  readonly size: number;
}

/** The body of the API: of an edit, everything, so that what was removed goes. */
export function bodyOf(target: Target, message: Message, files: readonly PickedFile[], kept: readonly KeptAttachment[]): JsonObject {
  const described = (one: { description: string; spoiler: boolean }): Record<string, Json> => ({
    ...(one.description === '' ? {} : { description: one.description }),
    ...(one.spoiler ? { spoiler: true } : {}),
  });
  const added = files.map((file, index) => ({ file: index, ...described(file) }));
  if (target.is !== 'message') {
    const { replyTo, ...rest } = message;
    const body = target.is === 'user' || replyTo === undefined ? rest : { ...rest, replyTo };
    return added.length === 0 ? body : { ...body, attachments: added };
  }
  return {
    content: message.content ?? null,
    embeds: message.embeds ?? [],
    components: message.components ?? [],
    flags: message.flags ?? [],
    ...(message.allowedMentions === undefined ? {} : { allowedMentions: message.allowedMentions }),
    attachments: [...kept.map(({ id, ...one }) => ({ id, ...described(one) })), ...added],
  };
}

export function isComplete(target: Target): boolean {
  return target.is === 'user' ? target.userId !== '' : target.channelId !== '' && (target.is === 'channel' || target.messageId !== '');
}

/** Asks whether it would work. Of files only the names are sent. */
export async function dryRun(botId: string, target: Target, body: JsonObject, files: readonly PickedFile[], signal: AbortSignal): Promise<Schemas['Feasibility']> {
  const response = await exchange(botId, target, body, files.map((file) => ({ name: file.name, content: new Blob(['-']) })), '?dryRun=true', { signal });
  return (await response.json()) as Schemas['Feasibility'];
}

/**
 * Sends or changes the message.
 *
 * @param key the same for each try of one message, so that it is sent once
 */
export async function send(botId: string, target: Target, body: JsonObject, files: readonly PickedFile[], key: string): Promise<Schemas['Message']> {
  const headers: Record<string, string> = target.is === 'message' ? {} : { 'Idempotency-Key': key };
  const response = await exchange(botId, target, body, files.map((file) => ({ name: file.name, content: file.file })), '', { headers });
  return (await response.json()) as Schemas['Message'];
}

async function exchange(
  botId: string,
  target: Target,
  message: JsonObject,
  files: readonly { name: string; content: Blob }[],
  query: string,
  init: RequestInit & { headers?: Record<string, string> },
): Promise<Response> {
  const { method, path, body } = requestOf(target, message);
  const headers: Record<string, string> = { ...init.headers };
  let content: BodyInit = JSON.stringify(body);
  if (files.length === 0) {
    headers['Content-Type'] = 'application/json';
  } else {
    const form = new FormData();
    form.append('json', content);
    files.forEach((file, index) => form.append(`file${index}`, file.content, file.name));
    content = form;
  }
  const response = await request(botId, path + query, { ...init, method, headers, body: content });
  if (!response.ok) {
    throw await errorOf(response);
  }
  return response;
}

/** Random, also where the page has no secure context. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The field that an error names, or null. */
export function fieldOf(error: Error): string | null {
  return error instanceof ApiError && typeof error.body.field === 'string' ? error.body.field : null;
}
