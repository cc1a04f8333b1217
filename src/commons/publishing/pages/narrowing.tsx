import { Select } from '#portal/index.ts';
import type { PublicColumn } from '../portal-queries.ts';
import type { DocumentFilter } from '../portal-search.ts';
import { OPENNESS_CLASSES, STATUTORY_CLASSES, TOPICS } from '../statutory-kinds.ts';
import { VALIDITIES } from '../validities.ts';

export interface Named {
  readonly key: string;
  readonly name: string;
}

/** What lists of documents are narrowed by; given `types`, as a search is: by type, topic and validity too. */
export function NarrowingSelects({
  filter,
  columns,
  units,
  years,
  types,
}: {
  readonly filter: DocumentFilter;
  readonly columns: readonly PublicColumn[];
  readonly units: readonly Named[];
  readonly years: readonly number[];
  readonly types?: readonly { readonly key: string; readonly label: string }[];
}) {
  const { column, unit, year, type, topic, openness, statutory, validity } = filter;
  const classes = Object.entries(STATUTORY_CLASSES).map(([key, label]) => [key, `${key}. ${label}`] as const);
  return (
    <>
      <Select id="column" label="栏目" all="全部栏目" value={column} options={columns.map((c) => [c.key, c.name])} />
      <Select id="unit" label="发布机构" all="全部机构" value={unit} options={units.map((u) => [u.key, u.name])} />
      <Select
        id="year"
        label="发布年份"
        all="全部年份"
        value={year?.toString()}
        options={years.map((one) => [String(one), `${one} 年`])}
      />
      {types && (
        <>
          <Select
            id="type"
            label="信息类别"
            all="全部类别"
            value={type}
            options={types.map(({ key, label }) => [key, label])}
          />
          <Select id="topic" label="主题" all="全部主题" value={topic} options={Object.entries(TOPICS)} />
        </>
      )}
      <Select id="openness" label="五公开" all="全部类别" value={openness} options={Object.entries(OPENNESS_CLASSES)} />
      <Select id="class" label="法定主动公开内容" all="全部十五类" value={statutory?.toString()} options={classes} />
      {types && (
        <Select id="validity" label="有效性" all="不限" value={validity} options={Object.entries(VALIDITIES)} />
      )}
    </>
  );
}
