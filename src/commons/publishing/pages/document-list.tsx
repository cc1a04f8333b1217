import { Fragment } from 'react';
import { fullWidth, halfWidth } from '#kernel/text.ts';
import { ShortDate } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import type { ListedDocument } from '../portal-queries.ts';
import type { Excerpt } from '../search/shown.ts';

/** Documents with number, unit and date, each on a line of its own; with what was searched for, also an excerpt. */
export function DocumentList({
  documents,
  columnNames,
  marked = [],
  catalogued = false,
}: {
  readonly documents: readonly (ListedDocument & { readonly excerpt?: Excerpt | null })[];
  /** Names by key, where the list holds several columns. */
  readonly columnNames?: ReadonlyMap<string, string>;
  /** What was searched for: it stands out. */
  readonly marked?: readonly string[];
  /** As the catalogue of public information: with index number, outline and date of forming (条例第十二条). */
  readonly catalogued?: boolean;
}) {
  const marks = marksOf(marked);
  return (
    <ol className="documents">
      {documents.map((document) => (
        <li key={document.id}>
          <a href={documentPath(document.indexNumber)}>
            <Marked text={document.title} marks={marks} />
          </a>
          {document.excerpt && <Piece excerpt={document.excerpt} marks={marks} />}
          {catalogued && !document.excerpt && document.summary && <p className="snippet">{document.summary}</p>}
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

/** The place where the words stand, and in which attachment, if it is one. */
function Piece({ excerpt, marks }: { readonly excerpt: Excerpt; readonly marks: RegExp | undefined }) {
  const { text, cut, more, attachment } = excerpt;
  return (
    <p className="snippet">
      {attachment && <span className="in-attachment">附件「{attachment}」：</span>}
      {cut && '…'}
      <Marked text={text} marks={marks} />
      {more && '…'}
    </p>
  );
}

/** The words, in either case and width, wherever they occur. */
function marksOf(marked: readonly string[]): RegExp | undefined {
  const words = marked.map((word) =>
    [...halfWidth(word)].map((c) => (/[!-~]/.test(c) ? `[${escaped(c)}${fullWidth(c)}]` : escaped(c))).join(''),
  );
  return words.length > 0 ? new RegExp(`(${words.join('|')})`, 'giu') : undefined;
}
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function Marked({ text, marks }: { readonly text: string; readonly marks: RegExp | undefined }) {
  if (!marks) return text;
  return text.split(marks).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, never reordered.
    <Fragment key={i}>{i % 2 === 1 ? <mark>{part}</mark> : part}</Fragment>
  ));
}
