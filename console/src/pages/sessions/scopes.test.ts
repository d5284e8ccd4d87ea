import { describe, expect, it } from 'vitest';
import { PRESETS, recipes, SCOPES, warnings } from './scopes.ts';

describe('scopes', () => {
  it('explains each scope once', () => {
    const names = SCOPES.map(([scope]) => scope);
    expect(new Set(names).size).toBe(9);
    expect(names).toHaveLength(9);
  });

  it('warns of scopes that do nothing alone', () => {
    expect(warnings(new Set(['webhooks']))).toHaveLength(1);
    expect(warnings(new Set(['webhooks', 'events']))).toEqual([]);
    expect(PRESETS.flatMap((preset) => warnings(new Set(preset.scopes)))).toEqual([]);
  });

  it('shows how to use a session', () => {
    const [curl, js] = recipes('http://127.0.0.1:8080', 'abc');
    expect(curl?.text).toContain("-H 'Authorization: abc'");
    expect(js?.text).toContain("client.login('abc')");
  });
});
