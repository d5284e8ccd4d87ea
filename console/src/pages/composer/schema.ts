import type { Json, JsonObject } from './json.ts';

/** One field of a form: which value it edits, and how. */
export interface FormField {
  /** Within the object, with dots: `author.name`. */
  readonly at: string;
  readonly label: string;
  readonly as: 'text' | 'long' | 'number' | 'check' | 'colour' | 'choice' | 'emoji' | 'time' | 'options' | 'items' | 'ids';
  /** Discord's bound: characters of texts, the value of numbers. */
  readonly most?: number;
  readonly least?: number;
  readonly choices?: readonly (readonly [value: number | string, label: string])[];
  /** What it is when it is not set. */
  readonly otherwise?: boolean;
  readonly hint?: string;
}

/** What an editor needs to know of one type of component of messages. */
export interface Form {
  readonly type: number;
  readonly label: string;
  readonly fields: readonly FormField[];
  /** Which types may be within, and how many. */
  readonly holds?: { readonly types: readonly number[]; readonly most: number };
  /** Which types may stand beside its content. */
  readonly accessory?: readonly number[];
  readonly make: () => JsonObject;
}

let made = 0;

/** Unique within a message, and readable. */
function customId(what: string): string {
  made += 1;
  return `${what}-${Date.now().toString(36)}${made}`;
}

const CUSTOM_ID: FormField = { at: 'custom_id', label: 'Custom id', as: 'text', most: 100, hint: 'Comes back in the interaction' };
const DISABLED: FormField = { at: 'disabled', label: 'Disabled', as: 'check' };
const SPOILER: FormField = { at: 'spoiler', label: 'Spoiler', as: 'check' };
const MENU: readonly FormField[] = [
  CUSTOM_ID,
  { at: 'placeholder', label: 'Placeholder', as: 'text', most: 150 },
  { at: 'min_values', label: 'At least', as: 'number', least: 0, most: 25 },
  { at: 'max_values', label: 'At most', as: 'number', least: 1, most: 25 },
  DISABLED,
];
const DEFAULTS: FormField = { at: 'default_values', label: 'Chosen at first', as: 'ids', hint: 'Ids, separated by blanks' };

function menu(type: number, label: string): Form {
  return { type, label, fields: [...MENU, DEFAULTS], make: () => ({ type, custom_id: customId('select') }) };
}

export const SELECTS = [3, 5, 6, 7, 8] as const;
export const TOP_V2 = [10, 17, 9, 12, 13, 14, 1] as const;

export const FORMS: readonly Form[] = [
  {
    type: 1,
    label: 'Action row',
    fields: [],
    holds: { types: [2, ...SELECTS], most: 5 },
    make: () => ({ type: 1, components: [form(2).make()] }),
  },
  {
    type: 2,
    label: 'Button',
    fields: [
      {
        at: 'style',
        label: 'Style',
        as: 'choice',
        choices: [
          [1, 'Primary'],
          [2, 'Secondary'],
          [3, 'Success'],
          [4, 'Danger'],
          [5, 'Link'],
          [6, 'Premium'],
        ],
      },
      { at: 'label', label: 'Label', as: 'text', most: 80 },
      { at: 'emoji', label: 'Emoji', as: 'emoji', hint: 'A character, or name:id' },
      CUSTOM_ID,
      { at: 'url', label: 'Address', as: 'text', most: 512 },
      { at: 'sku_id', label: 'SKU', as: 'text', most: 20 },
      DISABLED,
    ],
    make: () => ({ type: 2, style: 1, label: 'Button', custom_id: customId('button') }),
  },
  {
    type: 3,
    label: 'String select',
    fields: [...MENU, { at: 'options', label: 'Options', as: 'options', most: 25 }],
    make: () => ({ type: 3, custom_id: customId('select'), options: [{ label: 'Option', value: 'option-1' }] }),
  },
  menu(5, 'User select'),
  menu(6, 'Role select'),
  menu(7, 'Mentionable select'),
  menu(8, 'Channel select'),
  {
    type: 9,
    label: 'Section',
    fields: [],
    holds: { types: [10], most: 3 },
    accessory: [2, 11],
    make: () => ({ type: 9, components: [{ type: 10, content: 'Text' }], accessory: form(2).make() }),
  },
  { type: 10, label: 'Text', fields: [{ at: 'content', label: 'Text', as: 'long', most: 4_000 }], make: () => ({ type: 10, content: 'Text' }) },
  {
    type: 11,
    label: 'Thumbnail',
    fields: [
      { at: 'media.url', label: 'Image', as: 'text', most: 2_048, hint: 'https://… or attachment://file name' },
      { at: 'description', label: 'Description', as: 'text', most: 1_024 },
      SPOILER,
    ],
    make: () => ({ type: 11, media: { url: 'https://' } }),
  },
  {
    type: 12,
    label: 'Media gallery',
    fields: [{ at: 'items', label: 'Media', as: 'items', most: 10 }],
    make: () => ({ type: 12, items: [{ media: { url: 'https://' } }] }),
  },
  {
    type: 13,
    label: 'File',
    fields: [{ at: 'file.url', label: 'File', as: 'text', most: 2_048, hint: 'attachment://file name' }, SPOILER],
    make: () => ({ type: 13, file: { url: 'attachment://' } }),
  },
  {
    type: 14,
    label: 'Separator',
    fields: [
      { at: 'divider', label: 'Line', as: 'check', otherwise: true },
      {
        at: 'spacing',
        label: 'Space',
        as: 'choice',
        choices: [
          [1, 'Small'],
          [2, 'Large'],
        ],
      },
    ],
    make: () => ({ type: 14, divider: true, spacing: 1 }),
  },
  {
    type: 17,
    label: 'Container',
    fields: [{ at: 'accent_color', label: 'Accent colour', as: 'colour' }, SPOILER],
    holds: { types: [10, 9, 12, 13, 14, 1], most: 40 },
    make: () => ({ type: 17, components: [{ type: 10, content: 'Text' }] }),
  },
];

