import { useRef, useState } from 'react';
import { data } from '../../api/client.ts';
import { useLiveEvents, useRead, useReread } from '../../app/identity.tsx';
import { Badge, Empty, ErrorNote, Loading, PageHeader } from '../../ui/parts.tsx';
import { Answering } from './Answering.tsx';
import { AutoDefer } from './AutoDefer.tsx';
import { InteractionCard } from './InteractionCard.tsx';
import './interactions.css';
import { withoutToken, type How, type Interaction } from './model.ts';

const MOST = 200;

/** What others do shows after this time; what comes new, at once. */
const EVERY_MS = 4_000;

const FILTER = { types: 'INTERACTION_CREATE' };

export default function Page() {
  const reread = useReread();
  const all = useRead(
    ['interactions'],
    async (api) => (await data(api.GET('/api/interactions', { params: { query: { limit: MOST } } }))).map(withoutToken),
    { every: EVERY_MS, fresh: 0 },
  );
  const [answering, setAnswering] = useState<{ one: Interaction; how: How } | null>(null);
  const arrived = useRef<HTMLParagraphElement>(null);
  const stream = useLiveEvents(FILTER, (events) => {
    void reread('interactions');
    if (arrived.current !== null) {
      arrived.current.textContent = events.length === 1 ? 'A new interaction waits' : `${events.length} new interactions wait`;
    }
  });
  const waiting = all.data?.filter((one) => one.state === 'waiting' || one.state === 'deferred') ?? [];
  const done = all.data?.filter((one) => one.state === 'answered' || one.state === 'expired') ?? [];
  const card = (one: Interaction) => (
    <InteractionCard key={one.id} one={one} readAt={all.dataUpdatedAt} onAnswer={(how) => setAnswering({ one, how })} />
  );
  return (
    <div className="stack">
      <PageHeader title="Interactions" actions={<Badge tone={stream.is === 'open' ? 'ok' : 'warn'}>{stream.is === 'open' ? 'live' : 'connecting'}</Badge>}>
        Commands, buttons, menus and forms that users have used in the last 15 minutes. Discord waits three seconds for a first answer, then 15 minutes for the rest.
      </PageHeader>
      <AutoDefer />
      <p ref={arrived} className="unseen" aria-live="polite" />
      {all.isPending && <Loading what="Reading the interactions" />}
      {all.isError && <ErrorNote error={all.error} onRetry={() => void all.refetch()} />}
      {stream.is === 'refused' && <ErrorNote error={stream.because} />}
      {all.isSuccess && waiting.length === 0 && (
        <Empty title="Nothing waits">
          <p>An interaction appears here as soon as a user runs one of the bot’s commands or presses one of its buttons.</p>
        </Empty>
      )}
      {waiting.length > 0 && (
        <section className="stack">
          <h2>Waiting ({waiting.length})</h2>
          <ul className="interaction-list" aria-label="Interactions that wait">
            {waiting.map(card)}
          </ul>
        </section>
      )}
      {done.length > 0 && (
        <section className="stack">
          <h2>Answered or too late ({done.length})</h2>
          <ul className="interaction-list" aria-label="Interactions that are answered or too late">
            {done.map(card)}
          </ul>
        </section>
      )}
      {answering !== null && <Answering {...answering} onClose={() => setAnswering(null)} />}
    </div>
  );
}
