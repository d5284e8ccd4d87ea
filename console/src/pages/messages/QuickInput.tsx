import { useMutation } from '@tanstack/react-query';
import { PencilRuler, Send, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { done } from '../../api/client.ts';
import { useApi } from '../../app/identity.tsx';
import type { Message } from '../../discord/messageTypes.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/parts.tsx';

const LONGEST = 2_000;

export interface QuickInputProps {
  channelId: string;
  /** What the field is for: "Message #general". */
  label: string;
  composerHref: string;
  replyTo: Message | null;
  onReplyEnd: () => void;
  /** Why the bot may not write here. */
  refusal: string | null;
  onSent: (message: Message) => void;
}

/** A short message: Enter sends it, Shift and Enter begin a new line. What failed stays in the field. */
export function QuickInput({ channelId, label, composerHref, replyTo, onReplyEnd, refusal, onSent }: QuickInputProps) {
  const api = useApi();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useMutation({
    mutationFn: (content: string) =>
      done(
        api.POST('/api/channels/{channelId}/messages', {
          params: { path: { channelId } },
          body: { content, ...(replyTo === null ? {} : { replyTo: replyTo.id }) },
        }),
      ),
    onSuccess: (message) => {
      setText('');
      onReplyEnd();
      onSent(message);
      requestAnimationFrame(() => field.current?.focus());
    },
  });
  useEffect(() => {
    if (replyTo !== null) {
      field.current?.focus();
    }
  }, [replyTo]);
  const submit = () => {
    if (text.trim() !== '' && text.length <= LONGEST && !send.isPending && refusal === null) {
      send.mutate(text);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && replyTo !== null) {
      event.preventDefault();
      onReplyEnd();
    }
  };
  return (
    <form
      className="quick-input"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {send.error !== null && <ErrorNote error={send.error} onRetry={submit} />}
      {replyTo !== null && (
        <p className="quick-input-reply">
          <span>
            Answers <bdi>{replyTo.author.displayName}</bdi>
          </span>
          <IconButton icon={X} label="Do not answer" small onClick={onReplyEnd} />
        </p>
      )}
      <div className="quick-input-row">
        <textarea
          ref={field}
          className="field-control"
          aria-label={label}
          placeholder={refusal ?? label}
          rows={Math.min(6, text.split('\n').length)}
          maxLength={LONGEST}
          disabled={refusal !== null}
          value={text}
          readOnly={send.isPending}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keys}
        />
        <Button type="submit" look="primary" icon={Send} busy={send.isPending} disabled={refusal !== null || text.trim() === ''} title={refusal ?? 'Send (Enter)'} aria-label="Send" />
        <Link className="button button-quiet" href={composerHref} title="Embeds, components, files, polls: the composer" aria-label="Open the composer">
          <PencilRuler aria-hidden size={16} />
        </Link>
      </div>
      {text.length > LONGEST - 200 && (
        <p className="quick-input-count" role="status">
          {LONGEST - text.length} characters left
        </p>
      )}
    </form>
  );
}

/** The field for changing a message of the bot's own. */
export function EditField({ message, onSave, onEnd, busy }: { message: Message; onSave: (content: string) => void; onEnd: () => void; busy: boolean }) {
  const [text, setText] = useState(message.content);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(-1, -1);
  }, []);
  return (
    <form
      className="edit-field"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text);
      }}
    >
      <textarea
        ref={field}
        className="field-control"
        aria-label="New text of the message"
        rows={Math.min(10, text.split('\n').length + 1)}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onEnd();
          } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            onSave(text);
          }
        }}
      />
      <div className="row">
        <Button type="submit" look="primary" small busy={busy} disabled={text.trim() === '' && message.embeds.length + message.attachments.length === 0}>
          Save
        </Button>
        <Button small onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
