import { Badge } from '../../ui/parts.tsx';
import { cx } from '../../ui/cx.ts';
import { decides, layerTitle, permissionLabel, says, type Explained, type Layer } from './words.ts';

/** The layers as a numbered list; with a permission, what each of them says of it. */
export function Layers({ explained, permission }: { explained: Explained; permission: string | null }) {
  const row = explained.permissions.find((one) => one.name === permission);
  return (
    <ol className="permissions-layers">
      {explained.layers.map((layer, at) => {
        const said = row === undefined ? null : says(layer, row.name);
        const decided = row !== undefined && decides(layer, row);
        return (
          <li key={at} className={cx('permissions-layer', row !== undefined && said === null && 'permissions-silent', decided && 'permissions-decides')}>
            <div className="row">
              <strong className="permissions-layer-title">{layerTitle(layer)}</strong>
              {said === 'allow' && <Badge tone="ok">allows it</Badge>}
              {said === 'deny' && <Badge tone="danger">denies it</Badge>}
              {row !== undefined && said === null && <span className="muted small">says nothing of it</span>}
              {decided && <Badge tone="accent">decides</Badge>}
            </div>
            <p className="small muted">{layer.explanation.charAt(0).toUpperCase() + layer.explanation.slice(1)}</p>
            <Names title="Allows" names={layer.allow} tone="ok" />
            <Names title="Denies" names={layer.deny} tone="danger" />
          </li>
        );
      })}
    </ol>
  );
}

const FEW = 6;

function Names({ title, names, tone }: { title: string; names: Layer['allow']; tone: 'ok' | 'danger' }) {
  if (names.length === 0) {
    return null;
  }
  const list = (
    <ul className="permissions-names">
      {names.map((name) => (
        <li key={name}>
          <Badge tone={tone}>{permissionLabel(name)}</Badge>
        </li>
      ))}
    </ul>
  );
  return names.length <= FEW ? (
    <div>
      <span className="small muted">{title}</span>
      {list}
    </div>
  ) : (
    <details>
      <summary className="small">
        {title} {names.length} permissions
      </summary>
      {list}
    </details>
  );
}
