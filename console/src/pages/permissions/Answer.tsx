import { Check, X } from 'lucide-react';
import { Link } from 'wouter';
import { useBotId } from '../../app/identity.tsx';
import { botPath } from '../../app/routes.ts';
import { mediaUrl } from '../../api/media.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/parts.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Time } from '../../ui/Time.tsx';
import { answer, type Explained } from './words.ts';

/** The answer first: one sentence, and who it is about. */
export function Answer({ explained, permission }: { explained: Explained; permission: string | null }) {
  const bot = useBotId();
  const { user } = explained;
  const row = explained.permissions.find((one) => one.name === permission);
  return (
    <section className={row === undefined ? 'permissions-answer' : row.granted ? 'permissions-answer permissions-yes' : 'permissions-answer permissions-no'} aria-label="Answer">
      <p className="permissions-sentence" role="status">
        {row !== undefined && (row.granted ? <Check aria-hidden size={22} /> : <X aria-hidden size={22} />)}
        <span>{answer(explained, permission)}</span>
      </p>
      <div className="row small">
        <Avatar name={user.displayName} src={mediaUrl(user.avatar, 64)} size={24} />
        <Link href={botPath(bot, 'members', { guild: explained.guild.id, member: user.id })}>{user.displayName}</Link>
        {user.rank !== null && <Badge>highest role: {user.rank.name}</Badge>}
        {user.owner && <Badge tone="accent">owner</Badge>}
        {user.administrator && <Badge tone="accent">administrator</Badge>}
        {user.pending && <Badge tone="warn">membership screening not passed</Badge>}
        {user.timedOutUntil !== null && (
          <Badge tone="warn">
            time-out ends <Time at={user.timedOutUntil} />
          </Badge>
        )}
        <span className="muted">
          bits <code>{explained.bits}</code>
        </span>
        <CopyButton text={explained.bits} label="Copy the bits" icon />
      </div>
    </section>
  );
}
