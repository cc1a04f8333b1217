import { Extension } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

export interface Match {
  readonly from: number;
  readonly to: number;
}

interface Looking {
  readonly words: string;
  readonly matchCase: boolean;
  /** Which of the matches is shown, from 0. */
  readonly current: number;
}

const KEY = new PluginKey<{
  readonly looking: Looking;
  readonly marks: DecorationSet;
  readonly matches: readonly Match[];
}>('finding');
const NOTHING: Looking = { words: '', matchCase: false, current: 0 };

/** Finds words in the text and marks every place; text within one block only, as people see it. */
export const finding = (open: () => void) =>
  Extension.create({
    name: 'finding',
    addKeyboardShortcuts: () => {
      const opens = () => {
        open();
        return true;
      };
      return { 'Mod-f': opens, 'Mod-h': opens };
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        key: KEY,
        state: {
          init: (_config, { doc }) => stateOf(doc, NOTHING),
          apply(transaction, before, _old, { doc }) {
            const looking = transaction.getMeta(KEY) as Looking | undefined;
            if (!looking && !transaction.docChanged) return before;
            return stateOf(doc, looking ?? before.looking);
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.marks },
      }),
    ],
  });

function stateOf(doc: DocumentNode, looking: Looking) {
  const matches = matchesIn(doc, looking);
  const marks = matches.map(({ from, to }, at) =>
    Decoration.inline(from, to, { class: at === looking.current ? 'found found-now' : 'found' }),
  );
  return { looking, matches, marks: DecorationSet.create(doc, marks) };
}

const MOST = 2000;

export function matchesIn(doc: DocumentNode, { words, matchCase }: Pick<Looking, 'words' | 'matchCase'>): Match[] {
  if (words === '') return [];
  const wanted = matchCase ? words : words.toLowerCase();
  const found: Match[] = [];
  doc.descendants((block, at) => {
    if (!block.isTextblock || found.length >= MOST) return !block.isTextblock;
    const written = block.textBetween(0, block.content.size, undefined, '\ufffc');
    // Some letters become two when they change case: then places would no longer agree.
    const lower = written.toLowerCase();
    const text = matchCase || lower.length !== written.length ? written : lower;
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length))
      found.push({ from: at + 1 + from, to: at + 1 + from + words.length });
    return false;
  });
  return found.slice(0, MOST);
}

export const foundIn = (view: EditorView): readonly Match[] => KEY.getState(view.state)?.matches ?? [];

/** Looks for words and shows one of the places; '' forgets them. Gives how many places there are. */
export function look(view: EditorView, looking: Partial<Looking>): number {
  view.dispatch(view.state.tr.setMeta(KEY, { ...NOTHING, ...looking }));
  const matches = foundIn(view);
  const match = matches[looking.current ?? 0];
  if (match) {
    const { node } = view.domAtPos(match.from);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  }
  return matches.length;
}

/** Puts other words in place of one match, or of all; one step to undo. Marks of the text stay. Gives how many were replaced. */
export function replaceFound(view: EditorView, words: string, which: number | 'all'): number {
  const matches = foundIn(view);
  const chosen = which === 'all' ? matches : matches.slice(which, which + 1);
  const { tr, schema } = view.state;
  // From the end, so that the places before stay where they are.
  for (const { from, to } of [...chosen].reverse()) {
    const marks = view.state.doc.resolve(from).marksAcross(view.state.doc.resolve(to)) ?? [];
    if (words === '') tr.delete(from, to);
    else tr.replaceWith(from, to, schema.text(words, marks));
  }
  if (chosen.length > 0) view.dispatch(tr);
  return chosen.length;
}
