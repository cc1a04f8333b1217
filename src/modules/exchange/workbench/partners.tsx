import { Button, Drawer, Tag } from 'antd';
import { useState } from 'react';
import {
  type Column,
  DataTable,
  type DrawerForm,
  Facts,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  ShownOnce,
  api,
  can,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import { type MadeKey, NewPartner, OPERATIONS, PartnerChange, type PartnerLine, WithReason } from '../contract.ts';
import { LinesInput } from './lines-input.tsx';
import { PartnerDetail } from './partner-detail.tsx';
import { keyForm, revokeForm } from './key-forms.ts';

const PATH = '/api/exchange/partners';
const widgets = { lines: LinesInput };

/** The systems of others: what each may do, and the keys it proves itself with. */
export default function Partners() {
  const read = useRead<{ readonly rows: readonly PartnerLine[] }>(PATH);
  const me = useMe();
  const manages = can(me, 'openness-officer');
  const [form, setForm] = useState<DrawerForm>();
  const [open, setOpen] = useState<string>();
  const [made, setMade] = useState<MadeKey>();
  return (
    <Page
      title="对接系统"
      lead="政务公开办公室登记哪些系统可以交换什么，系统管理员签发密钥，两者不由同一人办理。"
      actions={
        manages && (
          <Button type="primary" onClick={() => setForm(NEW)}>
            登记对接系统
          </Button>
        )
      }
    >
      <Loaded query={read}>
        {({ rows }) => (
          <>
            <DataTable<PartnerLine>
              name="exchange-partners"
              caption="对接系统"
              columns={columns(setOpen)}
              rows={rows}
              rowKey={({ id }) => id}
              empty="还没有登记对接系统"
            />
            <Drawer
              title="对接系统"
              open={open !== undefined}
              size={640}
              onClose={() => setOpen(undefined)}
              destroyOnHidden
            >
              <PartnerDetail
                partner={rows.find(({ id }) => id === open)}
                may={{
                  manage: manages,
                  issue: can(me, 'administrator'),
                  revoke: can(me, 'administrator', 'security-officer'),
                }}
                change={(partner) => setForm(changeForm(partner))}
                close={(partner) => setForm(closeForm(partner))}
                issue={(partner) => setForm(keyForm(partner, setMade))}
                revoke={(key) => setForm(revokeForm(key))}
              />
            </Drawer>
          </>
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/exchange']} widgets={widgets} />
      <ShownOnce
        title="接口密钥"
        open={made !== undefined}
        warning="密钥只显示这一次。请用安全的方式交给对方的技术负责人，不要用邮件、聊天工具明文发送"
        taken="我已安全转交"
        onClose={() => setMade(undefined)}
      >
        <Facts
          facts={[
            ['对接系统', made?.partner],
            ['密钥编号', made && <code key="id">{made.keyId}</code>],
            ['密钥', made && <code key="secret">{made.secret}</code>],
            ['有效期至', made && <Moment key="until" at={made.expiresAt} />],
          ]}
        />
      </ShownOnce>
    </Page>
  );
}

const NEW: DrawerForm = {
  title: '登记对接系统',
  schema: NewPartner,
  path: PATH,
  submitLabel: '登记',
  done: '已登记。系统管理员签发密钥后，对方才能调用',
};

const columns = (open: (id: string) => void): readonly Column<PartnerLine>[] => [
  {
    key: 'name',
    title: '系统',
    width: 200,
    render: ({ id, name }) => (
      <Button type="link" size="small" onClick={() => open(id)}>
        {name}
      </Button>
    ),
  },
  { key: 'key', title: '代号', width: 120, render: ({ key }) => <code>{key}</code> },
  {
    key: 'operations',
    title: '允许的操作',
    render: ({ operations }) => operations.map((one) => OPERATIONS[one]).join('、') || '只接收推送',
  },
  { key: 'units', title: '单位', width: 160, render: ({ unitNames }) => unitNames.join('、') || '本局全部单位' },
  { key: 'state', title: '状态', width: 150, render: (row) => <State row={row} /> },
  {
    key: 'used',
    title: '最近使用',
    width: 170,
    render: ({ keys }) => (
      <Moment
        at={keys
          .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
          .toSorted()
          .at(-1)}
      />
    ),
  },
  { key: 'bureau', title: '所属局', width: 160, spare: true, render: ({ bureauName }) => bureauName },
];

function State({ row }: { readonly row: PartnerLine }) {
  if (row.closedAt) return <strong className="bad">已停用</strong>;
  const usable = row.keys.filter((key) => key.usable).length;
  return usable === 0 ? <strong className="near">没有有效密钥</strong> : <Tag>{usable} 把密钥有效</Tag>;
}

function changeForm({ id, version, key: _key, ...partner }: PartnerLine): DrawerForm {
  const path = `${PATH}/${id}`;
  const { name, contact, operations, unitIds, networks, perMinute, legalityUrl, answerHours } = partner;
  const { paymentsUrl, paymentsItem } = partner;
  return {
    title: `修改：${name}`,
    schema: PartnerChange,
    path,
    send: (fields) => api.put(path, fields),
    initial: {
      name,
      contact,
      operations,
      unitIds,
      networks,
      perMinute,
      answerHours,
      ...(legalityUrl ? { legalityUrl } : {}),
      ...(paymentsUrl ? { paymentsUrl } : {}),
      ...(paymentsItem ? { paymentsItem } : {}),
    },
    fixed: { version },
    done: '已修改，立即生效',
  };
}

function closeForm({ id, name, closedAt }: PartnerLine): DrawerForm {
  const verb = closedAt ? '恢复' : '停用';
  return {
    title: `${verb}：${name}`,
    schema: WithReason,
    path: `${PATH}/${id}/${closedAt ? 'reopen' : 'close'}`,
    submitLabel: verb,
    done: `已${verb}`,
    consequence: closedAt ? '对方的请求重新受理，等待中的推送继续发送' : '立即拒绝对方的请求，也不再向它推送',
  };
}
