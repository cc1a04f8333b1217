import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  StateTag,
  can,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import { NewSet, SET_STATES, type SetLine } from '../sets/contract.ts';

const columns: readonly Column<SetLine>[] = [
  { key: 'title', title: '发布组', width: 260, render: ({ title }) => title },
  {
    key: 'state',
    title: '状态',
    width: 100,
    render: ({ state }) => <StateTag label={SET_STATES[state]} done={state === 'released' || state === 'dissolved'} />,
  },
  { key: 'members', title: '文件', width: 80, align: 'right', render: ({ members }) => `${members} 件` },
  {
    key: 'at',
    title: '发布时间',
    width: 180,
    render: ({ releasedAt, releaseAt }) => <Moment at={releasedAt ?? releaseAt} />,
  },
  { key: 'by', title: '建立人', width: 100, render: ({ madeBy }) => madeBy ?? '' },
];

/** Documents that go out in the same second: a policy with its interpretation, a batch of lists. */
export default function ReleaseSets() {
  const navigate = useNavigate();
  const me = useMe();
  const read = useRead<readonly SetLine[]>('/api/release-sets');
  const [form, setForm] = useState<DrawerForm>();
  const mayBegin = ['drafter', 'releaser', 'openness-officer'].some((role) => can(me, role));
  return (
    <Page
      title="发布组"
      lead="文件、解读、附件要同步公开的，放进一个发布组，同一秒在门户公开；有一件没有备齐，整组都不发布。"
      actions={
        mayBegin && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() =>
              setForm({
                title: '建立发布组',
                schema: NewSet,
                path: '/api/release-sets',
                fixed: { documentIds: [] },
                done: '已建立',
                after: (answer) => void navigate(`/release-sets/${(answer as { readonly id: string }).id}`),
              })
            }
          >
            建立发布组
          </Button>
        )
      }
    >
      <Loaded query={read}>
        {(rows) => (
          <DataTable<SetLine>
            name="release-sets"
            caption="发布组"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/release-sets/${id}`}
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/release-sets']} />
    </Page>
  );
}
