import { isObject, listAt, textAt, type Json, type JsonObject } from './json.ts';
import { isV2, type Message, type Target } from './model.ts';
import { toDiscord } from './exchange.ts';

/** A file as the examples name it. */
export interface NamedFile {
  readonly name: string;
  readonly description: string;
  readonly spoiler: boolean;
}

/** The API's method, path and body for a message. */
export function requestOf(target: Target, body: JsonObject): { method: string; path: string; body: JsonObject } {
  switch (target.is) {
    case 'channel':
      return { method: 'POST', path: `/api/channels/${target.channelId}/messages`, body };
    case 'user':
      return { method: 'POST', path: '/api/dm', body: { userId: target.userId, ...body } };
    case 'message':
      return { method: 'PATCH', path: `/api/channels/${target.channelId}/messages/${target.messageId}`, body };
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** For a shell; the session id stays a variable. */
export function curl(origin: string, target: Target, message: Message, files: readonly NamedFile[]): string {
  const { method, path, body } = requestOf(target, message);
  const lines = [`curl -X ${method} ${origin}${path}`, '-H "Authorization: $SESSION"'];
  if (files.length === 0) {
    lines.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body, null, 2))}`);
  } else {
    lines.push(`-F ${quoted(`json=${JSON.stringify(body)}`)}`, ...files.map((file) => `-F ${quoted(`file=@${file.name}`)}`));
  }
  return `${lines.join(' \\\n  ')}\n`;
}

/** A literal of JavaScript: as JSON, with bare names where they can be. */
function literal(value: Json, indent = ''): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[\n${value.map((one: Json) => `${inner}${literal(one, inner)},\n`).join('')}${indent}]`;
  }
  if (isObject(value)) {
    const fields = Object.entries(value).map(([name, one]) => `${inner}${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}: ${literal(one, inner)},\n`);
    return fields.length === 0 ? '{}' : `{\n${fields.join('')}${indent}}`;
  }
  return typeof value === 'string' ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : JSON.stringify(value);
}

/** For discord.js 14, which takes embeds and components in Discord's own form. */
export function discordJs(target: Target, message: Message, files: readonly NamedFile[]): string {
  const discord = toDiscord(message);
  const { allowed_mentions: allowed, message_reference: reference, sticker_ids: stickers, poll, flags, ...rest } = discord;
  const repliedUser = isObject(allowed) ? allowed.replied_user : undefined;
  const mentions = isObject(allowed) ? Object.fromEntries(Object.entries(allowed).filter(([name]) => name !== 'replied_user')) : {};
  const options: JsonObject = {
    ...rest,
    ...(flags === undefined ? {} : { flags }),
    ...(files.length === 0
      ? {}
      : { files: files.map((file) => ({ attachment: file.name, name: (file.spoiler ? 'SPOILER_' : '') + file.name, ...(file.description === '' ? {} : { description: file.description }) })) }),
    ...(isObject(poll)
      ? {
          poll: {
            question: poll.question ?? {},
            answers: listAt(poll, ['answers']).map((answer) => (isObject(answer) ? (answer.poll_media ?? {}) : {})),
            duration: poll.duration ?? 24,
            allowMultiselect: poll.allow_multiselect === true,
          },
        }
      : {}),
    ...(isObject(reference) ? { reply: { messageReference: textAt(reference, ['message_id']) } } : {}),
    ...(stickers === undefined ? {} : { stickers }),
    allowedMentions: { ...mentions, ...(repliedUser === undefined ? {} : { repliedUser }) },
  };
  const head = {
    channel: `const channel = await client.channels.fetch('${target.is === 'channel' ? target.channelId : ''}');\nawait channel.send(`,
    user: `const user = await client.users.fetch('${target.is === 'user' ? target.userId : ''}');\nawait user.send(`,
    message:
      target.is === 'message'
        ? `const channel = await client.channels.fetch('${target.channelId}');\nconst message = await channel.messages.fetch('${target.messageId}');\nawait message.edit(`
        : '',
  }[target.is];
  return `${head}${literal(options)});\n`;
}

/** A text block of Java. */
function block(text: string, indent: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""');
  return `"""\n${escaped
    .split('\n')
    .map((line) => indent + line)
    .join('\n')}"""`;
}

/** For JDA 5: a new message of content, embeds and rows; null for what JDA can only build piece by piece. */
export function jda(target: Target, message: Message, files: readonly NamedFile[]): string | null {
  if (isV2(message) || target.is !== 'channel' || message.poll !== undefined) {
    return null;
  }
  const data = (json: Json) => `DataObject.fromJson(${block(JSON.stringify(json, null, 2), '    ')})`;
  const lines = [
    `channel.sendMessage(${block(textAt(message, ['content']), '    ')})`,
    ...listAt(message, ['embeds']).map((embed) => `    .addEmbeds(EmbedBuilder.fromData(${data(embed)}).build())`),
    ...listAt(message, ['components']).map((row) => `    .addComponents(ActionRow.fromData(${data(row)}))`),
    ...files.map((file) => `    .addFiles(FileUpload.fromData(new File("${file.name}")))`),
    ...(message.replyTo === undefined ? [] : [`    .setMessageReference("${textAt(message, ['replyTo'])}")`]),
    '    .setAllowedMentions(List.of())',
    '    .queue();',
  ];
  return `var channel = jda.getChannelById(MessageChannel.class, "${target.channelId}");\n${lines.join('\n')}\n`;
}
