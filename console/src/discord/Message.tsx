import { CircleAlert, CornerUpLeft, Forward, MessagesSquare, Pin } from 'lucide-react';
import { memo, useMemo, type ReactNode } from 'react';
import { mediaUrl } from '../api/media.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { Badge } from '../ui/parts.tsx';
import { Attachments } from './Attachments.tsx';
import { Components } from './components/Components.tsx';
import { attachmentName, SurroundingsProvider, type Surroundings } from './components/surroundings.ts';
import { Embeds } from './EmbedView.tsx';
import { Markdown } from './Markdown.tsx';
import type { Message, Reaction } from './messageTypes.ts';
import { useNames } from './names.ts';
import { plainText } from './plain.ts';
import { PollView } from './PollView.tsx';
import { Reactions } from './Reactions.tsx';
import { Stickers } from './Stickers.tsx';
import { isSystem, SystemText } from './system.tsx';
import './Message.css';

export interface MessageProps {
  message: Message;
  /** It follows one of the same author: their name is not said again. */
  grouped?: boolean;
  /** Marks the one that was looked for. */
  marked?: boolean;
  /** Where it can have the focus itself. */
  tabIndex?: number;
  /** Buttons that are shown while the message is pointed at or has the focus. */
  actions?: ReactNode;
  /** In place of what it says, while that is edited. */
  editor?: ReactNode;
  onReaction?: ((reaction: Reaction) => void) | undefined;
  onOpenMessage?: ((messageId: string, channelId: string) => void) | undefined;
  onOpenThread?: ((threadId: string) => void) | undefined;
}

/** A message as Discord draws it. */
export const MessageView = memo(function MessageView(props: MessageProps) {
  const { message, grouped, marked, actions, editor } = props;
  const names = useNames();
  const name = nameOf(message, names.user);
  const system = isSystem(message);
  const label = system ? `Notice, ${clock(message.timestamp)}` : `${name}, ${clock(message.timestamp)}`;
  return (
    <article className={cx('message', grouped === true && 'message-grouped', marked === true && 'message-marked', system && 'message-system')} aria-label={label} data-message={message.id} tabIndex={props.tabIndex}>
      <Before message={message} onOpenMessage={props.onOpenMessage} />
      <div className="message-side">
        {system ? (
          <CircleAlert aria-hidden size={18} />
        ) : grouped === true ? (
          <time className="message-clock" dateTime={message.timestamp} title={moment(message.timestamp)}>
            {clock(message.timestamp)}
          </time>
        ) : (
          <Avatar name={name} src={mediaUrl(message.author.avatar, 64)} size={40} />
        )}
      </div>
      <div className="message-body">
        {!system && grouped !== true && <Head message={message} name={name} />}
        {system && (
          <p className="message-notice">
            <SystemText message={message} /> <Moment message={message} />
          </p>
        )}
        {editor ?? (!system && <Said message={message} />)}
        <Reactions reactions={message.reactions} onToggle={props.onReaction} />
        {message.thread !== undefined && <Thread thread={message.thread} onOpen={props.onOpenThread} />}
      </div>
      {actions !== undefined && <div className="message-actions">{actions}</div>}
    </article>
  );
});

function nameOf(message: Pick<Message, 'author' | 'webhookId'>, known: (id: string) => string | undefined): string {
  const own = message.webhookId === undefined ? known(message.author.id) : undefined;
  return own ?? (message.author.displayName || 'Unknown');
}

function Head({ message, name }: { message: Message; name: string }) {
  const color = useNames().colorOf(message.author.id);
  return (
    <p className="message-head">
      <span className="message-name" title={message.author.username}>
        {color !== null && <span className="message-color" style={{ background: color }} aria-hidden />}
        <bdi>{name}</bdi>
      </span>
      {message.webhookId !== undefined && message.applicationId === undefined ? <Badge>Webhook</Badge> : message.author.bot && <Badge tone="accent">App</Badge>}
      <Moment message={message} />
      {message.pinned && (
        <span className="message-flag" title="Pinned">
          <Pin aria-hidden size={14} />
          <span className="unseen">Pinned</span>
        </span>
      )}
      {message.flags?.includes('crossposted') === true && <Badge>Published</Badge>}
      {message.flags?.includes('ephemeral') === true && <Badge>Only one person sees this</Badge>}
    </p>
  );
}

function Moment({ message }: { message: Message }) {
  return (
    <time className="message-time" dateTime={message.timestamp} title={moment(message.timestamp)}>
      {dayAndClock(message.timestamp)}
    </time>
  );
}

