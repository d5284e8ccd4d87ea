import { data } from '../../api/client.ts';
import { mediaUrl } from '../../api/media.ts';
import { useRead } from '../../app/identity.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Badge, type Tone } from '../../ui/parts.tsx';
import { durationText, Time, useNow } from '../../ui/Time.tsx';
import { HOW_NAMES, summary, TYPE_NAMES, ways, type How, type Interaction } from './model.ts';

const STATES: Readonly<Record<Interaction['state'], readonly [string, Tone]>> = {
  waiting: ['waiting', 'warn'],
  deferred: ['deferred', 'accent'],
  answered: ['answered', 'ok'],
  expired: ['too late', 'danger'],
};

const REACTIONS: Readonly<Record<NonNullable<Interaction['reaction']>, string>> = {
  deferral: 'deferred by a caller',
  automatic_deferral: 'deferred automatically',
  reply: 'with a reply',
  update: 'by updating the message',
  modal: 'with a form',
  choices: 'with choices',
  relayed: 'by a library on the relay',
};

export interface InteractionCardProps {
  one: Interaction;
  /** When the times left were as they say. */
  readAt: number;
  onAnswer: (how: How) => void;
}

export function InteractionCard({ one, readAt, onAnswer }: InteractionCardProps) {
  const [state, tone] = STATES[one.state];
  const label = summary(one);
  return (
    <li className="card interaction-card">
      <div className="card-head">
        <div className="row">
          <Avatar name={one.user.displayName} src={mediaUrl(one.user.avatar, 64)} size={28} />
          <strong className="interaction-user">{one.user.displayName}</strong>
          <Badge>{TYPE_NAMES[one.type]}</Badge>
          <Badge tone={tone}>{state}</Badge>
          {one.reaction !== null && <span className="muted small">{REACTIONS[one.reaction]}</span>}
        </div>
        <TimeLeft one={one} readAt={readAt} />
      </div>
      <p className="interaction-what">{label}</p>
      {one.fields !== null && (
        <dl className="interaction-fields">
          {one.fields.map((field) => (
            <div key={field.customId}>
              <dt>{field.customId}</dt>
              <dd>{field.values.map((value) => value.shown).join(', ')}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="row">
        {ways(one).map((how, at) => (
          <Button key={how} small look={at === 0 && one.state !== 'answered' && one.state !== 'expired' ? 'primary' : 'plain'} onClick={() => onAnswer(how)} aria-label={`${HOW_NAMES[how]}: ${label}`}>
            {HOW_NAMES[how]}
          </Button>
        ))}
        {!one.answerable && <span className="muted small">Answering needs a session with the scope “commands”.</span>}
      </div>
      <p className="muted small">
        <Place one={one} /> · <Time at={one.createdAt} /> · <code>{one.id}</code>
      </p>
    </li>
  );
}

function Place({ one }: { one: Interaction }) {
  const guilds = useRead(['guilds'], (api) => data(api.GET('/api/guilds')), { fresh: 60_000, enabled: one.guildId !== null });
  const channelId = one.channelId ?? '';
  const channel = useRead(['channel', channelId], (api) => data(api.GET('/api/channels/{channelId}', { params: { path: { channelId } } })), {
    fresh: 60_000,
    enabled: one.guildId !== null && channelId !== '',
  });
  if (one.guildId === null) {
    return 'in a direct message';
  }
  const name = channel.data !== undefined && 'name' in channel.data ? `#${String(channel.data.name)}` : channelId;
  return (
    <>
      {name} in {guilds.data?.find((guild) => guild.id === one.guildId)?.name ?? one.guildId}
    </>
  );
}

/** How long Discord still waits: for the first answer, then as long as the token is good. */
function TimeLeft({ one, readAt }: { one: Interaction; readAt: number }) {
  const now = useNow();
  const passed = Math.max(0, now - readAt);
  const first = one.answerInMs === null ? null : one.answerInMs - passed;
  const left = Math.max(0, first ?? one.tokenInMs - passed);
  const urgent = first !== null || left < 60_000;
  return (
    <span className={urgent ? 'interaction-left interaction-urgent' : 'interaction-left'} role="timer">
      {left === 0 ? 'no time left' : `${first === null ? '' : 'answer within '}${left < 60_000 ? `${Math.ceil(left / 1_000)} s` : durationText(left)}${first === null ? ' left' : ''}`}
    </span>
  );
}
