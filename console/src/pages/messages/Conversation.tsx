import { ArrowUp, ChevronDown, PanelLeft, Pin, Search, Spool, X } from 'lucide-react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import type { BotEvent } from '../../api/events.ts';
import { useBotId, useReread } from '../../app/identity.tsx';
import { botPath } from '../../app/routes.ts';
import type { Message } from '../../discord/messageTypes.ts';
import { useNames } from '../../discord/names.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Confirm, Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { iconOf } from './ChannelList.tsx';
import { PinsDialog, StartThreadDialog } from './dialogs.tsx';
import { EmojiDialog, type Emoji } from './EmojiDialog.tsx';
import { compareIds, matches } from './history.ts';
import { MessageList, type MessageListHandle } from './MessageList.tsx';
import { isThread, useRefusals, type Channel } from './places.ts';
import { EditField, QuickInput } from './QuickInput.tsx';
import { Threads } from './Threads.tsx';
import { Tools } from './tools.tsx';
import { useActs } from './useActs.ts';
import { useHistory } from './useHistory.ts';
import { useTyping } from './useTyping.ts';

export interface ConversationHandle {
  take: (events: readonly BotEvent[]) => void;
  /** The stream of events has begun, or begun again. */
  opened: () => void;
}

export interface ConversationProps {
  ref: Ref<ConversationHandle>;
  guildId: string | null;
  channel: Channel;
  /** The message to begin at. */
  messageId: string | null;
  hrefOf: (channelId: string, messageId?: string) => string;
  onOpen: (channelId: string, messageId?: string) => void;
  onChannels: () => void;
}

type Open = null | { is: 'pins' } | { is: 'threads' } | { is: 'thread'; message: Message | null } | { is: 'react'; message: Message } | { is: 'delete'; message: Message };

