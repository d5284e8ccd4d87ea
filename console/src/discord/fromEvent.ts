import type { Schemas } from '../api/client.ts';
import { fields, isFields, list, number, text, type Fields } from './components/fields.ts';
import { CHANNEL_TYPES, MESSAGE_FLAGS, MESSAGE_TYPES, type Attachment, type Author, type Embed, type Message, type Poll, type Reaction } from './messageTypes.ts';

const CDN = 'https://cdn.discordapp.com';
const DEFAULT_AVATARS = 6n;
const SPOILER = 1 << 3;

type Snapshot = NonNullable<Message['snapshots']>[number];
type Quoted = NonNullable<Message['referencedMessage']>;

/** Discord's message, as events carry it, in the form in which the API answers with messages: both give the same. */
export function messageFromEvent(discord: unknown): Message {
  const raw = fields(discord);
  const message: Message = quotedOf(raw);
  if ('referenced_message' in raw) {
    if (raw.referenced_message === null) {
      message.referencedMessageDeleted = true;
    } else if (isFields(raw.referenced_message)) {
      message.referencedMessage = quotedOf(raw.referenced_message);
    }
  }
  const snapshots = list(raw.message_snapshots).map((each) => snapshotOf(fields(each.message)));
  return snapshots.length === 0 ? message : { ...message, snapshots };
}

/** An update carries what changed alone; what it does not name stays. */
export function updatedFromEvent(before: Message, discord: unknown): Message {
  const raw = fields(discord);
  const after = messageFromEvent(raw);
  const kept: Record<string, unknown> = {};
  for (const [ours, theirs] of Object.entries(REQUIRED)) {
    kept[ours] = theirs in raw ? after[ours as keyof Message] : before[ours as keyof Message];
  }
  for (const [ours, theirs] of Object.entries(RARE)) {
    const value = theirs.some((name) => name in raw) ? after[ours as keyof Message] : before[ours as keyof Message];
    if (value !== undefined) {
      kept[ours] = value;
    }
  }
  return kept as Message;
}

const REQUIRED = {
  id: 'id',
  channelId: 'channel_id',
  content: 'content',
  author: 'author',
  timestamp: 'timestamp',
  editedAt: 'edited_timestamp',
  attachments: 'attachments',
  embeds: 'embeds',
  reactions: 'reactions',
  replyTo: 'message_reference',
  pinned: 'pinned',
  type: 'type',
} as const satisfies Partial<Record<keyof Message, string>>;

const RARE = {
  flags: ['flags'],
  webhookId: ['webhook_id'],
  applicationId: ['application_id'],
  tts: ['tts'],
  mentions: ['mentions'],
  mentionRoles: ['mention_roles'],
  mentionsEveryone: ['mention_everyone'],
  mentionChannels: ['mention_channels'],
  components: ['components'],
  stickers: ['sticker_items'],
  poll: ['poll'],
  thread: ['thread'],
  reference: ['message_reference'],
  snapshots: ['message_snapshots'],
  interaction: ['interaction_metadata', 'interaction'],
  call: ['call'],
  roleSubscription: ['role_subscription_data'],
  referencedMessage: ['referenced_message'],
  referencedMessageDeleted: ['referenced_message'],
} as const satisfies Partial<Record<keyof Message, readonly string[]>>;

function quotedOf(raw: Fields): Quoted {
  const reference = fields(raw.message_reference);
  const message: Quoted = {
    id: idOf(raw.id),
    channelId: idOf(raw.channel_id),
    author: authorFromEvent(raw.author),
    reactions: list(raw.reactions).map(reactionOf),
    replyTo: text(reference.message_id),
    pinned: raw.pinned === true,
    ...snapshotOf(raw),
  };
  const webhookId = text(raw.webhook_id);
  const applicationId = text(raw.application_id);
  return {
    ...message,
    ...(webhookId === null ? {} : { webhookId }),
    ...(applicationId === null ? {} : { applicationId }),
    ...(isFields(raw.message_reference) ? { reference: referenceOf(reference) } : {}),
    ...interactionOf(raw),
    ...(isFields(raw.thread) ? { thread: threadOf(raw.thread) } : {}),
    ...(isFields(raw.call) ? { call: { participants: texts(raw.call.participants), endedTimestamp: momentOf(raw.call.ended_timestamp) } } : {}),
    ...(isFields(raw.role_subscription_data) ? { roleSubscription: subscriptionOf(raw.role_subscription_data) } : {}),
  };
}

/** What a forwarded message has, which every message has too. */
function snapshotOf(raw: Fields): Snapshot {
  const flags = number(raw.flags) ?? 0;
  const named = MESSAGE_FLAGS.filter(([bit]) => (flags & (1 << bit)) !== 0).map(([, name]) => name);
  const mentions = list(raw.mentions).map(authorFromEvent);
  const mentionRoles = texts(raw.mention_roles);
  const mentionChannels = list(raw.mention_channels).map((channel) => ({
    id: idOf(channel.id),
    guildId: idOf(channel.guild_id),
    name: text(channel.name) ?? '',
    type: CHANNEL_TYPES[number(channel.type) ?? -1] ?? 'unknown',
  }));
  const components = list(raw.components) as NonNullable<Snapshot['components']>;
  const stickers = list(raw.sticker_items).map(stickerOf);
  return {
    content: text(raw.content) ?? '',
    timestamp: momentOf(raw.timestamp) ?? '',
    editedAt: momentOf(raw.edited_timestamp),
    attachments: list(raw.attachments).map(attachmentOf),
    embeds: list(raw.embeds) as Embed[],
    type: MESSAGE_TYPES[number(raw.type) ?? 0] ?? 'unknown',
    ...(named.length === 0 ? {} : { flags: named }),
    ...(mentions.length === 0 ? {} : { mentions }),
    ...(mentionRoles.length === 0 ? {} : { mentionRoles }),
    ...(raw.mention_everyone === true ? { mentionsEveryone: true } : {}),
    ...(mentionChannels.length === 0 ? {} : { mentionChannels }),
    ...(components.length === 0 ? {} : { components }),
    ...(stickers.length === 0 ? {} : { stickers }),
    ...(isFields(raw.poll) ? { poll: raw.poll as unknown as Poll } : {}),
    ...(raw.tts === true ? { tts: true } : {}),
  };
}

