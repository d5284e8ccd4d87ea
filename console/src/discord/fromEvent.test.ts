import { describe, expect, it } from 'vitest';
import cases from './fixtures/messages.json';
import { messageFromEvent, updatedFromEvent } from './fromEvent.ts';
import type { Message } from './messageTypes.ts';

describe('messageFromEvent', () => {
  // The server's tests read the same file, so that events and reads give the same.
  it.each(cases.map((each) => [each.name, each] as const))('reads a message that is %s', (_, { discord, view }) => {
    expect(messageFromEvent(discord)).toEqual(view);
  });

  it.each([null, 5, [], { author: [], attachments: 5, embeds: null, reactions: {}, type: 'x', timestamp: 5, poll: [], flags: 'x' }])('survives %j', (discord) => {
    expect(messageFromEvent(discord)).toMatchObject({ id: '', content: '', attachments: [], type: 'default' });
  });
});

describe('updatedFromEvent', () => {
  const all = cases.find((each) => each.name === 'all else');

  it('keeps what an update does not name', () => {
    const before = all?.view as unknown as Message;
    const after = updatedFromEvent(before, { id: before.id, channel_id: before.channelId, embeds: [{ title: 'unfurled' }], flags: 0 });
    const { flags: _, ...rest } = before;
    expect(after).toEqual({ ...rest, embeds: [{ title: 'unfurled' }] });
  });
});
