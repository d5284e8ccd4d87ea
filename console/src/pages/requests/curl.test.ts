import { expect, test } from 'vitest';
import { curlOf, dryRunPath } from './curl.ts';

test('a command quotes what a shell would read', () => {
  const command = curlOf({ method: 'POST', path: '/api/x', body: { content: "it's $HOME" } }, 'http://h');
  expect(command).toContain("'\\''");
  expect(command).toContain('$BOTSWAIN_SESSION');
});

test('a dry run keeps the query', () => {
  expect(dryRunPath({ path: '/api/x?a=1' })).toBe('/api/x?a=1&dryRun=true');
  expect(dryRunPath({ path: '/api/x' })).toBe('/api/x?dryRun=true');
});
