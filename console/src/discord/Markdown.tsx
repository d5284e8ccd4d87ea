import { useMemo, useState, type ReactNode } from 'react';
import { mediaUrl } from '../api/media.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { relativeTo, useNow } from '../ui/Time.tsx';
import { parseMarkdown, type MarkdownNode } from './markdown.ts';
import { useNames } from './names.ts';
import './Markdown.css';

/** What somebody wrote, as Discord shows it. Text remains text: nothing of it becomes HTML. */
export function Markdown({ text, inline }: { text: string; inline?: boolean }) {
  const nodes = useMemo(() => parseMarkdown(text, inline), [text, inline]);
  return (
    <span className={onlyEmoji(nodes) ? 'markdown markdown-large' : 'markdown'} dir="auto">
      <Nodes nodes={nodes} />
    </span>
  );
}

function Nodes({ nodes }: { nodes: readonly MarkdownNode[] }): ReactNode {
  return nodes.map((node, at) => <Node key={at} node={node} />);
}

function Node({ node }: { node: MarkdownNode }): ReactNode {
  switch (node.is) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'bold':
      return <strong><Nodes nodes={node.of} /></strong>;
    case 'italic':
      return <em><Nodes nodes={node.of} /></em>;
    case 'underline':
      return <u><Nodes nodes={node.of} /></u>;
    case 'strike':
      return <s><Nodes nodes={node.of} /></s>;
    case 'spoiler':
      return <SpoilerText><Nodes nodes={node.of} /></SpoilerText>;
    case 'quote':
      return <blockquote className="markdown-quote"><Nodes nodes={node.of} /></blockquote>;
    case 'subtext':
      return <small className="markdown-subtext"><Nodes nodes={node.of} /></small>;
    case 'heading':
      // No real headings: a message must not change the outline of the page.
      return <span className={`markdown-heading markdown-heading-${node.level}`}><Nodes nodes={node.of} /></span>;
    case 'list':
      return <List first={node.first} items={node.items} />;
    case 'code':
      return <code className="markdown-code">{node.text}</code>;
    case 'block':
      return (
        <span className="markdown-block">
          <pre tabIndex={0} aria-label={node.language === '' ? 'Code' : `Code, ${node.language}`}>
            <code>{node.text}</code>
          </pre>
          <CopyButton text={node.text} label="Copy code" icon />
        </span>
      );
    case 'link':
      return <Link to={node.to} of={node.of} />;
    case 'emoji':
      return <CustomEmoji id={node.id} name={node.name} animated={node.animated} />;
    case 'time':
      return <Timestamp seconds={node.seconds} style={node.style} />;
    case 'everyone':
      return <Mentioned>{node.text}</Mentioned>;
    case 'place':
      return <Mentioned>{node.name === 'linked-roles' ? 'Linked roles' : `${node.name[0]?.toUpperCase() ?? ''}${node.name.slice(1)}`}</Mentioned>;
    case 'command':
      return <Mentioned>/{node.name}</Mentioned>;
    case 'user':
    case 'role':
    case 'channel':
      return <Mention kind={node.is} id={node.id} />;
  }
}

function List({ first, items }: { first: number | null; items: readonly MarkdownNode[][] }) {
  const rows = items.map((item, at) => (
    <li key={at}>
      <Nodes nodes={item} />
    </li>
  ));
  return first === null ? <ul className="markdown-list">{rows}</ul> : <ol className="markdown-list" start={first}>{rows}</ol>;
}

/** A link shows where it leads if its words are others. */
function Link({ to, of }: { to: string; of: readonly MarkdownNode[] }) {
  const only = of[0];
  const bare = of.length === 1 && only?.is === 'text' && only.text === to;
  return (
    <a className="markdown-link" href={to} target="_blank" rel="noopener noreferrer nofollow" title={to}>
      <Nodes nodes={of} />
      {!bare && <span className="markdown-target">{hostOf(to)}</span>}
    </a>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

function SpoilerText({ children }: { children: ReactNode }) {
  const [shown, show] = useState(false);
  return shown ? (
    <span className="markdown-spoiler">{children}</span>
  ) : (
    <span className="markdown-hidden">
      <span inert>{children}</span>
      <button type="button" aria-label="Show spoiler" title="Show spoiler" onClick={() => show(true)} />
    </span>
  );
}

export function CustomEmoji({ id, name, animated }: { id: string; name: string; animated: boolean }) {
  const [failed, fail] = useState(false);
  const source = mediaUrl(`https://cdn.discordapp.com/emojis/${id}.${animated ? 'gif' : 'webp'}`, 64);
  return failed || source === null ? (
    <span className="markdown-no-emoji">:{name}:</span>
  ) : (
    <img className="markdown-emoji" src={source} alt={`:${name}:`} title={`:${name}:`} loading="lazy" onError={() => fail(true)} />
  );
}

function Mentioned({ children, color }: { children: ReactNode; color?: string | null }) {
  return (
    <span className="markdown-mention" style={color === null || color === undefined ? undefined : { borderColor: color }}>
      {children}
    </span>
  );
}

function Mention({ kind, id }: { kind: 'user' | 'role' | 'channel'; id: string }) {
  const names = useNames();
  if (kind === 'user') {
    return <Mentioned>@<bdi>{names.user(id) ?? id}</bdi></Mentioned>;
  }
  if (kind === 'role') {
    const role = names.role(id);
    return <Mentioned color={role?.color ?? null}>@<bdi>{role?.name ?? 'unknown role'}</bdi></Mentioned>;
  }
  const channel = names.channel(id);
  const shown = <>#<bdi>{channel?.name ?? 'unknown'}</bdi></>;
  const open = names.openChannel;
  return channel === undefined || open === undefined ? (
    <Mentioned>{shown}</Mentioned>
  ) : (
    <button type="button" className="markdown-mention" onClick={() => open(id)}>{shown}</button>
  );
}

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** As far as a date can be from 1970, in seconds. */
const FARTHEST = 8_640_000_000_000;

function Timestamp({ seconds, style }: { seconds: number; style: string }) {
  const now = useNow();
  if (Math.abs(seconds) > FARTHEST) {
    return 'Invalid date';
  }
  const moment = new Date(seconds * 1_000);
  const full = moment.toLocaleString(undefined, STYLES.F);
  return (
    <time className="markdown-time" dateTime={moment.toISOString()} title={full}>
      {style === 'R' ? relativeTo(moment.getTime(), now) : moment.toLocaleString(undefined, STYLES[style] ?? STYLES.f)}
    </time>
  );
}

const LARGE_UP_TO = 27;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\u200d|\ufe0f|\s)+$/u;

/** A few emoji without words are drawn large. */
function onlyEmoji(nodes: readonly MarkdownNode[]): boolean {
  return (
    nodes.length > 0 &&
    nodes.length <= LARGE_UP_TO &&
    nodes.every((node) => node.is === 'emoji' || (node.is === 'text' && node.text.length < 100 && EMOJI.test(node.text) && !/[\d#*]/.test(node.text) && (node.text.trim() === '' || /\p{Extended_Pictographic}/u.test(node.text)))) &&
    nodes.some((node) => node.is === 'emoji' || (node.is === 'text' && node.text.trim() !== ''))
  );
}
