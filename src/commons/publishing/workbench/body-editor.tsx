import { EditorContent, useEditor } from '@tiptap/react';
import { useDeferredValue, useMemo, useRef } from 'react';
import { BodyToolbar } from './body-toolbar.tsx';
import { bodySchema, cleanPaste } from './body-schema.ts';
import { countCharacters, textOf } from './safe-html.ts';

/** The body of a document: headings, lists, quotations, tables, links; pasted text loses what a document may not hold. */
export function BodyEditor({
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: {
  readonly id: string;
  /** Read once; give another `key` to begin with another text. */
  readonly value: string;
  readonly onChange: (html: string) => void;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}) {
  const changed = useRef(onChange);
  changed.current = onChange;
  const counted = useDeferredValue(value);
  const characters = useMemo(() => countCharacters(textOf(counted)), [counted]);
  const editor = useEditor({
    extensions: bodySchema,
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
    onUpdate: ({ editor: now }) => changed.current(now.isEmpty ? '' : now.getHTML()),
  });
  return (
    <div className={invalid ? 'body-editor body-editor-wrong' : 'body-editor'}>
      <BodyToolbar editor={editor} />
      <EditorContent editor={editor} />
      <p className="body-count">正文 {characters} 字</p>
    </div>
  );
}
