import type { Schemas } from '../../api/client.ts';

type Role = Schemas['Role'];

/** The roles that somebody can be given: not `@everyone`, and not those of bots and integrations. */
export function givable(roles: readonly Role[], guildId: string): Role[] {
  return roles.filter((role) => role.id !== guildId && role.managed !== true);
}

const FLAGS: readonly (readonly [number, string])[] = [
  [1 << 0, 'has left and rejoined'],
  [1 << 1, 'has completed onboarding'],
  [1 << 2, 'is exempt from verification'],
  [1 << 3, 'has started onboarding'],
  [1 << 4, 'is a guest, in voice channels only'],
  [1 << 5, 'has started the server guide'],
  [1 << 6, 'has completed the server guide'],
  [1 << 7, 'has a name that AutoMod blocks'],
  [1 << 10, 'has a server tag that AutoMod blocks'],
];

/** What Discord's flags of a member say. */
export function flagTexts(flags: number): string[] {
  return FLAGS.filter(([bit]) => (flags & bit) !== 0).map(([, text]) => text);
}

/** When a snowflake was made, in milliseconds since 1970. */
export function createdAt(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}
