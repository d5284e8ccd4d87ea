import { describe, expect, it } from 'vitest';
import { DocumentError, parse } from './document.ts';
import { compare, duplicates, result, settable, type Command } from './model.ts';

const TIDE: Command = {
  id: '1',
  name: 'tide',
  type: 'chat_input',
  description: 'High water',
  options: [{ type: 3, name: 'harbour', description: 'Where', required: false }],
  contexts: ['guild'],
  integrationTypes: ['guild_install'],
  nameLocalizations: null,
  defaultMemberPermissions: null,
  nsfw: false,
};
const OLD: Command = { id: '2', name: 'old', type: 'user' };

describe('settable', () => {
  it('leaves out what is empty', () => {
    expect(settable(TIDE)).toEqual({
      name: 'tide',
      type: 'chat_input',
      description: 'High water',
      options: [{ type: 3, name: 'harbour', description: 'Where' }],
      contexts: ['guild'],
      integrationTypes: ['guild_install'],
    });
  });

  it('keeps an empty list of permissions: only administrators', () => {
    expect(settable({ ...OLD, defaultMemberPermissions: [] }).defaultMemberPermissions).toEqual([]);
  });
});

describe('compare', () => {
  const same = { name: 'tide', description: 'High water', options: [{ type: 3, name: 'harbour', description: 'Where' }] };

  it('finds what is the same, though Discord has filled in the rest', () => {
    expect(compare([TIDE], [same], true).map((one) => one.is)).toEqual(['same']);
  });

  it('names the fields that change', () => {
    const [change] = compare([TIDE], [{ ...same, description: 'Low water' }], true);
    expect(change).toMatchObject({ is: 'change', fields: ['description'] });
  });

  it('creates what is new, and deletes the rest only if it is told to', () => {
    const wanted = [{ name: 'berth', description: 'Book' }];
    expect(compare([OLD], wanted, true).map((one) => one.is)).toEqual(['create', 'delete']);
    const keeping = compare([OLD], wanted, false);
    expect(keeping.map((one) => one.is)).toEqual(['create', 'keep']);
    expect(result(keeping).map((one) => one.name)).toEqual(['berth', 'old']);
    expect(result(compare([OLD], wanted, true)).map((one) => one.name)).toEqual(['berth']);
  });

  it('keeps what Discord has filled in where a command changes', () => {
    const [made] = result(compare([TIDE], [{ ...same, description: 'Low water' }], true));
    expect(made).toMatchObject({ description: 'Low water', contexts: ['guild'] });
  });

  it('tells commands of one name apart by their kind', () => {
    expect(compare([OLD], [{ name: 'old', description: 'Old' }], true).map((one) => one.is)).toEqual(['create', 'delete']);
  });
});

describe('duplicates', () => {
  it('are a guild’s commands with the kind and name of a global one', () => {
    expect(duplicates([TIDE], [{ ...TIDE, id: '3', guildId: '9' }, OLD]).map((one) => one.id)).toEqual(['3']);
  });
});

describe('parse', () => {
  it('reads Discord’s spelling', () => {
    const [made] = parse('[{"id":"1","name":"tide","type":1,"default_member_permissions":"0","contexts":[0,1],"integration_types":[1],"name_localizations":{"de":"gezeiten"}}]');
    expect(made).toEqual({
      name: 'tide',
      type: 'chat_input',
      defaultMemberPermissions: [],
      contexts: ['guild', 'bot_dm'],
      integrationTypes: ['user_install'],
      nameLocalizations: { de: 'gezeiten' },
    });
  });

  it.each([
    ['{', 'not JSON'],
    ['3', 'Write a list'],
    ['[{}]', 'needs a name'],
    ['[{"name":"a","colour":1}]', 'colour'],
    ['[{"name":"a"},{"name":"a","type":1}]', 'twice'],
    ['[{"name":"a","default_member_permissions":"32"}]', 'MANAGE_GUILD'],
  ])('says what is wrong with %s', (text, part) => {
    expect(() => parse(text)).toThrow(DocumentError);
    expect(() => parse(text)).toThrow(part);
  });
});
