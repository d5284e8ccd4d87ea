import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { data, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Badge, Card, ErrorNote } from '../../ui/parts.tsx';
import { countText, State } from './parts.tsx';
import { useAct } from './reading.ts';

type Node = Schemas['Node'];

const EVERY_MS = 5_000;

function shortId(node: Node): string {
  return node.id.slice(0, 8);
}

/** The nodes of the server's store, and which of them take bots. A single one that does is not worth a card. */
export function Nodes() {
  const { data: nodes, error } = useRead(['nodes'], (api, signal) => data(api.GET('/api/operator/nodes', { signal })), { every: EVERY_MS });
  const [draining, setDraining] = useState<Node | null>(null);
  const drain = useAct((api, nodeId: string) => data(api.POST('/api/operator/nodes/{nodeId}/drain', { params: { path: { nodeId } } })), 'The node gives its bots away', ['nodes']);
  const undrain = useAct((api, nodeId: string) => data(api.POST('/api/operator/nodes/{nodeId}/undrain', { params: { path: { nodeId } } })), 'The node takes bots', ['nodes']);
  const failure = error ?? undrain.error;
  if (failure === null && (nodes === undefined || nodes.every((node) => nodes.length === 1 && node.state === 'up'))) {
    return null;
  }
  return (
    <Card title="Nodes">
      {failure !== null && <ErrorNote error={failure} />}
      <ul aria-label="Nodes" className="operator-nodes">
        {nodes?.map((node) => (
          <li key={node.id} className="operator-row">
            <div className="operator-row-main">
              <span className="mono">{shortId(node)}</span>
              <State state={node.state} />
              {!node.answering && <Badge tone="danger">does not answer</Badge>}
              {node.leased === false && <Badge tone="danger">no lease</Badge>}
            </div>
            {node.state === 'up' ? (
              <Button small look="quiet" icon={Pause} onClick={() => setDraining(node)} aria-label={`Drain node ${shortId(node)}`}>
                Drain
              </Button>
            ) : (
              <Button small look="quiet" icon={Play} busy={undrain.busy} onClick={() => undrain.run(node.id)} aria-label={`Undrain node ${shortId(node)}`}>
                Undrain
              </Button>
            )}
            <div className="operator-row-facts">
              <span>{node.url}</span>
              <span>{countText(node.bots, 'bot')}</span>
              {node.storeMs !== undefined && <span>Store {node.storeMs.toLocaleString('en')} ms</span>}
            </div>
          </li>
        ))}
      </ul>
      <Confirm
        open={draining !== null}
        title={`Drain node ${draining === null ? '' : shortId(draining)}?`}
        act="Drain"
        busy={drain.busy}
        onClose={() => setDraining(null)}
        onConfirm={() => draining !== null && drain.run(draining.id, () => setDraining(null))}
      >
        <p>Its bots go to the other nodes, each within a second, and it takes none until you undrain it. Without another node they stay, and new logins are refused.</p>
        {drain.error !== null && <ErrorNote error={drain.error} />}
      </Confirm>
    </Card>
  );
}
