import type { StuckMatter, StuckMatters } from '#commons/supervision/contract.ts';
import { type Column, DataTable, DueDate, Loaded, Page, useRead } from '#workbench/kit/index.ts';
import { matterLink } from './matter-table.tsx';

const columns: readonly Column<StuckMatter>[] = [
  { key: 'title', title: '事项', render: ({ title }) => title },
  { key: 'number', title: '编号', width: 190, render: ({ number }) => number },
  { key: 'unit', title: '牵头单位', width: 150, render: ({ leadUnit }) => leadUnit.name },
  { key: 'why', title: '原因和办法', render: ({ explanation }) => explanation },
  {
    key: 'due',
    title: '期限',
    width: 230,
    render: (line) => <DueDate dueOn={line.dueOn} light={line.light} provisional={line.dueProvisional} />,
  },
];

/** Matters that wait for a role nobody holds: nobody will see them in a to-do list until somebody is appointed. */
export default function Stuck() {
  const stuck = useRead<StuckMatters>('/api/supervision/stuck');
  return (
    <Page title="无人承接的事项" lead="等待的岗位目前没有人担任，不会出现在任何人的待办里，需要尽快任命或授权代办。">
      <Loaded query={stuck}>
        {({ rows }) => (
          <DataTable
            name="stuck"
            caption="无人承接的事项"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowLink={matterLink}
            empty="没有无人承接的事项"
          />
        )}
      </Loaded>
    </Page>
  );
}
