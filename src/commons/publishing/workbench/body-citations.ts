import type { Editor } from '@tiptap/core';
import { citationsIn } from '#kernel/body/citations.ts';

/** Marks every document number and article of a law in the text, where nothing is marked yet. One step to undo. */
export function citeAll(editor: Editor): void {
  const { tr, doc, schema } = editor.state;
  const mark = schema.marks.citation;
  if (!mark) return;
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    // What is no text counts as one place, as it does in the document.
    const text = block.textBetween(0, block.content.size, undefined, '\ufffc');
    for (const { kind, text: found, at: from } of citationsIn(text)) {
      const [start, end] = [at + 1 + from, at + 1 + from + found.length];
      if (!doc.rangeHasMark(start, end, mark)) tr.addMark(start, end, mark.create({ kind }));
    }
    return false;
  });
  if (tr.docChanged) editor.view.dispatch(tr);
  editor.commands.focus();
}
