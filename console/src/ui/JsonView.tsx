import { useMemo } from 'react';
import { CopyButton } from './CopyButton.tsx';
import './JsonView.css';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** More than this is shown without colours: a browser would stumble over so many elements. */
const COLOURED = 60_000;

/** JSON, indented and coloured, with a button that copies it. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? 'undefined', [value]);
  return (
    <div className="code-block json-view">
      <pre tabIndex={0} aria-label={label}>
        {text.length > COLOURED ? text : coloured(text)}
      </pre>
      <CopyButton text={text} label={`Copy ${label}`} icon />
    </div>
  );
}

function coloured(text: string): React.ReactNode[] {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon, word] = match;
    parts.push(text.slice(end, match.index));
    const kind = string !== undefined ? (colon !== undefined ? 'key' : 'string') : word !== undefined ? 'word' : 'number';
    parts.push(
      <span key={match.index} className={`json-${kind}`}>
        {whole}
      </span>,
    );
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
