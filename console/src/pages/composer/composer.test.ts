import { describe, expect, it } from 'vitest';
import { curl, discordJs, jda } from './code.ts';
import { freeName, messageOfLink, readDrafts, withDraft, writeDrafts, type Draft } from './drafts.ts';
import { fromJson, toDiscord } from './exchange.ts';
import { at, insert, move, pathText, put, remove, type JsonObject } from './json.ts';
import { componentCounts, embedCharacters, lengthOf, problems } from './limits.ts';
import { initial, isV2, reduce, type Action, type State } from './model.ts';
import { FORMS } from './schema.ts';
import { TEMPLATES } from './templates.ts';

const CHANNEL = { is: 'channel', guildId: '1', channelId: '2' } as const;

function run(state: State, ...actions: Action[]): State {
  return actions.reduce(reduce, state);
}

describe('values by path', () => {
  const message: JsonObject = { embeds: [{ title: 'a', author: { name: 'b' } }, { title: 'c' }] };

  it('takes out what is empty, and objects that become empty by that', () => {
    expect(put(message, ['embeds', 0, 'author', 'name'], '')).toEqual({ embeds: [{ title: 'a' }, { title: 'c' }] });
    expect(put({ content: 'x' }, ['content'], '')).toEqual({});
    expect(put({ embeds: [{ title: 'a' }] }, ['embeds', 0, 'title'], '')).toEqual({ embeds: [{}] });
  });

  it('makes what is missing on the way', () => {
    expect(put({}, ['embeds', 0, 'footer', 'text'], 'x')).toEqual({ embeds: [{ footer: { text: 'x' } }] });
    expect(at({}, ['embeds', 0, 'title'])).toBeUndefined();
  });

  it('inserts, moves and removes', () => {
    expect(insert({}, ['embeds'], 0, { title: 'x' })).toEqual({ embeds: [{ title: 'x' }] });
    expect(at(move(message, ['embeds', 1], -1), ['embeds', 0, 'title'])).toBe('c');
    expect(move(message, ['embeds', 0], -1)).toBe(message);
    expect(remove(remove(message, ['embeds', 0]), ['embeds', 0])).toEqual({});
    expect(pathText(['embeds', 0, 'author', 'name'])).toBe('embeds[0].author.name');
  });
});

describe('the state of the composer', () => {
  it('takes typing in one field as one step until the user rests', () => {
    const typed = (value: string, atMs: number): Action => ({ do: 'set', path: ['content'], value, atMs });
    const state = run(initial(), typed('a', 1_000), typed('ab', 1_200), typed('abc', 9_000));
    expect(reduce(state, { do: 'undo' }).message).toEqual({ content: 'ab' });
    expect(run(state, { do: 'undo' }, { do: 'undo' }).message).toEqual({});
    expect(run(state, { do: 'undo' }, { do: 'undo' }, { do: 'undo' }, { do: 'redo' }).message).toEqual({ content: 'ab' });
  });

  it('forgets what was undone once something else is done', () => {
    const state = run(initial({ content: 'a' }), { do: 'replace', message: { content: 'b' } }, { do: 'undo' }, { do: 'replace', message: { content: 'c' } });
    expect(reduce(state, { do: 'redo' }).message).toEqual({ content: 'c' });
  });

  it('keeps what it can when the kind of message changes', () => {
    const row = { type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] };
    const classic = initial({ content: 'Ahoy', embeds: [{ title: 'Tide', color: 5, image: { url: 'https://a/b' } }], components: [row] });
    const v2 = reduce(classic, { do: 'mode', v2: true });
    expect(isV2(v2.message)).toBe(true);
    expect(v2.message.components).toEqual([
      { type: 10, content: 'Ahoy' },
      { type: 17, accent_color: 5, components: [{ type: 10, content: '## Tide' }, { type: 12, items: [{ media: { url: 'https://a/b' } }] }] },
      row,
    ]);
    const back = reduce(v2, { do: 'mode', v2: false });
    expect(back.message).toEqual({ content: 'Ahoy\n## Tide', components: [row] });
    expect(reduce(reduce(back, { do: 'undo' }), { do: 'undo' }).message).toBe(classic.message);
  });
});

