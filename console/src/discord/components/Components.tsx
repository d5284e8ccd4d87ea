import type { ReactNode } from 'react';
import { TextDisplay } from './content.tsx';
import { FileCard, MediaGallery, Thumbnail } from './media.tsx';
import { Button } from './Button.tsx';
import { Select } from './Select.tsx';
import { Checkbox, FileUpload, Options, TextInput } from './inputs.tsx';
import { Container, Label, Row, Section, Separator } from './layout.tsx';
import { fields, isFields, list, number, type Fields } from './fields.ts';
import { isKnown } from './kinds.ts';
import './components.css';

/** Discord nests three deep; what comes from elsewhere may not end. */
const DEEPEST = 8;

/** Components as Discord draws them, of messages and of modals. What is unknown or broken is said in its place. */
export function Components({ components }: { components: readonly unknown[] }) {
  return components.length === 0 ? null : <div className="components">{parts(components, 0)}</div>;
}

function parts(components: unknown, depth: number): ReactNode {
  return list(components).map((component, index) => <Part key={index} component={component} depth={depth} />);
}

export function Part({ component, depth = 0 }: { component: Fields; depth?: number }): ReactNode {
  const type = number(component.type);
  if (type === null || !isKnown(type)) {
    return (
      <p className="components-unknown">
        {type === null ? 'A component without a type' : `A component of type ${type}, which this console cannot draw`}
      </p>
    );
  }
  if (depth > DEEPEST) {
    return <p className="components-unknown">Components are nested too deep to be drawn</p>;
  }
  const within = () => parts(component.components, depth + 1);
  switch (type) {
    case 1:
      return <Row>{within()}</Row>;
    case 2:
      return <Button button={component} />;
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return <Select select={component} type={type} />;
    case 4:
      return <TextInput input={component} />;
    case 9:
      return (
        <Section accessory={isFields(component.accessory) && <Part component={component.accessory} depth={depth + 1} />}>
          {within()}
        </Section>
      );
    case 10:
      return <TextDisplay component={component} />;
    case 11:
      return <Thumbnail thumbnail={component} />;
    case 12:
      return <MediaGallery gallery={component} />;
    case 13:
      return <FileCard file={component} />;
    case 14:
      return <Separator separator={component} />;
    case 17:
      return <Container container={component}>{within()}</Container>;
    case 18:
      return (
        <Label label={component}>
          <Part component={fields(component.component)} depth={depth + 1} />
        </Label>
      );
    case 19:
      return <FileUpload upload={component} />;
    case 21:
      return <Options group={component} kind="radio" />;
    case 22:
      return <Options group={component} kind="checkbox" />;
    case 23:
      return <Checkbox checkbox={component} />;
  }
}
