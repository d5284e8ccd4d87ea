import { describe, expect, it } from 'vitest';
import { momentOf, whoOf } from './auditing.ts';
import { bytesText, lagText } from './parts.tsx';
import { plain } from './limits.tsx';
import { given } from './reading.ts';

describe('what the operator reads', () => {
  it('names who is behind a record', () => {
    expect(whoOf({ operator: true, session: null, tenant: null })).toBe('the operator');
    expect(whoOf({ operator: false, session: null, tenant: null })).toBe('a stranger');
    expect(whoOf({ operator: false, session: '9a0f3be81c27', tenant: 'acme' })).toBe('session 9a0f3be81c27 of acme');
  });

  it('takes local moments, and nothing for what is none', () => {
    expect(momentOf('')).toBeNull();
    expect(momentOf('yesterday')).toBeNull();
    expect(momentOf('2026-12-01T10:00')).toMatch(/^2026-1[12]-\d\dT\d\d:\d\d:00\.000Z$/);
  });

  it('says sizes and lags as people do', () => {
    expect([bytesText(0), bytesText(1_023), bytesText(1_536), bytesText(32 << 20)]).toEqual(['0 bytes', '1,023 bytes', '1.5 KiB', '32 MiB']);
    expect([lagText({ events: 0, seconds: 0 }), lagText({ events: 1_200, seconds: 3.4 })]).toEqual(['none', '1,200 events, 3 s']);
  });

  it('reads what is limited without its marks', () => {
    expect(plain('Records of the [audit](audit.md), as `x`')).toBe('Records of the audit, as x');
  });

  it('leaves out parameters without a value', () => {
    expect(given({ a: '', b: null, c: undefined, d: 'x', e: 0 })).toEqual({ d: 'x', e: 0 });
  });
});