/** The message itself: words, files, embeds and so on. */
function Said({ message }: { message: Message }) {
  const surroundings = useMemo<Surroundings>(
    () => ({
      media: (url) => {
        const file = attachmentName(url);
        const attachment = file === null ? undefined : message.attachments.find((each) => each.filename === file);
        return mediaUrl(file === null ? url : (attachment?.proxyUrl ?? attachment?.url));
      },
    }),
    [message.attachments],
  );
  const loading = message.flags?.includes('loading') === true;
  const nothing = isEmpty(message) && !loading;
  return (
    <>
      {loading && <p className="message-nothing">The app is thinking…</p>}
      {message.content !== '' && (
        <div className="message-text">
          <Markdown text={message.content} />
          <Edited at={message.editedAt} />
        </div>
      )}
      {message.snapshots?.map((snapshot, at) => (
        <div key={at} className="message-forwarded">
          <p className="message-forwarded-head">
            <Forward aria-hidden size={14} /> Forwarded
          </p>
          {snapshot.content !== '' && <Markdown text={snapshot.content} />}
          <Attachments attachments={snapshot.attachments} />
          <Embeds embeds={snapshot.embeds} />
          {snapshot.components !== undefined && <Components components={snapshot.components} />}
          <Stickers stickers={snapshot.stickers ?? []} />
        </div>
      ))}
      {message.poll !== undefined && <PollView poll={message.poll} />}
      {message.flags?.includes('is_components_v2') !== true && <Attachments attachments={message.attachments} />}
      {message.flags?.includes('suppress_embeds') !== true && <Embeds embeds={message.embeds} />}
      {message.components !== undefined && (
        <SurroundingsProvider value={surroundings}>
          <Components components={message.components} />
        </SurroundingsProvider>
      )}
      <Stickers stickers={message.stickers ?? []} />
      {nothing && <p className="message-nothing">{message.type === 'unknown' ? 'A message of a kind that this server does not know yet' : 'Nothing that the bot may read'}</p>}
      {message.content === '' && !nothing && <Edited at={message.editedAt} />}
    </>
  );
}

function isEmpty(message: Message): boolean {
  return (
    message.content === '' &&
    message.attachments.length === 0 &&
    message.embeds.length === 0 &&
    message.poll === undefined &&
    (message.components ?? message.stickers ?? message.snapshots) === undefined
  );
}

function Edited({ at }: { at: string | null }) {
  return at === null ? null : (
    <span className="message-edited" title={moment(at)}>
      (edited)
    </span>
  );
}

/** What stands above a message: what it answers. */
function Before({ message, onOpenMessage }: Pick<MessageProps, 'message' | 'onOpenMessage'>) {
  const names = useNames();
  const { interaction, referencedMessage: quoted, replyTo } = message;
  if (interaction !== undefined && quoted === undefined) {
    const user = interaction.user;
    return (
      <p className="message-before">
        <CornerUpLeft aria-hidden size={14} />
        <span className="message-before-text">
          <bdi>{user === undefined ? 'Somebody' : (names.user(user.id) ?? user.displayName)}</bdi>{' '}
          {interaction.type === 'command' ? <>used {interaction.name === undefined ? 'a command' : <b>/{interaction.name}</b>}</> : interaction.type === 'modal_submit' ? 'sent a form' : 'used a component'}
        </span>
      </p>
    );
  }
  if (message.type !== 'reply' && message.type !== 'thread_starter_message' && message.type !== 'context_menu_command') {
    return null;
  }
  if (quoted === undefined) {
    return (
      <p className="message-before">
        <CornerUpLeft aria-hidden size={14} />
        <span className="message-before-text">{message.referencedMessageDeleted === true ? 'The original message was deleted' : 'The original message is not known'}</span>
      </p>
    );
  }
  const text = plainText(quoted.content, names) || 'See the message';
  const shown = (
    <>
      <Avatar name={nameOf(quoted, names.user)} src={mediaUrl(quoted.author.avatar, 16)} size={16} />
      <b>
        <bdi>{nameOf(quoted, names.user)}</bdi>
      </b>
      <span className="message-before-text">
        <bdi>{text}</bdi>
      </span>
    </>
  );
  return onOpenMessage === undefined ? (
    <p className="message-before">
      <CornerUpLeft aria-hidden size={14} />
      {shown}
    </p>
  ) : (
    <button type="button" className="message-before" aria-label={`Answers ${nameOf(quoted, names.user)}: go to the original`} onClick={() => onOpenMessage(replyTo ?? quoted.id, quoted.channelId)}>
      <CornerUpLeft aria-hidden size={14} />
      {shown}
    </button>
  );
}

function Thread({ thread, onOpen }: { thread: NonNullable<Message['thread']>; onOpen: MessageProps['onOpenThread'] }) {
  const words = `${thread.messageCount} ${thread.messageCount === 1 ? 'message' : 'messages'}${thread.archived ? ', archived' : ''}${thread.locked ? ', locked' : ''}`;
  return (
    <button type="button" className="message-thread" disabled={onOpen === undefined} onClick={() => onOpen?.(thread.id)}>
      <MessagesSquare aria-hidden size={16} />
      <b>
        <bdi>{thread.name}</bdi>
      </b>
      <span>{words}</span>
    </button>
  );
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });
}

function moment(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'medium' });
}

function dayAndClock(at: string): string {
  const then = new Date(at);
  return then.toDateString() === new Date().toDateString() ? clock(at) : then.toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' });
}
