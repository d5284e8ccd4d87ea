import { describe, expect, it } from 'vitest';
import { answer, because, decides, filterRows, permissionLabel, says, type Explained, type Layer, type PermissionRow } from './words.ts';

const SENDING: PermissionRow = {
  name: 'SEND_MESSAGES',
  granted: false,
  appliesTo: 'channel',
  needsTwoFactor: false,
  decidedBy: { kind: 'role_overwrite', id: '7', name: 'Deckhand' },
};
const VIEWING: PermissionRow = { ...SENDING, name: 'VIEW_CHANNEL', granted: true, decidedBy: { kind: 'everyone', id: '1', name: '@everyone' } };
const KICKING: PermissionRow = { ...SENDING, name: 'KICK_MEMBERS', appliesTo: 'guild', decidedBy: null };
const SPEAKING: PermissionRow = { ...SENDING, name: 'SPEAK', granted: true, appliesTo: 'other_channels' };
const LAYER: Layer = { kind: 'role_overwrite', id: '7', name: 'Deckhand', allow: ['EMBED_LINKS'], deny: ['SEND_MESSAGES'], explanation: '' };

const EXPLAINED: Explained = {
  guild: { id: '1', name: 'The Harbour', twoFactorRequired: false, verificationLevel: 'none' },
  channel: { id: '2', name: 'rules', type: 'text', rulingId: '2' },
  user: {
    id: '3',
    username: 'lin',
    displayName: 'Lin',
    avatar: '',
    bot: false,
    self: false,
    owner: false,
    administrator: false,
    pending: false,
    timedOutUntil: null,
    rank: null,
  },
  bits: '1024',
  permissions: [VIEWING, SENDING, KICKING, SPEAKING],
  layers: [LAYER],
  conditions: [],
  target: null,
};

describe('answer', () => {
  it('permission_denied_namesTheOverwrite', () => {
    expect(answer(EXPLAINED, 'SEND_MESSAGES')).toBe('Lin lacks “Send messages” in #rules: the channel’s overwrite of the role Deckhand denies it.');
  });
  it('permission_ofTheGuild_isAboutTheGuild', () => {
    expect(answer(EXPLAINED, 'KICK_MEMBERS')).toBe('Lin lacks “Kick members” in The Harbour: no role and no overwrite gives it.');
  });
  it('noPermission_asksNothing_saysHowMany', () => {
    expect(answer(EXPLAINED, null)).toBe('Lin has 1 of the 3 permissions that count in #rules.');
  });
  it('owner_isSaidToBeIt', () => {
    expect(answer({ ...EXPLAINED, user: { ...EXPLAINED.user, owner: true } }, null)).toContain('because the guild is theirs');
  });
  it('hiddenChannel_isSaidFirst', () => {
    const hidden = { ...EXPLAINED, permissions: [{ ...VIEWING, granted: false, decidedBy: { kind: 'everyone_overwrite' as const, id: '1', name: '@everyone' } }] };
    expect(answer(hidden, null)).toBe('Lin cannot see #rules: the channel’s overwrite of @everyone denies it.');
  });
});

it('because_everyKind_isASentence', () => {
  expect(because(VIEWING)).toBe('@everyone has it in the whole guild');
});

it('label_isAsInDiscord', () => {
  expect(permissionLabel('READ_MESSAGE_HISTORY')).toBe('Read message history');
  expect(permissionLabel('MODERATE_MEMBERS')).toBe('Time out members');
});

it('layer_saysAndDecides', () => {
  expect(says(LAYER, 'SEND_MESSAGES')).toBe('deny');
  expect(says(LAYER, 'EMBED_LINKS')).toBe('allow');
  expect(says(LAYER, 'SPEAK')).toBeNull();
  expect(decides(LAYER, SENDING)).toBe(true);
  expect(decides(LAYER, VIEWING)).toBe(false);
});

it('filter_byTextStateAndPlace', () => {
  expect(filterRows(EXPLAINED.permissions, '', 'all', false)).toHaveLength(3);
  expect(filterRows(EXPLAINED.permissions, 'kick m', 'all', true)).toEqual([KICKING]);
  expect(filterRows(EXPLAINED.permissions, '', 'missing', true)).toEqual([SENDING, KICKING]);
});
