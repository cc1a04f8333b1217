import { EditorContent, useEditor } from '@tiptap/react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { mediaUsed } from '#kernel/body/media-use.ts';
import type { AttachmentRef } from '../contract.ts';
import { type Asked, PieceDialog, pieceKeys } from './body-pieces.tsx';
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
  onChange,
  invalid,
  describedBy,
}: {
  readonly id: string;
  /** Read once; give another `key` to begin with another text. */
  readonly value: string;
  readonly media: readonly AttachmentRef[];
  readonly attachments: readonly AttachmentRef[];
  readonly onChange: (fields: BodyFields) => void;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}) {
  const changed = useRef(onChange);
  changed.current = onChange;
  // Also those taken out again: undoing brings them back.
  const [known] = useState(() => new Map(media.map((file) => [file.hash, file])));
  const [asked, setAsked] = useState<Asked>();
  const counted = useDeferredValue(value);
  const characters = useMemo(() => countCharacters(textOf(counted)), [counted]);
  const extensions = useMemo(() => {
    const show = (hash: string) => {
      const file = known.get(hash);
      return file && `/api/attachments/${file.id}/content`;
    };
    return [...bodySchema(show), pieceKeys(setAsked)];
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
      <BodyToolbar editor={editor} ask={setAsked} find={() => undefined} />
      <EditorContent editor={editor} />
      <p className="body-count">正文 {characters} 字</p>
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
