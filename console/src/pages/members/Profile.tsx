import { ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import { useBotId, useRead } from '../../app/identity.tsx';
import { useRoles } from '../../app/places.tsx';
import { botPath } from '../../app/routes.ts';
import { data } from '../../api/client.ts';
import { mediaUrl } from '../../api/media.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Badge, ErrorNote, Fact, Facts, Loading } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import type { ActKind } from './acts.ts';
import { isTimedOut, type Member } from './filter.ts';
import { Moderate } from './Moderate.tsx';
import { createdAt, flagTexts } from './roles.ts';
import { RoleBadge } from './RoleBadge.tsx';

export interface ProfileProps {
  guildId: string;
  userId: string;
  /** From the list, if it has them. */
  known: Member | undefined;
  onClose: () => void;
  onDone: (kind: ActKind) => void;
}

/** All that is known of one member, in a panel at the side. */
export function Profile({ guildId, userId, known, onClose, onDone }: ProfileProps) {
  const read = useRead(
    ['member', guildId, userId],
    (api, signal) => data(api.GET('/api/members/{userId}', { params: { path: { userId }, query: { guildId } }, signal })),
    { enabled: known === undefined },
  );
  const fetched = read.data !== undefined && 'username' in read.data ? read.data : undefined;
  const member = known ?? fetched;
  return (
    <Dialog open side title={member?.displayName ?? 'Member'} onClose={onClose}>
      {member === undefined && read.error === null && <Loading what="Reading the member…" />}
      {member === undefined && read.error !== null && <ErrorNote error={read.error} onRetry={() => void read.refetch()} />}
      {member !== undefined && <Content guildId={guildId} member={member} onDone={onDone} />}
    </Dialog>
  );
}

function Content({ guildId, member, onDone }: { guildId: string; member: Member; onDone: (kind: ActKind) => void }) {
  const bot = useBotId();
  const { data: roles = [] } = useRoles(guildId);
  const flags = flagTexts(member.flags);
  return (
    <>
      <div className="row">
        <Avatar name={member.displayName} src={mediaUrl(member.avatar, 128)} size={72} />
        <div className="members-who">
          <p className="members-name">{member.displayName}</p>
          <p className="muted">{member.username}</p>
          <div className="row">
            {member.bot && <Badge tone="accent">bot</Badge>}
            {isTimedOut(member, Date.now()) && <Badge tone="warn">timed out</Badge>}
            {member.pending && <Badge tone="warn">screening not passed</Badge>}
          </div>
        </div>
      </div>
      <Link className="button button-plain" href={botPath(bot, 'permissions', { guild: guildId, user: member.id })}>
        <ShieldCheck aria-hidden size={16} />
        What may they do?
      </Link>
      <section aria-label="Moderation">
        <h3>Moderate</h3>
        <Moderate key={member.id} guildId={guildId} member={member} onDone={onDone} />
      </section>
      <section className="stack" aria-label="Roles">
        <h3>Roles</h3>
        {member.roleIds.length === 0 ? (
          <p className="muted">None</p>
        ) : (
          <div className="row">
            {roles
              .filter((role) => member.roleIds.includes(role.id))
              .map((role) => (
                <RoleBadge key={role.id} name={role.name} color={role.color} />
              ))}
          </div>
        )}
      </section>
      <Facts>
        <Fact name="Id">
          <code>{member.id}</code> <CopyButton text={member.id} label="Copy the id" icon />
        </Fact>
        <Fact name="Username">{member.username}</Fact>
        <Fact name="Display name">{member.globalName ?? 'None'}</Fact>
        <Fact name="Nickname">{member.nick ?? 'None'}</Fact>
        <Fact name="Joined">{member.joinedAt === null ? 'Unknown' : <Time at={member.joinedAt} exact />}</Fact>
        <Fact name="Account created">
          <Time at={createdAt(member.id)} exact />
        </Fact>
        {member.premiumSince !== null && (
          <Fact name="Boosts since">
            <Time at={member.premiumSince} exact />
          </Fact>
        )}
        {member.timedOutUntil !== null && (
          <Fact name={isTimedOut(member, Date.now()) ? 'Timed out until' : 'Last time-out ended'}>
            <Time at={member.timedOutUntil} exact />
          </Fact>
        )}
        <Fact name="Voice">{[member.mute && 'muted', member.deaf && 'deafened'].filter(Boolean).join(', ') || 'Neither muted nor deafened'}</Fact>
        {flags.length > 0 && <Fact name="Flags">{flags.join(', ')}</Fact>}
      </Facts>
    </>
  );
}
