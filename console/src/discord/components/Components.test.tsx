import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NamesContext, type Names } from '../names.ts';
import { Components } from './Components.tsx';
import { fields, list } from './fields.ts';
import { isKnown, KINDS } from './kinds.ts';
import { SurroundingsProvider } from './surroundings.ts';

/** One file for each type of Discord's document, with its cases by name, and one for what is in none. */
const FIXTURES = import.meta.glob<Record<string, unknown[]>>('./fixtures/*.json', { eager: true, import: 'default' });

/** Discord's OpenAPI document is not part of this repository: it may be beside it. */
const DOCUMENT = import.meta.glob<unknown>('../../../../../shared/discord/openapi.json', { eager: true, import: 'default' });

const names: Names = {
  user: (id) => (id === '894337768488960039' ? 'Lin Zhao' : undefined),
  role: () => undefined,
  channel: (id) => (id === '1132915064832000005' ? { name: 'general', type: 'text' } : undefined),
  colorOf: () => null,
};

const surroundings = { media: (url: string) => (url.startsWith('https:') ? `/media/${url.split('/').at(-1)}` : null) };

describe('Components', () => {
  for (const [path, cases] of Object.entries(FIXTURES)) {
    const name = path.replace(/^.*\/|\.json$/g, '');
    it(`draws ${name} as expected`, async () => {
      const drawn = Object.entries(cases).map(([title, components]) => `<!-- ${title} -->\n${draw(components)}`);
      await expect(`${drawn.join('\n\n')}\n`).toMatchFileSnapshot(`./fixtures/${name}.html`);
    });
  }

  it('has fixtures for every type that it knows', () => {
    const names = Object.keys(FIXTURES).map((path) => path.replace(/^.*\/|\.json$/g, ''));
    expect(names.sort()).toEqual([...KINDS.map((kind) => kind.name), 'UNKNOWN'].sort());
    for (const kind of KINDS) {
      const types = typesIn(FIXTURES[`./fixtures/${kind.name}.json`]);
      expect(types, kind.name).toContain(kind.type);
    }
  });

  it('knows every type of the document', () => {
    const document = Object.values(DOCUMENT)[0];
    if (document === undefined) {
      console.warn("Discord's OpenAPI document is not beside this repository: only the table of our own was checked");
      return;
    }
    const types = fields(fields(fields(fields(document).components).schemas).MessageComponentTypes);
    const theirs = list(types.oneOf).map((one) => `${String(one.const)} ${String(one.title)}`);
    expect(theirs.length).toBeGreaterThan(15);
    expect(KINDS.map((kind) => `${kind.type} ${kind.name}`)).toEqual(theirs);
    expect(isKnown(99)).toBe(false);
  });
});

function typesIn(value: unknown): number[] {
  if (Array.isArray(value)) {
    return value.flatMap(typesIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = 'type' in value && typeof value.type === 'number' ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(typesIn)];
}

/** One element a line, indented, without the paths of icons. */
function draw(components: unknown[]): string {
  const html = renderToStaticMarkup(
    <NamesContext value={names}>
      <SurroundingsProvider value={surroundings}>
        <Components components={components} />
      </SurroundingsProvider>
    </NamesContext>,
  );
  const pieces = html.replace(/<svg[^>]*class="lucide lucide-([\w-]+)[^>]*>.*?<\/svg>/g, '<icon-$1/>').match(/<[^>]*>|[^<]+/g) ?? [];
  let depth = 0;
  return pieces
    .map((piece) => {
      const closes = piece.startsWith('</');
      depth -= closes ? 1 : 0;
      const line = '  '.repeat(depth) + piece;
      depth += /^<[^/!][^>]*[^/]>$/.test(piece) ? 1 : 0;
      return line;
    })
    .join('\n');
}
