import { Link } from 'react-router';
import { Absent, can, CivilDate, type Column, DataTable, Page, StateTag, useMe } from '#workbench/kit/index.ts';
import type { OwedLine } from '../contract.ts';

const STANDINGS = { over: '已逾期', near: '即将到期', open: '还有时间' } as const;

/** 应公开未公开: what the catalogue promises and the portal does not have, by when it is owed. */
export default function Owed() {
  const mayDraft = can(useMe(), 'drafter');
  const columns: readonly Column<OwedLine>[] = [
    {
      key: 'item',
      title: '公开事项',
      width: 180,
      render: ({ itemKey, itemName }) => <Link to={`/catalogue/${itemKey}`}>{itemName}</Link>,
    },
    { key: 'what', title: '应公开内容', width: 220, render: ({ what }) => what },
    { key: 'unit', title: '责任单位', width: 150, render: ({ unitName }) => unitName ?? <Absent words="未确定" /> },
    {
      key: 'standing',
      title: '情况',
      width: 96,
      render: ({ standing }) => <StateTag label={STANDINGS[standing]} late={standing === 'over'} />,
    },
    {
      key: 'due',
      title: '应公开日期',
      sort: 'due',
      width: 190,
      render: (line) => <Due line={line} />,
    },
    {
      key: 'document',
      title: '办理',
      width: 120,
      render: ({ documentId, itemKey }) =>
        documentId ? (
          <Link to={`/documents/${documentId}`}>正在办理的文稿</Link>
        ) : mayDraft ? (
          <Link to={`/documents/new?item=${itemKey}`}>拟稿</Link>
        ) : (
          <Absent words="还没有文稿" />
        ),
    },
  ];
  return (
    <Page
      title="应公开未公开"
      lead="按目录的频次和工作日历逐项计算。没有发布的，到期前提醒责任单位，到期后报政务公开办公室。"
    >
      <DataTable<OwedLine>
        name="catalogue-owed"
        caption="应公开未公开"
        path="/api/catalogue-owed"
        columns={columns}
        filters={[
          { key: 'q', label: '事项', kind: 'search' },
          {
            key: 'standing',
            label: '情况',
            kind: 'choice',
            choices: Object.entries(STANDINGS).map(([value, label]) => ({ value, label })),
          },
          { key: 'unit', label: '责任单位', kind: 'unit' },
        ]}
        rowKey={({ id }) => id}
        empty="目录里的事项都按时公开了"
      />
    </Page>
  );
}

/** Day and distance in words; the colour only repeats them. */
function Due({ line: { dueOn, daysLeft, workdaysLeft, provisional, standing } }: { readonly line: OwedLine }) {
  const words = daysLeft < 0 ? `已超过 ${-daysLeft} 日` : daysLeft === 0 ? '今天到期' : `还有 ${workdaysLeft} 个工作日`;
  return (
    <>
      <CivilDate on={dueOn} />
      {provisional && '（暂定）'}
      <div className={standing === 'over' ? 'bad' : standing === 'near' ? 'near' : 'muted'}>{words}</div>
    </>
  );
}
