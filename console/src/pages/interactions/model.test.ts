import { describe, expect, it } from 'vitest';
import { choicesOf, linesOf } from '../../discord/choices.ts';
import { formOf, messageOf, summary, ways, withoutToken, type Interaction } from './model.ts';

const COMMAND: Interaction = {
  id: '1',
  answerable: true,
  type: 'command',
  state: 'waiting',
  reaction: null,
  createdAt: '2026-11-23T12:00:00.000Z',
  answerInMs: 2_000,
  tokenInMs: 899_000,
  command: { id: '2', name: 'tide', type: 'chat_input', options: [{ name: 'harbour', type: 'string', value: 'outer', shown: 'outer', focused: false }], target: null },
  customId: null,
  values: null,
  fields: null,
  user: { id: '3', username: 'ada', displayName: 'Ada', avatar: '', bot: false },
  guildId: null,
  channelId: null,
  messageId: null,
};

describe('interactions', () => {
  it('keep no token', () => {
    const { answerable: _, ...rest } = COMMAND;
    expect(JSON.stringify(withoutToken({ ...rest, token: 'secret' }))).not.toContain('secret');
    expect(withoutToken({ ...rest, token: '[REDACTED]' }).answerable).toBe(false);
  });

  it('can be answered as Discord allows', () => {
    expect(ways(COMMAND)).toEqual(['reply', 'defer', 'modal']);
    expect(ways({ ...COMMAND, type: 'component', messageId: '4' })).toEqual(['reply', 'update', 'defer', 'modal']);
    expect(ways({ ...COMMAND, type: 'modal' })).toEqual(['reply', 'defer']);
    expect(ways({ ...COMMAND, type: 'autocomplete' })).toEqual(['autocomplete']);
    expect(ways({ ...COMMAND, state: 'deferred' })).toEqual(['reply', 'followup']);
    expect(ways({ ...COMMAND, state: 'answered' })).toEqual(['followup']);
    expect(ways({ ...COMMAND, answerable: false })).toEqual([]);
  });

  it('say what the user did', () => {
    expect(summary(COMMAND)).toBe('/tide harbour: outer');
    expect(summary({ ...COMMAND, command: null, customId: 'crew', values: [{ value: '3', shown: 'Ada' }] })).toBe('crew: Ada');
  });
});

describe('messageOf', () => {
  it('joins the text and the JSON', () => {
    expect(messageOf('Hi', true, '{"embeds": []}')).toEqual({ content: 'Hi', ephemeral: true, embeds: [] });
    expect(() => messageOf('', false, '[]')).toThrow('JSON of a message');
  });
});

describe('formOf', () => {
  it('makes labels with inputs', () => {
    expect(formOf([{ key: 1, label: 'Boat', customId: '', paragraph: false, required: true, placeholder: '' }])).toEqual([
      { type: 18, label: 'Boat', component: { type: 4, custom_id: 'field-1', style: 1, required: true } },
    ]);
  });
});

describe('choicesOf', () => {
  it('reads lines, and writes them again', () => {
    expect(choicesOf('Outer harbour = outer\n\nNorth', false)).toEqual([
      { name: 'Outer harbour', value: 'outer' },
      { name: 'North', value: 'North' },
    ]);
    expect(choicesOf('Two = 2', true)).toEqual([{ name: 'Two', value: 2 }]);
    expect(linesOf(choicesOf('Outer harbour = outer\nNorth', false))).toBe('Outer harbour = outer\nNorth');
  });
});
