import { useEffect, useState } from 'react';
import { api } from '#workbench/kit/index.ts';
import type { LetterPreview, LetterSheet, SheetBlock } from '../letters/contract.ts';

/** Asked after a short rest in typing, so that not every letter asks the server. */
const REST_MS = 500;

/** The letter as it would be printed now, and what it still lacks: read while it is written. */
export function LetterPreviewed({
  requestId,
  kind,
  content,
}: {
  readonly requestId: string;
  readonly kind: string;
  readonly content: Readonly<Record<string, unknown>>;
}) {
  const [preview, setPreview] = useState<LetterPreview>();
  const asked = JSON.stringify({ kind, content });
  useEffect(() => {
    let left = false;
    const timer = setTimeout(async () => {
      // What cannot be shown is told when it is saved; the last preview stays.
      const answer = await api
        .post<LetterPreview>(`/api/requests/${requestId}/letters/preview`, JSON.parse(asked))
        .catch(() => undefined);
      if (!left && answer) setPreview(answer);
    }, REST_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [requestId, asked]);
  return (
    <section aria-label="文书预览" aria-live="off">
      {preview && preview.missing.length > 0 && (
        <div className="missing">
          <strong>送审前还缺：</strong>
          <ul aria-label="送审前还缺">
            {preview.missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {preview?.letter ? (
        <Sheet letter={preview.letter} />
      ) : (
        <p className="muted">填写以后，这里显示文书的全文，与打印的文字一致。</p>
      )}
    </section>
  );
}

function Sheet({ letter: { organ, documentNumber, title, addressee, body, note } }: { readonly letter: LetterSheet }) {
  return (
    <div className="letter-sheet">
      <p className="letter-sheet-organ">{organ}</p>
      <p className="letter-sheet-number">{documentNumber ?? '（签发时编号）'}</p>
      <p className="letter-sheet-title">{title}</p>
      <p>{addressee}：</p>
      {body.map((block) => (
        <SheetPart key={JSON.stringify(block)} block={block} />
      ))}
      <p className="letter-sheet-signed">
        {organ}
        <br />
        （签发日期）
      </p>
      {note && <p className="sheet-text">（{note}）</p>}
    </div>
  );
}

function SheetPart({ block }: { readonly block: SheetBlock }) {
  switch (block.kind) {
    case 'text':
      return <p className="letter-sheet-text">{block.text}</p>;
    case 'heading':
      return <p className="letter-sheet-text">{block.text}</p>;
    case 'list':
      return (
        <ol>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((cell, at) => (
                  <td key={`${block.columns[at]}`}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}
