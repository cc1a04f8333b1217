import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { OnTime, OnTimeCell, OnTimeRow } from '#commons/supervision/on-time-contract.ts';
import { Block, type Column, DataTable, Loaded, Page, TrafficLight, useRead } from '#workbench/kit/index.ts';

/** Whether periods were kept, by unit and quarter, and one unit's line over the quarters. */
export default function OnTimeScreen() {
  const [search] = useSearchParams();
  const asked = Object.fromEntries([...search].filter(([key]) => key === 'kind' || key === 'unit'));
  const rates = useRead<OnTime>('/api/supervision/on-time', asked, { keep: true });
  return (
    <Loaded query={rates} title="按期率">
      {(data) => (
        <Page
          title="按期率"
          lead={`${data.kindLabel}每季度办结的，有多少在法定期限内。补正、征求第三方意见等依法不计入期限的时间已经扣除，不算逾期`}
        >
          <Shown data={data} />
        </Page>
      )}
    </Loaded>
  );
}

function Shown({ data }: { readonly data: OnTime }) {
  const { kinds, kind, line, lights, rows, quarters } = data;
  const [search, setSearch] = useSearchParams();
  const name = line.unit?.name ?? '全部单位';
  const drawn = rows.find(({ unit }) => unit?.id === line.unit?.id);
  return (
    <>
      {kinds.length > 1 && (
        <p>
          <label htmlFor="on-time-kind">种类 </label>
          <Select<string>
            id="on-time-kind"
            value={kind}
            options={kinds.map(({ key, label }) => ({ value: key, label }))}
            onChange={(chosen) => setSearch({ ...Object.fromEntries(search), kind: chosen })}
          />
        </p>
      )}
      <Block title="各单位各季度">
        <DataTable<OnTimeRow>
          name="on-time"
          caption="各单位各季度的按期率，按亮灯统计"
          columns={columnsOf(data)}
          rows={rows}
          rowKey={({ unit }) => unit?.id ?? 'all'}
        />
        <p className="muted table-note">
          括号内是按期办结数／有期限的办结数，点开查看明细；点单位看它的折线。不低于 {lights.green}% 亮绿灯，不低于{' '}
          {lights.yellow}% 亮黄灯，更低亮红灯；标准由本机关在系统设置中确定，不是法定标准。最近一个季度截至今天。
        </p>
      </Block>
      <Block title={`${name}近八个季度的按期率（%）`}>
        <picture>
          <source
            media="(max-width: 600px)"
            srcSet={line.narrow.src}
            width={line.narrow.width}
            height={line.narrow.height}
          />
          <img {...line.picture} className="chart-picture" alt={`折线图：${name}近八个季度的按期率，具体数字见下`} />
        </picture>
        <p className="muted">
          {quarters.map(({ label }, at) => `${inShort(label)} ${drawn?.cells[at]?.light.words ?? ''}`).join('；')}
        </p>
      </Block>
    </>
  );
}

/** As the axis of the line says it, and as it fits into one line on a phone. */
const inShort = (label: string) => label.replace('第', '');

function columnsOf({ quarters, kind }: OnTime): readonly Column<OnTimeRow>[] {
  return [
    {
      key: 'unit',
      title: '单位',
      width: 128,
      render: ({ unit }) => (
        <Link to={`/supervision/on-time?${new URLSearchParams({ kind, ...(unit && { unit: unit.id }) })}`}>
          {unit?.name ?? '全部单位'}
        </Link>
      ),
    },
    // The quarter under way first: the others are looked back at.
    ...quarters.toReversed().map(
      ({ key, label }): Column<OnTimeRow> => ({
        key,
        title: inShort(label),
        width: 106,
        render: ({ unit, cells }) => (
          <Cell kind={kind} unit={unit} cell={cells.find(({ quarter }) => quarter === key)} label={label} />
        ),
      }),
    ),
  ];
}

function Cell({
  kind,
  unit,
  cell,
  label,
}: {
  readonly kind: string;
  readonly unit: OnTimeRow['unit'];
  readonly cell: OnTimeCell | undefined;
  readonly label: string;
}) {
  if (!cell || cell.ended === 0) return <span className="muted">没有办结</span>;
  const query = new URLSearchParams({ kind, quarter: cell.quarter, ...(unit && { unit: unit.id }) });
  return (
    <Link
      to={`/supervision/on-time/matters?${query}`}
      aria-label={`${unit?.name ?? '全部单位'}${label} ${cell.light.words}，查看明细`}
    >
      <TrafficLight light={cell.light} />
    </Link>
  );
}
