import { type Editor, Extension, Node } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { goToNextCell, tableEditing, TableMap } from '@tiptap/pm/tables';

// Tables of a body: rows and columns with merged cells, headings that say what they head, a caption.

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
  addAttributes: () => ({
    ...cellAttributes(),
    scope: { default: 'col', parseHTML: (element: HTMLElement) => element.getAttribute('scope') ?? 'col' },
  }),
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

export const tableNodes = [Table, TableRow, TableCell, TableHeader, TableEditing];

export type TableCommand = (state: EditorState, dispatch?: (transaction: Transaction) => void) => boolean;

/** A command of the tables; afterwards every heading cell says whether it heads its column or its row. */
export function inTable(editor: Editor, command: TableCommand): void {
  command(editor.state, editor.view.dispatch);
  const { tr, doc } = editor.state;
  doc.descendants((node, at) => {
    if (node.type.name !== 'table') return true;
    for (const [place, scope] of scopesOf(node)) {
      const cell = doc.nodeAt(at + 1 + place);
      if (cell && cell.attrs.scope !== scope) tr.setNodeAttribute(at + 1 + place, 'scope', scope);
    }
    return false;
  });
  if (tr.docChanged) editor.view.dispatch(tr);
  editor.commands.focus();
}

/** Headings of the first row head columns; further down those of the first column head rows. */
function scopesOf(table: DocumentNode): ReadonlyMap<number, string> {
  const map = TableMap.get(table);
  const scopes = new Map<number, string>();
  map.map.forEach((place, index) => {
    if (scopes.has(place) || table.nodeAt(place)?.type.name !== 'tableHeader') return;
    const [row, column] = [Math.floor(index / map.width), index % map.width];
    scopes.set(place, row > 0 && column === 0 ? 'row' : 'col');
  });
  return scopes;
}

/** The table the cursor is in, with its place. */
export function tableAt(editor: Editor): { readonly node: DocumentNode; readonly at: number } | undefined {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type.name === 'table') return { node, at: $from.before(depth) };
  }
  return undefined;
}

const ROWS = 3;
const COLUMNS = 3;

/** An empty table after the paragraph, with the cursor in its first cell. */
export function insertTable(editor: Editor): void {
  const row = (cell: string) => ({
    type: 'tableRow',
    content: Array.from({ length: COLUMNS }, () => ({ type: cell, content: [{ type: 'paragraph' }] })),
  });
  const rows = Array.from({ length: ROWS }, (_, at) => row(at === 0 ? 'tableHeader' : 'tableCell'));
  const at = editor.state.selection.from;
  editor.chain().focus().insertContent({ type: 'table', content: rows }).run();
  const inserted = tablesIn(editor).findLast((position) => position <= at + 1) ?? at;
  editor.commands.setTextSelection(inserted + FIRST_CELL);
}

/** Into the table, its row, its cell, its paragraph. */
const FIRST_CELL = 4;

function tablesIn(editor: Editor): number[] {
  const found: number[] = [];
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === 'table') found.push(position);
  });
  return found;
}
