import type { Message } from './model.ts';

/** Messages to begin with. */
export const TEMPLATES: readonly { readonly name: string; readonly message: () => Message }[] = [
  { name: 'Empty message', message: () => ({}) },
  {
    name: 'Announcement',
    message: () => ({
      content: '# Announcement\nWhat is new, in one sentence.\n\n- The first point\n- The second point\n\n-# Questions go to <#channel>',
    }),
  },
  {
    name: 'Embed',
    message: () => ({
      embeds: [
        {
          title: 'Title',
          description: 'What it is about, with **markdown**.',
          color: 0x0b6a85,
          fields: [
            { name: 'When', value: 'Saturday, 10:00', inline: true },
            { name: 'Where', value: 'Jetty A', inline: true },
          ],
          footer: { text: 'Who says so' },
        },
      ],
    }),
  },
  {
    name: 'Card of components',
    message: () => ({
      flags: ['is_components_v2'],
      components: [
        {
          type: 17,
          accent_color: 0x0b6a85,
          components: [
            { type: 10, content: '## Title\nWhat it is about, with **markdown**.' },
            { type: 14, divider: true, spacing: 1 },
            {
              type: 9,
              components: [{ type: 10, content: '**A thing to choose**\nWhat it does' }],
              accessory: { type: 2, style: 1, label: 'Choose', custom_id: 'choose' },
            },
            {
              type: 1,
              components: [
                { type: 2, style: 2, label: 'More', custom_id: 'more' },
                { type: 2, style: 5, label: 'Website', url: 'https://example.org/' },
              ],
            },
          ],
        },
      ],
    }),
  },
  {
    name: 'Poll',
    message: () => ({
      poll: {
        question: { text: 'Question?' },
        answers: [{ poll_media: { text: 'Yes' } }, { poll_media: { text: 'No' } }],
        duration: 24,
        allow_multiselect: false,
      },
    }),
  },
];
