import { useState } from 'react';
import './Avatar.css';

export interface AvatarProps {
  name: string;
  /** An address of this server, or null for initials. */
  src: string | null;
  /** In CSS pixels. */
  size?: number;
  square?: boolean;
}

/** A picture, or initials where there is none or it cannot be had. It is decoration: the name stands beside it. */
export function Avatar({ name, src, size = 32, square }: AvatarProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const style = { inlineSize: size, blockSize: size, fontSize: size * 0.4 };
  const shape = square === true ? 'avatar avatar-square' : 'avatar';
  if (src === null || failed === src) {
    return (
      <span className={shape} style={{ ...style, '--avatar-hue': hueOf(name) } as React.CSSProperties} aria-hidden>
        {initialsOf(name)}
      </span>
    );
  }
  return <img className={shape} style={style} src={src} alt="" width={size} height={size} loading="lazy" decoding="async" onError={() => setFailed(src)} />;
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash % 360;
}
