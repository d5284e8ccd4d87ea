import { isFields, text } from './fields.ts';
import { useSurroundings } from './surroundings.ts';

/** A partial emoji of a button or an option; nothing if there is none. */
export function Emoji({ emoji }: { emoji: unknown }) {
  const { media } = useSurroundings();
  if (!isFields(emoji)) {
    return null;
  }
  const id = text(emoji.id);
  const name = text(emoji.name) ?? 'emoji';
  if (id === null) {
    return <span className="components-emoji">{name}</span>;
  }
  const kind = emoji.animated === true ? 'gif' : 'webp';
  const source = /^\d+$/.test(id) ? media(`https://cdn.discordapp.com/emojis/${id}.${kind}`) : null;
  return source === null ? (
    <span className="components-emoji">:{name}:</span>
  ) : (
    <img className="components-emoji" src={source} alt={`:${name}:`} loading="lazy" />
  );
}
