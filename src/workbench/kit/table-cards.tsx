import { Select } from 'antd';
import { useId } from 'react';
import { Link } from 'react-router';
import { clearable } from './clearable.ts';
import type { Column, Marking } from './data-table.tsx';
import { MarkAll, MarkBox } from './table-marking.tsx';
import type { Turn } from './table-turn.ts';

/** The rows of a table on a phone: a card for each, the first column its heading, the others under their names. */
export function Cards<R extends object>({
  shown,
  data,
  active,
  rowKey,
  rowLink,
  caption,
  marking,
}: {
  readonly shown: readonly Column<R>[];
  readonly data: readonly R[];
  readonly active: number;
  readonly rowKey: (row: R) => string;
  readonly rowLink: ((row: R) => string) | undefined;
  readonly caption: string;
  readonly marking?: Marking<R> | undefined;
}) {
  const [first, ...others] = shown;
  if (!first) return null;
  return (
    <ul className="cards" aria-label={caption}>
      {marking && (
        <li className="cards-all">
          <MarkAll marking={marking} data={data} rowKey={rowKey}>
            选择本页全部
          </MarkAll>
        </li>
      )}
      {data.map((row, at) => (
        <li key={rowKey(row)} className={at === active ? 'card card-active' : 'card'}>
          <div className="card-head">
            {marking && <MarkBox marking={marking} row={row} rowKey={rowKey} />}{' '}
            {rowLink ? <Link to={rowLink(row)}>{first.render(row)}</Link> : first.render(row)}
          </div>
          <dl>
            {others
              .map(({ key, title, align, render }) => ({ key, title, align, words: render(row) }))
              .filter(({ words }) => words !== '' && words !== null && words !== undefined && words !== false)
              .map(({ key, title, align, words }) => (
                <div key={key} className={align === 'right' ? 'card-number' : undefined}>
                  <dt>{title}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Cards have no heads to press: what a table is sorted by is chosen from a list. */
export function SortChoice<R extends object>({
  columns,
  turn,
}: {
  readonly columns: readonly Column<R>[];
  readonly turn: Turn;
}) {
  const id = useId();
  const sortable = columns.filter(({ sort, compare }) => sort || compare);
  if (sortable.length === 0) return null;
  const options = sortable.flatMap(({ key, sort = key, title }) => [
    { value: sort, label: `${title}（升序）` },
    { value: `-${sort}`, label: `${title}（降序）` },
  ]);
  return (
    <span className="card-sort">
      <label htmlFor={id}>排序</label>
      <Select
        id={id}
        allowClear={clearable}
        placeholder="默认"
        popupMatchSelectWidth={false}
        value={turn.sort ?? null}
        options={options}
        onChange={(chosen) => turn.to(1, chosen ?? undefined)}
      />
    </span>
  );
}
