/** What stands in Discord's objects, read without trust: a field that is missing or of another kind is undefined. */
type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export interface Person {
  id: string;
  name: string;
  bot: boolean;
}

/** Who did it, as far as the event says: the author, the member, the user. */
export function personOf(data: unknown): Person | undefined {
  const fields = fieldsOf(data);
  const member = fieldsOf(fields.member);
  for (const candidate of [fields.author, fields.user, member.user]) {
    const user = fieldsOf(candidate);
    const id = textOf(user.id);
    if (id !== undefined) {
      const name = textOf(member.nick) ?? textOf(fields.nick) ?? textOf(user.global_name) ?? textOf(user.username) ?? id;
      return { id, name, bot: user.bot === true };
    }
  }
  const id = textOf(fields.user_id);
  return id === undefined ? undefined : { id, name: id, bot: false };
}
