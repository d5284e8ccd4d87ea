import { useMemo, useState } from 'react';
import { done, type Client, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { useChannels, useRoles } from '../../app/places.tsx';
import { MessageView } from '../../discord/Message.tsx';
import { NamesContext, type Names } from '../../discord/names.ts';
import { isObject, textAt, type Json } from './json.ts';
import { isV2, type Message, type Target } from './model.ts';
import type { KeptAttachment, PickedFile } from './sending.ts';
import { useGuild, useThreads } from './Target.tsx';

export interface PreviewProps {
  message: Message;
  target: Target;
  files: readonly PickedFile[];
  kept: readonly KeptAttachment[];
}

/** The message as it will stand in Discord, by the bot. */
export function Preview({ message, target, files, kept }: PreviewProps) {
  const { guildId, bot } = useGuild(target.is === 'channel' ? target.guildId : null);
  const names = useGuildNames(guildId, useMemo(() => mentioned(message), [message]));
  const [now] = useState(() => new Date().toISOString());
  const replyTo = target.is === 'channel' ? textAt(message, ['replyTo']) : '';
  const channelId = target.is === 'channel' ? target.channelId : '';
  const quoted = useRead(
    ['message', channelId, replyTo],
    (api) => done(api.GET('/api/channels/{channelId}/messages/{messageId}', { params: { path: { channelId, messageId: replyTo } } })),
    { enabled: channelId !== '' && /^\d{15,20}$/.test(replyTo), fresh: 60_000 },
  );
  const drawn = useMemo<Schemas['Message']>(() => {
    const attachments = [...kept.map(ofKept), ...files.map(ofFile)];
    const used = JSON.stringify([message.embeds ?? [], message.components ?? []]);
    const made = {
      id: '0',
      channelId,
      content: textAt(message, ['content']),
      author: { id: bot?.id ?? '', username: bot?.username ?? '', displayName: bot?.username ?? 'Your bot', avatar: bot?.avatar ?? '', bot: true },
      timestamp: now,
      editedAt: target.is === 'message' ? now : null,
      attachments: attachments.filter((one) => isV2(message) || !used.includes(JSON.stringify(`attachment://${one.filename}`))),
      embeds: withFiles(message.embeds ?? [], attachments),
      reactions: [],
      replyTo: replyTo === '' ? null : replyTo,
      pinned: false,
      type: replyTo === '' ? 'default' : 'reply',
      flags: message.flags ?? [],
      ...(message.components === undefined ? {} : { components: message.components }),
      ...(message.poll === undefined ? {} : { poll: message.poll }),
      ...(quoted.data === undefined ? {} : { referencedMessage: quoted.data }),
    };
    // What is written here is what the server would answer, as far as it is there already.
    return made as unknown as Schemas['Message'];
  }, [message, files, kept, bot, now, target.is, channelId, replyTo, quoted.data]);
  const empty = Object.keys(message).every((field) => field === 'flags' || field === 'allowedMentions' || field === 'replyTo') && files.length + kept.length === 0;
  return (
    <section className="composer-preview" aria-label="Preview">
      {empty ? (
        <p className="muted">Nothing to send yet: write something, add an embed, or begin with a template.</p>
      ) : (
        <NamesContext value={names}>
          <MessageView message={drawn} />
        </NamesContext>
      )}
    </section>
  );
}

function ofKept(one: KeptAttachment): Schemas['Attachment'] {
  return { id: one.id, filename: one.filename, description: one.description === '' ? null : one.description, contentType: one.contentType, size: one.size, url: one.url, width: null, height: null, spoiler: one.spoiler };
}

function ofFile(one: PickedFile): Schemas['Attachment'] {
  return { id: one.key, filename: one.name, description: one.description === '' ? null : one.description, contentType: one.file.type, size: one.file.size, url: one.url, width: null, height: null, spoiler: one.spoiler };
}

/** Embeds name files of the message: they are shown from where they are now. */
function withFiles(json: Json, attachments: readonly Schemas['Attachment'][]): Json {
  if (typeof json === 'string') {
    const file = json.startsWith('attachment://') ? attachments.find((one) => `attachment://${one.filename}` === json) : undefined;
    return file?.url ?? json;
  }
  if (Array.isArray(json)) {
    return json.map((one: Json) => withFiles(one, attachments));
  }
  return isObject(json) ? Object.fromEntries(Object.entries(json).map(([name, value]) => [name, withFiles(value, attachments)])) : json;
}

const MOST_USERS = 10;

/** The users that a message mentions, in its texts and as what a select begins with. */
function mentioned(message: Message): readonly string[] {
  const found = JSON.stringify(message).matchAll(/<@!?(\d{15,20})>|"id":"(\d{15,20})","type":"user"/g);
  return [...new Set([...found].map(([, text, chosen]) => text ?? chosen ?? ''))].slice(0, MOST_USERS);
}

/** The name of a member by its id; of one who cannot be read, none. */
async function nameOf(api: Client, userId: string, guildId: string): Promise<[string, string | undefined]> {
  try {
    const member = await done(api.GET('/api/members/{userId}', { params: { path: { userId }, query: { guildId } } }));
    return [userId, member.nick ?? member.displayName];
  } catch {
    return [userId, undefined];
  }
}

function useGuildNames(guildId: string | null, userIds: readonly string[]): Names {
  const { data: users } = useRead(
    ['mentioned', guildId, userIds],
    (api) => Promise.all(userIds.map((userId) => nameOf(api, userId, guildId ?? ''))),
    { enabled: guildId !== null && userIds.length > 0, fresh: 300_000 },
  );
  const channels = useChannels(guildId);
  const threads = useThreads(guildId);
  const roles = useRoles(guildId);
  return useMemo(() => {
    const ofChannel = new Map<string, { name: string; type: string }>();
    for (const channel of [...(channels.data ?? []), ...(threads.data?.threads ?? [])]) {
      ofChannel.set(channel.id, { name: channel.name ?? '', type: channel.type });
    }
    const ofRole = new Map(roles.data?.map((role) => [role.id, { name: role.name, color: role.color > 0 ? `#${role.color.toString(16).padStart(6, '0')}` : null }]));
    const ofUser = new Map(users);
    return { user: (id) => ofUser.get(id), role: (id) => ofRole.get(id), channel: (id) => ofChannel.get(id), colorOf: () => null };
  }, [users, channels.data, threads.data, roles.data]);
}
