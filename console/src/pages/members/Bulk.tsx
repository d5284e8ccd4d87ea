import { CircleCheck, CircleX, LoaderCircle, Pause, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { useApi, useRead } from '../../app/identity.tsx';
import { useRoles } from '../../app/places.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, Select } from '../../ui/Field.tsx';
import { Note, Progress } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { ActFields, firstAct, isWhole } from './ActFields.tsx';
import { ACTS, HARSH, perform, tryOut, type Act, type ActKind } from './acts.ts';
import { runBulk, tally, type Item, type ItemState } from './bulk.ts';
import type { Member } from './filter.ts';
import { givable } from './roles.ts';

export interface BulkProps {
  guildId: string;
  members: readonly Member[];
  /** @param done to whom it was done */
  onClose: (done: readonly string[]) => void;
}

/** So many are tried out before; a dry run costs Discord nothing. */
const TRIED = 100;

/** The same for many members, with a result for each. */
export function Bulk({ guildId, members, onClose }: BulkProps) {
  const api = useApi();
  const { data: roles = [] } = useRoles(guildId);
  const [act, setAct] = useState<Act>(firstAct('timeout'));
  const [reason, setReason] = useState('');
  const [leaveOut, setLeaveOut] = useState(true);
  const [items, setItems] = useState<readonly Item[] | null>(null);
  const cancel = useRef<AbortController | null>(null);
  const [running, setRunning] = useState(false);
  useEffect(() => () => cancel.current?.abort(), []);
  const outlook = useOutlook(guildId, members, act);
  const start = async (from: readonly Item[]) => {
    const aborter = new AbortController();
    cancel.current = aborter;
    setRunning(true);
    await runBulk(from, (userId, signal) => perform(api, { guildId, userId }, act, reason, signal), setItems, aborter.signal);
    setRunning(false);
  };
  const close = () => {
    cancel.current?.abort();
    onClose((items ?? []).filter((item) => item.state.is === 'done').map((item) => item.id));
  };
  const ended = items === null ? null : tally(items);
  const failing = new Set(leaveOut ? outlook?.fail.map((one) => one.id) : []);
  const chosen = members.filter((member) => !failing.has(member.id));
  return (
    <Dialog
      open
      title={`${members.length} members`}
      onClose={close}
      actions={
        items === null ? (
          <>
            <Button onClick={close}>Back</Button>
            <Button
              look={HARSH.has(act.kind) ? 'danger' : 'primary'}
              disabled={!isWhole(act) || outlook === null || chosen.length === 0}
              aria-describedby="members-bulk-outlook"
              onClick={() => void start(chosen.map((member) => ({ id: member.id, name: member.displayName, state: { is: 'waiting' } })))}
            >
              {`${ACTS[act.kind]} for ${chosen.length}`}
            </Button>
          </>
        ) : running ? (
          <Button onClick={() => cancel.current?.abort()}>Cancel the rest</Button>
        ) : (
          <>
            {ended !== null && ended.failed + ended.cancelled > 0 && (
              <Button icon={RotateCcw} onClick={() => void start(items)}>
                Retry {ended.failed + ended.cancelled}
              </Button>
            )}
            <Button look="primary" onClick={close} data-first>
              Done
            </Button>
          </>
        )
      }
    >
      {items === null ? (
        <>
          <Select label="What to do" value={act.kind} onChange={(event) => setAct(firstAct(event.target.value as ActKind))}>
            {(Object.keys(ACTS) as ActKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {ACTS[kind]}
              </option>
            ))}
          </Select>
          <ActFields act={act} onChange={setAct} roles={givable(roles, guildId)} reason={reason} onReason={setReason} />
          <div id="members-bulk-outlook" aria-live="polite">
            {isWhole(act) ? outlook === null ? <p className="muted small">Checking whether it would work…</p> : <Outlook {...outlook} all={members.length} /> : <p className="muted small">Choose a role first.</p>}
          </div>
          {outlook !== null && outlook.fail.length > 0 && (
            <Checkbox label="Leave out those for whom it would fail" checked={leaveOut} onChange={(event) => setLeaveOut(event.target.checked)} />
          )}
        </>
      ) : (
        <>
          {ended !== null && (
            <>
              <Progress label={`${ACTS[act.kind]}${running ? '' : ': ended'}`} value={ended.ended} max={items.length} />
              <p role="status">
                {ended.done} done, {ended.failed} failed{ended.cancelled > 0 && `, ${ended.cancelled} cancelled`}
              </p>
            </>
          )}
          <VirtualList label="Result for each member" items={items} keyOf={(item) => item.id} rowHeight={36} className="members-results">
            {(item) => (
              <div className="members-result">
                <StateIcon state={item.state} />
                <span>{item.name}</span>
                <span className="small members-result-text">{stateText(item.state)}</span>
              </div>
            )}
          </VirtualList>
        </>
      )}
    </Dialog>
  );
}

interface Tried {
  tried: number;
  fail: readonly { id: string; name: string; reason: string }[];
}

/** What dry runs say; null while they go on. */
function useOutlook(guildId: string, members: readonly Member[], act: Act): Tried | null {
  const tried = members.slice(0, TRIED);
  const read = useRead<Tried>(
    ['try-many', guildId, tried.map((member) => member.id).join(), JSON.stringify(act)],
    async (api, signal) => {
      const fail: { id: string; name: string; reason: string }[] = [];
      for (const member of tried) {
        const said = await tryOut(api, { guildId, userId: member.id }, act, signal);
        if (!said.wouldSucceed) {
          fail.push({ id: member.id, name: member.displayName, reason: said.reasons.join('; ') });
        }
      }
      return { tried: tried.length, fail };
    },
    { enabled: isWhole(act), fresh: 10_000 },
  );
  return read.data ?? (read.error === null ? null : { tried: 0, fail: [] });
}

function Outlook({ tried, fail, all }: Tried & { all: number }) {
  const reasons = new Map<string, string[]>();
  fail.forEach(({ name, reason }) => reasons.set(reason, [...(reasons.get(reason) ?? []), name]));
  const scope = tried < all ? `Of the first ${tried}` : `Of ${tried}`;
  return (
    <Note tone={fail.length === 0 ? 'ok' : fail.length === tried ? 'danger' : 'warn'}>
      <p>
        {fail.length === 0 ? `${scope}, it would work for all.` : `${scope}, it would work for ${tried - fail.length} and fail for ${fail.length}:`}
      </p>
      {[...reasons].map(([reason, names]) => (
        <p key={reason} className="small">
          {names.slice(0, 5).join(', ')}
          {names.length > 5 && ` and ${names.length - 5} more`}: {reason}.
        </p>
      ))}
    </Note>
  );
}

function StateIcon({ state }: { state: ItemState }) {
  const Icon = { waiting: Pause, running: LoaderCircle, done: CircleCheck, failed: CircleX, cancelled: CircleX }[state.is];
  return <Icon aria-hidden size={16} className={`members-state-${state.is}`} />;
}

function stateText(state: ItemState): string {
  return state.is === 'failed' ? explained(state.error) : state.is;
}

/** A refusal of Discord's comes with the reasons that are known here. */
function explained(error: Error): string {
  const reasons = error instanceof ApiError ? error.body.reasons : undefined;
  return Array.isArray(reasons) && reasons.length > 0 ? reasons.join('; ') : error.message;
}
