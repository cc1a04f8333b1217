import { Button } from 'antd';
import { useState } from 'react';
import {
  api,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import { AllowedWording, type AllowedWordingLine } from '../gate/contract.ts';

const columns: readonly Column<AllowedWordingLine>[] = [
  { key: 'term', title: '词语', width: 160, render: ({ term }) => term },
  { key: 'neighbour', title: '紧邻的字', width: 160, render: ({ neighbour }) => neighbour || '不限' },
  { key: 'reason', title: '为什么允许', width: 260, render: ({ reason }) => reason },
  {
    key: 'by',
    title: '加入',
    width: 190,
    render: ({ addedBy, addedAt }) => (
      <>
        {addedBy}　<Moment at={addedAt} />
      </>
    ),
  },
];

/** Words the check objects to and this bureau uses rightly: each beside its neighbours and with a reason. */
export default function AllowedWordings() {
  const read = useRead<readonly AllowedWordingLine[]>('/api/allowed-wording');
  const [form, setForm] = useState<DrawerForm>();
  const remove = useWrite((id: string) => api.del(`/api/allowed-wording/${id}`), {
    done: '已移除，以后照常提示',
    refresh: ['/api/allowed-wording'],
  });
  const acts: Column<AllowedWordingLine> = {
    key: 'acts',
    title: '操作',
    width: 80,
    render: ({ id, term }) => (
      <Button size="small" aria-label={`移除${term}`} onClick={() => remove.mutate(id)}>
        移除
      </Button>
    ),
  };
  return (
    <Page
      title="用语白名单"
      lead="系统提示、本单位确认用得对的词语。只对紧邻这些字的地方生效，加入和移除都留痕。"
      actions={
        <Button
          type="primary"
          onClick={() =>
            setForm({
              title: '加入白名单',
              schema: AllowedWording,
              path: '/api/allowed-wording',
              submitLabel: '加入',
              done: '已加入',
            })
          }
        >
          加入词语
        </Button>
      }
    >
      <Loaded query={read}>
        {(rows) => (
          <DataTable<AllowedWordingLine>
            name="allowed-wording"
            caption="用语白名单"
            columns={[...columns, acts]}
            rows={rows}
            rowKey={({ id }) => id}
            empty="还没有加入词语。系统把用得对的词语当成差错提示时，在这里加入"
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/allowed-wording']} />
    </Page>
  );
}