function idOf(value: unknown): string {
  return text(value) ?? '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The API writes moments in one way: UTC with milliseconds. */
function momentOf(value: unknown): string | null {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

export function authorFromEvent(discord: unknown): Author {
  const user = fields(discord);
  const id = idOf(user.id);
  const username = text(user.username) ?? '';
  return { id, username, displayName: text(user.global_name) ?? username, avatar: avatarOf(id, text(user.avatar)), bot: user.bot === true };
}

function avatarOf(id: string, hash: string | null): string {
  if (hash !== null) {
    return `${CDN}/avatars/${id}/${hash}.${hash.startsWith('a_') ? 'gif' : 'png'}`;
  }
  const index = /^\d{1,20}$/.test(id) ? (BigInt(id) >> 22n) % DEFAULT_AVATARS : 0n;
  return `${CDN}/embed/avatars/${index}.png`;
}

function attachmentOf(raw: Fields): Attachment {
  const filename = text(raw.filename) ?? '';
  const proxyUrl = text(raw.proxy_url);
  const title = text(raw.title);
  const seconds = number(raw.duration_secs);
  const waveform = text(raw.waveform);
  return {
    id: idOf(raw.id),
    filename,
    description: text(raw.description),
    contentType: text(raw.content_type),
    size: number(raw.size) ?? 0,
    url: text(raw.url) ?? '',
    width: number(raw.width),
    height: number(raw.height),
    ...(proxyUrl === null ? {} : { proxyUrl }),
    ...(title === null ? {} : { title }),
    ...(filename.startsWith('SPOILER_') || ((number(raw.flags) ?? 0) & SPOILER) !== 0 ? { spoiler: true } : {}),
    ...(seconds === null ? {} : { durationSeconds: seconds }),
    ...(waveform === null ? {} : { waveform }),
  };
}

function reactionOf(raw: Fields): Reaction {
  const emoji = fields(raw.emoji);
  return {
    emoji: text(emoji.name),
    emojiId: text(emoji.id),
    count: number(raw.count) ?? 0,
    me: raw.me === true,
    ...(emoji.animated === true ? { animated: true } : {}),
  };
}

type Sticker = Schemas['StickerItem'];

function stickerOf(raw: Fields): Sticker {
  const formats = [null, 'png', 'apng', 'lottie', 'gif'] as const;
  return { id: idOf(raw.id), name: text(raw.name) ?? '', formatType: formats[number(raw.format_type) ?? 0] ?? 'unknown' };
}

function referenceOf(raw: Fields): NonNullable<Message['reference']> {
  const messageId = text(raw.message_id);
  const channelId = text(raw.channel_id);
  const guildId = text(raw.guild_id);
  const type = number(raw.type);
  return {
    ...(type === null ? {} : { type: type === 0 ? 'default' : type === 1 ? 'forward' : 'unknown' }),
    ...(messageId === null ? {} : { messageId }),
    ...(channelId === null ? {} : { channelId }),
    ...(guildId === null ? {} : { guildId }),
  };
}

function interactionOf(raw: Fields): Pick<Message, 'interaction'> {
  const found = { ...fields(raw.interaction), ...fields(raw.interaction_metadata) };
  if (!isFields(raw.interaction_metadata) && !isFields(raw.interaction)) {
    return {};
  }
  const types = [null, 'ping', 'command', 'component', 'autocomplete', 'modal_submit'] as const;
  const name = text(found.name);
  const optional = {
    targetMessageId: text(found.target_message_id),
    originalResponseMessageId: text(found.original_response_message_id),
    interactedMessageId: text(found.interacted_message_id),
  };
  return {
    interaction: {
      id: idOf(found.id),
      type: types[number(found.type) ?? 0] ?? 'unknown',
      ...(name === null ? {} : { name }),
      ...(isFields(found.user) ? { user: authorFromEvent(found.user) } : {}),
      ...(isFields(found.target_user) ? { targetUser: authorFromEvent(found.target_user) } : {}),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    },
  };
}

function threadOf(raw: Fields): NonNullable<Message['thread']> {
  const state = fields(raw.thread_metadata);
  return {
    id: idOf(raw.id),
    name: text(raw.name) ?? '',
    messageCount: number(raw.message_count) ?? 0,
    memberCount: number(raw.member_count) ?? 0,
    archived: state.archived === true,
    locked: state.locked === true,
  };
}

function subscriptionOf(raw: Fields): NonNullable<Message['roleSubscription']> {
  const listing = text(raw.role_subscription_listing_id);
  const tier = text(raw.tier_name);
  const months = number(raw.total_months_subscribed);
  return {
    ...(listing === null ? {} : { roleSubscriptionListingId: listing }),
    ...(tier === null ? {} : { tierName: tier }),
    ...(months === null ? {} : { totalMonthsSubscribed: months }),
    ...(typeof raw.is_renewal === 'boolean' ? { isRenewal: raw.is_renewal } : {}),
  };
}
