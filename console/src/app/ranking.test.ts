import { describe, expect, it } from 'vitest';
import { ranked } from './ranking.ts';

const commands = [
  { label: 'Permissions', words: 'why can not roles' },
  { label: 'Members', words: 'people roles kick' },
  { label: 'Other: Members', words: 'people' },
];

describe('the command palette', () => {
  it('puts names that begin with the text first', () => {
    expect(ranked(commands, 'mem').map((one) => one.label)).toEqual(['Members', 'Other: Members']);
  });

  it('finds by further words, and wants all of them', () => {
    expect(ranked(commands, 'roles kick').map((one) => one.label)).toEqual(['Members']);
    expect(ranked(commands, 'nothing')).toEqual([]);
  });
});
