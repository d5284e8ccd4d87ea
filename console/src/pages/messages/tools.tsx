import { Braces, Copy, CornerUpLeft, Link2, Megaphone, Pencil, Pin, SmilePlus, Spool, Trash2 } from 'lucide-react';
import type { Message } from '../../discord/messageTypes.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { say } from '../../ui/Toasts.tsx';
import type { Refusal } from './places.ts';

export interface ToolsProps {
  message: Message;
  botId: string;
  channelType: string;
  linkOf: (messageId: string) => string;
  refusal: Refusal;
  /** The permission that writing needs here. */
  writing: string;
  onReact: () => void;
  onReply: () => void;
  onEdit: () => void;
  onPin: () => void;
  onThread: () => void;
  onPublish: () => void;
  onDelete: () => void;
}

/** What can be done with a message. What the bot may not do is there with the reason. */
export function Tools({ message, botId, channelType, linkOf, refusal, writing, ...act }: ToolsProps) {
  const mine = message.author.id === botId;
  const item = (label: string, icon: NonNullable<MenuItem['icon']>, onSelect: () => void, why: string | null = null, danger = false): MenuItem => ({
    label,
    icon,
    onSelect,
    ...(why === null ? {} : { disabled: true, hint: why }),
    ...(danger ? { danger } : {}),
  });
  const noReaction = message.reactions.length === 0 ? refusal('ADD_REACTIONS') : null;
  const inThread = channelType.endsWith('_thread');
  return (
    <>
      <IconButton icon={SmilePlus} label={noReaction ?? 'Add a reaction'} small disabled={noReaction !== null} onClick={act.onReact} />
      <IconButton icon={CornerUpLeft} label={refusal(writing) ?? 'Answer'} small disabled={refusal(writing) !== null} onClick={act.onReply} />
      {mine && <IconButton icon={Pencil} label="Edit" small onClick={act.onEdit} />}
      <Menu
        label="More"
        small
        items={[
          item(message.pinned ? 'Unpin' : 'Pin', Pin, act.onPin, refusal('PIN_MESSAGES')),
          ...(inThread || message.thread !== undefined ? [] : [item('Start a thread', Spool, act.onThread, refusal('CREATE_PUBLIC_THREADS'))]),
          ...(channelType === 'announcement' ? [item('Publish', Megaphone, act.onPublish, message.flags?.includes('crossposted') === true ? 'It is published' : mine ? null : refusal('MANAGE_MESSAGES'))] : []),
          null,
          item('Copy text', Copy, () => copy(message.content)),
          item('Copy link', Link2, () => copy(linkOf(message.id))),
          item('Copy id', Copy, () => copy(message.id)),
          item('Copy JSON', Braces, () => copy(JSON.stringify(message, null, 2))),
          null,
          item('Delete', Trash2, act.onDelete, mine ? null : refusal('MANAGE_MESSAGES'), true),
        ]}
      >
        <span aria-hidden>⋯</span>
        <span className="unseen">More</span>
      </Menu>
    </>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => say('Copied'),
    () => say('The browser did not allow copying', 'danger'),
  );
}
