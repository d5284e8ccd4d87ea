import { describe, expect, it } from 'vitest';
import { wholeNumber } from './parts.tsx';
import { QUOTAS, textsOf, valuesOf } from './quotas.tsx';

describe('quotas in a form', () => {
  it('take nothing for the server’s own', () => {
    const values = valuesOf(textsOf(null));
    expect(values).toEqual({ quotas: Object.fromEntries(QUOTAS.map(({ name }) => [name, null])), retention: null });
  });

  it('come back as they went out', () => {
    const tenant = {
      name: 'acme',
      quotas: { bots: 20, sessions: null, webhooks: 0, eventsPerDay: null, bytes: 1_073_741_824, requestsPerSecond: 5, uploads: null },
      retention: { seconds: 600, events: 100 },
      applications: 1,
      bots: 1,
    };
    expect(valuesOf(textsOf(tenant))).toEqual({ quotas: tenant.quotas, retention: tenant.retention });
  });

  it('refuse what is no number, and half a retention', () => {
    expect(valuesOf({ ...textsOf(null), bots: 'many' })).toMatch(/Bots/);
    expect(valuesOf({ ...textsOf(null), bots: '-1' })).toMatch(/Bots/);
    expect(valuesOf({ ...textsOf(null), seconds: '60' })).toMatch(/both/);
  });

  it('read numbers as people write them', () => {
    expect([wholeNumber(' 1 000,000 '), wholeNumber(''), wholeNumber('1.5'), wholeNumber('1e9')]).toEqual([1_000_000, null, undefined, undefined]);
  });
});
