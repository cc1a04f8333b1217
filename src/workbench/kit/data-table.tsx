import { Table } from 'antd';
import type { ColumnsType, SorterResult } from 'antd/es/table/interface';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { address } from './api.ts';
import { useRead } from './query.ts';
import { Failed, Loading, Nothing } from './states.tsx';
import { Filters, type FilterSpec } from './table-filters.tsx';
import { type ColumnChoice, inOrder, useKept } from './table-memory.ts';
import { ColumnTool, ExportButton, SavedViews } from './table-tools.tsx';
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
  readonly filters?: readonly FilterSpec[];
  /** GET here with the same filters and sort downloads all rows. */
  readonly exportPath?: string;
  /** Sort when the address names none. */
  readonly sort?: string;
  /** Said when there is nothing at all, and nothing for these filters. */
  readonly empty?: string;
  readonly tools?: ReactNode;
}

type Answer<R> = { readonly total: number } & Readonly<Record<string, readonly R[] | number>>;

/**
 * A ledger: filters, sort and page live in the address; the server does the paging; column order and views are kept.
 * Give `path` for a ledger of the server's, or `rows` for a short list that is here already.
 */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const { name, columns, rowKey, rowLink, path, rows, filters = [], exportPath, fixed = {}, tools } = props;
  const [search] = useSearchParams();
  const asked = Object.fromEntries(
    [...search].filter(([key]) => key === 'sort' || filters.some((filter) => filter.key === key)),
  );
  const query = { ...fixed, ...(props.sort && { sort: props.sort }), ...asked };
  const page = Number(search.get('page') ?? 1);
  const [size, setSize] = useKept(`size.${name}`, 20);
  const read = useRead<Answer<R>>(path ?? null, { ...query, page, size }, { keep: true });
  const [choice, choose] = useKept<ColumnChoice>(`columns.${name}`, { order: [], hidden: [] });
  const spare = choice.order.length ? [] : columns.filter((column) => column.spare).map(({ key }) => key);
  const ordered = inOrder(columns, choice.order);
  const shown = ordered.filter(({ key }) => ![...choice.hidden, ...spare].includes(key));
  const data = rows ?? (read.data?.[props.listed ?? 'rows'] as readonly R[] | undefined) ?? [];
  const active = useWalk(data, rowLink);
  return (
    <div className="ledger">
      <div className="ledger-head">
        {filters.length > 0 && <Filters filters={filters} />}
        <div className="ledger-tools">
          {tools}
          {filters.length > 0 && <SavedViews name={name} />}
          <ColumnTool columns={ordered} choice={{ ...choice, hidden: [...choice.hidden, ...spare] }} choose={choose} />
          {exportPath && <ExportButton href={address(exportPath, query)} />}
        </div>
      </div>
      {path && read.error && !read.data && <Failed problem={read.error} retry={() => void read.refetch()} />}
      {path && read.isPending && <Loading rows={10} />}
      {(rows || read.data) && (
        <LedgerTable<R>
          {...{ shown, data, page, size, setSize, active, rowKey }}
          caption={props.caption}
          loading={read.isFetching && read.isPlaceholderData}
          total={rows ? rows.length : (read.data?.total ?? 0)}
          sorted={query.sort}
          rowLink={rowLink}
          empty={Object.keys(asked).length > 0 ? '没有符合筛选条件的记录' : (props.empty ?? '还没有记录')}
        />
      )}
    </div>
  );
}

function LedgerTable<R extends object>({
  shown,
  data,
  page,
  size,
  setSize,
  active,
  rowKey,
  caption,
  loading,
  total,
  sorted,
  rowLink,
  empty,
}: {
  readonly shown: readonly Column<R>[];
  readonly data: readonly R[];
  readonly page: number;
  readonly size: number;
  readonly setSize: (size: number) => void;
  readonly active: number;
  readonly rowKey: (row: R) => string;
  readonly caption: string;
  readonly loading: boolean;
  readonly total: number;
  readonly sorted: string | undefined;
  readonly rowLink: ((row: R) => string) | undefined;
  readonly empty: string;
}) {
  const [, setSearch] = useSearchParams();
  const change = (to: { readonly page: number; readonly sort: string | undefined }) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (to.page > 1) next.set('page', String(to.page));
      else next.delete('page');
      if (to.sort) next.set('sort', to.sort);
      else next.delete('sort');
      return next;
    });
  const columns: ColumnsType<R> = shown.map((column, at) => ({
    key: column.key,
    title: column.title,
    ...(column.width !== undefined && { width: column.width }),
    ...(column.align && { align: column.align }),
    ...(column.compare && { sorter: column.compare }),
    ...(column.sort && { sorter: true, sortOrder: orderOf(sorted, column.sort) }),
    render: (_value: unknown, row: R) =>
      at === 0 && rowLink ? <Link to={rowLink(row)}>{column.render(row)}</Link> : column.render(row),
  }));
  return (
    <Table<R>
      aria-label={caption}
      size="small"
      columns={columns}
      dataSource={data}
      rowKey={rowKey}
      loading={loading}
      scroll={{ x: 'max-content' }}
      rowClassName={(_row, at) => (at === active ? 'row-active' : '')}
      locale={{
        emptyText: <Nothing words={empty} />,
        triggerAsc: '按此升序',
        triggerDesc: '按此降序',
        cancelSort: '取消排序',
      }}
      pagination={{
        current: page,
        pageSize: size,
        total,
        size: 'small',
        showSizeChanger: { 'aria-label': '每页条数' },
        pageSizeOptions: [20, 50, 100],
        showTotal: (all) => `共 ${all} 条`,
        hideOnSinglePage: false,
      }}
      onChange={(pages, _filters, sorter, { action }) => {
        if (pages.pageSize && pages.pageSize !== size) setSize(pages.pageSize);
        change({
          page: action === 'sort' ? 1 : (pages.current ?? 1),
          sort: sortOf(sorter, shown) ?? (action === 'sort' ? undefined : sorted),
        });
      }}
    />
  );
}

function orderOf(sorted: string | undefined, key: string): 'ascend' | 'descend' | null {
  if (sorted === key) return 'ascend';
  return sorted === `-${key}` ? 'descend' : null;
}

function sortOf<R>(sorter: SorterResult<R> | SorterResult<R>[], columns: readonly Column<R>[]): string | undefined {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  const key = columns.find((column) => column.key === one?.columnKey)?.sort;
  if (!key || !one?.order) return undefined;
  return one.order === 'descend' ? `-${key}` : key;
}
