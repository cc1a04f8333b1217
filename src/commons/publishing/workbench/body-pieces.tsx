import { type Editor, Extension } from '@tiptap/core';
import { NodeSelection, Plugin, Selection } from '@tiptap/pm/state';
import type { AttachmentRef } from '../contract.ts';
import { ChartDialog } from './body-chart.tsx';
import type { ChartFacts, NoteFacts, PictureFacts, VideoFacts } from './body-nodes.ts';
import { PictureDialog } from './body-picture.tsx';
import { VideoDialog } from './body-video.tsx';
import { AttachmentLinkDialog, WordsDialog } from './body-words.tsx';
import { tableAt } from './body-tables.ts';

/** What a dialog is open for: a piece to be put in, or the one that stands at a place. */
export type Asked =
  | { readonly kind: Piece; readonly at?: number }
  | { readonly kind: 'tableCaption' }
  | { readonly kind: 'attachmentLink' };
export type Piece = 'picture' | 'chart' | 'video' | 'footnote';

const PIECES: ReadonlySet<string> = new Set<Piece>(['picture', 'chart', 'video', 'footnote']);
const isPiece = (name: string): name is Piece => PIECES.has(name);

/** Enter on a chosen piece, or a double click, opens its dialog. */
export const pieceKeys = (ask: (asked: Asked) => void) =>
  Extension.create({
    name: 'pieceKeys',
    priority: 900,
    addKeyboardShortcuts: () => ({
      Enter: ({ editor }) => {
        const { selection } = editor.state;
        const chosen = selection instanceof NodeSelection ? selection.node.type.name : '';
        if (!isPiece(chosen)) return false;
        ask({ kind: chosen, at: selection.from });
        return true;
      },
    }),
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleDoubleClickOn: (_view, _place, node, at) => {
            if (!isPiece(node.type.name)) return false;
            ask({ kind: node.type.name, at });
            return true;
          },
        },
      }),
    ],
  });

/** The dialog that is open over the body. */
export function PieceDialog({
  editor,
  asked,
  files,
  attachments,
  close,
}: {
  readonly editor: Editor;
  readonly asked: Asked;
  readonly files: {
    readonly known: (hash: string) => AttachmentRef | undefined;
    readonly add: (file: AttachmentRef) => void;
  };
  readonly attachments: readonly AttachmentRef[];
  readonly close: () => void;
}) {
  const done = () => {
    close();
    editor.commands.focus();
  };
  if (asked.kind === 'attachmentLink')
    return (
      <AttachmentLinkDialog
        attachments={attachments}
        close={done}
        save={(href, name) => linkAttachment(editor, href, name, close)}
      />
    );
  if (asked.kind === 'tableCaption') {
    const table = tableAt(editor);
    return (
      <WordsDialog
        title="表题"
        label="表格的标题"
        hint="说明表里是什么，读屏时先读出来。清空即去掉表题。"
        words={String(table?.node.attrs.caption ?? '')}
        rows={2}
        maxLength={100}
        close={done}
        save={(caption) => {
          if (table) editor.view.dispatch(editor.state.tr.setNodeAttribute(table.at, 'caption', caption));
          done();
        }}
      />
    );
  }
  const { kind, at } = asked;
  const attrs = at === undefined ? undefined : editor.state.doc.nodeAt(at)?.attrs;
  const save = (facts: PictureFacts | ChartFacts | VideoFacts | NoteFacts) => {
    putPiece(editor, kind, facts, at);
    close();
  };
  switch (kind) {
    case 'picture':
      return <PictureDialog facts={attrs as PictureFacts | undefined} {...files} save={save} close={done} />;
    case 'chart':
      return <ChartDialog facts={attrs as ChartFacts | undefined} save={save} close={done} />;
    case 'video':
      return <VideoDialog facts={attrs as VideoFacts | undefined} {...files} save={save} close={done} />;
    case 'footnote':
      return (
        <WordsDialog
          title="注释"
          label="注释内容"
          hint="在正文里显示为编号，内容排在页面最后，可以来回跳转。清空即去掉这条注释。"
          words={String(attrs?.text ?? '')}
          rows={3}
          maxLength={1000}
          close={done}
          save={(text) => save({ text })}
        />
      );
  }
}

function putPiece(editor: Editor, kind: Piece, facts: object, at: number | undefined): void {
  const empty = kind === 'footnote' && (facts as NoteFacts).text === '';
  if (at === undefined) {
    if (!empty) insertPiece(editor, kind, facts);
    editor.commands.focus();
    return;
  }
  const node = editor.state.doc.nodeAt(at);
  if (node?.type.name !== kind) return;
  const { tr } = editor.state;
  if (empty) tr.delete(at, at + node.nodeSize);
  else tr.setNodeMarkup(at, undefined, facts).setSelection(NodeSelection.create(tr.doc, at));
  editor.view.dispatch(tr);
  editor.commands.focus();
}

/** After what is chosen, never in its place; the cursor stands behind it, so that going on typing does not replace it. */
function insertPiece(editor: Editor, kind: Piece, facts: object): void {
  const { selection } = editor.state;
  const place = selection instanceof NodeSelection ? selection.to : selection.from;
  editor.commands.insertContentAt(place, { type: kind, attrs: facts });
  const { doc, tr } = editor.state;
  let behind: number | undefined;
  doc.nodesBetween(place, Math.min(doc.content.size, place + 2), (node, at) => {
    if (node.type.name === kind && behind === undefined) behind = at + node.nodeSize;
  });
  if (behind !== undefined) editor.view.dispatch(tr.setSelection(Selection.near(doc.resolve(behind))).scrollIntoView());
}

/** The chosen text becomes the link; where none is chosen, the file's name is put in. */
function linkAttachment(editor: Editor, href: string, name: string, close: () => void): void {
  close();
  const mark = { type: 'attachmentLink', attrs: { href } };
  if (editor.state.selection.empty)
    editor
      .chain()
      .focus()
      .insertContent({ type: 'text', text: name, marks: [mark] })
      .run();
  else editor.chain().focus().unsetLink().setMark('attachmentLink', { href }).run();
}
