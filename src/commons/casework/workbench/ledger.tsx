import { useSearchParams } from 'react-router';
import {
  type Column,
  CivilDate,
  DataTable,
  DueDate,
  type FilterSpec,
  NewsMark,
  Page,
  StateTag,
  useRead,
} from '#workbench/kit/index.ts';
import type { LedgerFilters, MatterLine } from '../contract.ts';
import { lightLabels } from './light-labels.ts';
import { matterLink } from './matter-table.tsx';

const withMark = ({ title, news }: MatterLine) => (
  <>
    <NewsMark news={news} />
    {title}
  </>
);

const columns: readonly Column<MatterLine>[] = [
  { key: 'title', title: '标题', sort: 'title', width: 268, render: withMark },
  { key: 'number', title: '编号', sort: 'number', width: 178, render: ({ number }) => number },
  { key: 'kind', title: '种类', width: 80, render: ({ kindLabel }) => kindLabel },
  {
    key: 'state',
    title: '状态',
    width: 90,
    render: ({ stateLabel, closedOn }) => <StateTag label={stateLabel} done={closedOn !== null} />,
  },
  {
    key: 'due',
    title: '期限',
    sort: 'due',
    width: 160,
    render: (line) => <DueDate dueOn={line.dueOn} light={line.light} provisional={line.dueProvisional} />,
  },
  { key: 'unit', title: '牵头单位', width: 112, render: ({ leadUnit }) => leadUnit.name },
  { key: 'waits', title: '等待办理', width: 130, render: ({ waitsFor }) => waitsFor ?? '' },
  { key: 'assignee', title: '承办人', width: 80, spare: true, render: ({ assignee }) => assignee?.name ?? '' },
  {
    key: 'received',
    // Received, formed, assigned: the kinds differ, the clock counts from it in all of them.
    title: '起算日期',
    sort: 'received',
    width: 130,
    spare: true,
    render: ({ receivedOn }) => <CivilDate on={receivedOn} />,
  },
  { key: 'closed', title: '办结日期', width: 130, spare: true, render: ({ closedOn }) => <CivilDate on={closedOn} /> },
];

/** All matters the person may see: the ledger. */
export default function Ledger() {
  const [search] = useSearchParams();
  const known = useRead<LedgerFilters>('/api/matters/filters');
  const kinds = known.data?.kinds ?? [];
  const kind = search.get('kind');
  const states = kinds.filter(({ key }) => kind === null || key === kind).flatMap((one) => one.states);
  const filters: readonly FilterSpec[] = [
    { key: 'q', label: '编号或标题', kind: 'search' },
    { key: 'kind', label: '种类', kind: 'choice', choices: kinds.map(({ key, label }) => ({ value: key, label })) },
    {
      key: 'state',
      label: '状态',
      kind: 'choice',
      choices: unique(states.map(({ key, label }) => ({ value: key, label }))),
    },
    {
      key: 'unit',
      label: '单位',
      kind: 'choice',
      choices: (known.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: 'light',
      label: '亮灯',
      kind: 'choice',
      choices: Object.entries(lightLabels).map(([value, label]) => ({ value, label })),
    },
    { key: 'open', label: '只看未办结', kind: 'tick' },
    { key: 'mine', label: '只看我发起的', kind: 'tick' },
    { key: 'watched', label: '只看我关注的', kind: 'tick' },
  ];
  return (
    <Page title="事项台账">
      <DataTable<MatterLine>
        name="matters"
        caption="事项台账"
        path="/api/matters"
        exportPath="/api/matters/export.xlsx"
        columns={columns}
        filters={filters}
        rowKey={({ id }) => id}
        rowLink={matterLink}
        empty="还没有事项。导入工作要点或起草文件后，事项会出现在这里"
      />
    </Page>
  );
}

/** States of several kinds may share a key. */
function unique(choices: readonly { readonly value: string; readonly label: string }[]) {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}
