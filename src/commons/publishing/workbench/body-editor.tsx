import { Extension } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { mediaUsed } from '#kernel/body/media-use.ts';
import type { AttachmentRef } from '../contract.ts';
import type { ImportedText } from '../import-contract.ts';
import { ImportDialog } from './body-import.tsx';
import { type Asked, PieceDialog, pieceKeys } from './body-pieces.tsx';
import { WritingChecks } from './body-checks.tsx';
import { FindPanel } from './body-find.tsx';
import { finding } from './body-finding.ts';
import { BodyToolbar } from './body-toolbar.tsx';
import { bodySchema, cleanPaste, htmlOf } from './body-schema.ts';
import { countCharacters, textOf } from './safe-html.ts';

export interface BodyFields {
  readonly bodyHtml: string;
  /** Exactly the files the body shows. */
  readonly media: AttachmentRef[];
}

/**
 * The body of a document: headings, lists, quotations, tables, links, pictures, charts, videos, footnotes, citations; pasted
 * text loses what a document may not hold. The list of its files follows what stands in it.
 */
export function BodyEditor({
  id,
  value,
  media,
  attachments,
  requiredParts,
  onChange,
  onHead,
  invalid,
  describedBy,
}: {
  readonly id: string;
  /** Read once; give another `key` to begin with another text. */
  readonly value: string;
  readonly media: readonly AttachmentRef[];
  readonly attachments: readonly AttachmentRef[];
  /** Headings a document of its type may not go out without. */
  readonly requiredParts: readonly string[];
  readonly onChange: (fields: BodyFields) => void;
  /** Title and number that stood at the head of a text brought in. */
  readonly onHead: (head: Pick<ImportedText, 'title' | 'documentNumber'>) => void;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}) {
  const changed = useRef(onChange);
  changed.current = onChange;
  // Also those taken out again: undoing brings them back.
  const [known] = useState(() => new Map(media.map((file) => [file.hash, file])));
  const [asked, setAsked] = useState<Asked>();
  const [searching, setSearching] = useState(false);
  const [importing, setImporting] = useState(false);
  const counted = useDeferredValue(value);
  const characters = useMemo(() => countCharacters(textOf(counted)), [counted]);
  const extensions = useMemo(() => {
    const show = (hash: string) => {
      const file = known.get(hash);
      return file && `/api/attachments/${file.id}/content`;
    };
    return [...bodySchema(show), pieceKeys(setAsked), finding(() => setSearching(true)), toTools];
  }, [known]);
  const editor = useEditor({
    extensions,
    content: value,
    injectCSS: false,
    editorProps: {
      transformPastedHTML: cleanPaste,
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': '正文',
        'aria-required': 'true',
        'aria-invalid': String(invalid),
        ...(describedBy && { 'aria-describedby': describedBy }),
        class: 'prose body-text',
      },
    },
    onUpdate: ({ editor: now }) => {
      const bodyHtml = now.isEmpty ? '' : htmlOf(now.state.doc);
      const files = [...mediaUsed(bodyHtml).keys()].flatMap((hash) => known.get(hash) ?? []);
      changed.current({ bodyHtml, media: files });
    },
  });
  return (
    <div className={invalid ? 'body-editor body-editor-wrong' : 'body-editor'}>
      <BodyToolbar editor={editor} ask={setAsked} find={() => setSearching(true)} bring={() => setImporting(true)} />
      {searching && <FindPanel editor={editor} close={() => setSearching(false)} />}
      <EditorContent editor={editor} />
      <p className="body-count">正文 {characters} 字</p>
      <WritingChecks
        editor={editor}
        html={value}
        requiredParts={requiredParts}
        attachments={attachments.map(({ hash }) => hash)}
      />
      {importing && (
        <ImportDialog
          empty={editor.isEmpty}
          take={({ text, whole, head }) => {
            for (const file of text.media) known.set(file.hash, file);
            if (whole) editor.chain().focus().setContent(text.html, { emitUpdate: true }).run();
            else editor.chain().focus().insertContent(text.html).run();
            if (head) onHead(text);
            setImporting(false);
          }}
          close={() => setImporting(false)}
        />
      )}
      {asked && (
        <PieceDialog
          editor={editor}
          asked={asked}
          files={{ known: (hash) => known.get(hash), add: (file) => known.set(file.hash, file) }}
          attachments={attachments}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

/** Alt+F10 leads from the text to its tools, as in other editors; Escape is the way back for those who came so. */
const toTools = Extension.create({
  name: 'toTools',
  addKeyboardShortcuts: () => ({
    'Alt-F10': ({ editor }) => {
      const tools = editor.view.dom
        .closest('.body-editor')
        ?.querySelector<HTMLElement>('.body-tools button:not(:disabled)');
      tools?.focus();
      return tools !== undefined && tools !== null;
    },
  }),
});
