import { CircleCheck, CircleX, ExternalLink, Send } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useBotId, useRead } from '../../app/identity.tsx';
import { botPath } from '../../app/routes.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import type { JsonObject } from './json.ts';
import type { Target } from './model.ts';
import type { Problem } from './limits.ts';
import { dryRun, fieldOf, isComplete, newKey, send, type PickedFile } from './sending.ts';

const ASK_AFTER_MS = 700;

export interface SendBarProps {
  target: Target;
  body: JsonObject;
  files: readonly PickedFile[];
  problems: readonly Problem[];
  /** Sends by keyboard: changes when that is asked for. */
  asked: number;
}

/** Says whether the message would be taken, by a dry run after each change, and sends it. */
export function SendBar({ target, body, files, problems, asked }: SendBarProps) {
  const botId = useBotId();
  const complete = isComplete(target);
  const what = useRested(JSON.stringify([target, body, files.map((file) => file.key)]), ASK_AFTER_MS);
  const current = JSON.stringify([target, body, files.map((file) => file.key)]);
  const check = useRead(['dry run', what], (_, signal) => dryRun(botId, target, body, files, signal), { enabled: complete && what === current, fresh: 10_000 });
  const key = useRef({ of: '', key: '' });
  const sending = useMutation({
    mutationFn: () => {
      // A try that failed on the way is repeated with the same key, so that nothing is sent twice.
      if (key.current.of !== current) {
        key.current = { of: current, key: newKey() };
      }
      return send(botId, target, body, files, key.current.key);
    },
    onSuccess: () => {
      key.current = { of: '', key: '' };
    },
  });
  const act = target.is === 'message' ? 'Save the change' : 'Send';
  const trySend = () => {
    if (complete && !sending.isPending) {
      sending.mutate();
    }
  };
  const latest = useRef(trySend);
  useEffect(() => {
    latest.current = trySend;
  });
  useEffect(() => {
    if (asked > 0) {
      latest.current();
    }
  }, [asked]);
  return (
    <div className="composer-send">
      <div className="composer-verdict" role="status" aria-live="polite">
        <Verdict complete={complete} target={target} check={check} problems={problems} fresh={what === current} />
      </div>
      {sending.error !== null && (
        <div>
          {fieldOf(sending.error) !== null && (
            <p className="small">
              The place: <code>{fieldOf(sending.error)}</code>
            </p>
          )}
          <ErrorNote error={sending.error} />
        </div>
      )}
      <div className="row">
        <Button look="primary" icon={Send} busy={sending.isPending} disabled={!complete} onClick={trySend} aria-keyshortcuts="Control+Enter">
          {act}
        </Button>
        {sending.data !== undefined && (
          <Link className="composer-sent" href={botPath(botId, 'messages', { channel: sending.data.channelId, message: sending.data.id })}>
            {target.is === 'message' ? 'Changed' : 'Sent'}: see it in the channel
            <ExternalLink aria-hidden size={14} />
          </Link>
        )}
      </div>
    </div>
  );
}

interface VerdictProps {
  complete: boolean;
  target: Target;
  check: { data?: { wouldSucceed: boolean; reasons: string[]; assumptions: string[] } | undefined; error: Error | null };
  problems: readonly Problem[];
  fresh: boolean;
}

function Verdict({ complete, target, check, problems, fresh }: VerdictProps) {
  if (!complete) {
    return <p className="muted">{target.is === 'channel' ? 'Choose a channel.' : target.is === 'user' ? 'Choose a user.' : 'Load the message that is to be changed.'}</p>;
  }
  const said = check.data?.reasons ?? [];
  const reasons = check.error !== null ? [check.error.message] : said;
  // Bounds are counted here at once; the dry run says them in its own words.
  const counted = said.length > 0 ? [] : problems.map((one) => `${one.field}: ${one.sentence}`);
  const all = [...reasons, ...counted];
  if (all.length > 0) {
    return (
      <>
        <p className="composer-verdict-head composer-verdict-no">
          <CircleX aria-hidden size={18} /> It would be refused
        </p>
        <ul className="composer-reasons">
          {all.slice(0, 8).map((reason, index) => (
            <li key={index}>{reason}</li>
          ))}
        </ul>
      </>
    );
  }
  if (check.data === undefined || !fresh) {
    return <p className="muted">Asking whether it would be taken…</p>;
  }
  return (
    <>
      <p className="composer-verdict-head composer-verdict-yes">
        <CircleCheck aria-hidden size={18} /> Dry run: it would be {target.is === 'message' ? 'changed' : 'sent'}
      </p>
      {check.data.assumptions.map((assumption, index) => (
        <p key={index} className="muted small">
          Assumed: {assumption}
        </p>
      ))}
    </>
  );
}

/** The value once it has not changed for a while. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
