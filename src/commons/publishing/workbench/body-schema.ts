import { Extension, Mark, mergeAttributes, Node } from '@tiptap/core';
import { goToNextCell, tableEditing } from '@tiptap/pm/tables';
import StarterKit from '@tiptap/starter-kit';
import { type CleanElement, cleanHtml } from './safe-html.ts';

// What a body may hold, for the editor: the same as the server keeps, so that opening and saving a document loses nothing.

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Number(element.getAttribute(name)) || 1,
  renderHTML: (attributes: Readonly<Record<string, unknown>>) =>
    attributes[name] === 1 ? {} : { [name]: String(attributes[name]) },
});
const cellAttributes = () => ({
  colspan: span('colspan'),
  rowspan: span('rowspan'),
  // Asked for by the table commands; never written.
  colwidth: { default: null, rendered: false },
});

/** The caption is an attribute, so that every child of a table is a row. */
const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => ({
    caption: {
      default: '',
      rendered: false,
      parseHTML: (element) => element.querySelector('caption')?.textContent ?? '',
    },
  }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ node }) => {
    const rows = ['tbody', 0] as const;
    return node.attrs.caption ? ['table', ['caption', String(node.attrs.caption)], rows] : ['table', rows];
  },
});
const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }, { tag: 'caption', ignore: true }],
  renderHTML: () => ['tr', 0],
});
const TableCell = Node.create({
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});
const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'block+',
  isolating: true,
  addAttributes: () => ({ ...cellAttributes(), scope: { default: 'col' } }),
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', HTMLAttributes, 0],
});
const ROLES: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};
const TableEditing = Extension.create({
  name: 'tableEditing',
  extendNodeSchema: ({ name }) => (ROLES[name] ? { tableRole: ROLES[name] } : {}),
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    const go = (direction: 1 | -1) => () => goToNextCell(direction)(this.editor.state, this.editor.view.dispatch);
    return { Tab: go(1), 'Shift-Tab': go(-1) };
  },
});

/** Pictures with their captions are kept as they are; they can be moved and removed. */
const Figure = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ html: { default: '', rendered: false, parseHTML: (element) => element.outerHTML } }),
  parseHTML: () => [
    { tag: 'figure' },
    // One that cleaning takes away leaves nothing behind.
    { tag: 'img', getAttrs: (element) => (cleanHtml(element.outerHTML).length > 0 ? null : false) },
  ],
  renderHTML: ({ node }) => {
    const [clean] = cleanHtml(String(node.attrs.html));
    return typeof clean === 'object' ? { dom: made(clean) } : ['p'];
  },
});

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
  const holder = document.createElement('div');
  holder.append(...cleanHtml(undressed).map((node) => (typeof node === 'string' ? node : made(node))));
  return holder.innerHTML;
}

/** As the server does. */
const RENAMED: Readonly<Record<string, string>> = { b: 'strong', i: 'em', h1: 'h2' };

function made(node: CleanElement): Element {
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
  element.append(...node.children.map((child) => (typeof child === 'string' ? child : made(child))));
  return element;
}

/** Inline words the toolbar does not offer but documents brought from elsewhere may have. */
const kept = (tag: 'sub' | 'sup' | 'time' | 'abbr', attribute?: string) =>
  Mark.create({
    name: tag,
    ...(attribute && { addAttributes: () => ({ [attribute]: { default: null } }) }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  });

/** Ctrl+Enter saves the form; here it would also break the line. */
const SaveKey = Extension.create({
  name: 'saveKey',
  priority: 1000,
  addKeyboardShortcuts: () => ({ 'Mod-Enter': () => true }),
});

export const bodySchema = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false,
    codeBlock: false,
    // `target` and `rel` are the page's to add, not the document's.
    link: { openOnClick: false, defaultProtocol: 'https', HTMLAttributes: { target: null, rel: null, class: null } },
  }),
  Table,
  TableRow,
  TableCell,
  TableHeader,
  TableEditing,
  SaveKey,
  Figure,
  kept('sub'),
  kept('sup'),
  kept('time', 'datetime'),
  kept('abbr', 'title'),
];
