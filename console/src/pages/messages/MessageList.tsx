import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { dayOf, isGrouped } from '../../discord/grouping.ts';
import { MessageView, type MessageProps } from '../../discord/Message.tsx';
import type { Message, Reaction } from '../../discord/messageTypes.ts';
import { Button } from '../../ui/Button.tsx';
import { Loading } from '../../ui/parts.tsx';
import type { History } from './history.ts';
import './MessageList.css';

export interface MessageListHandle {
  /** Brings a loaded message into sight; false if it is not loaded. */
  show: (messageId: string) => boolean;
  toEnd: () => void;
}

export interface MessageListProps extends Pick<MessageProps, 'onOpenMessage' | 'onOpenThread'> {
  ref: Ref<MessageListHandle>;
  history: History;
  reading: 'first' | 'older' | 'newer' | null;
  /** The message that was looked for. */
  marked: string | null;
  /** What stands above the first message of the channel. */
  beginning: ReactNode;
  onOlder: () => void;
  onNewer: () => void;
  onPresent: () => void;
  onReaction: ((message: Message, reaction: Reaction) => void) | undefined;
  /** The tools of a message. */
  toolsOf: (message: Message) => ReactNode;
  editorOf: (message: Message) => ReactNode | undefined;
}

const NEAR = 15;
const GUESS = 76;
const SETTLING_MS = 1_500;

/**
 * The messages, of which only those in sight are drawn. What is loaded above does not move what is read; who is at the end stays there.
 * One message is in the order of Tab, and the arrows lead to the others.
 */
