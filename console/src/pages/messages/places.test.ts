import { expect, it } from 'vitest';
import { groupsOf, type Channel } from './places.ts';

function channel(id: string, type: Channel['type'], parentId: string | null = null): Channel {
  return { id, name: id, type, parentId, position: 0, topic: null, nsfw: false };
}

it('puts channels below categories and threads below channels', () => {
  const groups = groupsOf([
    channel('loose', 'text'),
    channel('empty', 'category'),
    channel('deck', 'category'),
    channel('general', 'text', 'deck'),
    channel('sail', 'public_thread', 'general'),
    channel('orphan', 'public_thread', 'hidden'),
    channel('of a hidden category', 'text', 'hidden'),
  ]);
  expect(groups.map((group) => [group.category?.id ?? null, group.places.map((place) => [place.channel.id, ...place.threads.map((each) => each.id)])])).toEqual([
    [null, [['loose'], ['of a hidden category']]],
    ['deck', [['general', 'sail']]],
  ]);
});
