/**
 * Discord's markdown as a tree. The work is bounded: each nesting level reads its text a constant number of times,
 * nesting ends at a depth, and what is longer than Discord allows stays plain. Libraries that were tried overflow the
 * stack at 4,000 asterisks or take seconds for as many brackets.
 *
 * Source: https://support.discord.com/hc/en-us/articles/210298617, https://discord.com/developers/docs/reference#message-formatting
 */
export type MarkdownNode =
  | { is: 'text'; text: string }
  | { is: 'break' }
  | { is: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext'; of: MarkdownNode[] }
  | { is: 'heading'; level: number; of: MarkdownNode[] }
  | { is: 'list'; first: number | null; items: MarkdownNode[][] }
  | { is: 'code'; text: string }
  | { is: 'block'; language: string; text: string }
  | { is: 'link'; to: string; of: MarkdownNode[] }
  | { is: 'user' | 'role' | 'channel'; id: string }
  | { is: 'command'; name: string; id: string }
  | { is: 'emoji'; name: string; id: string; animated: boolean }
  | { is: 'time'; seconds: number; style: string }
  | { is: 'place'; name: string }
  | { is: 'everyone'; text: '@everyone' | '@here' };

/** The longest text that Discord lets anybody write is 6,000 characters, of an embed. */
export const LONGEST = 6_000;
const DEEPEST = 10;

/** @param inline only what stands within a line: names of embeds' fields, titles */
export function parseMarkdown(text: string, inline = false): MarkdownNode[] {
  const read = text.slice(0, LONGEST);
  const nodes = inline ? new Inline(read, 0).nodes() : blocks(read, 0, false);
  return text.length > LONGEST ? [...nodes, { is: 'text', text: text.slice(LONGEST) }] : nodes;
}

const HEADING = /^(#{1,3})[ \t]+(\S.*)$/;
const SUBTEXT = /^-#[ \t]+(\S.*)$/;
const ITEM = /^( {0,20})(?:[-*]|(\d{1,9})\.)[ \t]+(\S.*)$/;

function blocks(text: string, depth: number, quoted: boolean): MarkdownNode[] {
  if (depth > DEEPEST) {
    return [{ is: 'text', text }];
  }
  const nodes: MarkdownNode[] = [];
  let open: string[] = [];
  const flush = () => {
    if (open.length > 0) {
      nodes.push(...new Inline(open.join('\n'), depth).nodes());
      open = [];
    }
  };
  const block = (node: MarkdownNode) => {
    flush();
    nodes.push(node);
  };
  let at = 0;
  let fences = true;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const heading = HEADING.exec(line);
    const subtext = SUBTEXT.exec(line);
    if (!quoted && line.startsWith('>>> ')) {
      block({ is: 'quote', of: blocks(text.slice(at + 4), depth + 1, true) });
      return nodes;
    }
    if (!quoted && line.startsWith('> ')) {
      const inner: string[] = [];
      while (at < text.length && text.startsWith('> ', at)) {
        const last = lineEnd(text, at);
        inner.push(text.slice(at + 2, last));
        at = last + 1;
      }
      block({ is: 'quote', of: blocks(inner.join('\n'), depth + 1, true) });
      continue;
    }
    if (heading !== null) {
      block({ is: 'heading', level: heading[1]?.length ?? 1, of: new Inline(heading[2] ?? '', depth + 1).nodes() });
    } else if (subtext !== null) {
      block({ is: 'subtext', of: new Inline(subtext[1] ?? '', depth + 1).nodes() });
    } else if (ITEM.test(line)) {
      const lines: string[] = [];
      while (at < text.length && (ITEM.test(text.slice(at, lineEnd(text, at))) || (lines.length > 0 && /^ {2,}\S/.test(text.slice(at, lineEnd(text, at)))))) {
        lines.push(text.slice(at, lineEnd(text, at)));
        at = lineEnd(text, at) + 1;
      }
      block(list(lines, depth));
      continue;
    } else {
      const fence: number = fences ? line.indexOf('```') : -1;
      const close: number = fence < 0 ? -1 : text.indexOf('```', at + fence + 3);
      fences = fence < 0 || close >= 0;
      if (close > at + fence + 3) {
        open.push(line.slice(0, fence));
        if (open.join('') === '') {
          open = [];
        }
        block(codeBlock(text.slice(at + fence + 3, close)));
        at = close + 3;
        if (text[at] === '\n') {
          at++;
        }
        continue;
      }
      open.push(line);
    }
    at = end + 1;
  }
  flush();
  return nodes;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function codeBlock(inner: string): MarkdownNode {
  const named = /^([A-Za-z0-9_+\-.#]{1,40})\n/.exec(inner);
  const text = (named === null ? inner : inner.slice(named[0].length)).replace(/^\n+/, '');
  return { is: 'block', language: named?.[1] ?? '', text: text.endsWith('\n') ? text.slice(0, -1) : text };
}

/** Lines that are indented more than the first belong to the item before them. */
function list(lines: readonly string[], depth: number): MarkdownNode {
  const indent = ITEM.exec(lines[0] ?? '')?.[1]?.length ?? 0;
  const items: MarkdownNode[][] = [];
  let first: number | null = null;
  for (let at = 0; at < lines.length; at++) {
    const item = ITEM.exec(lines[at] ?? '');
    const number = item?.[2];
    if (items.length === 0 && number !== undefined) {
      first = Number(number);
    }
    const inner: string[] = [];
    while (at + 1 < lines.length && indentOf(lines[at + 1] ?? '') > indent) {
      inner.push(lines[++at] ?? '');
    }
    const own = new Inline(item?.[3] ?? (lines[at] ?? '').trim(), depth + 1).nodes();
    if (inner.length > 0) {
      if (depth >= DEEPEST) {
        own.push({ is: 'text', text: `\n${inner.join('\n')}` });
      } else if (ITEM.test(inner[0] ?? '')) {
        own.push(list(inner, depth + 1));
      } else {
        own.push({ is: 'break' }, ...new Inline(inner.map((line) => line.trim()).join('\n'), depth + 1).nodes());
      }
    }
    items.push(own);
  }
  return { is: 'list', first, items };
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

const ANGLES: readonly [RegExp, (found: RegExpExecArray) => MarkdownNode][] = [
  [/<@!?(\d{1,20})>/y, (found) => ({ is: 'user', id: found[1] ?? '' })],
  [/<@&(\d{1,20})>/y, (found) => ({ is: 'role', id: found[1] ?? '' })],
  [/<#(\d{1,20})>/y, (found) => ({ is: 'channel', id: found[1] ?? '' })],
  [/<(a?):(\w{1,32}):(\d{1,20})>/y, (found) => ({ is: 'emoji', animated: found[1] === 'a', name: found[2] ?? '', id: found[3] ?? '' })],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, (found) => ({ is: 'time', seconds: Number(found[1]), style: found[2] ?? 'f' })],
  [/<\/([^:<>\n]{1,100}):(\d{1,20})>/y, (found) => ({ is: 'command', name: found[1] ?? '', id: found[2] ?? '' })],
  [/<id:(customize|browse|guide|linked-roles)(?::\d{1,20})?>/y, (found) => ({ is: 'place', name: found[1] ?? '' })],
  [/<(https?:\/\/[^\s<>]{1,2000})>/iy, (found) => webLink(found[1] ?? '', [{ is: 'text', text: found[1] ?? '' }])],
];

const ADDRESS = /https?:\/\/[^\s<>]{1,2000}/iy;
const TARGET = /\(\s*<?([^\s<>()]{1,2000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,2000}){0,3})>?(?:\s+"[^"\n]{0,500}")?\s*\)/y;
const LONGEST_LABEL = 600;

/** Only http and https; anything else stays text. */
function webLink(address: string, of: MarkdownNode[]): MarkdownNode {
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? { is: 'link', to: address, of } : { is: 'text', text: address };
}

type Span = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

/** Text of one or more lines without blocks. */
class Inline {
  private readonly found: MarkdownNode[] = [];
  private plain = '';
  private at = 0;
  /** Delimiters that are not closed any more, so that each is sought to the end once at most. */
  private readonly unclosed = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly depth: number,
    private readonly linked = false,
  ) {}

  nodes(): MarkdownNode[] {
    if (this.depth > DEEPEST) {
      return [{ is: 'text', text: this.text }];
    }
    while (this.at < this.text.length) {
      if (!this.special()) {
        this.plain += this.text[this.at++];
      }
    }
    this.flush();
    return this.found;
  }

  private special(): boolean {
    const { text, at } = this;
    switch (text[at]) {
      case '\n':
        return this.push({ is: 'break' }, at + 1);
      case '\\':
        if (text.startsWith('\\_(ツ)_/¯', at)) {
          return this.say('\\_(ツ)_/¯');
        }
        if (/[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
          this.plain += text[at + 1];
          this.at += 2;
          return true;
        }
        return false;
      case '`':
        return this.code();
      case '<':
        return this.angle();
      case 'h':
      case 'H':
        return this.address();
      case '@':
        return ['@everyone', '@here'].some((word) => text.startsWith(word, at) && this.push({ is: 'everyone', text: word as '@everyone' }, at + word.length));
      case '[':
        return this.masked();
      case '|':
        return this.span('||', 'spoiler');
      case '~':
        return this.span('~~', 'strike');
      case '*':
        return this.both('***') || this.span('**', 'bold') || this.span('*', 'italic');
      case '_':
        return this.both('___') || this.span('__', 'underline') || (!/\w/.test(text[at - 1] ?? '') && this.span('_', 'italic'));
      default:
        return false;
    }
  }

  private say(words: string): true {
    this.plain += words;
    this.at += words.length;
    return true;
  }

  private flush(): void {
    if (this.plain !== '') {
      this.found.push({ is: 'text', text: this.plain });
      this.plain = '';
    }
  }

  private push(node: MarkdownNode, next: number): true {
    this.flush();
    this.found.push(node);
    this.at = next;
    return true;
  }

  private inner(text: string): MarkdownNode[] {
    return new Inline(text, this.depth + 1, this.linked).nodes();
  }

  private span(mark: string, is: Span): boolean {
    const end = this.close(mark);
    return end >= 0 && this.push({ is, of: this.inner(this.text.slice(this.at + mark.length, end)) }, end + mark.length);
  }

  private both(mark: '***' | '___'): boolean {
    const end = this.close(mark);
    if (end < 0) {
      return false;
    }
    const of: MarkdownNode[] = [{ is: 'italic', of: this.inner(this.text.slice(this.at + 3, end)) }];
    return this.push({ is: mark === '***' ? 'bold' : 'underline', of }, end + 3);
  }

  /** Where the span that begins here ends; -1 if it does not. */
  private close(mark: string): number {
    const { text, at } = this;
    if (this.unclosed.has(mark) || !text.startsWith(mark, at)) {
      return -1;
    }
    const single = mark.length === 1;
    const from = at + mark.length;
    if (single && /\s/.test(text[from] ?? ' ')) {
      return -1;
    }
    for (let end = from; end < text.length; end++) {
      if (text[end] === '\\') {
        end++;
      } else if (text.startsWith(mark, end)) {
        const mine = mark[0] ?? '';
        if (single && text[end + 1] === mine) {
          while (text[end + 1] === mine) {
            end++;
          }
        } else if (end > from && this.ends(mark, end)) {
          return end;
        }
      }
    }
    this.unclosed.add(mark);
    return -1;
  }

  private ends(mark: string, end: number): boolean {
    const after = this.text[end + mark.length] ?? '';
    switch (mark) {
      case '*':
        return !/\s/.test(this.text[end - 1] ?? '');
      case '_':
        return !/\w/.test(after);
      case '**':
      case '__':
      case '***':
      case '___':
        return after !== mark[0];
      default:
        return true;
    }
  }

  private code(): boolean {
    const run = /`+/y;
    run.lastIndex = this.at;
    const mark = run.exec(this.text)?.[0] ?? '`';
    if (!this.unclosed.has(mark)) {
      for (let end = this.text.indexOf(mark, this.at + mark.length); end >= 0; end = this.text.indexOf(mark, end)) {
        let after = end + mark.length;
        while (this.text[after] === '`') {
          after++;
        }
        if (after === end + mark.length) {
          const inner = this.text.slice(this.at + mark.length, end);
          return this.push({ is: 'code', text: inner.replace(/^ (?=`)|(?<=`) $/g, '') }, after);
        }
        end = after;
      }
      this.unclosed.add(mark);
    }
    return this.say(mark);
  }

  private angle(): boolean {
    for (const [pattern, node] of ANGLES) {
      pattern.lastIndex = this.at;
      const found = pattern.exec(this.text);
      if (found !== null) {
        return this.push(node(found), this.at + found[0].length);
      }
    }
    return false;
  }

  private address(): boolean {
    ADDRESS.lastIndex = this.at;
    let address = this.linked ? undefined : ADDRESS.exec(this.text)?.[0];
    if (address === undefined) {
      return false;
    }
    address = address.replace(/[.,:;"'!?\]*_~|`]{1,50}$/, '');
    if (address.endsWith(')') && !address.includes('(')) {
      address = address.slice(0, -1);
    }
    return URL.canParse(address) && this.push({ is: 'link', to: address, of: [{ is: 'text', text: address }] }, this.at + address.length);
  }

  /** `[label](address)`. */
  private masked(): boolean {
    if (this.linked || this.unclosed.has('](')) {
      return false;
    }
    const next = this.text.indexOf('](', this.at);
    if (next < 0) {
      this.unclosed.add('](');
    }
    if (next <= this.at + 1 || next - this.at > LONGEST_LABEL) {
      return false;
    }
    TARGET.lastIndex = next + 1;
    const target = TARGET.exec(this.text);
    const label = this.text.slice(this.at + 1, next);
    if (target === null || label.includes('\n\n') || !/^https?:\/\//i.test(target[1] ?? '') || !URL.canParse(target[1] ?? '')) {
      return false;
    }
    const of = new Inline(label, this.depth + 1, true).nodes();
    return this.push({ is: 'link', to: target[1] ?? '', of }, next + 1 + target[0].length);
  }
}
