import { describe, expect, it } from 'vitest';
import type { BotEvent } from '../../api/events.ts';
import { gapText, lineOf } from './lines.ts';

const known = { guild: () => undefined, channel: (id: string) => (id === '9' ? 'Bridge' : undefined), user: () => undefined };
const line = (type: string, data: object) => lineOf({ id: '1', type, timestamp: '', botId: '7', data } as BotEvent, known);
const author = { id: '3', username: 'ada', global_name: 'Ada' };

describe('lineOf', () => {
  it('tells what happened, as one would say it', () => {
    expect(line('MESSAGE_CREATE', { author, content: 'ahoy' })).toBe('Ada: ahoy');
    expect(line('MESSAGE_CREATE', { author, content: '<:boat:12> <@3>', mentions: [author] })).toBe('Ada: :boat: @Ada');
    expect(line('MESSAGE_CREATE', { author, content: '', embeds: [{}], attachments: [{}, {}] })).toBe('Ada: 1 embed, 2 files');
    expect(line('MESSAGE_REACTION_ADD', { user_id: '4', emoji: { id: '8', name: 'boat' } })).toBe('user 4 reacted with :boat:');
    expect(line('VOICE_STATE_UPDATE', { user_id: '4', channel_id: '9', member: { nick: 'Bo', user: { id: '4' } } })).toBe('Bo is in Bridge');
    expect(line('INTERACTION_CREATE', { type: 2, data: { type: 1, name: 'tide' }, member: { user: author } })).toBe('Ada used /tide');
    expect(line('SOMETHING_NEW', { name: 'x' })).toBe('x');
  });

  it('survives data of any kind', () => {
    for (const data of [null, 'x', 4, [], { author: 7, emoji: 'x', ids: 'x' }]) {
      for (const type of ['MESSAGE_CREATE', 'MESSAGE_REACTION_ADD', 'MESSAGE_DELETE_BULK', 'INTERACTION_CREATE', 'gap', 'OTHER', 'bot.health']) {
        expect(typeof line(type, data as object)).toBe('string');
      }
    }
  });
});

describe('gapText', () => {
  it('explains why events are lost, and of which shard', () => {
    expect(gapText({ from: '1', to: '2', reason: 'retention' })).toContain('older than the server keeps');
    expect(gapText({ reason: 'session_lost', shard: 2 })).toMatch(/forgotten.*shard 2/);
    expect(gapText({ reason: 'new_reason' })).toContain('new_reason');
  });
});
