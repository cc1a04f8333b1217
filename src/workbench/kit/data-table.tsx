import { Pagination, Table } from 'antd';
import type { ColumnsType, SorterResult } from 'antd/es/table/interface';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { address } from './api.ts';
import { useRead } from './query.ts';
import { Failed, Loading, Nothing } from './states.tsx';
import { useNarrow } from './narrow.ts';
import { Cards, SortChoice } from './table-cards.tsx';
import { ClearFilters, Filters, type FilterSpec } from './table-filters.tsx';
import { MARK_WIDTH, selectionOf, useFreshMarks } from './table-marking.tsx';
import { type ColumnChoice, inOrder, useKept } from './table-memory.ts';
import { ColumnTool, ExportButton, SavedViews } from './table-tools.tsx';
import { directionOf, sortedBy, type Turn, useTurn } from './table-turn.ts';
import { useWalk } from './walk.ts';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: R) => ReactNode;
  /** The name the API sorts by; left out: not sortable. Tables of given `rows` sort by `compare`. */
  readonly sort?: string;
  readonly compare?: (a: R, b: R) => number;
  readonly width?: number;
  readonly align?: 'right' | 'center';
  /** Hidden until chosen. */
  readonly spare?: true;
}

/** Rows to be acted on together: those marked are kept as they were seen, and are forgotten when other rows are shown. */
export interface Marking<R> {
  readonly marked: ReadonlyMap<string, R>;
  readonly mark: (rows: ReadonlyMap<string, R>) => void;
  /** A row as people call it, for whoever hears the box that marks it. */
  readonly named: (row: R) => string;
}

export interface DataTableProps<R> {
  /** English, stable: column order, views and page size are kept under it. */
  readonly name: string;
  /** What the table is, for those who hear it. */
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  /** Where a row leads: its first column becomes the link; j / k and Enter walk the rows. */
  readonly rowLink?: (row: R) => string;
  /** GET here answers `{rows, total}` for `page`, `size`, `sort` (`due`, `-due`) and the filters; or give all `rows`. */
  readonly path?: string;
  readonly rows?: readonly R[];
  /** The name of the list in the answer, where it is not `rows`. */
  readonly listed?: string;
  /** Query always sent, not shown in the address. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** For tables with a `path`. */
  readonly filters?: readonly FilterSpec[];
  /** GET here with the same filters and sort downloads all rows. */
  readonly exportPath?: string;
  /** Sort when the address names none. */
  readonly sort?: string;
  /** Said when there is nothing at all; with filters chosen, that nothing fits them is said instead. */
  readonly empty?: string;
  readonly tools?: ReactNode;
  /** Each row has a box to mark it with; left out: none has. */
  readonly marking?: Marking<R> | undefined;
}

type Answer<R> = { readonly total: number } & Readonly<Record<string, readonly R[] | number>>;

/**
 * A ledger: filters, sort and page live in the address; the server does the paging; column order and views are kept.
 * Give `path` for a ledger of the server's, or `rows` for a short list that is here already (its sort and page stay here).
 * On a phone each row is a card.
 */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const { name, columns, rowLink, path, rows, filters = [], exportPath, fixed = {}, tools } = props;
  const [search] = useSearchParams();
  const chosen = Object.fromEntries([...search].filter(([key]) => filters.some((filter) => filter.key === key)));
  const turn = useTurn(rows === undefined, props.sort);
  const [size, setSize] = useKept(`size.${name}`, 20);
  const query = { ...fixed, ...chosen, ...(turn.sort && { sort: turn.sort }) };
  const read = useRead<Answer<R>>(path ?? null, { ...query, page: turn.page, size }, { keep: true });
  const all = rows && sortedBy(rows, columns, turn.sort);
  const data = all ? all.slice((turn.page - 1) * size, turn.page * size) : listIn(read.data, props.listed);
  const total = all ? all.length : (read.data?.total ?? 0);
  const { ordered, shown, choice, choose } = useColumns(name, columns);
  const active = useWalk(data, rowLink);
  const narrow = useNarrow();
  const marking = useFreshMarks(props.marking, data, props.rowKey);
  const empty = Object.keys(chosen).length > 0 ? '没有符合筛选条件的记录' : (props.empty ?? '还没有记录');
  const here = all !== undefined || read.data !== undefined;
  return (
    <div className="ledger">
      {filters.length > 0 && <Filters filters={filters} />}
      <div className={path || tools ? 'ledger-tools' : 'ledger-tools ledger-tools-slim'}>
        {path && here && <span className="muted">共 {total} 条</span>}
        <ClearFilters filters={filters} />
        {narrow && data.length > 1 && <SortChoice columns={shown} turn={turn} />}
        <span className="gap" />
        {tools}
        {filters.length > 0 && <SavedViews name={name} />}
        {(path || columns.some(({ spare }) => spare)) && (
          <ColumnTool columns={ordered} cards={narrow} choice={choice} choose={choose} />
        )}
        {exportPath && <ExportButton href={address(exportPath, query)} />}
      </div>
      {!here && read.error && <Failed problem={read.error} retry={() => void read.refetch()} />}
      {!here && read.isPending && <Loading rows={10} />}
      {here && data.length === 0 && <Nothing words={empty} />}
      {here && data.length > 0 && (
        <>
          {narrow ? (
            <Cards<R> {...{ shown, data, active, rowLink, marking }} rowKey={props.rowKey} caption={props.caption} />
          ) : (
            <Rows<R>
              {...{ shown, data, active, turn, marking }}
              rowKey={props.rowKey}
              caption={props.caption}
              stale={read.isPlaceholderData}
              rowLink={rowLink}
            />
          )}
          {total > 20 && (
            <Pagination
              size="small"
              align="end"
              current={turn.page}
              pageSize={size}
              total={total}
              showSizeChanger={{ 'aria-label': '每页条数' }}
              pageSizeOptions={[20, 50, 100]}
              onChange={(page, perPage) => {
                if (perPage !== size) setSize(perPage);
                turn.to(perPage === size ? page : 1, turn.sort);
              }}
            />
          )}
        </>
      )}
    </div>
  );
}

