/** Where Discord allows a component. */
export type Use = 'message' | 'modal';

/** One type of component. */
export interface Kind {
  readonly type: number;
  /** The name in Discord's OpenAPI document, `MessageComponentTypes`. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  readonly uses: readonly Use[];
}

/**
 * Every type of component of Discord's OpenAPI document, in its order. The numbers between them are not given away, or not to
 * bots.
 */
export const KINDS = [
  { type: 1, name: 'ACTION_ROW', label: 'Action row', uses: ['message', 'modal'] },
  { type: 2, name: 'BUTTON', label: 'Button', uses: ['message'] },
  { type: 3, name: 'STRING_SELECT', label: 'String select', uses: ['message', 'modal'] },
  { type: 4, name: 'TEXT_INPUT', label: 'Text input', uses: ['modal'] },
  { type: 5, name: 'USER_SELECT', label: 'User select', uses: ['message', 'modal'] },
  { type: 6, name: 'ROLE_SELECT', label: 'Role select', uses: ['message', 'modal'] },
  { type: 7, name: 'MENTIONABLE_SELECT', label: 'Mentionable select', uses: ['message', 'modal'] },
  { type: 8, name: 'CHANNEL_SELECT', label: 'Channel select', uses: ['message', 'modal'] },
  { type: 9, name: 'SECTION', label: 'Section', uses: ['message'] },
  { type: 10, name: 'TEXT_DISPLAY', label: 'Text display', uses: ['message', 'modal'] },
  { type: 11, name: 'THUMBNAIL', label: 'Thumbnail', uses: ['message'] },
  { type: 12, name: 'MEDIA_GALLERY', label: 'Media gallery', uses: ['message'] },
  { type: 13, name: 'FILE', label: 'File', uses: ['message'] },
  { type: 14, name: 'SEPARATOR', label: 'Separator', uses: ['message'] },
  { type: 17, name: 'CONTAINER', label: 'Container', uses: ['message'] },
  { type: 18, name: 'LABEL', label: 'Label', uses: ['modal'] },
  { type: 19, name: 'FILE_UPLOAD', label: 'File upload', uses: ['modal'] },
  { type: 21, name: 'RADIO_GROUP', label: 'Radio group', uses: ['modal'] },
  { type: 22, name: 'CHECKBOX_GROUP', label: 'Checkbox group', uses: ['modal'] },
  { type: 23, name: 'CHECKBOX', label: 'Checkbox', uses: ['modal'] },
] as const satisfies readonly Kind[];

export type ComponentType = (typeof KINDS)[number]['type'];

export function isKnown(type: number): type is ComponentType {
  return KINDS.some((kind) => kind.type === type);
}

export function labelOf(type: number): string {
  return KINDS.find((kind) => kind.type === type)?.label ?? `Component of type ${type}`;
}
