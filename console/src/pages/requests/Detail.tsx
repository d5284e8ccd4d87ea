import { useMutation } from '@tanstack/react-query';
import { data, errorOf, request } from '../../api/client.ts';
import { useBotId, useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { ErrorNote, Fact, Facts, Loading, Note } from '../../ui/parts.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { curlOf, dryRunPath, type Replay } from './curl.ts';

/** One call: what it was, how long it took where, and a dry run of what caused it. */
export function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const read = useRead(['request', id], (api, signal) => data(api.GET('/api/requests/{id}', { signal, params: { path: { id } } })));
  const call = read.data;
  return (
    <Dialog open side title={call === undefined ? 'Request' : `${call.method} ${call.route}`} onClose={onClose}>
      {read.error !== null && <ErrorNote error={read.error} />}
      {call === undefined && read.error === null && <Loading />}
      {call !== undefined && (
        <>
          <Facts>
            <Fact name="When">
              <Time at={call.at} exact />
            </Fact>
            <Fact name="Path">{call.path}</Fact>
            <Fact name="Status">
              {call.status ?? `none: ${call.failure ?? 'unknown'}`}
              {call.discordCode !== null && `, Discord’s code ${call.discordCode}`}
            </Fact>
            <Fact name="Interface">{call.operation === null ? call.interface : `${call.interface}, ${call.operation}`}</Fact>
            <Fact name="In the queue">{durationText(call.queueMs)}</Fact>
            <Fact name="At Discord">{durationText(call.discordMs)}</Fact>
            <Fact name="Tries">
              {call.tries}
              {call.limited > 0 && `, ${call.limited} answered 429`}
            </Fact>
            <Fact name="Bucket">
              {call.bucket === null
                ? 'none'
                : `${call.bucket.name ?? 'not named'}${call.bucket.limit === null ? '' : `: ${call.bucket.left ?? 0} of ${call.bucket.limit} left, again in ${durationText(call.bucket.resetMs)}`}`}
            </Fact>
            {call.session !== null && <Fact name="Session">{call.session.name ?? call.session.id}</Fact>}
            {call.requestId !== null && <Fact name="Request id">{call.requestId}</Fact>}
            {call.idempotencyKey !== null && <Fact name="Idempotency key">{call.idempotencyKey}</Fact>}
          </Facts>
          {call.replay === null ? <p className="muted">Only actions of the API can be tried again.</p> : <Again replay={call.replay} />}
        </>
      )}
    </Dialog>
  );
}

function Again({ replay }: { replay: Replay }) {
  const botId = useBotId();
  const trial = useMutation<unknown, Error>({
    mutationFn: async () => {
      const response = await request(botId, dryRunPath(replay), {
        method: replay.method,
        ...(replay.body === null ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(replay.body) }),
      });
      if (!response.ok) {
        throw await errorOf(response);
      }
      return response.json();
    },
  });
  const outcome = trial.data;
  const works = typeof outcome === 'object' && outcome !== null && 'wouldSucceed' in outcome && outcome.wouldSucceed === true;
  return (
    <section className="stack" aria-label="Again">
      {replay.body !== null && <JsonView label="body" value={replay.body} />}
      {!replay.whole && <Note>Files, long bodies and secrets are not kept, so this is not all of it.</Note>}
      <div className="row">
        <Button look="primary" busy={trial.isPending} onClick={() => trial.mutate()}>
          Dry run
        </Button>
        <CopyButton label="Copy as curl" text={() => curlOf(replay, location.origin)} />
      </div>
      <div aria-live="polite">
        {trial.error !== null && <ErrorNote error={trial.error} />}
        {outcome !== undefined && (
          <>
            <Note tone={works ? 'ok' : 'danger'}>{works ? 'It would work now. Nothing was sent.' : 'It would not work now. Nothing was sent.'}</Note>
            <JsonView label="result of the dry run" value={outcome} />
          </>
        )}
      </div>
    </section>
  );
}