function listIn<R>(answer: Answer<R> | undefined, listed = 'rows'): readonly R[] {
  return (answer?.[listed] as readonly R[] | undefined) ?? [];
}

/** The columns in the order and choice of this person. */
function useColumns<R>(name: string, columns: readonly Column<R>[]) {
  const [kept, choose] = useKept<ColumnChoice>(`columns.${name}`, { order: [], hidden: [] });
  const untouched = kept.order.length === 0 && kept.hidden.length === 0;
  const hidden = untouched ? columns.filter(({ spare }) => spare).map(({ key }) => key) : kept.hidden;
  const ordered = inOrder(columns, kept.order);
  const shown = ordered.filter(({ key }) => !hidden.includes(key));
  return { ordered, shown, choice: { order: kept.order, hidden }, choose };
}

/** Width of a column that names none, where the table is wider than the screen and has to be moved sideways. */
const USUAL_WIDTH = 160;

/** The column of what can be done with a row stays in sight at the right while the rest moves. */
const ACTS = '操作';

function Rows<R extends object>({
  shown,
  data,
  active,
  turn,
  rowKey,
  caption,
  stale,
  rowLink,
  marking,
}: {
  readonly shown: readonly Column<R>[];
  readonly data: readonly R[];
  readonly active: number;
  readonly turn: Turn;
  readonly marking: Marking<R> | undefined;
  readonly rowKey: (row: R) => string;
  readonly caption: string;
  readonly stale: boolean;
  readonly rowLink: ((row: R) => string) | undefined;
}) {
  const columns: ColumnsType<R> = shown.map((column, at) => ({
    key: column.key,
    title: column.title,
    ...(column.width !== undefined && { width: column.width }),
    ...(column.align && { align: column.align }),
    ...(column.title === ACTS && { className: 'ledger-acts' }),
    ...((column.sort || column.compare) && { sorter: true, sortOrder: directionOf(turn.sort, column) }),
    render: (_value: unknown, row: R) =>
      at === 0 && rowLink ? <Link to={rowLink(row)}>{column.render(row)}</Link> : column.render(row),
  }));
  const width = shown.reduce((sum, column) => sum + (column.width ?? USUAL_WIDTH), marking ? MARK_WIDTH : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what moves sideways must be reachable by keyboard.
    <section className="ledger-rows" aria-label={`${caption}，可左右移动`} tabIndex={0}>
      <Table<R>
        aria-label={caption}
        size="small"
        style={{ minWidth: width }}
        columns={columns}
        dataSource={data}
        rowKey={rowKey}
        loading={stale}
        {...(marking && { rowSelection: selectionOf(marking, data, rowKey) })}
        pagination={false}
        rowClassName={(_row, at) => (at === active ? 'row-active' : '')}
        locale={{
          triggerAsc: '按此升序',
          triggerDesc: '按此降序',
          cancelSort: '取消排序',
        }}
        onChange={(_pages, _filters, sorter) => turn.to(1, sortOf(sorter, shown))}
      />
    </section>
  );
}

function sortOf<R>(sorter: SorterResult<R> | SorterResult<R>[], columns: readonly Column<R>[]): string | undefined {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  const column = columns.find(({ key }) => key === one?.columnKey);
  if (!column || !one?.order) return undefined;
  const key = column.sort ?? column.key;
  return one.order === 'descend' ? `-${key}` : key;
}
