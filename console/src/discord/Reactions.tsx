import { CustomEmoji } from './Markdown.tsx';
import type { Reaction } from './messageTypes.ts';
import './Reactions.css';

export interface ReactionsProps {
  reactions: readonly Reaction[];
  /** Adds or takes back the bot's own; absent where that is not possible. */
  onToggle?: ((reaction: Reaction) => void) | undefined;
}

export function Reactions({ reactions, onToggle }: ReactionsProps) {
  return reactions.length === 0 ? null : (
    <ul className="reactions" aria-label="Reactions">
      {reactions.map((reaction) => {
        const name = reaction.emojiId === null ? (reaction.emoji ?? '?') : `:${reaction.emoji ?? 'emoji'}:`;
        const people = `${reaction.count} ${reaction.count === 1 ? 'reaction' : 'reactions'} with ${name}`;
        return (
          <li key={reaction.emojiId ?? reaction.emoji}>
            <button
              type="button"
              className={reaction.me ? 'reaction reaction-mine' : 'reaction'}
              aria-pressed={reaction.me}
              aria-label={people}
              title={onToggle === undefined ? people : reaction.me ? `${people}; take the bot's back` : `${people}; add the bot's`}
              disabled={onToggle === undefined}
              onClick={() => onToggle?.(reaction)}
            >
              {reaction.emojiId === null ? <span>{reaction.emoji}</span> : <CustomEmoji id={reaction.emojiId} name={reaction.emoji ?? 'emoji'} animated={reaction.animated === true} />}
              <span className="reaction-count">{reaction.count}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
