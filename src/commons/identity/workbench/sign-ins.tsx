import { type Column, DataTable, Moment, Page } from '#workbench/kit/index.ts';
import { METHODS, OUTCOMES, type SignInRow } from '../contract.ts';

/** Who tried to sign in and what came of it. */
export default function SignIns() {
  return (
    <Page
      title="登录记录"
      lead="每一次登录尝试和退出。不保存网络地址，同一地址用同一组字母表示；输入的用户名不存在时，姓名为空。"
    >
      <DataTable
        name="sign-ins"
        caption="登录记录"
        path="/api/identity/sign-ins"
        columns={columns}
        rowKey={({ id }) => String(id)}
        filters={[
          { key: 'personId', label: '人员', kind: 'person' },
          {
            key: 'outcome',
            label: '结果',
            kind: 'choice',
            choices: Object.entries(OUTCOMES).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
    </Page>
  );
}

const columns: readonly Column<SignInRow>[] = [
  { key: 'at', title: '时间', width: 170, render: ({ at }) => <Moment at={at} /> },
  { key: 'name', title: '姓名', width: 110, render: ({ name }) => name ?? '' },
  { key: 'outcome', title: '结果', width: 200, render: ({ outcome }) => OUTCOMES[outcome] ?? outcome },
  { key: 'method', title: '方式', width: 130, render: ({ method }) => METHODS[method] ?? method },
  { key: 'place', title: '来源', width: 90, render: ({ place }) => <code>{place}</code> },
  { key: 'browser', title: '浏览器', render: ({ userAgent }) => userAgent },
];
