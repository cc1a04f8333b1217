import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import {
  can,
  CivilDate,
  type Column,
  DataTable,
  DueDate,
  type FilterSpec,
  Moment,
  Page,
  StateTag,
  StepTarget,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import type { ColumnLine } from '../column-contract.ts';
import type { ContentTypeLine } from '../contract.ts';
import { type DocumentLine, PROMPTNESS, UNPUBLISHED } from '../document-contract.ts';
import { DISCLOSURES, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, STATUTORY_CLASSES } from '../statutory-kinds.ts';
import { publicationWorkflow } from '../workflow.ts';

const columns: readonly Column<DocumentLine>[] = [
  { key: 'title', title: '标题', width: 250, render: ({ title }) => title },
  { key: 'index', title: '索引号', sort: 'index', width: 116, render: ({ indexNumber }) => indexNumber },
  { key: 'type', title: '信息类别', width: 80, render: ({ typeLabel }) => typeLabel },
  { key: 'disclosure', title: '公开属性', width: 88, render: ({ disclosure }) => DISCLOSURES[disclosure] },
  {
    key: 'state',
    title: '状态',
    width: 150,
    render: ({ stateLabel, closed, target }) => (
      <>
        <StateTag label={stateLabel} done={closed} />
        {target && <StepTarget target={target} />}
      </>
    ),
  },
  { key: 'unit', title: '拟稿单位', width: 116, render: ({ unitName }) => unitName },
  {
    key: 'due',
    title: '公开期限',
    sort: 'due',
    width: 140,
    render: ({ dueOn, light, dueProvisional }) => <DueDate dueOn={dueOn} light={light} provisional={dueProvisional} />,
  },
  {
    key: 'released',
    title: '发布时间',
    sort: 'released',
    width: 140,
    render: ({ releasedAt }) => <Moment at={releasedAt} />,
  },
  { key: 'column', title: '栏目', width: 100, spare: true, render: ({ columnName }) => columnName },
  { key: 'number', title: '文号', width: 160, spare: true, render: ({ documentNumber }) => documentNumber ?? '' },
  {
    key: 'formed',
    title: '成文日期',
    sort: 'formed',
    width: 130,
    spare: true,
    render: ({ formedOn }) => <CivilDate on={formedOn} />,
  },
];

/** Every document the person may see, wherever it stands. */
export default function Documents() {
  const navigate = useNavigate();
  const me = useMe();
  const [search] = useSearchParams();
  const types = useRead<readonly ContentTypeLine[]>('/api/content-types');
  const known = useRead<readonly ColumnLine[]>('/api/columns');
  return (
    <Page
      title="文件台账"
      actions={
        can(me, 'drafter') && (
          <Button
            type="primary"
            icon={<EditOutlined aria-hidden="true" />}
            onClick={() => void navigate('/documents/new')}
          >
            拟稿
          </Button>
        )
      }
    >
      <DataTable<DocumentLine>
        name="documents"
        caption="文件台账"
        path="/api/documents"
        columns={columns}
        filters={[...filtersOf(types.data ?? [], known.data ?? []), ...countedBy(search)]}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/documents/${id}`}
        empty="还没有文件。有拟稿岗位的人员可以从「拟稿」开始"
      />
    </Page>
  );
}

function filtersOf(types: readonly ContentTypeLine[], columnLines: readonly ColumnLine[]): readonly FilterSpec[] {
  return [
    { key: 'q', label: '标题、文号或索引号', kind: 'search' },
    { key: 'type', label: '信息类别', kind: 'choice', choices: types.map(({ key, label }) => ({ value: key, label })) },
    {
      key: 'state',
      label: '状态',
      kind: 'choice',
      choices: Object.entries(publicationWorkflow.states).map(([value, { label }]) => ({ value, label })),
    },
    {
      key: 'column',
      label: '栏目',
      kind: 'choice',
      choices: columnLines.map(({ key, name }) => ({ value: key, label: name })),
    },
    {
      key: 'disclosure',
      label: '公开属性',
      kind: 'choice',
      choices: choicesOf(DISCLOSURES),
    },
  ];
}

/** What a number of the statistics leads to the rows by. */
function countedBy(search: URLSearchParams): readonly FilterSpec[] {
  const year = (key: string) => choicesOf(Object.fromEntries(search.getAll(key).map((one) => [one, `${one} 年`])));
  const filters: readonly Omit<FilterSpec, 'kind'>[] = [
    { key: 'releasedIn', label: '发布年份', choices: year('releasedIn') },
    { key: 'begunIn', label: '拟稿年份', choices: year('begunIn') },
    { key: 'promptness', label: '公开是否及时', choices: choicesOf(PROMPTNESS) },
    { key: 'unpublished', label: '到期未公开', choices: choicesOf(UNPUBLISHED) },
    { key: 'dueIn', label: '到期年份', choices: year('dueIn') },
    { key: 'statutoryClass', label: '法定主动公开内容', choices: choicesOf(STATUTORY_CLASSES) },
    { key: 'opennessClass', label: '五公开类别', choices: choicesOf(OPENNESS_CLASSES) },
    { key: 'basis', label: '不主动公开的依据', choices: choicesOf(NON_DISCLOSURE_BASES) },
  ];
  return filters.map((filter) => ({ ...filter, kind: 'choice', spare: true }));
}

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
