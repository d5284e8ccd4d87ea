import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { mediaUrl } from '../api/media.ts';
import { isWebAddress } from './addresses.ts';
import './Picture.css';

export interface PictureProps {
  url: string | null | undefined;
  /** The same from Discord's proxy, which is read instead. */
  proxyUrl?: string | null | undefined;
  width?: number | null | undefined;
  height?: number | null | undefined;
  /** For people who do not see it. */
  description?: string | null | undefined;
  /** In CSS pixels; it is drawn smaller where there is no room. */
  maxWidth?: number;
  maxHeight?: number;
}

/** A picture through the server, which leads to the original. Its room is kept while it loads. */
export function Picture({ url, proxyUrl, width, height, description, maxWidth = 400, maxHeight = 300 }: PictureProps) {
  const [failed, fail] = useState(false);
  const source = mediaUrl(proxyUrl ?? url) ?? mediaUrl(url);
  const known = typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0;
  const scale = known ? Math.min(1, maxWidth / width, maxHeight / height) : 1;
  const room = known ? { inlineSize: Math.round(width * scale), aspectRatio: `${width} / ${height}` } : { maxInlineSize: maxWidth, maxBlockSize: maxHeight };
  const words = description ?? '';
  const drawn =
    source === null || failed ? (
      <span className="picture-missing">
        <ImageOff aria-hidden size={18} />
        {words === '' ? 'Picture' : words}
      </span>
    ) : (
      <img className="picture" src={source} alt={words} title={words === '' ? undefined : words} style={room} loading="lazy" decoding="async" onError={() => fail(true)} />
    );
  return isWebAddress(url) ? (
    <a className="picture-link" href={url} target="_blank" rel="noopener noreferrer" aria-label={words === '' ? 'Open the picture' : `Open the picture: ${words}`}>
      {drawn}
    </a>
  ) : (
    drawn
  );
}
