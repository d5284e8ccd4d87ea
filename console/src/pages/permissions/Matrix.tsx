import { Check, Minus, Plus, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Checkbox, Select, TextField } from '../../ui/Field.tsx';
import { Empty } from '../../ui/parts.tsx';
import { Table } from '../../ui/Table.tsx';
import { because, decides, filterRows, layerTitle, permissionLabel, says, type Explained, type PermissionRow, type Shown } from './words.ts';

export interface MatrixProps {
  explained: Explained;
  chosen: string | null;
  onChoose: (name: string) => void;
}

/** Every permission against every layer. */
export function Matrix({ explained, chosen, onChoose }: MatrixProps) {
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [everywhere, setEverywhere] = useState(false);
  const rows = filterRows(explained.permissions, useDeferredValue(text), shown, everywhere || explained.channel === null);
  return (
    <div className="stack">
      <div className="permissions-filter">
        <TextField label="Filter" type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="send, voice, manage…" />
        <Select label="Show" value={shown} onChange={(event) => setShown(event.target.value as Shown)}>
          <option value="all">all</option>
          <option value="granted">granted</option>
          <option value="missing">missing</option>
        </Select>
        {explained.channel !== null && (
          <Checkbox label="Also those of other kinds of channels" checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)} />
        )}
      </div>
      {rows.length === 0 ? (
        <Empty title="No permission fits the filter" />
      ) : (
        <Table label="Permissions by layer" head={['Permission', 'Result', 'Why', ...explained.layers.map(layerTitle)]}>
          {rows.map((row) => (
            <tr key={row.name} aria-current={row.name === chosen ? 'true' : undefined} className={row.name === chosen ? 'permissions-chosen' : undefined}>
              <th scope="row">
                <button type="button" className="permissions-choose" onClick={() => onChoose(row.name)}>
                  {permissionLabel(row.name)}
                </button>
                <span className="mono small muted">{row.name}</span>
              </th>
              <td>
                <Result row={row} />
              </td>
              <td className="permissions-why">{because(row)}</td>
              {explained.layers.map((layer, at) => {
                const said = says(layer, row.name);
                return (
                  <td key={at} className={decides(layer, row) ? 'permissions-cell permissions-cell-decides' : 'permissions-cell'}>
                    {said === 'allow' && <Plus aria-label="allows" role="img" size={16} className="permissions-allow" />}
                    {said === 'deny' && <Minus aria-label="denies" role="img" size={16} className="permissions-deny" />}
                  </td>
                );
              })}
            </tr>
          ))}
        </Table>
      )}
    </div>
  );
}

function Result({ row }: { row: PermissionRow }) {
  return (
    <span className={row.granted ? 'permissions-result permissions-allow' : 'permissions-result permissions-deny'}>
      {row.granted ? <Check aria-hidden size={16} /> : <X aria-hidden size={16} />}
      {row.granted ? 'granted' : 'missing'}
    </span>
  );
}
