import { useMutation } from '@tanstack/react-query';
import { Pin, Spool } from 'lucide-react';
import { useState } from 'react';
import { data, done } from '../../api/client.ts';
import { useApi, useRead, useReread } from '../../app/identity.tsx';
import { MessageView } from '../../discord/Message.tsx';
import type { Message } from '../../discord/messageTypes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextArea, TextField } from '../../ui/Field.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';

/** The pinned messages of a channel, the last pinned first. */
export function PinsDialog({ channelId, refusal, onOpen, onClose }: { channelId: string; refusal: string | null; onOpen: (messageId: string) => void; onClose: () => void }) {
  const api = useApi();
  const reread = useReread();
  const pins = useRead(['pins', channelId], (read) => done(read.GET('/api/channels/{channelId}/pins', { params: { path: { channelId } } })));
  const unpin = useMutation({
    mutationFn: (messageId: string) => data(api.DELETE('/api/channels/{channelId}/pins/{messageId}', { params: { path: { channelId, messageId } } })),
    onSuccess: () => reread('pins', channelId),
  });
  const error = pins.error ?? unpin.error;
  return (
    <Dialog open title="Pinned messages" side onClose={onClose}>
      {error !== null && <ErrorNote error={error} />}
      {pins.isPending && <Loading />}
      {pins.data?.items.length === 0 && (
        <Empty icon={Pin} title="Nothing is pinned here">
          <p>Pin a message in its menu, so that everybody finds it again.</p>
        </Empty>
      )}
      <ul className="pins">
        {pins.data?.items.map(({ message, pinnedAt }) => (
          <li key={message.id}>
            <MessageView message={message} />
            <p className="pins-tools">
              <span>
                Pinned <Time at={pinnedAt} />
              </span>
              <Button small onClick={() => onOpen(message.id)}>
                Go to message
              </Button>
              <Button small look="quiet" disabled={refusal !== null} title={refusal ?? undefined} busy={unpin.isPending && unpin.variables === message.id} onClick={() => unpin.mutate(message.id)}>
                Unpin
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Starts a thread in a channel, below a message, or a post in a forum. */
export function StartThreadDialog({ channelId, message, forum, onStarted, onClose }: { channelId: string; message: Message | null; forum: boolean; onStarted: (threadId: string) => void; onClose: () => void }) {
  const api = useApi();
  const [name, setName] = useState('');
  const [content, setContent] = useState('');
  const [minutes, setMinutes] = useState<60 | 1440 | 4320 | 10080>(1440);
  const start = useMutation({
    mutationFn: () => {
      const body = { name, autoArchiveDuration: minutes };
      return message === null
        ? done(api.POST('/api/channels/{channelId}/threads', { params: { path: { channelId } }, body: { ...body, ...(forum ? { message: { content } } : {}) } }))
        : done(api.POST('/api/channels/{channelId}/messages/{messageId}/threads', { params: { path: { channelId, messageId: message.id } }, body }));
    },
    onSuccess: (thread) => onStarted(thread.id),
  });
  const title = forum ? 'New post' : message === null ? 'Start a thread' : `Start a thread below the message of ${message.author.displayName}`;
  const ready = name.trim() !== '' && (!forum || content.trim() !== '');
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" icon={Spool} busy={start.isPending} disabled={!ready} onClick={() => start.mutate()}>
            {forum ? 'Post' : 'Start thread'}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !start.isPending) {
            start.mutate();
          }
        }}
      >
        <TextField label={forum ? 'Title' : 'Name of the thread'} value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />
        {forum && <TextArea label="First message" value={content} maxLength={2_000} required rows={5} onChange={(event) => setContent(event.target.value)} />}
        <Select label="Hide after no activity for" value={minutes} onChange={(event) => setMinutes(Number(event.target.value) as typeof minutes)}>
          <option value={60}>An hour</option>
          <option value={1440}>A day</option>
          <option value={4320}>Three days</option>
          <option value={10080}>A week</option>
        </Select>
      </form>
      {start.error !== null && <ErrorNote error={start.error} />}
    </Dialog>
  );
}
