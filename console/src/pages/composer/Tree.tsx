import { Plus } from 'lucide-react';
import { Menu } from '../../ui/Menu.tsx';
import { focusEntry, useEditing } from './context.ts';
import { Entry } from './Entries.tsx';
import { FormFields } from './FormFields.tsx';
import { at, isObject, listAt, pathText, textAt, type Json, type Path } from './json.ts';
import { isV2 } from './model.ts';
import { form, TOP_V2, type Form, type FormField } from './schema.ts';

/** The components of the message: rows beside content, or the whole layout. */
export function Tree() {
  const { message } = useEditing();
  const v2 = isV2(message);
  return <Children list={['components']} types={v2 ? TOP_V2 : [1]} most={v2 ? 40 : 5} what={v2 ? 'component' : 'row'} />;
}

function Children({ list, types, most, what }: { list: Path; types: readonly number[]; most: number; what: string }) {
  const { message, dispatch } = useEditing();
  const children = listAt(message, list);
  const add = (type: number) => {
    dispatch({ do: 'insert', list, index: children.length, value: form(type).make() });
    focusEntry([...list, children.length], 'remove');
  };
  const offered = children.length >= most ? [] : types;
  return (
    <div className="composer-list">
      {children.length > 0 && (
        <ol className="composer-entries">
          {children.map((child, index) => (
            <Entry key={index} path={[...list, index]} name={nameOf(child, index)} index={index} count={children.length} folds>
              <Node path={[...list, index]} />
            </Entry>
          ))}
        </ol>
      )}
      {offered.length > 0 && (
        <span data-adds={pathText(list)}>
          <Menu
            label={`Add ${what}`}
            icon={Plus}
            look="plain"
            small
            items={offered.map((type) => ({ label: form(type).label, onSelect: () => add(type) }))}
          >
            Add {what}
          </Menu>
        </span>
      )}
    </div>
  );
}

/** "Button 2: Accept", so that entries can be told apart. */
function nameOf(component: Json, index: number): string {
  const own = form(at(component, ['type'])).label;
  const says = textAt(component, ['label']) || textAt(component, ['placeholder']) || textAt(component, ['content']).split('\n')[0]?.slice(0, 40) || '';
  return says === '' ? `${own} ${index + 1}` : `${own} ${index + 1}: ${says}`;
}

function Node({ path }: { path: Path }) {
  const { message, set } = useEditing();
  const component = at(message, path);
  const known = form(at(component, ['type']));
  if (known.type === 0) {
    return <p className="field-hint">This console cannot edit it; it is sent as it is.</p>;
  }
  return (
    <>
      <FormFields path={path} fields={fieldsOf(known, component)} />
      {known.holds !== undefined && <Children list={[...path, 'components']} {...held(known, component)} what={known.type === 1 ? 'button or select' : 'component'} />}
      {known.accessory !== undefined && (
        <fieldset className="composer-accessory">
          <legend>Beside it</legend>
          <div className="row">
            {known.accessory.map((type) => (
              <label key={type} className="row">
                <input type="radio" checked={at(component, ['accessory', 'type']) === type} onChange={() => set([...path, 'accessory'], form(type).make())} />
                {form(type).label}
              </label>
            ))}
          </div>
          <Node path={[...path, 'accessory']} />
        </fieldset>
      )}
    </>
  );
}

/** A row has either up to five buttons or one select. */
function held(known: Form, component: Json | undefined): { types: readonly number[]; most: number } {
  const { types, most } = known.holds ?? { types: [], most: 0 };
  const first = listAt(component, ['components'])[0];
  if (known.type !== 1 || !isObject(first)) {
    return { types, most };
  }
  return first.type === 2 ? { types: [2], most } : { types: [], most: 1 };
}

/** A button's fields depend on its style. */
function fieldsOf(known: Form, component: Json | undefined): readonly FormField[] {
  if (known.type !== 2) {
    return known.fields;
  }
  const style = at(component, ['style']);
  const hidden = style === 5 ? ['custom_id', 'sku_id'] : style === 6 ? ['custom_id', 'url', 'label', 'emoji'] : ['url', 'sku_id'];
  return known.fields.filter((field) => !hidden.includes(field.at));
}
