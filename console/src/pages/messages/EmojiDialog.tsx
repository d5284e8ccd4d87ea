import { useMemo, useState } from 'react';
import { done } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { CustomEmoji } from '../../discord/Markdown.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';

export interface Emoji {
  id: string | null;
  name: string;
  animated: boolean;
}

const FREQUENT = [
  '👍 thumbs up yes', '👎 thumbs down no', '❤️ heart love', '😂 joy laugh', '😄 smile happy', '🎉 party tada', '🔥 fire hot', '👀 eyes look', '✅ check done yes', '❌ cross no wrong', '🙏 thanks please', '💯 hundred',
  '😮 surprised wow', '😢 sad cry', '😡 angry', '🤔 thinking', '👏 clap', '🚀 rocket ship', '⭐ star', '💡 idea', '⚠️ warning', '❓ question', '❗ important', '🐛 bug', '🔒 locked', '📌 pin', '⏳ wait', '👋 wave hello', '💪 strong', '🥳 celebrate',
  '😎 cool', '😭 crying', '🤷 shrug', '🫡 salute', '💀 skull', '☕ coffee', '⚓ anchor', '⛵ sail boat', '🌊 wave sea', '🐟 fish', '1️⃣ one', '2️⃣ two', '3️⃣ three', '4️⃣ four', '5️⃣ five',
].map((line) => {
  const [emoji = '', ...words] = line.split(' ');
  return { emoji, words: words.join(' ') };
});

/** Asks for an emoji: frequent ones, and those of the guild. */
export function EmojiDialog({ guildId, open, onPick, onClose }: { guildId: string | null; open: boolean; onPick: (emoji: Emoji) => void; onClose: () => void }) {
  const [wanted, setWanted] = useState('');
  const emojis = useRead(['emojis', guildId], (api) => done(api.GET('/api/emojis', { params: { query: { guildId: guildId ?? '' } } })), {
    enabled: open && guildId !== null,
    fresh: 300_000,
  });
  const words = wanted.trim().toLowerCase().replaceAll(':', '');
  const own = useMemo(
    () => (emojis.data ?? []).filter((emoji) => emoji.id !== null && emoji.name !== null && emoji.available !== false && emoji.name.toLowerCase().includes(words)),
    [emojis.data, words],
  );
  const frequent = FREQUENT.filter((each) => each.words.includes(words) || each.emoji === wanted.trim());
  const typed = /\p{Extended_Pictographic}/u.test(wanted) && !frequent.some((each) => each.emoji === wanted.trim()) ? wanted.trim() : null;
  return (
    <Dialog open={open} title="Add a reaction" onClose={onClose}>
      <TextField label="Find, or type an emoji" value={wanted} maxLength={40} onChange={(event) => setWanted(event.target.value)} />
      {own.length > 0 && (
        <>
          <h3>This server</h3>
          <div className="emoji-grid">
            {own.map((emoji) => (
              <button key={emoji.id} type="button" title={`:${emoji.name ?? ''}:`} aria-label={emoji.name ?? ''} onClick={() => onPick({ id: emoji.id, name: emoji.name ?? '', animated: emoji.animated === true })}>
                <CustomEmoji id={emoji.id ?? ''} name={emoji.name ?? ''} animated={emoji.animated === true} />
              </button>
            ))}
          </div>
        </>
      )}
      <h3>Frequent</h3>
      <div className="emoji-grid">
        {typed !== null && (
          <button type="button" onClick={() => onPick({ id: null, name: typed, animated: false })}>
            {typed}
          </button>
        )}
        {frequent.map((each) => (
          <button key={each.emoji} type="button" title={each.words} aria-label={`${each.emoji} ${each.words}`} onClick={() => onPick({ id: null, name: each.emoji, animated: false })}>
            {each.emoji}
          </button>
        ))}
      </div>
      {own.length === 0 && frequent.length === 0 && typed === null && <p>Nothing fits. Any emoji can be typed or pasted.</p>}
    </Dialog>
  );
}
