import { cssColor } from '../../discord/names.ts';

/** A role with a dot of its colour. */
export function RoleBadge({ name, color }: { name: string; color: number | undefined }) {
  const css = cssColor(color);
  return (
    <span className="members-role">
      <span className="members-role-dot" style={css === null ? undefined : { background: css }} aria-hidden />
      <span className="ellipsis">{name}</span>
    </span>
  );
}