export function MessageList(props: MessageListProps) {
  const { ref, history, reading, marked, onOlder, onNewer } = props;
  const { messages } = history;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [away, setAway] = useState(false);
  const virtual = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS,
    overscan: 8,
    getItemKey: (at) => messages[at]?.id ?? at,
    anchorTo: 'end',
    followOnAppend: history.end,
    scrollEndThreshold: 80,
    paddingStart: 16,
    paddingEnd: 24,
    onChange: (instance) => setAway(!instance.isAtEnd(400)),
  });
  // Before the list is at its place, what is in sight means nothing.
  const placed = useRef(false);
  const shown = virtual.getVirtualItems();
  const firstShown = shown[0]?.index ?? 0;
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (messages.length === 0 || reading !== null || !placed.current) {
      return;
    }
    if (firstShown < NEAR && !history.start) {
      onOlder();
    } else if (lastShown > messages.length - NEAR && !history.end) {
      onNewer();
    }
  }, [firstShown, lastShown, messages.length, reading, history.start, history.end, onOlder, onNewer]);

  const latest = useRef(messages);
  const busy = useRef(reading);
  useEffect(() => {
    latest.current = messages;
    busy.current = reading;
  });
  // Heights are guesses until rows are drawn, and older messages may come meanwhile: so it is looked up again for a while, or until
  // the reader moves on.
  const settling = useRef(0);
  const letGo = () => {
    settling.current++;
  };
  const bring = (messageId: string, until: number, mine: number) => {
    const at = latest.current.findIndex((each) => each.id === messageId);
    const offset = at < 0 || mine !== settling.current ? undefined : virtual.getOffsetForIndex(at, 'center')?.[0];
    if (offset !== undefined) {
      if (Math.abs(offset - (virtual.scrollOffset ?? 0)) > 2) {
        virtual.scrollToOffset(offset);
      }
      const longer = busy.current === null ? until : Math.max(until, performance.now() + SETTLING_MS / 2);
      if (performance.now() < longer) {
        requestAnimationFrame(() => bring(messageId, longer, mine));
      }
    }
  };
  const show = (messageId: string) => {
    const known = messages.some((each) => each.id === messageId);
    if (known) {
      placed.current = true;
      latest.current = messages;
      bring(messageId, performance.now() + SETTLING_MS, ++settling.current);
    }
    return known;
  };
  useImperativeHandle(ref, () => ({
    show,
    toEnd: () => {
      letGo();
      virtual.scrollToEnd();
    },
  }));
  useEffect(() => letGo, []);
  useEffect(() => {
    if (!placed.current && messages.length > 0) {
      placed.current = true;
      if (marked === null || !show(marked)) {
        virtual.scrollToEnd();
      }
    }
  });

  const tabbed = active !== null && messages.some((each) => each.id === active) ? active : messages.at(-1)?.id;
  const keys = (event: KeyboardEvent) => {
    const row = document.activeElement;
    if (!(row instanceof HTMLElement) || row.dataset.message === undefined) {
      return;
    }
    const at = messages.findIndex((each) => each.id === row.dataset.message);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: messages.length - 1 }[event.key];
    const next = to === undefined ? undefined : messages[to];
    if (next !== undefined && to !== undefined) {
      event.preventDefault();
      virtual.scrollToIndex(to, { align: 'auto' });
      setActive(next.id);
      const focus = () => {
        const there = scroller.current?.querySelector<HTMLElement>(`[data-message="${next.id}"]`);
        there?.focus({ preventScroll: true });
        return there;
      };
      if (focus() == null) {
        requestAnimationFrame(focus);
      }
    }
  };
  useEffect(() => {
    for (const row of scroller.current?.querySelectorAll<HTMLElement>('[data-message]') ?? []) {
      setReachable(row, row.dataset.message === tabbed);
    }
  });
  return (
    <div className="message-list">
      <div ref={scroller} className="message-list-scroller" role="group" aria-label="Messages" aria-busy={reading !== null} onKeyDown={keys} onKeyDownCapture={letGo} onWheel={letGo} onPointerDown={letGo}>
        {messages.length === 0 && history.start && props.beginning}
        {messages.length === 0 && reading === 'first' && <Loading what="Reading messages" lines={6} />}
        <div className="message-list-all" style={{ blockSize: virtual.getTotalSize() }}>
          {shown.map((row) => {
            const message = messages[row.index];
            const before = messages[row.index - 1];
            if (message === undefined) {
              return null;
            }
            const newDay = before === undefined ? history.start : dayOf(before.timestamp) !== dayOf(message.timestamp);
            const withTools = message.id === active || message.id === pointed;
            return (
              <div
                key={row.key}
                ref={virtual.measureElement}
                data-index={row.index}
                className="message-list-row"
                style={{ transform: `translateY(${row.start}px)` }}
                onFocus={() => setActive(message.id)}
                onPointerEnter={() => setPointed(message.id)}
              >
                {before === undefined && history.start && props.beginning}
                {newDay && (
                  <p className="message-list-day">
                    <span>{new Date(message.timestamp).toLocaleDateString(undefined, { dateStyle: 'long' })}</span>
                  </p>
                )}
                <MessageView
                  message={message}
                  tabIndex={message.id === tabbed ? 0 : -1}
                  grouped={!newDay && isGrouped(before, message)}
                  marked={message.id === marked}
                  actions={withTools ? props.toolsOf(message) : undefined}
                  editor={props.editorOf(message)}
                  onReaction={props.onReaction === undefined ? undefined : (reaction) => props.onReaction?.(message, reaction)}
                  onOpenMessage={props.onOpenMessage}
                  onOpenThread={props.onOpenThread}
                />
              </div>
            );
          })}
        </div>
      </div>
      {(reading === 'older' || reading === 'newer') && (
        <p className={`message-list-reading message-list-${reading}`} role="status">
          Reading {reading} messages…
        </p>
      )}
      {messages.length > 0 && (away || !history.end) && (
        <Button className="message-list-present" look="primary" small icon={ArrowDown} onClick={props.onPresent}>
          Jump to present
        </Button>
      )}
    </div>
  );
}

const REACHED = 'a[href], button, input, select, textarea, [tabindex]';

/** What is in a message is in the order of Tab only while the message is, so that Tab passes the list in a few steps. */
function setReachable(row: HTMLElement, reachable: boolean): void {
  for (const one of row.querySelectorAll<HTMLElement>(REACHED)) {
    if (reachable && one.dataset.tab !== undefined) {
      if (one.dataset.tab === '') {
        one.removeAttribute('tabindex');
      } else {
        one.setAttribute('tabindex', one.dataset.tab);
      }
      delete one.dataset.tab;
    } else if (!reachable && one.dataset.tab === undefined && one.tabIndex >= 0) {
      one.dataset.tab = one.getAttribute('tabindex') ?? '';
      one.tabIndex = -1;
    }
  }
}
