import { getSchema } from '@tiptap/core';
import { DOMSerializer, type Mark, type Node, type Schema } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BodyNode, readBody, VOID, writeBody } from '#kernel/body/html.ts';
import { laidOut } from '#kernel/body/layout.ts';
import { mediaPath } from '#kernel/body/vocabulary.ts';
import { sanitise } from '#platform/sanitise.ts';
import { bodySchema } from './body-schema.ts';

const schema: Schema = getSchema(bodySchema(() => undefined));
const HASH = 'ab'.repeat(32);

// ---------------------------------------------------------------- any document the editor can hold
const words = fc.oneof(
  fc.constantFrom(
    '为规范经营行为',
    '《药品管理法》第十条',
    '<script>alert(1)</script>',
    '"&amp;\'',
    ' 甲 ',
    '1 < 2 && 3 > 2',
    'javascript:alert(1)',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !/[\p{Cc}\p{Cs}\p{Cn}\u00a0\ufeff]/u.test(text)),
);
const cellWords = words.filter((text) => text.trim() !== '');
const digits = fc.integer({ min: 1, max: 4000 }).map(String);

const mark = (): fc.Arbitrary<Mark> =>
  fc.oneof(
    fc.constantFrom('bold', 'italic', 'underline', 'strike', 'sub', 'sup').map((name) => schema.mark(name)),
    fc.constantFrom('document', 'law').map((kind) => schema.mark('citation', { kind })),
    fc
      .constantFrom('https://www.nmpa.gov.cn/?a=1&b=2', '/documents/1', 'mailto:a@b.cn')
      .map((href) => schema.mark('link', { href })),
    fc.constant(schema.mark('attachmentLink', { href: `#attachment-${HASH}` })),
    fc.constant(schema.mark('abbr', { title: '国家药品监督管理局' })),
  );
const text = fc.tuple(words, fc.array(mark(), { maxLength: 2 })).map(([content, marks]) =>
  schema.text(
    content,
    marks.reduce<readonly Mark[]>((set, one) => one.addToSet(set), []),
  ),
);
const inline = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: text },
    { weight: 1, arbitrary: fc.constant(null).map(() => schema.node('hardBreak')) },
    { weight: 1, arbitrary: cellWords.map((note) => schema.node('footnote', { text: note.trim() })) },
  ),
  { maxLength: 4 },
);
const paragraph = inline.map((content) => schema.node('paragraph', null, content));
const block: fc.Arbitrary<Node> = fc.letrec<{ block: Node }>((tie) => {
  const blocks = fc.array(tie('block'), { minLength: 1, maxLength: 2 });
  const item = fc
    .tuple(paragraph, fc.array(tie('block'), { maxLength: 1 }))
    .map(([first, rest]) => schema.node('listItem', null, [first, ...rest]));
  const cell = (name: string, attrs: fc.Arbitrary<object>) =>
    fc.tuple(blocks, attrs).map(([content, given]) => schema.node(name, { ...given }, content));
  const cells = fc.array(
    fc.oneof(
      cell('tableCell', fc.record({ colspan: fc.integer({ min: 1, max: 3 }) })),
      cell('tableHeader', fc.record({ scope: fc.constantFrom('col', 'row'), rowspan: fc.integer({ min: 1, max: 2 }) })),
    ),
    { minLength: 1, maxLength: 2 },
  );
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      paragraph,
      fc
        .tuple(fc.integer({ min: 2, max: 4 }), inline)
        .map(([level, content]) => schema.node('heading', { level }, content)),
      fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => schema.node('bulletList', null, items)),
      fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => schema.node('orderedList', { start: 3 }, items)),
      blocks.map((content) => schema.node('blockquote', null, content)),
      fc.constant(null).map(() => schema.node('horizontalRule')),
      fc
        .tuple(fc.array(cells, { minLength: 1, maxLength: 2 }), fc.oneof(fc.constant(''), cellWords))
        .map(([rows, caption]) =>
          schema.node(
            'table',
            { caption },
            rows.map((row) => schema.node('tableRow', null, row)),
          ),
        ),
      fc
        .record({
          src: fc.constant(mediaPath(HASH)),
          alt: words,
          decorative: fc.boolean(),
          caption: words,
          width: digits,
          height: digits,
        })
        .map((attrs) => schema.node('picture', attrs)),
      fc
        .record({
          kind: fc.constantFrom('bar', 'line', 'pie'),
          title: words,
          unit: fc.constantFrom('', '件', '万元'),
          cells: fc.array(fc.array(cellWords, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
        })
        .map((attrs) => schema.node('chart', attrs)),
      fc
        .record({
          src: fc.constant(mediaPath(HASH)),
          captions: fc.constantFrom('', mediaPath(HASH)),
          title: cellWords,
          transcript: cellWords,
        })
        .map((attrs) => schema.node('video', attrs)),
    ),
  };
}).block;
const documents = fc.array(block, { minLength: 1, maxLength: 4 }).map((content) => schema.node('doc', null, content));

