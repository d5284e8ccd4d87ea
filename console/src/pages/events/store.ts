import type { BotEvent } from '../../api/events.ts';

/** How many events are kept in memory; the oldest go first. */
export const KEPT = 20_000;

/** An event with its number in this view: numbers only grow. */
export interface Held {
  readonly number: number;
  readonly event: BotEvent;
}

/**
 * The newest events of a stream, at most so many. Listeners are told once a frame, however many came: 100,000 events are
 * some hundred changes of the page.
 */
export class EventStore {
  private held: Held[] = [];
  /** Those before are dropped; they are cut off in large pieces. */
  private from = 0;
  private next = 0;
  private version = 0;
  private frame: number | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly most = KEPT,
    private readonly soon: (then: () => void) => number = (then) => requestAnimationFrame(then),
  ) {}

  /** Grows with each change that listeners were told of. */
  get state(): number {
    return this.version;
  }

  get size(): number {
    return this.held.length - this.from;
  }

  /** How many have come, those that are dropped included. */
  get total(): number {
    return this.next;
  }

  get dropped(): number {
    return this.next - this.size;
  }

  /** The event with a number; undefined once it is dropped. */
  at(number: number): Held | undefined {
    return number < this.dropped ? undefined : this.held[this.from + number - this.dropped];
  }

  /** The id behind which the held events begin; undefined while none was dropped. */
  private lastDropped: string | undefined;

  get begin(): string | undefined {
    return this.lastDropped;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  push(events: readonly BotEvent[]): void {
    for (const event of events) {
      this.held.push({ number: this.next++, event });
    }
    const over = this.size - this.most;
    if (over > 0) {
      this.lastDropped = this.held[this.from + over - 1]?.event.id;
      this.from += over;
    }
    if (this.from > this.most) {
      this.held = this.held.slice(this.from);
      this.from = 0;
    }
    this.tell();
  }

  clear(): void {
    this.held = [];
    this.from = 0;
    this.next = 0;
    this.lastDropped = undefined;
    this.tell();
  }

  private tell(): void {
    this.frame ??= this.soon(() => {
      this.frame = null;
      this.version++;
      this.listeners.forEach((listener) => listener());
    });
  }
}
