import { useMemo } from 'react';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Fact, Facts, Note } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { personOf } from './fields.ts';
import { written } from './filters.ts';
import { gapText, lineOf, type Known } from './lines.ts';
import type { Held } from './store.ts';

interface EventDetailProps {
  held: Held | null;
  known: Known;
  onFilter: (condition: string) => void;
  onFrom: (id: string) => void;
  onClose: () => void;
}

/** One event in full, and filters for more of its kind. */
export function EventDetail({ held, known, onFilter, onFrom, onClose }: EventDetailProps) {
  const event = held?.event;
  const person = useMemo(() => personOf(event?.data), [event]);
  if (event === undefined) {
    return null;
  }
  const filter = (label: string, condition: string) => (
    <Button small onClick={() => onFilter(condition)}>
      {label}
    </Button>
  );
  return (
    <Dialog open title={event.type} onClose={onClose} side wide>
      <div className="events-detail">
        {event.type === 'gap' ? <Note tone="warn">{gapText(event.data)}</Note> : <bdi>{lineOf(event, known)}</bdi>}
        <Facts>
          <Fact name="Event">
            <span className="mono">{event.id}</span> <CopyButton text={event.id} label="Copy event id" icon />
          </Fact>
          <Fact name="Came">
            <Time at={event.timestamp} exact />
          </Fact>
          {event.guildId !== undefined && <Fact name="Guild">{known.guild(event.guildId) ?? event.guildId}</Fact>}
          {event.channelId !== undefined && <Fact name="Channel">{known.channel(event.channelId) ?? event.channelId}</Fact>}
        </Facts>
        <div className="row" role="group" aria-label="Filters from this event">
          {filter('Only this type', written('type', event.type))}
          {filter('Not this type', written('type', event.type, true))}
          {event.channelId !== undefined && filter('Only this channel', written('channel', event.channelId))}
          {person !== undefined && filter(`Only ${person.name}`, written('user', person.id))}
          <Button small onClick={() => onFrom(event.id)}>
            Begin behind it
          </Button>
        </div>
        <JsonView value={event} label="event as JSON" />
      </div>
    </Dialog>
  );
}
