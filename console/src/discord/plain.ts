import { parseMarkdown, type MarkdownNode } from './markdown.ts';
import type { Names } from './names.ts';

/** What was written, in one line without its marks; spoilers stay hidden. */
export function plainText(text: string, names: Names, longest = 200): string {
  const words = wordsOf(parseMarkdown(text.slice(0, longest * 4)), names).replace(/\s+/g, ' ').trim();
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

function wordsOf(nodes: readonly MarkdownNode[], names: Names): string {
  return nodes.map((node) => wordsOfOne(node, names)).join('');
}

function wordsOfOne(node: MarkdownNode, names: Names): string {
  switch (node.is) {
    case 'text':
    case 'code':
    case 'everyone':
      return node.text;
    case 'block':
      return ` ${node.text} `;
    case 'break':
      return ' ';
    case 'spoiler':
      return '█████';
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'link':
      return wordsOf(node.of, names);
    case 'quote':
    case 'subtext':
    case 'heading':
      return ` ${wordsOf(node.of, names)} `;
    case 'list':
      return node.items.map((item) => ` ${wordsOf(item, names)}`).join('');
    case 'user':
      return `@${names.user(node.id) ?? node.id}`;
    case 'role':
      return `@${names.role(node.id)?.name ?? 'unknown role'}`;
    case 'channel':
      return `#${names.channel(node.id)?.name ?? 'unknown'}`;
    case 'command':
      return `/${node.name}`;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return Math.abs(node.seconds) > 8_640_000_000_000 ? 'Invalid date' : new Date(node.seconds * 1_000).toLocaleString();
    case 'place':
      return node.name;
  }
}
