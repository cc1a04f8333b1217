// What the body of a document may hold. One list for the sanitiser of the server, the reader of the browser and the editor.

/** The tags, each with the attributes it may have. */
export const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'p br hr h2 h3 h4 ul li strong em u s sub sup blockquote table caption thead tbody tfoot tr figcaption'
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  a: ['href', 'title', 'data-kind'],
  img: ['src', 'alt', 'width', 'height', 'data-decorative'],
  figure: ['data-kind', 'data-chart', 'data-unit'],
  video: ['src', 'width', 'height'],
  track: ['kind', 'src', 'srclang', 'label'],
  section: ['data-kind'],
  span: ['data-kind'],
  cite: ['data-kind'],
  th: ['scope', 'colspan', 'rowspan'],
  td: ['colspan', 'rowspan'],
  ol: ['start', 'type'],
  time: ['datetime'],
  abbr: ['title'],
};

/** Where a file of a document's own stands: `/media/` and its SHA-256. */
const OWN_FILE = /^\/media\/([0-9a-f]{64})$/;
export const mediaPath = (hash: string): string => `/media/${hash}`;
/** The hash an address names; undefined where it is not one of ours. */
export const mediaHash = (address: string): string | undefined => OWN_FILE.exec(address)?.[1];

/** A link to an attachment of the same document, before anybody knows where that will stand. */
const ATTACHMENT = /^#attachment-([0-9a-f]{64})$/;
export const attachmentAnchor = (hash: string): string => `#attachment-${hash}`;
export const attachmentHash = (href: string): string | undefined => ATTACHMENT.exec(href)?.[1];

const NUMBER = /^\d{1,5}$/;
const SPAN = /^\d{1,3}$/;
/** What a value must look like; attributes not named here are free text (or an address, which is looked at apart). */
const VALUES: Readonly<Record<string, RegExp>> = {
  'a data-kind': /^attachment$/,
  'figure data-kind': /^(?:picture|chart|video)$/,
  'figure data-chart': /^(?:bar|line|pie)$/,
  'figure data-unit': /^[^<>]{1,20}$/,
  'span data-kind': /^footnote$/,
  'cite data-kind': /^(?:document|law)$/,
  'section data-kind': /^transcript$/,
  'img src': OWN_FILE,
  'img width': NUMBER,
  'img height': NUMBER,
  'img data-decorative': /^yes$/,
  'video src': OWN_FILE,
  'video width': NUMBER,
  'video height': NUMBER,
  'track src': OWN_FILE,
  'track kind': /^captions$/,
  'track srclang': /^[a-z]{2}(?:-[A-Za-z]{2,8})?$/,
  'th scope': /^(?:col|row|colgroup|rowgroup)$/,
  'th colspan': SPAN,
  'th rowspan': SPAN,
  'td colspan': SPAN,
  'td rowspan': SPAN,
  'ol start': NUMBER,
  'ol type': /^[1aAiI]$/,
  'a href': /^(?:https?:|mailto:|tel:|\/(?![/\\])|#)/i,
};

/** May this attribute stay, with this value? */
export function attributeKept(tag: string, name: string, value: string): boolean {
  const names = Object.hasOwn(VOCABULARY, tag) ? VOCABULARY[tag] : undefined;
  if (!names?.includes(name)) return false;
  return VALUES[`${tag} ${name}`]?.test(value.trim()) ?? true;
}

/** Which tags are nothing without one of their attributes, and whether their text stays when they go. */
const OWES: Readonly<Record<string, readonly [attribute: string, keepText: boolean]>> = {
  img: ['src', false],
  video: ['src', false],
  track: ['src', false],
  span: ['data-kind', true],
  cite: ['data-kind', true],
  section: ['data-kind', true],
};

/** Whether a tag with these attributes (already looked at one by one) stays, goes, or goes and leaves its text. */
export function tagKept(tag: string, attributes: Readonly<Record<string, string>>): 'stays' | 'goes' | 'text' {
  if (!Object.hasOwn(VOCABULARY, tag)) return 'text';
  const owed = OWES[tag];
  if (!owed || attributes[owed[0]] !== undefined) return 'stays';
  return owed[1] ? 'text' : 'goes';
}

/** What people write with other tags is kept under ours. */
export const RENAMED: Readonly<Record<string, string>> = { h1: 'h2', b: 'strong', i: 'em', div: 'p' };
