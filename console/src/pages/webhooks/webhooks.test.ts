import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client.ts';
import { bodyOf, draftOf, movesHost, problemsOf } from './form.ts';
import { redeliverAll, type Progress } from './redeliver.ts';
import { eventsText, outcomeOf, stateOf } from './state.ts';

const webhook = (change: Partial<Schemas['Webhook']> = {}): Schemas['Webhook'] => ({
  id: '5c0a9f3be81c2744',
  url: 'https://example.org/discord',
  types: ['MESSAGE_CREATE'],
  filters: { guildId: null, channelId: null, excludeBots: false, excludeSelf: true, contains: null },
  headers: { Authorization: '[REDACTED]', 'X-Old': '[REDACTED]' },
  description: '',
  enabled: true,
  disabledBecause: null,
  createdAt: '2026-11-23T12:00:00.000Z',
  ownerId: null,
  cursor: '1',
  lag: { events: 0, seconds: 0 },
  ...change,
});

const delivery = (change: Partial<Schemas['Delivery']> = {}): Schemas['Delivery'] => ({
  eventId: '1',
  type: 'MESSAGE_CREATE',
  attempt: 1,
  at: '2026-11-23T12:00:00.000Z',
  ms: 4,
  delivered: true,
  status: 204,
  answer: '',
  error: null,
  ...change,
});

describe('the form', () => {
  it('leaves headers that are kept out, and takes out those that were removed', () => {
    const draft = draftOf(webhook());
    draft.headers = [draft.headers[0]!, { name: 'X-New', value: 'n', kept: false }];
    expect(bodyOf(draft, webhook()).headers).toEqual({ 'X-Old': null, 'X-New': 'n' });
    expect(bodyOf(draftOf(webhook()), webhook())).not.toHaveProperty('headers');
  });

  it('moves the webhook in the log only when asked', () => {
    expect(bodyOf(draftOf(null), null)).not.toHaveProperty('cursor');
    expect(bodyOf({ ...draftOf(null), cursor: 'event', eventId: ' 12 ' }, null).cursor).toBe('12');
  });

  it('does not answer the bot itself unless told to', () => {
    expect(bodyOf(draftOf(null), null).filters?.excludeSelf).toBe(true);
  });

  it('says what is wrong before it is sent', () => {
    expect(problemsOf({ ...draftOf(null), url: 'example.org', cursor: 'event', eventId: 'x', headers: [{ name: '', value: 'a', kept: false }] })).toEqual({
      url: expect.any(String),
      eventId: expect.any(String),
      headers: expect.any(String),
    });
    expect(problemsOf({ ...draftOf(null), url: 'http://127.0.0.1:9000/' })).toEqual({});
  });

  it('knows when headers have to be given again', () => {
    expect(movesHost({ ...draftOf(webhook()), url: 'https://example.org/other' }, webhook())).toBe(false);
    expect(movesHost({ ...draftOf(webhook()), url: 'https://example.net/discord' }, webhook())).toBe(true);
  });
});

describe('the state', () => {
  it('is what one would say', () => {
    expect(stateOf(webhook()).text).toBe('Up to date');
    expect(stateOf(webhook({ lag: { events: 3, seconds: 2 } })).text).toBe('Delivering');
    expect(stateOf(webhook({ lag: { events: 3, seconds: 200 } })).text).toBe('Behind');
    expect(stateOf(webhook({ enabled: false, disabledBecause: 'the receiver answered 410' })).tone).toBe('danger');
    expect(outcomeOf(delivery({ delivered: false, status: null })).text).toBe('No answer');
    expect(eventsText(webhook({ types: [], filters: { guildId: '1', excludeBots: true } }))).toBe('all events, of one guild, not by bots');
  });
});

describe('redeliverAll', () => {
  it('tries each once, tells how far it is, and what came of those that failed', async () => {
    const told: Progress[] = [];
    const end = await redeliverAll(
      ['1', '2', '3', '4'],
      async (id) => {
        if (id === '2') {
          return [delivery({ delivered: false, status: 500, error: null })];
        }
        if (id === '3') {
          throw new Error('The server does not answer');
        }
        return id === '4' ? [] : [delivery()];
      },
      (progress) => told.push(progress),
      new AbortController().signal,
    );
    expect(told.map((one) => one.done)).toEqual([1, 2, 3, 4, 4]);
    expect([end.delivered, [...end.failed]]).toEqual([
      1,
      [
        ['2', 'The receiver answered 500.'],
        ['3', 'The server does not answer'],
        ['4', 'It is no dead letter any more.'],
      ],
    ]);
  });

  it('stops before the next one', async () => {
    const stop = new AbortController();
    const end = await redeliverAll(['1', '2', '3'], async () => (stop.abort(), [delivery()]), () => undefined, stop.signal);
    expect([end.done, end.running]).toEqual([1, false]);
  });
});
