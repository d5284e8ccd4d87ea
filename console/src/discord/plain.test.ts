import { expect, it } from 'vitest';
import { plainText } from './plain.ts';

const names = {
  user: (id: string) => (id === '11' ? 'Lin' : undefined),
  role: () => ({ name: 'Crew', color: null }),
  channel: () => ({ name: 'general', type: 'text' }),
  colorOf: () => null,
};

it.each([
  ['# Head\n- a **b**\n- `c`', 'Head a b c'],
  ['<@11> <@12> <@&1> <#1> <:gull:5> </tide now:5> @here', '@Lin @12 @Crew #general :gull: /tide now @here'],
  ['||secret|| [words](https://a.example)', '█████ words'],
  ['> a\n```js\nx\n```', 'a x'],
  ['x'.repeat(300), `${'x'.repeat(200)}…`],
])('says %j in one line', (text, expected) => {
  expect(plainText(text, names)).toBe(expected);
});
