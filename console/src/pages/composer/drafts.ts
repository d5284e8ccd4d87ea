import { isObject, type Json } from './json.ts';
import type { Message, Target } from './model.ts';

/** A message that is kept in this browser until it is sent or deleted. Files are not kept. */
export interface Draft {
  readonly name: string;
  readonly message: Message;
  readonly target: Target | null;
  readonly savedAt: string;
}

const MOST = 20;

/** Browsers give a page about 5 MB for everything. */
const MOST_CHARACTERS = 400_000;

type Storage_ = Pick<Storage, 'getItem' | 'setItem'>;

function key(botId: string): string {
  return `botswain-drafts-${botId}`;
}

/** The drafts of a bot, the last saved first. What cannot be read is left out. */
export function readDrafts(storage: Storage_, botId: string): Draft[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key(botId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isDraft) : [];
  } catch {
    return [];
  }
}

function isDraft(value: unknown): value is Draft {
  return isObject(value) && typeof value.name === 'string' && isObject(value.message) && typeof value.savedAt === 'string' && isTarget(value.target);
}

function isTarget(value: Json | undefined): boolean {
  if (value === null) {
    return true;
  }
  if (!isObject(value)) {
    return false;
  }
  return (
    (value.is === 'channel' && typeof value.channelId === 'string') ||
    (value.is === 'user' && typeof value.userId === 'string') ||
    (value.is === 'message' && typeof value.channelId === 'string' && typeof value.messageId === 'string')
  );
}

/** The drafts with this one at the front, in place of the one with its name. The oldest go when there are too many. */
export function withDraft(drafts: readonly Draft[], draft: Draft): Draft[] {
  const all = [draft, ...drafts.filter((one) => one.name !== draft.name)].slice(0, MOST);
  while (all.length > 1 && JSON.stringify(all).length > MOST_CHARACTERS) {
    all.pop();
  }
  return all;
}

/** @returns whether the browser had room for them */
export function writeDrafts(storage: Storage_, botId: string, drafts: readonly Draft[]): boolean {
  try {
    storage.setItem(key(botId), JSON.stringify(drafts));
    return true;
  } catch {
    return false;
  }
}

/** A name that none of the drafts has. */
export function freeName(drafts: readonly Draft[], wanted = 'Draft'): string {
  const taken = new Set(drafts.map((draft) => draft.name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) {
    name = `${wanted} ${number}`;
  }
  return name;
}

const LINK = /^https?:\/\/(?:[a-z]+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d{1,20})\/(\d{1,20})\/?(?:[?#].*)?$/;

/** The message that a link of Discord's, or `channel/message`, names. */
export function messageOfLink(text: string): { channelId: string; messageId: string } | null {
  const found = LINK.exec(text.trim()) ?? /^(\d{1,20})\/(\d{1,20})$/.exec(text.trim());
  return found?.[1] === undefined || found[2] === undefined ? null : { channelId: found[1], messageId: found[2] };
}
