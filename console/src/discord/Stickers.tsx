import { useState } from 'react';
import { mediaUrl } from '../api/media.ts';
import type { Message } from './messageTypes.ts';
import './Stickers.css';

type Sticker = NonNullable<Message['stickers']>[number];

export function Stickers({ stickers }: { stickers: readonly Sticker[] }) {
  return stickers.length === 0 ? null : (
    <ul className="stickers" aria-label="Stickers">
      {stickers.map((sticker) => (
        <li key={sticker.id}>
          <StickerView sticker={sticker} />
        </li>
      ))}
    </ul>
  );
}

/** Lottie stickers are programs for a player, of which only the name can be shown. */
function StickerView({ sticker }: { sticker: Sticker }) {
  const [failed, fail] = useState(false);
  const drawable = /^\d+$/.test(sticker.id) && (sticker.formatType === 'png' || sticker.formatType === 'apng' || sticker.formatType === 'gif');
  const source = drawable ? mediaUrl(`https://cdn.discordapp.com/stickers/${sticker.id}.${sticker.formatType === 'gif' ? 'gif' : 'png'}`) : null;
  return source === null || failed ? (
    <span className="sticker-name">
      Sticker: <bdi>{sticker.name}</bdi>
    </span>
  ) : (
    <img className="sticker" src={source} alt={`Sticker: ${sticker.name}`} title={sticker.name} width={160} height={160} loading="lazy" onError={() => fail(true)} />
  );
}
