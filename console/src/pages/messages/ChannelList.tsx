import { Hash, Lock, Megaphone, MessagesSquare, Mic, Radio, Spool, type LucideIcon } from 'lucide-react';
import { useMemo, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { groupsOf, type Channel } from './places.ts';

export function iconOf(channel: Pick<Channel, 'type'>): LucideIcon {
  switch (channel.type) {
    case 'announcement':
      return Megaphone;
    case 'forum':
    case 'media':
      return MessagesSquare;
    case 'voice':
      return Mic;
    case 'stage':
      return Radio;
    case 'private_thread':
      return Lock;
    case 'public_thread':
    case 'announcement_thread':
      return Spool;
    default:
      return Hash;
  }
}

export interface ChannelListProps {
  channels: readonly Channel[];
  current: string | null;
  hrefOf: (channelId: string) => string;
  onChosen: () => void;
}

/** Channels below their categories. One of them is in the order of Tab; the arrows lead to the others. */
export function ChannelList({ channels, current, hrefOf, onChosen }: ChannelListProps) {
  const groups = useMemo(() => groupsOf(channels), [channels]);
  const tabbed = current ?? groups[0]?.places[0]?.channel.id;
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to !== undefined && at >= 0) {
      event.preventDefault();
      links[Math.max(0, Math.min(to, links.length - 1))]?.focus();
    }
  };
  const entry = (channel: Channel) => {
    const Icon = iconOf(channel);
    return (
      <Link
        href={hrefOf(channel.id)}
        className="channels-link"
        aria-current={channel.id === current ? 'page' : undefined}
        tabIndex={channel.id === tabbed ? 0 : -1}
        title={channel.topic ?? undefined}
        onClick={onChosen}
      >
        <Icon aria-hidden size={16} />
        <bdi>{channel.name}</bdi>
      </Link>
    );
  };
  return (
    <nav className="channels" aria-label="Channels" onKeyDown={keys}>
      {groups.map((group) => (
        <section key={group.category?.id ?? ''} className="channels-group">
          {group.category !== null && (
            <h3 className="channels-category">
              <bdi>{group.category.name}</bdi>
            </h3>
          )}
          <ul>
            {group.places.map(({ channel, threads }) => (
              <li key={channel.id}>
                {entry(channel)}
                {threads.length > 0 && channel.type !== 'forum' && channel.type !== 'media' && (
                  <ul className="channels-threads">
                    {threads.map((thread) => (
                      <li key={thread.id}>{entry(thread)}</li>
                    ))}
                  </ul>
                )}
                {(channel.type === 'forum' || channel.type === 'media') && threads.some((thread) => thread.id === current) && (
                  <ul className="channels-threads">
                    {threads
                      .filter((thread) => thread.id === current)
                      .map((thread) => (
                        <li key={thread.id}>{entry(thread)}</li>
                      ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