/** Those of a list of options, of media, and of an embed's fields. */
export const OPTION: readonly FormField[] = [
  { at: 'label', label: 'Label', as: 'text', most: 100 },
  { at: 'value', label: 'Value', as: 'text', most: 100 },
  { at: 'description', label: 'Description', as: 'text', most: 100 },
  { at: 'emoji', label: 'Emoji', as: 'emoji' },
  { at: 'default', label: 'Chosen at first', as: 'check' },
];

export const ITEM: readonly FormField[] = [
  { at: 'media.url', label: 'Address', as: 'text', most: 2_048, hint: 'https://… or attachment://file name' },
  { at: 'description', label: 'Description', as: 'text', most: 1_024 },
  SPOILER,
];

export const EMBED_FIELD: readonly FormField[] = [
  { at: 'name', label: 'Name', as: 'text', most: 256 },
  { at: 'value', label: 'Value', as: 'long', most: 1_024 },
  { at: 'inline', label: 'Beside others', as: 'check' },
];

/** The fields of an embed, in the groups that the editor shows. */
export const EMBED: readonly { readonly title: string; readonly fields: readonly FormField[] }[] = [
  {
    title: 'Text',
    fields: [
      { at: 'title', label: 'Title', as: 'text', most: 256 },
      { at: 'url', label: 'Address of the title', as: 'text', most: 2_048 },
      { at: 'description', label: 'Description', as: 'long', most: 4_096 },
      { at: 'color', label: 'Colour', as: 'colour' },
    ],
  },
  {
    title: 'Author',
    fields: [
      { at: 'author.name', label: 'Author', as: 'text', most: 256 },
      { at: 'author.url', label: "Author's address", as: 'text', most: 2_048 },
      { at: 'author.icon_url', label: "Author's icon", as: 'text', most: 2_048 },
    ],
  },
  {
    title: 'Images',
    fields: [
      { at: 'image.url', label: 'Image', as: 'text', most: 2_048, hint: 'https://… or attachment://file name' },
      { at: 'thumbnail.url', label: 'Thumbnail', as: 'text', most: 2_048 },
    ],
  },
  {
    title: 'Footer',
    fields: [
      { at: 'footer.text', label: 'Footer', as: 'text', most: 2_048 },
      { at: 'footer.icon_url', label: "Footer's icon", as: 'text', most: 2_048 },
      { at: 'timestamp', label: 'Time', as: 'time' },
    ],
  },
];

const UNKNOWN: Form = { type: 0, label: 'Unknown component', fields: [], make: () => ({ type: 0 }) };

export function form(type: Json | undefined): Form {
  return FORMS.find((one) => one.type === type) ?? UNKNOWN;
}
