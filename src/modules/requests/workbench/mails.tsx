import { Button, Drawer, Space } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  Absent,
  api,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import { CloseMail, FileMail, MAIL_STATES, MAIL_TROUBLES, type MailLine } from '../mailbox/contract.ts';
import { MailShown } from './mail-shown.tsx';

const PATH = '/api/requests/mails';

/** 待认领邮件: what came to the mailbox, until somebody says what it is. */
export default function Mails() {
  const read = useRead<readonly MailLine[]>(PATH);
  const navigate = useNavigate();
  const [opened, setOpened] = useState<MailLine>();
  const [form, setForm] = useState<DrawerForm>();
  const act = (next: DrawerForm) => {
    setOpened(undefined);
    setForm(next);
  };
  return (
    <Loaded query={read} title="申请邮箱">
      {(mails) => (
        <Page
          title="申请邮箱"
          crumbs={[{ label: '依申请公开', to: '/requests' }]}
          lead="申请邮箱收到的邮件在这里认领，到达后一个工作日内办理。系统不自动回复；发件人和主题打开后才完整显示，每次打开都有记录。"
        >
          <DataTable<MailLine>
            name="request-mails"
            caption="申请邮箱收到的邮件"
            columns={columns(setOpened)}
            rows={mails}
            rowKey={({ id }) => id}
            empty="没有邮件"
          />
          <Drawer
            title="来信"
            open={opened !== undefined}
            onClose={() => setOpened(undefined)}
            size={640}
            destroyOnHidden
          >
            {opened && (
              <Space orientation="vertical" size="middle" className="wide">
                <MailShown mailId={opened.id} />
                {opened.state === 'waiting' && (
                  <Space wrap>
                    <Button type="primary" onClick={() => void navigate(`/requests/new?mail=${opened.id}`)}>
                      登记为申请
                    </Button>
                    <Button onClick={() => act(fileForm(opened))}>归入已有申请</Button>
                    <Button onClick={() => act(closeForm(opened))}>不是申请</Button>
                  </Space>
                )}
              </Space>
            )}
          </Drawer>
          <FormDrawer form={form} close={() => setForm(undefined)} renews={[PATH]} />
        </Page>
      )}
    </Loaded>
  );
}

const columns = (open: (mail: MailLine) => void): readonly Column<MailLine>[] => [
  { key: 'arrived', title: '到达', width: 120, render: ({ arrivedOn }) => <CivilDate on={arrivedOn} /> },
  { key: 'sender', title: '发件人', width: 200, render: ({ sender }) => sender },
  {
    key: 'subject',
    title: '主题',
    width: 260,
    render: (mail) => (
      <Button type="link" size="small" onClick={() => open(mail)}>
        {mail.subject}
      </Button>
    ),
  },
  { key: 'attachments', title: '附件', width: 60, render: ({ attachments }) => attachments || <Absent /> },
  {
    key: 'state',
    title: '状态',
    width: 180,
    render: ({ state, late, dueOn, trouble }) => (
      <>
        <span className={late ? 'bad' : undefined}>{MAIL_STATES[state]}</span>
        {state === 'waiting' && (
          <p className={late ? 'bad' : 'muted'}>
            最迟 <CivilDate on={dueOn} />
            {late && '，已过'}
          </p>
        )}
        {trouble && <p className="muted">{MAIL_TROUBLES[trouble]}</p>}
      </>
    ),
  },
  {
    key: 'request',
    title: '申请',
    width: 200,
    render: ({ requestId, requestNumber, suggested }) => {
      if (requestId) return <Link to={`/requests/${requestId}`}>{requestNumber}</Link>;
      if (!suggested) return <Absent />;
      return (
        <>
          可能属于<Link to={`/requests/${suggested.id}`}>{suggested.number}</Link>
        </>
      );
    },
  },
];

const fileForm = ({ id, suggested }: MailLine): DrawerForm => ({
  title: '归入已有申请',
  schema: FileMail,
  path: `${PATH}/${id}/file`,
  ...(suggested && { initial: { number: suggested.number } }),
  send: (fields) => api.post(`${PATH}/${id}/file`, fields),
  submitLabel: '归入',
  done: '已归入申请，附件放进了申请人上传的材料',
  consequence: '来信原件留在申请的案卷里。补正、补充、撤回等，请再到申请页面登记，期限按登记的办理。',
});

const closeForm = ({ id }: MailLine): DrawerForm => ({
  title: '不是申请',
  schema: CloseMail,
  path: `${PATH}/${id}/close`,
  submitLabel: '注明',
  done: '已注明不是申请',
  consequence: '不登记、不答复；来信保存90天后清除，处理情况留存。',
});
