import type { ReactNode } from 'react';

export interface TableColumn<R> {
  readonly label: string;
  readonly cell: (row: R) => ReactNode;
  /** Figures stand right-aligned in digits of one width. */
  readonly numeric?: boolean;
  /** This cell names its row and is read aloud before the others. Usually the first. */
  readonly heading?: boolean;
}

/**
 * A table with its caption and scopes. On a phone one of four columns or more becomes cards, each value with its label; others
 * stand in a frame that scrolls and can be reached by keyboard.
 * Without rows it says `empty`, a sentence.
 */
export function Table<R>(props: {
  readonly caption: string;
  /** Read aloud but not shown: where a heading above says the same. */
  readonly captionUnseen?: boolean;
  readonly columns: readonly TableColumn<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly empty?: string;
  /** Its cells hold whole sentences: on a phone it becomes cards with fewer columns too. */
  readonly sentences?: boolean;
}) {
  const { caption, captionUnseen, columns, rows, rowKey, empty, sentences } = props;
  const stacked = sentences === true || columns.length >= STACKED;
  if (rows.length === 0) return <p className="empty">{empty ?? '目前没有内容。'}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable without a mouse (WCAG 2.1.1).
    <section className="scroll" aria-label={caption} tabIndex={0}>
      <table className={stacked ? 'stacked' : undefined}>
        <caption className={captionUnseen ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" className={numeric ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ label, cell, numeric, heading }) =>
                heading ? (
                  <th key={label} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={label} className={numeric ? 'number' : undefined} {...(stacked && { 'data-label': label })}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** From this number of columns on, a phone has no room for them side by side. */
const STACKED = 4;
