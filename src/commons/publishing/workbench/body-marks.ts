import { Mark, mergeAttributes } from '@tiptap/core';
import { attachmentHash } from '#kernel/body/vocabulary.ts';

/** Inline words the toolbar does not offer but documents brought from elsewhere may have. */
const kept = (tag: 'sub' | 'sup' | 'time' | 'abbr', attribute?: string) =>
  Mark.create({
    name: tag,
    ...(attribute && { addAttributes: () => ({ [attribute]: { default: null } }) }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  });

/** A document's number or the article of a law, cited. */
const Citation = Mark.create({
  name: 'citation',
  inclusive: false,
  addAttributes: () => ({
    kind: {
      default: 'law',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-kind'),
      renderHTML: ({ kind }: Record<string, unknown>) => ({ 'data-kind': String(kind) }),
    },
  }),
  parseHTML: () => [{ tag: 'cite[data-kind]' }],
  renderHTML: ({ HTMLAttributes }) => ['cite', HTMLAttributes, 0],
});

/** A link to an attachment of the same document; where that will stand is decided when it is shown. */
const AttachmentLink = Mark.create({
  name: 'attachmentLink',
  inclusive: false,
  excludes: 'link',
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'a[data-kind="attachment"]',
      priority: 1100,
      getAttrs: (element: HTMLElement) => (attachmentHash(element.getAttribute('href') ?? '') ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', { 'data-kind': 'attachment', ...HTMLAttributes }, 0],
});

export const bodyMarks = [
  Citation,
  AttachmentLink,
  kept('sub'),
  kept('sup'),
  kept('time', 'datetime'),
  kept('abbr', 'title'),
];
