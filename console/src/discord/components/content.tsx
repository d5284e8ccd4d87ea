import { Markdown } from '../Markdown.tsx';
import { text, type Fields } from './fields.ts';

export function TextDisplay({ component }: { component: Fields }) {
  return (
    <div className="components-text">
      <Markdown text={text(component.content) ?? ''} />
    </div>
  );
}
