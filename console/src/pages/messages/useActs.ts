import { useMutation } from '@tanstack/react-query';
import { data, done } from '../../api/client.ts';
import { useApi, useReread } from '../../app/identity.tsx';
import type { Message } from '../../discord/messageTypes.ts';
import { say } from '../../ui/Toasts.tsx';
import type { Emoji } from './EmojiDialog.tsx';
import { toggled, type Change } from './history.ts';

/** What is done with messages of a channel, shown as soon as Discord has said yes. */
export function useActs(channelId: string, apply: (next: Change) => void) {
  const api = useApi();
  const reread = useReread();
  const failed = (error: Error) => say(error.message, 'danger');
  const react = useMutation({
    mutationFn: ({ message, emoji, on }: { message: Message; emoji: Emoji; on: boolean }) => {
      const params = { params: { path: { channelId, messageId: message.id, emoji: emoji.id === null ? emoji.name : `${emoji.name}:${emoji.id}` } } };
      const path = '/api/channels/{channelId}/messages/{messageId}/reactions/{emoji}/@me' as const;
      return data(on ? api.PUT(path, params) : api.DELETE(path, params));
    },
    onSuccess: (_, { message, emoji, on }) => apply({ is: 'changed', message: toggled(message, emoji, on) }),
    onError: failed,
  });
  const edit = useMutation({
    mutationFn: ({ message, content }: { message: Message; content: string }) =>
      done(api.PATCH('/api/channels/{channelId}/messages/{messageId}', { params: { path: { channelId, messageId: message.id } }, body: { content } })),
    onSuccess: (message) => apply({ is: 'changed', message }),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (message: Message) => data(api.DELETE('/api/channels/{channelId}/messages/{messageId}', { params: { path: { channelId, messageId: message.id } } })),
    onSuccess: (_, message) => {
      apply({ is: 'gone', id: message.id });
      say('Deleted');
    },
    onError: failed,
  });
  const pin = useMutation({
    mutationFn: (message: Message) => {
      const params = { params: { path: { channelId, messageId: message.id } } };
      const path = '/api/channels/{channelId}/pins/{messageId}' as const;
      return data(message.pinned ? api.DELETE(path, params) : api.PUT(path, params));
    },
    onSuccess: (_, message) => {
      apply({ is: 'changed', message: { ...message, pinned: !message.pinned } });
      say(message.pinned ? 'Unpinned' : 'Pinned');
      return reread('pins', channelId);
    },
    onError: failed,
  });
  const publish = useMutation({
    mutationFn: (message: Message) => done(api.POST('/api/channels/{channelId}/messages/{messageId}/publish', { params: { path: { channelId, messageId: message.id } } })),
    onSuccess: (message) => {
      apply({ is: 'changed', message });
      say('Published');
    },
    onError: failed,
  });
  return { react, edit, remove, pin, publish };
}
