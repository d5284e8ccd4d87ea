import { ExternalLink, ShoppingCart } from 'lucide-react';
import { Emoji } from './Emoji.tsx';
import { number, text, webAddress, type Fields } from './fields.ts';

const LINK = 5;
const PREMIUM = 6;
const STYLES: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  [LINK]: 'link',
  [PREMIUM]: 'premium',
};

/** A link leads where it says. All others are pictures: only people press a bot's buttons, in Discord. */
export function Button({ button }: { button: Fields }) {
  const style = number(button.style) ?? 0;
  const named = STYLES[style] ?? 'secondary';
  const disabled = button.disabled === true;
  const className = `components-button components-button-${named}${disabled ? ' components-button-disabled' : ''}`;
  const address = style === LINK && !disabled ? webAddress(button.url) : null;
  const label = text(button.label);
  const content = (
    <>
      {style === PREMIUM ? <ShoppingCart aria-hidden size={16} /> : <Emoji emoji={button.emoji} />}
      {style === PREMIUM ? <span>Premium: SKU {text(button.sku_id) ?? 'unknown'}</span> : label !== null && <span>{label}</span>}
      {style === LINK && <ExternalLink aria-hidden size={14} />}
    </>
  );
  if (address !== null) {
    return (
      <a className={className} href={address} target="_blank" rel="noopener noreferrer" title={address}>
        {content}
      </a>
    );
  }
  const says = text(button.custom_id) ?? text(button.url);
  return (
    <span className={className} title={says ?? undefined}>
      {content}
      <span className="unseen">{disabled ? ' (button, disabled)' : ' (button)'}</span>
    </span>
  );
}
