import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the README of the console promises about its sources, held here. */
const SRC = resolve(import.meta.dirname, '../src');
const GENERATED = 'api/schema.d.ts';

/** Which folders a folder may import from, besides itself. Pages may not import from other pages. */
const ARROWS: Record<string, readonly string[]> = {
  api: [],
  ui: [],
  discord: ['api', 'ui'],
  app: ['api', 'ui', 'pages'],
  pages: ['api', 'app', 'discord', 'ui'],
};

const FORBIDDEN: readonly [RegExp, string][] = [
  [/\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|dangerouslySetInnerHTML|document\.write/, 'builds HTML from text'],
  [/\beval\(|new Function\(/, 'runs text as code'],
  [/\bas any\b|: any\b|<any>/, 'gives up on types'],
  [/@ts-ignore|@ts-expect-error|@ts-nocheck/, 'gives up on types'],
  [/\bfetch\(/, 'fetches without the client'],
  [/\bsessionStorage\b|document\.cookie|\bindexedDB\b/, 'keeps what nobody looks after'],
];

const MAY: Record<string, readonly string[]> = {
  'fetches without the client': ['api/client.ts', 'api/connection.ts', 'pages/composer/code.ts'],
};

const LONGEST = 400;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(ts|tsx|css)$/.test(name) && name !== GENERATED);
const text = (name: string) => readFileSync(join(SRC, name), 'utf8');
const code = files.filter((name) => !name.endsWith('.css') && !/\.test\.tsx?$/.test(name));

/** The folder of a file, and the page's own below `pages`. */
function home(name: string): { folder: string; page: string | undefined } {
  const [folder = '', page] = name.split('/');
  return { folder: name.includes('/') ? folder : '', page: folder === 'pages' ? page : undefined };
}

function imports(name: string): string[] {
  const found = text(name).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, path = '']) => relative(SRC, resolve(SRC, dirname(name), path)).replaceAll('\\', '/'));
}

describe('the sources of the console', () => {
  it('import along the arrows only', () => {
    const wrong = code.flatMap((name) => {
      const { folder, page } = home(name);
      return imports(name)
        .filter((target) => {
          const other = home(target);
          if (folder === '' || target === GENERATED) {
            return false;
          }
          return other.folder === folder ? other.page !== page : !(ARROWS[folder] ?? []).includes(other.folder);
        })
        .map((target) => `${name} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each(FORBIDDEN)('contain nothing like %s, which %s', (pattern, what) => {
    const wrong = code.filter((name) => !(MAY[what] ?? []).includes(name) && pattern.test(text(name)));
    expect(wrong).toEqual([]);
  });

  it('name nothing on another origin that a browser would load', () => {
    const wrong = files.filter((name) => !/\.test\.tsx?$/.test(name) && /url\(\s*['"]?https?:|src="https?:|@import/.test(text(name)));
    expect(wrong).toEqual([]);
  });

  it('are short', () => {
    expect(files.filter((name) => text(name).split('\n').length > LONGEST)).toEqual([]);
  });
});
