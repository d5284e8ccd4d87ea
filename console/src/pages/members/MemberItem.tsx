import type { Schemas } from '../../api/client.ts';
import { mediaUrl } from '../../api/media.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Badge } from '../../ui/parts.tsx';
import { isTimedOut, type Member } from './filter.ts';
import { RoleBadge } from './RoleBadge.tsx';

export interface MemberItemProps {
  member: Member;
  roles: ReadonlyMap<string, Schemas['Role']>;
  selected: boolean;
  /** As a card in a grid, or as a row of a table. */
  look: 'card' | 'row';
  onSelect: (selected: boolean) => void;
  onOpen: () => void;
}

const FEW = 3;
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export function MemberItem({ member, roles, selected, look, onSelect, onOpen }: MemberItemProps) {
  const own = member.roleIds.flatMap((id) => roles.get(id) ?? []).toSorted((one, other) => other.position - one.position);
  return (
    <div className={cx('members-item', `members-${look}`, selected && 'members-selected')}>
      <input type="checkbox" aria-label={`Select ${member.displayName}`} checked={selected} onChange={(event) => onSelect(event.target.checked)} />
      <Avatar name={member.displayName} src={mediaUrl(member.avatar, 64)} size={look === 'card' ? 44 : 28} />
      <div className="members-who">
        <button type="button" className="members-open" onClick={onOpen}>
          {member.displayName}
        </button>
        <p className="small muted ellipsis">{member.username}</p>
      </div>
      <div className="members-roles">
        {own.slice(0, FEW).map((role) => (
          <RoleBadge key={role.id} name={role.name} color={role.color} />
        ))}
        {own.length > FEW && <span className="small muted">+{own.length - FEW}</span>}
        {own.length === 0 && <span className="small muted">no roles</span>}
      </div>
      <p className="members-joined small">
        {member.joinedAt === null ? 'joined at an unknown time' : <>joined {date.format(new Date(member.joinedAt))}</>}
      </p>
      <div className="members-badges">
        {member.bot && <Badge tone="accent">bot</Badge>}
        {isTimedOut(member, Date.now()) && <Badge tone="warn">timed out</Badge>}
        {member.pending && <Badge tone="warn">screening</Badge>}
      </div>
    </div>
  );
}