// ---------------------------------------------------------------- as much of a browser's document as writing needs
interface Made {
  readonly nodeType: number;
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: (Made | string)[];
  setAttribute(name: string, value: unknown): void;
  appendChild(child: Made | { readonly text: string }): unknown;
}
function element(tag: string): Made {
  const made: Made = {
    nodeType: tag === '' ? 11 : 1,
    tag,
    attributes: {},
    children: [],
    setAttribute: (name, value) => {
      made.attributes[name] = String(value);
    },
    appendChild: (child) => {
      if ('text' in child) made.children.push(child.text);
      else made.children.push(...(child.tag === '' ? child.children : [child]));
      return child;
    },
  };
  return made;
}
const paper = {
  createElement: element,
  createElementNS: (_space: string, tag: string) => element(tag),
  createTextNode: (written: string) => ({ nodeType: 3, text: written }),
  createDocumentFragment: () => element(''),
};
const tree = (made: Made | string): BodyNode =>
  typeof made === 'string'
    ? made
    : { tag: made.tag, attributes: withoutLoading(made.attributes), children: made.children.map(tree) };
const withoutLoading = ({ loading: _lazily, ...kept }: Readonly<Record<string, string>>) => kept;

/** What `htmlOf` gives in a browser. */
function written(doc: Node): string {
  const fragment = DOMSerializer.fromSchema(schema).serializeFragment(doc.content, {
    document: paper as unknown as Document,
  });
  return writeBody((fragment as unknown as Made).children.map(tree));
}

/** One spelling: neighbouring texts as one, attributes in one order. */
function plain(nodes: readonly BodyNode[]): unknown[] {
  const joined: BodyNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (typeof node === 'string' && typeof last === 'string') joined.splice(-1, 1, last + node);
    else if (node !== '') joined.push(node);
  }
  return joined.map((node) =>
    typeof node === 'string'
      ? node
      : [node.tag, Object.entries(node.attributes).sort(), VOID.has(node.tag) ? [] : plain(node.children)],
  );
}

test('whatever the editor writes, the server keeps, once and again', () => {
  fc.assert(
    fc.property(documents, (doc) => {
      const html = written(doc);
      const kept = sanitise(html);
      expect(plain(readBody(kept))).toEqual(plain(readBody(html)));
      expect(sanitise(kept)).toBe(kept);
    }),
    { numRuns: 300 },
  );
});

test('whatever is sent instead, nothing that runs or leads elsewhere is kept, and the page can be made of it', () => {
  const tag = fc.constantFrom(
    'p',
    'a',
    'img',
    'video',
    'track',
    'figure',
    'span',
    'cite',
    'section',
    'script',
    'svg',
    'iframe',
    'style',
    'table',
    'td',
    'object',
    'form',
    'b',
    'source',
  );
  const attribute = fc.constantFrom(
    'onerror="alert(1)"',
    'src="javascript:alert(1)"',
    `src="/media/${HASH}"`,
    'src="//elsewhere.invalid/a"',
    'href="java\tscript:alert(1)"',
    'style="position:fixed"',
    'data-kind="footnote"',
    'data-kind="chart" data-chart="bar"',
    'data-kind="&quot;&gt;&lt;script&gt;"',
    'srcdoc="<script>"',
    "alt='\"><script>alert(1)</script>'",
    'class="x"',
    'id="content"',
  );
  const piece = fc.oneof(
    fc
      .tuple(tag, fc.array(attribute, { maxLength: 3 }))
      .map(([name, attributes]) => `<${name} ${attributes.join(' ')}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom('甲', '<!--', '-->', '<![CDATA[', ']]>', '&lt;script&gt;', '<', '>', '"', '<p', '</'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const kept = sanitise(pieces.join(''));
      expect(sanitise(kept)).toBe(kept);
      const laid = writeBody(laidOut(readBody(kept), { media: mediaPath, attachment: () => undefined }));
      for (const html of [kept, laid]) {
        expect(html).not.toMatch(
          /<(?:script|svg|iframe|style|object|form|source)\b|<[^>]*\s(?:on\w+|style|srcdoc|id="content")=/i,
        );
        expect(html).not.toMatch(/<[^>]*\s(?:src|href)="(?:javascript|data|\/\/)/i);
      }
    }),
    { numRuns: 500 },
  );
});
