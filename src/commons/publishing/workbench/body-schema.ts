import { Extension } from '@tiptap/core';
import { DOMSerializer, type Node as DocumentNode } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { writeBody } from '#kernel/body/html.ts';
import { RENAMED } from '#kernel/body/vocabulary.ts';
import { bodyMarks } from './body-marks.ts';
import { pieceNodes, type Show } from './body-nodes.ts';
import { tableNodes } from './body-tables.ts';
import { cleanHtml } from './safe-html.ts';

/** What other programs put on the clipboard, undressed before anything reads it: the page's policy refuses styles and handlers even unread. */
export function cleanPaste(html: string): string {
  // Copied in the editor itself: clean already, and marked with how it is to be joined.
  if (html.includes('data-pm-slice')) return html;
  const undressed = html
    .replaceAll(/<style\b[\s\S]*?<\/style>/gi, '')
    .replaceAll(/<\/?[a-z][^>]*>/gi, (tag) =>
      tag
        .replaceAll(/\s(style|on[a-z]+)\s*=/gi, ' data-$1=')
        .replace(/^(<\/?)(b|i|h1)\b(?![-:])/i, (_, open: string, name: string) => open + RENAMED[name.toLowerCase()]),
    );
  return writeBody(cleanHtml(undressed));
}

/**
 * What the server is sent. Written in a document that is not shown: in the one that is, the browser would at once ask for
 * pictures that are not public yet. The line the editor keeps behind a last picture is left out.
 */
export function htmlOf(doc: DocumentNode): string {
  const unseen = document.implementation.createHTMLDocument('');
  const holder = unseen.createElement('div');
  const serializer = DOMSerializer.fromSchema(doc.type.schema);
  holder.append(serializer.serializeFragment(doc.content, { document: unseen }));
  for (const picture of holder.querySelectorAll('img')) picture.removeAttribute('loading');
  return holder.innerHTML.replace(/(?:<p><\/p>)+$/, '');
}

/** Ctrl+Enter saves the form; here it would also break the line. */
const SaveKey = Extension.create({
  name: 'saveKey',
  priority: 1000,
  addKeyboardShortcuts: () => ({ 'Mod-Enter': () => true }),
});

/**
 * What a body may hold, for the editor: the same as the server keeps (`#kernel/body/vocabulary.ts`), so that opening and saving
 * a document loses nothing. `show` says where its pictures and videos can be had meanwhile.
 */
export const bodySchema = (show: Show) => [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false,
    codeBlock: false,
    // `target` and `rel` are the page's to add, not the document's.
    link: { openOnClick: false, defaultProtocol: 'https', HTMLAttributes: { target: null, rel: null, class: null } },
  }),
  ...tableNodes,
  ...pieceNodes(show),
  ...bodyMarks,
  SaveKey,
];
