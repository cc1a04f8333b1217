import { Fragment } from 'react';
import { comparable } from '#kernel/text.ts';
import { plainText } from '#platform/sanitise.ts';
import { ShortDate } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import type { ListedDocument } from '../portal-queries.ts';

/** Documents with number, unit and date, each on a line of its own; with what was searched for, also an excerpt. */
export function DocumentList({
  documents,
  columnNames,
  searched,
  catalogued = false,
}: {
  readonly documents: readonly (ListedDocument & { readonly bodyHtml?: string | null })[];
  /** Names by key, where the list holds several columns. */
  readonly columnNames?: ReadonlyMap<string, string>;
  readonly searched?: string | undefined;
  /** As the catalogue of public information: with index number, outline and date of forming (条例第十二条). */
  readonly catalogued?: boolean;
}) {
  return (
    <ol className="documents">
      {documents.map((document) => (
        <li key={document.id}>
          <a href={documentPath(document.indexNumber)}>
            <Marked text={document.title} searched={searched} />
          </a>
          {searched && <Excerpt document={document} searched={searched} />}
          {catalogued && !searched && document.summary && <p className="snippet">{document.summary}</p>}
          <p className="aside">
            <span>
              {catalogued && '发布日期：'}
              <ShortDate at={document.releasedAt} />
            </span>
            {catalogued && <span>索引号：{document.indexNumber}</span>}
            {catalogued && (
              <span>
                成文日期：
                <time dateTime={document.formedOn}>{document.formedOn}</time>
              </span>
            )}
            {document.documentNumber && <span>{document.documentNumber}</span>}
            <span>{document.unitName}</span>
            {columnNames && <span>{columnNames.get(document.columnKey)}</span>}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Titles with their dates only, for home and cards. */
export function DatedList({ documents }: { readonly documents: readonly ListedDocument[] }) {
  return (
    <ul className="dated">
      {documents.map(({ id, indexNumber, title, releasedAt }) => (
        <li key={id}>
          <a href={documentPath(indexNumber)}>{title}</a>
          <ShortDate at={releasedAt} />
        </li>
      ))}
    </ul>
  );
}

const EXCERPT = 110;

function Excerpt({
  document,
  searched,
}: {
  readonly document: { readonly summary: string | null; readonly bodyHtml?: string | null };
  readonly searched: string;
}) {
  const text = plainText(document.bodyHtml ?? '') || (document.summary ?? '');
  const at = Math.max(0, comparable(text).indexOf(comparable(searched)));
  const from = Math.max(0, at - 30);
  const shown = text.slice(from, from + EXCERPT).replace(/\s+/g, ' ');
  if (!shown) return null;
  return (
    <p className="snippet">
      {from > 0 && '…'}
      <Marked text={shown} searched={searched} />
      {text.length > from + EXCERPT && '…'}
    </p>
  );
}

/** The words as typed stand out where they occur. */
function Marked({ text, searched }: { readonly text: string; readonly searched: string | undefined }) {
  if (!searched) return text;
  return text.split(searched).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, never reordered.
    <Fragment key={i}>
      {i > 0 && <mark>{searched}</mark>}
      {part}
    </Fragment>
  ));
}