/** One channel or thread: its messages, and what can be done there. */
export function Conversation({ ref, guildId, channel, messageId, hrefOf, onOpen, onChannels }: ConversationProps) {
  const botId = useBotId();
  const names = useNames();
  const reread = useReread();
  const past = useHistory(channel.id, messageId);
  const { history, apply } = past;
  const { typing, take: takeTyping } = useTyping(channel.id, botId);
  const acts = useActs(channel.id, apply);
  const refusal = useRefusals(guildId, channel.id);
  const list = useRef<MessageListHandle>(null);
  const [open, setOpen] = useState<Open>(null);
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [marked, setMarked] = useState<string | null>(messageId);
  const [wanted, setWanted] = useState<string | null>(null);
  const writing = isThread(channel.type) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES';

  useImperativeHandle(ref, () => ({
    take: (events) => {
      past.take(events);
      takeTyping(events);
      if (events.some((event) => event.type === 'CHANNEL_PINS_UPDATE')) {
        void reread('pins', channel.id);
      }
    },
    opened: past.fill,
  }));

  const go = useCallback(
    (id: string, inChannel = channel.id) => {
      if (inChannel !== channel.id) {
        onOpen(inChannel, id);
        return;
      }
      setMarked(id);
      if (list.current?.show(id) !== true) {
        void past.around(id);
      }
    },
    [channel.id, onOpen, past.around],
  );
  // A message that had to be read first is shown once it is there.
  const shownOnce = useRef<string | null>(messageId);
  useEffect(() => {
    if (marked !== null && marked !== shownOnce.current && list.current?.show(marked) === true) {
      shownOnce.current = marked;
    }
  });

  const found = useMemo(() => (wanted === null || wanted.trim() === '' ? [] : history.messages.filter((each) => matches(each, wanted.trim())).map((each) => each.id)), [history.messages, wanted]);
  const step = (by: 1 | -1) => {
    const at = found.indexOf(marked ?? '');
    const next = at < 0 ? found.at(-1) : found[(at + by + found.length) % found.length];
    if (next !== undefined) {
      setMarked(next);
      list.current?.show(next);
    }
  };
  const toggle = (message: Message, emoji: Emoji) => {
    const mine = message.reactions.find((each) => each.emojiId === emoji.id && (emoji.id !== null || each.emoji === emoji.name))?.me === true;
    acts.react.mutate({ message, emoji, on: !mine });
  };
  const present = () => {
    setMarked(null);
    if (history.end) {
      list.current?.toEnd();
    } else {
      void past.latest().then(() => requestAnimationFrame(() => list.current?.toEnd()));
    }
  };
  const close = () => setOpen(null);
  const Icon = iconOf(channel);
  const typers = typing.map((id) => names.user(id) ?? 'Somebody');
  return (
    <section className="conversation" aria-label={channel.name}>
      <header className="conversation-head">
        <IconButton icon={PanelLeft} label="Channels" className="conversation-channels" onClick={onChannels} />
        <h1>
          <Icon aria-hidden size={20} /> <bdi>{channel.name}</bdi>
        </h1>
        <p className="conversation-topic" title={channel.topic ?? undefined}>
          <bdi>{channel.topic}</bdi>
        </p>
        <div className="row conversation-tools">
          <IconButton icon={Search} label="Search what is loaded" pressed={wanted !== null} onClick={() => setWanted(wanted === null ? '' : null)} />
          <IconButton icon={Pin} label="Pinned messages" onClick={() => setOpen({ is: 'pins' })} />
          {!isThread(channel.type) && guildId !== null && <IconButton icon={Spool} label="Threads" onClick={() => setOpen({ is: 'threads' })} />}
        </div>
      </header>
      {wanted !== null && (
        <form
          className="conversation-search"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            step(-1);
          }}
        >
          <TextField label="Search what is loaded" labelUnseen value={wanted} placeholder="Words, a name, a file" data-first autoFocus onChange={(event) => setWanted(event.target.value)} />
          <span role="status">{wanted.trim() === '' ? '' : `${found.length} found`}</span>
          <IconButton icon={ArrowUp} label="The one before" small disabled={found.length === 0} onClick={() => step(-1)} />
          <IconButton icon={ChevronDown} label="The next one" small disabled={found.length === 0} onClick={() => step(1)} />
          <IconButton icon={X} label="End the search" small onClick={() => setWanted(null)} />
        </form>
      )}
      {past.error !== null && <ErrorNote error={past.error} onRetry={past.retry} />}
      <MessageList
        ref={list}
        history={history}
        reading={past.reading}
        marked={marked}
        beginning={
          <div className="message-list-beginning">
            <Icon aria-hidden size={32} />
            <h2>
              <bdi>{channel.name}</bdi>
            </h2>
            <p>{history.messages.length === 0 ? 'Nobody has written here yet. Write the first message below.' : 'Here it begins.'}</p>
          </div>
        }
        onOlder={past.older}
        onNewer={past.newer}
        onPresent={present}
        onReaction={(message, reaction) => toggle(message, { id: reaction.emojiId, name: reaction.emoji ?? '', animated: reaction.animated === true })}
        onOpenMessage={go}
        onOpenThread={onOpen}
        editorOf={(message) =>
          message.id === editing ? (
            <EditField
              message={message}
              busy={acts.edit.isPending}
              onEnd={() => setEditing(null)}
              onSave={(content) => (content === message.content ? setEditing(null) : acts.edit.mutate({ message, content }, { onSuccess: () => setEditing(null) }))}
            />
          ) : undefined
        }
        toolsOf={(message) => (
          <Tools
            message={message}
            botId={botId}
            channelType={channel.type}
            linkOf={(id) => new URL(hrefOf(channel.id, id), location.href).href}
            refusal={refusal}
            writing={writing}
            onReact={() => setOpen({ is: 'react', message })}
            onReply={() => setReplyTo(message)}
            onEdit={() => setEditing(message.id)}
            onPin={() => acts.pin.mutate(message)}
            onThread={() => setOpen({ is: 'thread', message })}
            onPublish={() => acts.publish.mutate(message)}
            onDelete={() => setOpen({ is: 'delete', message })}
          />
        )}
      />
      <p className="conversation-typing" role="status">
        {typers.length === 0 ? '' : typers.length === 1 ? <><bdi>{typers[0]}</bdi> is typing…</> : typers.length <= 3 ? <><bdi>{typers.join(', ')}</bdi> are typing…</> : 'Several people are typing…'}
      </p>
      <QuickInput
        channelId={channel.id}
        label={`Message ${isThread(channel.type) ? '' : '#'}${channel.name}`}
        composerHref={botPath(botId, 'composer', { channel: channel.id, ...(guildId === null ? {} : { guild: guildId }), ...(replyTo === null ? {} : { reply: replyTo.id }) })}
        replyTo={replyTo}
        onReplyEnd={() => setReplyTo(null)}
        refusal={refusal(writing)}
        onSent={(message) => {
          apply({ is: 'changed', message });
          present();
        }}
      />
      {open?.is === 'pins' && (
        <PinsDialog
          channelId={channel.id}
          refusal={refusal('PIN_MESSAGES')}
          onClose={close}
          onOpen={(id) => {
            close();
            go(id);
          }}
        />
      )}
      {open?.is === 'threads' && guildId !== null && (
        <Dialog
          open
          side
          title="Threads"
          onClose={close}
          actions={
            <Button icon={Spool} disabled={refusal('CREATE_PUBLIC_THREADS') !== null} title={refusal('CREATE_PUBLIC_THREADS') ?? undefined} onClick={() => setOpen({ is: 'thread', message: null })}>
              Start a thread
            </Button>
          }
        >
          <Threads guildId={guildId} channelId={channel.id} posts={false} hrefOf={hrefOf} onChosen={close} />
        </Dialog>
      )}
      {open?.is === 'thread' && (
        <StartThreadDialog
          channelId={channel.id}
          message={open.message}
          forum={false}
          onClose={close}
          onStarted={(id) => {
            close();
            void reread('channels').then(() => onOpen(id));
          }}
        />
      )}
      <EmojiDialog
        guildId={guildId}
        open={open?.is === 'react'}
        onClose={close}
        onPick={(emoji) => {
          if (open?.is === 'react') {
            toggle(history.messages.find((each) => compareIds(each.id, open.message.id) === 0) ?? open.message, emoji);
          }
          close();
        }}
      />
      {open?.is === 'delete' && (
        <Confirm
          open
          title="Delete this message?"
          act="Delete"
          busy={acts.remove.isPending}
          onClose={close}
          onConfirm={() => acts.remove.mutate(open.message, { onSettled: close })}
        >
          <p>
            Of <bdi>{open.message.author.displayName}</bdi>: <q dir="auto">{open.message.content.slice(0, 200)}</q>
          </p>
          <p>It cannot be brought back.</p>
        </Confirm>
      )}
    </section>
  );
}
