import { text, type Fields } from './fields.ts';

export function TextDisplay({ component }: { component: Fields }) {
  return <div className="components-text">{text(component.content)}</div>;
}