describe('the limits', () => {
  it('count characters as Discord does', () => {
    expect(lengthOf('  ⛵🙂  ')).toBe(2);
    expect(embedCharacters({ embeds: [{ title: 'ab', fields: [{ name: 'c', value: 'd' }] }, { footer: { text: 'ef' } }] })).toBe(6);
  });

  it.each([
    [{ content: 'x'.repeat(2_001) }, 'content', '2001 of at most 2000 characters'],
    [{ embeds: [{ title: 'x'.repeat(257) }] }, 'embeds[0].title', '257 of at most 256 characters'],
    [{ embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' })) }] }, 'embeds[0].fields', '26 of at most 25 fields'],
    [{ embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] }, 'embeds', '6001 of at most 6000 characters together'],
    [{ components: [1, 2, 3, 4, 5, 6].map(() => ({ type: 1 })) }, 'components', '6 of at most 5 rows'],
    [
      { flags: ['is_components_v2'], components: [{ type: 17, components: Array.from({ length: 40 }, () => ({ type: 14 })) }] },
      'components',
      '41 of at most 40 components, with those within others',
    ],
    [
      { flags: ['is_components_v2'], components: [{ type: 10, content: 'x'.repeat(2_001) }, { type: 10, content: 'x'.repeat(2_000) }] },
      'components',
      '4001 of at most 4000 characters of text',
    ],
    [{ components: [{ type: 1, components: [{ type: 3, placeholder: 'x'.repeat(151) }] }] }, 'components[0].components[0].placeholder', '151 of at most 150 characters'],
    [{ poll: { answers: [{ poll_media: { text: 'x'.repeat(56) } }] } }, 'poll.answers[0]', '56 of at most 55 characters'],
  ])('find %#', (message, field, sentence) => {
    expect(problems(message, 0)).toContainEqual({ field, sentence });
  });

  it('find nothing in the templates and in new components', () => {
    for (const template of TEMPLATES) {
      expect(problems(template.message(), 0), template.name).toEqual([]);
    }
    for (const form of FORMS) {
      expect(problems({ components: [form.make()] }, 0), form.label).toEqual([]);
    }
    expect(problems({}, 11)).toEqual([{ field: 'attachments', sentence: '11 of at most 10 files' }]);
  });

  it('count an accessory', () => {
    expect(componentCounts({ components: [{ type: 9, components: [{ type: 10, content: 'abc' }], accessory: { type: 2 } }] })).toEqual({
      components: 3,
      characters: 3,
    });
  });
});

describe('JSON in and out', () => {
  it("reads Discord's spelling and ours, and writes both", () => {
    const discord = {
      content: 'x',
      flags: 1 << 12,
      message_reference: { message_id: '5' },
      sticker_ids: ['6'],
      allowed_mentions: { parse: ['users'], replied_user: true },
    };
    const ours = fromJson(JSON.stringify(discord));
    expect(ours.errors).toEqual([]);
    expect(ours.message).toEqual({
      content: 'x',
      flags: ['suppress_notifications'],
      replyTo: '5',
      stickerIds: ['6'],
      allowedMentions: { parse: ['users'], repliedUser: true },
    });
    expect(fromJson(JSON.stringify(ours.message)).message).toEqual(ours.message);
    expect(toDiscord(ours.message)).toEqual(discord);
  });

  it('names the place of what is wrong', () => {
    expect(fromJson('{"content": ').errors[0]).toContain('This is not JSON');
    expect(fromJson('[]').errors).toEqual(['A message is an object: it begins with {']);
    expect(fromJson('{"embeds": [{"title": 5}, {"fields": [{"name": "x"}]}], "speed": 3}').errors).toEqual([
      'embeds[0].title must be a string',
      'embeds[1].fields[0] must have a name and a value',
      'speed is no field of a message',
    ]);
    expect(fromJson('{"components": [{"type": 17, "components": [{}]}]}').errors).toEqual([
      'components[0].components[0] must be a component: an object with the number of its type',
    ]);
  });

  it('sets the flag that components V2 need, and says what it leaves out', () => {
    const made = fromJson('{"components": [{"type": 10, "content": "x"}], "username": "Captain"}');
    expect(isV2(made.message)).toBe(true);
    expect(made.notes).toEqual(['username was left out']);
  });
});

describe('code to copy', () => {
  it('is for curl', () => {
    expect(curl('http://127.0.0.1:8080', CHANNEL, { content: "It's on" }, [])).toBe(
      `curl -X POST http://127.0.0.1:8080/api/channels/2/messages \\\n  -H "Authorization: $SESSION" \\\n  -H 'Content-Type: application/json' \\\n  -d '{\n  "content": "It'\\''s on"\n}'\n`,
    );
    expect(curl('', { is: 'user', userId: '7' }, {}, [{ name: 'a.png', description: '', spoiler: false }])).toContain("-F 'file=@a.png'");
  });

  it('is for discord.js', () => {
    const code = discordJs(CHANNEL, { content: "It's", replyTo: '5', poll: { question: { text: 'Q' }, answers: [{ poll_media: { text: 'A' } }] } }, []);
    expect(code).toContain("content: 'It\\'s'");
    expect(code).toContain("messageReference: '5'");
    expect(code).toContain("text: 'A'");
    // It is JavaScript.
    expect(() => Function(`return async () => {${code}}`)).not.toThrow();
  });

  it('is for JDA where JDA has a short way', () => {
    expect(jda(CHANNEL, { content: 'x', embeds: [{ title: 'T' }] }, [])).toContain('EmbedBuilder.fromData');
    expect(jda(CHANNEL, { flags: ['is_components_v2'] }, [])).toBeNull();
  });
});

describe('drafts', () => {
  const draft = (name: string, content = 'x'): Draft => ({ name, message: { content }, target: CHANNEL, savedAt: '2026-12-01T00:00:00Z' });

  it('survive a reload, without what cannot be read', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    expect(readDrafts(storage, '1')).toEqual([]);
    writeDrafts(storage, '1', [draft('a')]);
    expect(readDrafts(storage, '1')).toEqual([draft('a')]);
    expect(readDrafts(storage, '2')).toEqual([]);
    storage.setItem('botswain-drafts-1', JSON.stringify([draft('a'), { name: 5 }, { ...draft('b'), target: { is: 'moon' } }]));
    expect(readDrafts(storage, '1')).toEqual([draft('a')]);
    storage.setItem('botswain-drafts-1', '{');
    expect(readDrafts(storage, '1')).toEqual([]);
  });

  it('are bounded in number and size', () => {
    let drafts: Draft[] = [];
    for (let number = 0; number < 30; number++) {
      drafts = withDraft(drafts, draft(`d${number}`));
    }
    expect(drafts).toHaveLength(20);
    expect(drafts[0]?.name).toBe('d29');
    expect(withDraft([draft('big', 'x'.repeat(390_000)), draft('old', 'x'.repeat(20_000))], draft('new'))).toHaveLength(2);
    expect(freeName([draft('Draft'), draft('Draft 2')])).toBe('Draft 3');
  });

  it('say so when the browser has no room', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    expect(writeDrafts(full, '1', [draft('a')])).toBe(false);
  });

  it('begin with the link of a message', () => {
    expect(messageOfLink('https://discord.com/channels/1/22/333')).toEqual({ channelId: '22', messageId: '333' });
    expect(messageOfLink('https://ptb.discord.com/channels/@me/22/333')).toEqual({ channelId: '22', messageId: '333' });
    expect(messageOfLink('22/333')).toEqual({ channelId: '22', messageId: '333' });
    expect(messageOfLink('https://discord.com.evil.test/channels/1/22/333')).toBeNull();
  });
});
