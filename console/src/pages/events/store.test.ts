import { describe, expect, it } from 'vitest';
import type { BotEvent } from '../../api/events.ts';
import { EventStore } from './store.ts';

const events = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({ id: String(from + at), type: 'MESSAGE_CREATE', timestamp: '', botId: '1', data: {} }) as BotEvent);

describe('EventStore', () => {
  it('keeps the newest and says where they begin', () => {
    const store = new EventStore(10, () => 1);
    store.push(events(0, 25));
    expect([store.size, store.total, store.dropped, store.begin]).toEqual([10, 25, 15, '14']);
    expect(store.at(14)).toBeUndefined();
    expect(store.at(15)?.event.id).toBe('15');
    expect(store.at(24)?.event.id).toBe('24');
    expect(store.at(25)).toBeUndefined();
  });

  it('holds no more than twice its bound while 100,000 come one by one', () => {
    const store = new EventStore(1_000, () => 1);
    for (const event of events(0, 100_000)) {
      store.push([event]);
    }
    expect(store.size).toBe(1_000);
    expect(store.at(99_999)?.event.id).toBe('99999');
    expect(Reflect.get(store, 'held')).toHaveProperty('length', expect.any(Number));
    expect((Reflect.get(store, 'held') as unknown[]).length).toBeLessThanOrEqual(2_001);
  });

  it('tells listeners once a frame', () => {
    const frames: (() => void)[] = [];
    const store = new EventStore(10, (then) => frames.push(then));
    let told = 0;
    store.subscribe(() => told++);
    store.push(events(0, 3));
    store.push(events(3, 6));
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(told).toBe(1);
    store.push(events(6, 7));
    expect(frames).toHaveLength(2);
  });

  it('begins anew', () => {
    const store = new EventStore(2, () => 1);
    store.push(events(0, 9));
    store.clear();
    expect([store.size, store.total, store.begin]).toEqual([0, 0, undefined]);
  });
});
