import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from './Markdown.tsx';
import { parseMarkdown, type MarkdownNode } from './markdown.ts';
import { NamesContext, type Names } from './names.ts';

const names: Names = {
  user: (id) => (id === '11' ? '<b>Lin</b>' : undefined),
  role: (id) => (id === '12' ? { name: 'Crew', color: '#ff0000' } : undefined),
  channel: (id) => (id === '13' ? { name: 'general', type: 'text' } : undefined),
  colorOf: () => null,
};

function draw(text: string): string {
  const html = renderToStaticMarkup(
    <NamesContext.Provider value={names}>
      <Markdown text={text} />
    </NamesContext.Provider>,
  );
  return html.replace(/^<span class="markdown" dir="auto">|<\/span>$/g, '');
}

describe('markdown', () => {
  it.each([
    ['**a** *b* _c_ __d__ ~~e~~', '<strong>a</strong> <em>b</em> <em>c</em> <u>d</u> <s>e</s>'],
    ['***a***', '<strong><em>a</em></strong>'],
    ['**a *b* c**', '<strong>a <em>b</em> c</strong>'],
    ['snake_case_name * 2 * 3', 'snake_case_name * 2 * 3'],
    ['\\*a\\* ¯\\_(ツ)_/¯', '*a* ¯\\_(ツ)_/¯'],
    ['`a ``` <b>` ``c`d``', '<code class="markdown-code">a ``` &lt;b&gt;</code> <code class="markdown-code">c`d</code>'],
    ['a\nb', 'a<br/>b'],
    ['> a\n> b\nc', '<blockquote class="markdown-quote">a<br/>b</blockquote>c'],
    ['>>> a\n\n# b', '<blockquote class="markdown-quote">a<br/><span class="markdown-heading markdown-heading-1">b</span></blockquote>'],
    ['## a\n-# b', '<span class="markdown-heading markdown-heading-2">a</span><small class="markdown-subtext">b</small>'],
    ['- a\n  - b\n- c', '<ul class="markdown-list"><li>a<ul class="markdown-list"><li>b</li></ul></li><li>c</li></ul>'],
    ['3. a\n4. b', '<ol class="markdown-list" start="3"><li>a</li><li>b</li></ol>'],
    ['<@11> <@!99> <@&12> <#13> <#1> @everyone @here', null],
    ['</tide now:5> <id:browse>', '<span class="markdown-mention">/tide now</span> <span class="markdown-mention">Browse</span>'],
  ])('draws %j', (text, expected) => {
    if (expected === null) {
      expect(draw(text)).toMatchInlineSnapshot(
        `"<span class="markdown-mention">@<bdi>&lt;b&gt;Lin&lt;/b&gt;</bdi></span> <span class="markdown-mention">@<bdi>99</bdi></span> <span class="markdown-mention" style="border-color:#ff0000">@<bdi>Crew</bdi></span> <span class="markdown-mention">#<bdi>general</bdi></span> <span class="markdown-mention">#<bdi>unknown</bdi></span> <span class="markdown-mention">@everyone</span> <span class="markdown-mention">@here</span>"`,
      );
    } else {
      expect(draw(text)).toBe(expected);
    }
  });

  it('draws code blocks with their language', () => {
    expect(parseMarkdown('x ```js\nlet a = "**b**";\n``` y')).toEqual([
      { is: 'text', text: 'x ' },
      { is: 'block', language: 'js', text: 'let a = "**b**";' },
      { is: 'text', text: ' y' },
    ]);
  });

  it('draws emoji through the server, and a few of them large', () => {
    expect(draw('<a:wave:77> hi')).toContain('src="/api/console/media?url=https%3A%2F%2Fcdn.discordapp.com%2Femojis%2F77.gif');
    expect(renderToStaticMarkup(<Markdown text="😀 <:x:1>" />)).toContain('markdown-large');
    expect(renderToStaticMarkup(<Markdown text="1 😀" />)).not.toContain('markdown-large');
  });

  it('draws times, and no impossible ones', () => {
    expect(draw('<t:0:R>')).toContain('dateTime="1970-01-01T00:00:00.000Z"');
    expect(draw('<t:9999999999999:F>')).toBe('Invalid date');
  });

  it('hides spoilers', () => {
    expect(draw('||a||')).toContain('aria-label="Show spoiler"');
  });

  it.each(['[a](javascript:alert(1))', '[a](data:text/html,x)', '<javascript:alert(1)>', '[a](//evil.example)', '[a](vbscript:x)', '[a](https://[)'])(
    'makes no link of %j',
    (text) => {
      expect(draw(text)).not.toContain('<a ');
    },
  );

  it('shows where a masked link leads', () => {
    const html = draw('[https://good.example](https://evil.example/a_(b))');
    expect(html).toContain('href="https://evil.example/a_(b)" target="_blank" rel="noopener noreferrer nofollow" title="https://evil.example/a_(b)"');
    expect(html).toContain('<span class="markdown-target">evil.example</span>');
    expect(draw('see https://a.example/x_y_z.')).toContain('>https://a.example/x_y_z</a>.');
  });

  it('makes no elements of HTML', () => {
    expect(draw('<img src=x onerror=alert(1)> <script>1</script> &amp;')).toBe('&lt;img src=x onerror=alert(1)&gt; &lt;script&gt;1&lt;/script&gt; &amp;amp;');
  });

  const bombs: Record<string, string> = {
    stars: '*', spaced: '* ', em: '*a', em2: '*a *', unders: '_a', under2: '__a', spoilers: '||a', strikes: '~~a', brackets: '[', links: '[a](',
    links2: '[a](https://', ticks: '`', ticks2: '`a``b', quotes: '> ', quotes2: '>>> ', lines: '> a\n', angles: '<', ats: '<@', addresses: 'http://',
    breaks: '\n', letters: 'a', emoji: '😀', escapes: '\\*', nested: '*_**__~~||', lists: '- a\n', deep: ' - a\n', headings: '# a\n', fences: '```', fences2: 'a```\n',
    parens: '[a](https://a.example/(', dots: 'https://a.example/......',
  };
  it.each(Object.entries(bombs))('is quick with many %s', (_, piece) => {
    for (const length of [6_000, 60_000]) {
      const text = piece.repeat(length / piece.length);
      const began = performance.now();
      const nodes = parseMarkdown(text);
      expect(performance.now() - began).toBeLessThan(500);
      expect(nodes.length).toBeLessThan(7_000);
    }
  });

  it('bounds nesting', () => {
    const spans = Array.from({ length: 60 }, (_, at) => ['||', '~~', '**', '__'][at % 4] ?? '');
    expect(deepest(parseMarkdown(`${spans.join('')}a${spans.toReversed().join('')}`))).toBeLessThan(15);
    expect(deepest(parseMarkdown(`${'[a '.repeat(500)}](https://a.example)`))).toBeLessThan(5);
    const lists = Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}- a`).join('\n');
    expect(draw(lists).split('<ul').length).toBeLessThan(15);
  });
});

function deepest(nodes: readonly MarkdownNode[]): number {
  return Math.max(0, ...nodes.map((node) => 1 + ('of' in node ? deepest(node.of) : node.is === 'list' ? Math.max(...node.items.map(deepest)) : 0)));
}
