import type { Schemas } from '../../api/client.ts';

/** An interaction without its token, which is read again when it is used: nothing keeps it. */
export type Interaction = Omit<Schemas['Interaction'], 'token'> & { answerable: boolean };

export type How = 'reply' | 'update' | 'defer' | 'followup' | 'modal' | 'autocomplete';

export const HOW_NAMES: Readonly<Record<How, string>> = {
  reply: 'Reply',
  update: 'Update the message',
  defer: 'Defer',
  followup: 'Follow up',
  modal: 'Show a form',
  autocomplete: 'Propose choices',
};

export function withoutToken({ token, ...rest }: Schemas['Interaction']): Interaction {
  return { ...rest, answerable: token !== '[REDACTED]' };
}

/** In which ways it can be answered now. */
export function ways(one: Interaction): How[] {
  if (!one.answerable || one.type === 'unknown') {
    return [];
  }
  if (one.type === 'autocomplete') {
    return one.state === 'waiting' ? ['autocomplete'] : [];
  }
  const onMessage: How[] = one.messageId === null ? [] : ['update'];
  switch (one.state) {
    case 'waiting':
      return ['reply', ...onMessage, 'defer', ...(one.type === 'modal' ? [] : (['modal'] as const))];
    case 'deferred':
      return ['reply', ...onMessage, 'followup'];
    // Somebody may have answered it elsewhere; then a follow-up is possible.
    case 'answered':
    case 'expired':
      return ['followup'];
  }
}

/** What the user did, in a line. */
export function summary(one: Interaction): string {
  if (one.command !== null) {
    const options = one.command.options.map((option) => `${option.name}: ${option.shown}`).join(' ');
    const name = one.command.type === 'chat_input' ? `/${one.command.name}` : one.command.name;
    const target = one.command.target === null ? '' : ` on ${one.command.target.shown}`;
    return `${name}${target} ${options}`.trim();
  }
  const chosen = one.values?.map((value) => value.shown).join(', ');
  return `${one.customId ?? 'unknown'}${chosen === undefined ? '' : `: ${chosen}`}`;
}

export const TYPE_NAMES: Readonly<Record<Interaction['type'], string>> = {
  command: 'Command',
  component: 'Component',
  autocomplete: 'Typing',
  modal: 'Form',
  unknown: 'Unknown',
};

/** A field of a form that is being made. */
export interface Field {
  key: number;
  label: string;
  customId: string;
  paragraph: boolean;
  required: boolean;
  placeholder: string;
}

/** The fields as Discord's components: labels with text inputs. */
export function formOf(fields: readonly Field[]): { [field: string]: unknown; type: number }[] {
  return fields.map((field) => ({
    type: 18,
    label: field.label,
    component: {
      type: 4,
      custom_id: field.customId === '' ? `field-${field.key}` : field.customId,
      style: field.paragraph ? 2 : 1,
      required: field.required,
      ...(field.placeholder === '' ? {} : { placeholder: field.placeholder }),
    },
  }));
}

/**
 * A message from a text and from what is written as JSON.
 *
 * @throws Error that says what is wrong
 */
export function messageOf(content: string, ephemeral: boolean, json: string): Schemas['InteractionMessage'] {
  let more: unknown = {};
  if (json.trim() !== '') {
    try {
      more = JSON.parse(json);
    } catch (failure) {
      throw new Error(`The JSON cannot be read: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
    if (typeof more !== 'object' || more === null || Array.isArray(more)) {
      throw new Error('Write the JSON of a message, such as {"embeds": [{"title": "High water"}]}');
    }
  }
  return { ...(content === '' ? {} : { content }), ...(ephemeral ? { ephemeral } : {}), ...(more as object) };
}
