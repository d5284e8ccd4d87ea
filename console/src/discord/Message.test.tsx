import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import cases from './fixtures/messages.json';
import { isGrouped } from './grouping.ts';
import { MessageView, type MessageProps } from './Message.tsx';
import { MESSAGE_TYPES, type Message } from './messageTypes.ts';
import { NamesContext } from './names.ts';

const HOSTILE = '<img src=x onerror=alert(1)>"\'><script>alert(1)</script>\u202e\u0336';

function named(name: string): Message {
  return cases.find((each) => each.name === name)?.view as unknown as Message;
}

function draw(message: Message, more: Partial<MessageProps> = {}): string {
  return renderToStaticMarkup(
    <NamesContext.Provider value={{ user: () => undefined, role: () => undefined, channel: () => undefined, colorOf: () => '#ff8800' }}>
      <MessageView message={message} {...more} />
    </NamesContext.Provider>,
  );
}

describe('MessageView', () => {
  it('draws who wrote it, when and what', () => {
    const html = draw(named('plain'));
    expect(html).toContain('<bdi>lin</bdi>');
    expect(html).toContain('dateTime="2026-11-23T12:00:00.123Z"');
    expect(html).toContain('>Ahoy</span>');
    expect(html).toContain('background:#ff8800');
    expect(draw(named('plain'), { grouped: true })).not.toContain('<bdi>lin</bdi>');
  });

  it('draws what it answers, or that this is gone', () => {
    expect(draw(named('reply'))).toContain('<bdi>Ahoy</bdi>');
    expect(draw(named('reply to what is deleted'))).toContain('The original message was deleted');
  });

  it('draws a forwarded message', () => {
    const html = draw(named('forwarded'));
    expect(html).toContain('Forwarded');
    expect(html).toContain('>was</span>');
  });

  it('draws all else', () => {
    const html = draw(named('all else'), { onOpenThread: () => undefined });
    for (const part of ['/tide', 'Spoiler', 'voice.ogg', 'Voice message, 1.5 s, 9 bytes', '2 votes, 100%', 'Sticker: <bdi>Wave', '2 reactions with :x:', '<b><bdi>T</bdi></b>', 'embed-title']) {
      expect(html, part).toContain(part);
    }
  });

  it('says what is in a message of every type', () => {
    for (const type of Object.values(MESSAGE_TYPES)) {
      expect(draw({ ...named('plain'), type }).length, type).toBeGreaterThan(200);
    }
    expect(draw({ ...named('plain'), type: 'user_join' })).toContain('joined the server');
    expect(draw({ ...named('plain'), content: '' })).toContain('Nothing that the bot may read');
  });

  it('makes nothing of hostile content but text', () => {
    const before = named('all else');
    const json = JSON.stringify(before, (key, value: unknown) =>
      typeof value === 'string' && !['id', 'channelId', 'type', 'timestamp', 'contentType', 'formatType', 'emojiId', 'url', 'proxyUrl', 'waveform', 'expiry', 'custom_id'].includes(key) ? HOSTILE : value,
    );
    const message = { ...(JSON.parse(json) as Message), editedAt: null, flags: [] };
    const evil = { type: 'rich', title: HOSTILE, url: 'javascript:alert(1)', author: { name: HOSTILE, url: 'javascript:alert(1)', icon_url: 'data:text/html,x' }, image: { url: 'javascript:alert(1)' }, footer: { text: HOSTILE } };
    const html = draw({ ...message, embeds: [evil, ...message.embeds], attachments: message.attachments.map((each) => ({ ...each, url: 'javascript:alert(1)' })) });
    expect(html).not.toMatch(/<script|<img src=x|javascript:|data:text/);
    expect(html).not.toMatch(/(href|src)="(?!https?:|\/api\/console\/media\?url=)/);
  });

  it('draws 6,000 characters and twenty-five fields', () => {
    const fields = Array.from({ length: 40 }, () => ({ name: 'n'.repeat(256), value: '**'.repeat(512), inline: true }));
    expect(draw({ ...named('plain'), content: 'a'.repeat(6_000), embeds: [{ type: 'rich', fields }] }).match(/embed-field embed-field-inline/g)).toHaveLength(25);
  });
});

describe('isGrouped', () => {
  const first = named('plain');
  const at = (ms: number) => ({ ...first, timestamp: new Date(Date.parse(first.timestamp) + ms).toISOString() });

  it('puts what one person says in a few minutes together', () => {
    expect(isGrouped(first, at(60_000))).toBe(true);
    expect(isGrouped(first, at(8 * 60_000))).toBe(false);
    expect(isGrouped(undefined, first)).toBe(false);
    expect(isGrouped(first, { ...at(1), author: { ...first.author, id: '1' } })).toBe(false);
    expect(isGrouped(first, { ...at(1), type: 'reply' })).toBe(false);
    expect(isGrouped({ ...first, type: 'user_join' }, at(1))).toBe(false);
    expect(isGrouped(first, { ...at(1), webhookId: '9' })).toBe(false);
  });
});
