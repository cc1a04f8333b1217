import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  Absent,
  api,
  Block,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  Facts,
  FormDrawer,
  Loaded,
  Moment,
  Nothing,
  Page,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import {
  KeepLonger,
  LIST_STATES,
  type RetentionAnswer,
  RetentionDecision,
  type RetentionEntry,
  type RetentionList,
} from '../retention/contract.ts';

const columns: readonly Column<RetentionEntry>[] = [
  {
    key: 'number',
    title: '申请',
    width: 180,
    render: ({ requestId, number }) => <Link to={`/requests/${requestId}`}>{number}</Link>,
  },
  {
    key: 'closed',
    title: '办结日期',
    width: 120,
    render: ({ closedOn }) => (closedOn ? <CivilDate on={closedOn} /> : <Absent />),
  },
  { key: 'due', title: '保存期满', width: 120, render: ({ dueOn }) => <CivilDate on={dueOn} /> },
  { key: 'basis', title: '依据', width: 240, render: ({ basis }) => basis },
  {
    key: 'result',
    title: '结果',
    width: 240,
    render: ({ keptBecause, keptUntil, leftBecause, destroyedHash }) => {
      if (keptBecause && keptUntil)
        return (
          <>
            继续保存到 <CivilDate on={keptUntil} />：{keptBecause}
          </>
        );
      if (leftBecause) return `没有匿名：${leftBecause}`;
      return destroyedHash ? '已匿名' : '待匿名';
    },
  },
];

/** 个人信息保存: what is due, gone through by one and agreed to by another before anything is taken away. */
export default function Retention() {
  const read = useRead<RetentionAnswer>('/api/retention');
  return (
    <Loaded query={read} title="个人信息保存">
      {({ lists }) => (
        <Page
          title="个人信息保存"
          lead="保存期满的申请由系统列出名单，一人核对、另一人批准之后才匿名。行政复议、诉讼没有审结的和正在办理的不列入；匿名后统计和留痕不变。"
        >
          {lists.length === 0 && <Nothing words="现在没有保存期满的申请" />}
          {lists.map((list) => (
            <OneList key={list.id} list={list} />
          ))}
        </Page>
      )}
    </Loaded>
  );
}

function OneList({ list }: { readonly list: RetentionList }) {
  const [form, setForm] = useState<DrawerForm>();
  const path = `/api/retention/${list.id}`;
  const propose = useWrite(() => api.post(`${path}/propose`), { done: '已送批', refresh: ['/api/retention'] });
  const keeping: Column<RetentionEntry> = {
    key: 'acts',
    title: '操作',
    width: 110,
    render: ({ requestId, number, keptBecause }) =>
      keptBecause ? null : (
        <Button
          size="small"
          aria-label={`继续保存${number}`}
          onClick={() =>
            setForm({
              title: `继续保存${number}`,
              schema: KeepLonger,
              path: `${path}/keep`,
              fixed: { requestId },
              submitLabel: '继续保存',
              done: '已从名单中除去',
            })
          }
        >
          继续保存
        </Button>
      ),
  };
  return (
    <Block
      title={`${LIST_STATES[list.state]}的名单`}
      count={list.entries.length}
      extra={
        <>
          {list.mayReview && (
            <Button type="primary" loading={propose.isPending} onClick={() => propose.mutate()}>
              核对完毕，送批
            </Button>
          )}
          {list.mayDecide && (
            <Button
              type="primary"
              onClick={() =>
                setForm({
                  title: '批准匿名',
                  schema: RetentionDecision,
                  path: `${path}/decide`,
                  submitLabel: '提交',
                  done: '已提交',
                  consequence:
                    '批准后，名单上申请人的姓名、证件、联系方式、申请原文、文书内容和上传的材料将被销毁，不能恢复',
                })
              }
            >
              批准或者退回
            </Button>
          )}
          {list.certificateHash && (
            <Button href={`${path}/certificate.json`} download>
              下载销毁证明
            </Button>
          )}
        </>
      }
    >
      <Facts
        facts={[
          ['机关', list.bureau],
          ['列出', <Moment key="prepared" at={list.preparedAt} />],
          ['核对', list.proposedBy],
          ['批准', list.approvedBy],
          ['意见', list.opinion],
          ['销毁证明的哈希值', list.certificateHash && <code>{list.certificateHash}</code>],
        ]}
      />
      <DataTable<RetentionEntry>
        name="retention"
        caption={`${LIST_STATES[list.state]}的名单`}
        columns={list.mayReview ? [...columns, keeping] : columns}
        rows={list.entries}
        rowKey={({ requestId }) => requestId}
        empty="名单上没有申请"
      />
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/retention']} />
    </Block>
  );
}
