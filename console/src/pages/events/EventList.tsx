import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { lineOf, toneOf, type Known } from './lines.ts';
import type { EventStore, Held } from './store.ts';

interface EventListProps {
  store: EventStore;
  known: Known;
  /** The number of the newest event that is shown; null to follow. */
  frozen: number | null;
  onFreeze: (frozen: number | null) => void;
  onOpen: (held: Held) => void;
}

const WIDE = '(min-width: 50.01rem)';
const ROW = 36;
const ROW_NARROW = 52;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });

/** Only the date's text is made for rows, thousands of times: `Intl` alone is what costs. */
function timeOf(timestamp: string): string {
  const moment = new Date(timestamp);
  return Number.isNaN(moment.getTime()) ? timestamp : clock.format(moment);
}

function useWide(): boolean {
  const [query] = useState(() => matchMedia(WIDE));
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}

/** The newest events first. Whoever scrolls down or stands on an event has it hold still. */
export function EventList({ store, known, frozen, onFreeze, onOpen }: EventListProps) {
  useSyncExternalStore(store.subscribe, () => store.state);
  const scroller = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const row = wide ? ROW : ROW_NARROW;
  const end = frozen === null ? store.total - 1 : frozen;
  const count = Math.max(0, end - store.dropped + 1);
  const waiting = store.total - 1 - end;
  const [active, setActive] = useState<number | null>(null);
  const focusing = useRef(false);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    overscan: 8,
    getItemKey: (index) => end - index,
  });
  useEffect(() => virtual.measure(), [row, virtual]);
  useEffect(() => {
    if (focusing.current && active !== null) {
      const element = scroller.current?.querySelector<HTMLElement>(`[data-number="${active}"]`);
      if (element !== null && element !== undefined) {
        focusing.current = false;
        element.focus();
      }
    }
  });

  const follow = () => {
    setActive(null);
    onFreeze(null);
    scroller.current?.scrollTo({ top: 0 });
    scroller.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    const now = active ?? end + 1;
    const to = { ArrowDown: now - 1, ArrowUp: now + 1, Home: end, End: store.dropped, PageDown: now - 10, PageUp: now + 10 }[event.key];
    if (to === undefined || count === 0) {
      return;
    }
    event.preventDefault();
    const number = Math.max(store.dropped, Math.min(end, to));
    if (frozen === null) {
      onFreeze(end);
    }
    focusing.current = true;
    setActive(number);
    virtual.scrollToIndex(end - number);
  };
  return (
    <div className="events-body">
      {waiting > 0 && (
        <Button look="primary" small icon={ArrowUp} className="events-new" onClick={follow}>
          {waiting.toLocaleString('en')} new
        </Button>
      )}
      <div
        ref={scroller}
        className="events-list"
        tabIndex={0}
        role="group"
        aria-label="Events, the newest first; arrow keys move through them"
        onKeyDown={keys}
        onScroll={(event) => {
          if (frozen === null && event.currentTarget.scrollTop > row) {
            onFreeze(end);
          }
        }}
      >
        <div role="list" className="events-all" style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const held = store.at(end - item.index);
            return held === undefined ? null : (
              <div key={item.key} role="listitem" className="events-row" style={{ transform: `translateY(${item.start}px)` }}>
                <EventRow held={held} known={known} onOpen={onOpen} onFocus={() => frozen === null && onFreeze(end)} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface EventRowProps {
  held: Held;
  known: Known;
  onOpen: (held: Held) => void;
  onFocus: () => void;
}

function EventRow({ held, known, onOpen, onFocus }: EventRowProps) {
  const { event } = held;
  const channel = event.channelId === undefined ? undefined : known.channel(event.channelId);
  const guild = event.guildId === undefined ? undefined : known.guild(event.guildId);
  const place = channel === undefined ? (guild ?? '') : `#${channel}`;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-number={held.number}
      className={cx('events-event', event.type === 'gap' && 'events-gap')}
      onClick={() => onOpen(held)}
      onFocus={onFocus}
    >
      <span className="events-time">{timeOf(event.timestamp)}</span>
      <span className={`events-type events-type-${toneOf(event.type)}`}>{event.type}</span>
      <bdi className="events-line">{lineOf(event, known)}</bdi>
      <bdi className="events-place">{place}</bdi>
    </button>
  );
}
