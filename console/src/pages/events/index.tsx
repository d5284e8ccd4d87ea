import { Hash, Pause, Play, Radio, RotateCcw, Trash2, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { data } from '../../api/client.ts';
import { openEvents, type StreamState } from '../../api/events.ts';
import { useAddress } from '../../app/address.ts';
import { useApi, useBotId } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Badge, Empty, ErrorNote, PageHeader } from '../../ui/parts.tsx';
import { durationText, useNow } from '../../ui/Time.tsx';
import { EventDetail } from './EventDetail.tsx';
import { EventList } from './EventList.tsx';
import './events.css';
import { FilterInput } from './FilterInput.tsx';
import { accepts, parseFilter, queryOf, type Token } from './filters.ts';
import type { Known } from './lines.ts';
import { EventStore, type Held } from './store.ts';
import { suggestFrom } from './suggestions.ts';
import { SeenUsers, useKnown } from './useKnown.ts';

/** How often the address follows what memory has dropped. */
const ADDRESS_EVERY_MS = 2_000;

const OLDEST = '0';

/** The bot's events as they come, or from any place in its log. What is seen is in the address: the filter, and behind which event it begins. */
export default function Page() {
  const botId = useBotId();
  const api = useApi();
  const [address, setAddress] = useAddress();
  const after = address.get('after');
  const text = address.get('q') ?? '';
  const [store] = useState(() => new EventStore());
  const [users] = useState(() => new SeenUsers());
  const { known, guilds, channels } = useKnown(users);
  const [state, setState] = useState<StreamState>({ is: 'connecting' });
  const [failure, setFailure] = useState<Error | null>(null);
  const [frozen, setFrozen] = useState<number | null>(null);
  const [opened, setOpened] = useState<Held | null>(null);
  const [asked, setAsked] = useState(0);
  const [choosing, setChoosing] = useState(false);
  const filter = useMemo(() => parseFilter(text), [text]);
  const suggest = useMemo(() => suggestFrom({ guilds, channels, users: users.list }), [guilds, channels, users]);

  // Behind which event the view begins is always in the address, so that a reload shows the same.
  useEffect(() => {
    if (after !== null) {
      return undefined;
    }
    const left = new AbortController();
    setFailure(null);
    data(api.GET('/api/events/poll', { params: { query: {} }, signal: left.signal })).then(
      ({ next }) => setAddress({ after: next }, { replace: true }),
      (problem: unknown) => {
        if (!left.signal.aborted) {
          setFailure(problem instanceof Error ? problem : new Error(String(problem)));
        }
      },
    );
    return () => left.abort();
  }, [after, api, setAddress, asked]);

  // Where the stream began: the address moves on as memory drops events, the stream does not.
  const moved = useRef<string | null>(null);
  const [start, setStart] = useState(after);
  if (after !== start && after !== moved.current) {
    setStart(after);
  }
  useEffect(() => {
    if (start === null) {
      return undefined;
    }
    store.clear();
    setFrozen(null);
    setOpened(null);
    const fits = accepts(filter, botId);
    return openEvents({
      identity: botId,
      after: start,
      query: queryOf(filter),
      onEvents: (events) => {
        events.forEach((event) => users.see(event));
        const wanted = events.filter(fits);
        if (wanted.length > 0) {
          store.push(wanted);
        }
      },
      onState: setState,
    });
  }, [start, filter, botId, store, users]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (store.begin !== undefined && store.begin !== moved.current) {
        moved.current = store.begin;
        setAddress({ after: store.begin }, { replace: true });
      }
    }, ADDRESS_EVERY_MS);
    return () => clearInterval(timer);
  }, [store, setAddress]);

  const beginAt = (event: string | null) => {
    moved.current = null;
    setAddress({ after: event });
    setStart(event);
    setAsked((times) => times + 1);
  };
  const addFilter = useCallback(
    (condition: string) => {
      setOpened(null);
      setAddress({ q: `${text.trim()} ${condition}`.trim() });
    },
    [text, setAddress],
  );
  return (
    <div className="page-fill events">
      <div className="events-head">
        <PageHeader
          title="Live events"
          actions={
            <>
              <Button icon={frozen === null ? Pause : Play} aria-pressed={frozen !== null} onClick={() => setFrozen(frozen === null ? store.total - 1 : null)}>
                {frozen === null ? 'Pause' : 'Go on'}
              </Button>
              <Menu
                label="Begin…"
                icon={RotateCcw}
                look="plain"
                items={[
                  { label: 'From now on', icon: Radio, onSelect: () => beginAt(null) },
                  { label: 'With the oldest that is kept', icon: RotateCcw, onSelect: () => beginAt(OLDEST) },
                  { label: 'Behind an event…', icon: Hash, onSelect: () => setChoosing(true) },
                  { label: 'Clear the list', icon: Trash2, hint: 'Behind the newest event that is shown', onSelect: () => beginAt(store.at(store.total - 1)?.event.id ?? after) },
                ]}
              >
                Begin…
              </Menu>
              <CopyButton text={() => location.href} label="Copy link" small={false} />
            </>
          }
        />
        <div className="events-tools">
          <FilterInput value={text} onChange={(q) => setAddress({ q: q.trim() })} suggest={suggest} problems={filter.problems} />
        </div>
        <Chips tokens={filter.tokens} known={known} onRemove={(token) => setAddress({ q: (text.slice(0, token.from) + text.slice(token.from + token.text.length)).replace(/\s+/g, ' ').trim() })} />
        <State state={state} store={store} frozen={frozen !== null} />
        {failure !== null && <ErrorNote error={failure} onRetry={() => setAsked(asked + 1)} />}
        {state.is === 'refused' && <ErrorNote error={state.because} />}
      </div>
      <Body store={store} known={known} frozen={frozen} onFreeze={setFrozen} onOpen={setOpened} filtered={filter.tokens.length > 0} />
      {choosing && (
        <BeginDialog
          onBegin={(id) => {
            setChoosing(false);
            beginAt(id);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
      <EventDetail held={opened} known={known} onFilter={addFilter} onFrom={(id) => beginAt(id)} onClose={() => setOpened(null)} />
    </div>
  );
}

function BeginDialog({ onBegin, onClose }: { onBegin: (id: string) => void; onClose: () => void }) {
  const [id, setId] = useState('');
  const fits = /^\d{1,19}$/.test(id.trim());
  return (
    <Dialog
      open
      title="Begin behind an event"
      onClose={onClose}
      actions={
        <Button look="primary" type="submit" form="begin-form" disabled={!fits}>
          Begin
        </Button>
      }
    >
      <form
        id="begin-form"
        onSubmit={(event) => {
          event.preventDefault();
          onBegin(id.trim());
        }}
      >
        <TextField
          label="Id of the event"
          hint="As streams, webhooks and this page show it. What was deleted meanwhile is told as a gap."
          inputMode="numeric"
          value={id}
          error={id === '' || fits ? null : 'An id is a number'}
          onChange={(event) => setId(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

type BodyProps = Parameters<typeof EventList>[0] & { filtered: boolean };

function Body({ filtered, ...list }: BodyProps) {
  const empty = useSyncExternalStore(list.store.subscribe, () => list.store.size === 0);
  return empty ? (
    <Empty icon={Radio} title={filtered ? 'No event meets the filter yet' : 'Nothing has happened yet'}>
      <p>Events appear here as they come. To see earlier ones, choose “Begin…” and “With the oldest that is kept”.</p>
    </Empty>
  ) : (
    <EventList {...list} />
  );
}

/** The conditions with names in place of ids. */
function Chips({ tokens, known, onRemove }: { tokens: readonly Token[]; known: Known; onRemove: (token: Token) => void }) {
  if (tokens.length === 0) {
    return null;
  }
  const named = (token: Token) => {
    const lookup = { guild: known.guild, channel: known.channel, user: known.user }[token.key as 'guild'];
    return lookup?.(token.value) ?? token.value;
  };
  return (
    <ul className="events-chips" aria-label="Conditions">
      {tokens.map((token) => {
        const words = `${token.not ? 'not ' : ''}${token.key} ${named(token)}`;
        return (
          <li key={token.from}>
            <button type="button" className="combobox-chip" aria-label={`Remove ${words}`} onClick={() => onRemove(token)}>
              <bdi>{words}</bdi>
              <X aria-hidden size={12} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function State({ state, store, frozen }: { state: StreamState; store: EventStore; frozen: boolean }) {
  useSyncExternalStore(store.subscribe, () => store.state);
  return (
    <div className="events-state">
      <span role="status">
        {state.is === 'open' && (frozen ? <Badge tone="warn">Paused</Badge> : <Badge tone="ok">Live</Badge>)}
        {state.is === 'connecting' && <Badge>Connecting…</Badge>}
        {state.is === 'refused' && <Badge tone="danger">Refused</Badge>}
        {state.is === 'waiting' && <Badge tone="warn">Connecting again</Badge>}
      </span>
      {state.is === 'waiting' && <Waiting since={state.sinceMs} because={state.because} />}
      <span>{store.total.toLocaleString('en')} events</span>
      {store.dropped > 0 && <span>the newest {store.size.toLocaleString('en')} are kept here</span>}
    </div>
  );
}

function Waiting({ since, because }: { since: number; because: string }) {
  const now = useNow();
  return (
    <span>
      for {durationText(Math.max(0, now - since))}: {because}. Nothing is lost: it goes on where it stopped.
    </span>
  );
}
