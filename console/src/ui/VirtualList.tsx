import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import './VirtualList.css';

export interface VirtualListProps<T> {
  /** What the list is, for screen readers. */
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** A guess at a row's height in CSS pixels; rows are measured. */
  rowHeight: number;
  /** Rows of several items beside each other. */
  columns?: number;
  className?: string;
  /** Called when the end comes into sight, to read more. */
  onEnd?: () => void;
  children: (item: T, index: number) => ReactNode;
}

/** A list that only draws what is in sight, so that 10,000 rows cost as much as twenty. */
export function VirtualList<T>({ label, items, keyOf, rowHeight, columns = 1, className, onEnd, children }: VirtualListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = Math.ceil(items.length / columns);
  const told = useRef(-1);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    getItemKey: (row) => {
      const item = items[row * columns];
      return item === undefined ? row : keyOf(item);
    },
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (onEnd !== undefined && last !== undefined && last.index >= rows - 4 && told.current !== items.length) {
        told.current = items.length;
        onEnd();
      }
    },
  });
  return (
    <div ref={scroller} className={className === undefined ? 'virtual-list' : `virtual-list ${className}`} tabIndex={0} role="group" aria-label={label}>
      <div role="list" className="virtual-list-all" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            role="presentation"
            className="virtual-list-row"
            style={{ transform: `translateY(${row.start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item, column) => (
              <div key={keyOf(item)} role="listitem" aria-setsize={items.length} aria-posinset={row.index * columns + column + 1}>
                {children(item, row.index * columns + column)}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
