import { Extension } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { mediaUsed } from '#kernel/body/media-use.ts';
import type { AttachmentRef } from '../contract.ts';
import { type Asked, PieceDialog, pieceKeys } from './body-pieces.tsx';
import { WritingChecks } from './body-checks.tsx';
import { FindPanel } from './body-find.tsx';
import { finding } from './body-finding.ts';
import { BodyToolbar } from './body-toolbar.tsx';
import { bodySchema, cleanPaste } from './body-schema.ts';
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
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}) {
  const changed = useRef(onChange);
  changed.current = onChange;
  // Also those taken out again: undoing brings them back.
  const [known] = useState(() => new Map(media.map((file) => [file.hash, file])));
  const [asked, setAsked] = useState<Asked>();
  const [searching, setSearching] = useState(false);
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
      const bodyHtml = now.isEmpty ? '' : now.getHTML();
      const files = [...mediaUsed(bodyHtml).keys()].flatMap((hash) => known.get(hash) ?? []);
      changed.current({ bodyHtml, media: files });
    },
  });
  return (
    <div className={invalid ? 'body-editor body-editor-wrong' : 'body-editor'}>
      <BodyToolbar editor={editor} ask={setAsked} find={() => setSearching(true)} />
      {searching && <FindPanel editor={editor} close={() => setSearching(false)} />}
      <EditorContent editor={editor} />
      <p className="body-count">正文 {characters} 字</p>
      <WritingChecks
        editor={editor}
        html={value}
        requiredParts={requiredParts}
        attachments={attachments.map(({ hash }) => hash)}
      />
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
