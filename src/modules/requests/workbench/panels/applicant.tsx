import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type TObject, Type } from 'typebox';
import { api, Block, type DrawerForm, Facts, FormDrawer, SchemaForm } from '#workbench/kit/index.ts';
import { type Applicant as Asking, APPLICANT_CLASSES, type ApplicantClass, ID_KINDS } from '../../contract.ts';
import type { RequestDetail } from '../../detail-contract.ts';
import { IdentityBody } from '../../identity/contract.ts';
import { REQUEST_REFRESH } from '../row-steps.tsx';
import type { PanelProps } from '../panels.ts';

const Reason: TObject = Type.Object({
  reason: Type.String({ title: '查看原因', minLength: 2, maxLength: 300, 'x-widget': 'textarea' }),
});

/** Who asked: masked, until somebody who may says why they must know; each view is kept with its reason (个人信息保护法). */
export function Applicant({ request }: PanelProps) {
  const { id, applicantShown, agentShown, applicantClass, mayViewApplicant, identityMissing, mayRecordIdentity } =
    request;
  const [form, setForm] = useState<DrawerForm>();
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState<Asking>();
  const close = () => {
    setOpen(false);
    setWhole(undefined);
  };
  return (
    <Block
      title="申请人"
      extra={
        mayViewApplicant && (
          <Button size="small" onClick={() => setOpen(true)}>
            查看完整信息
          </Button>
        )
      }
    >
      <Facts
        facts={[
          ['姓名或者名称', applicantShown],
          ['代理人', agentShown],
          ['类别', APPLICANT_CLASSES[applicantClass as ApplicantClass]],
          ['还没有', identityMissing.length > 0 && identityMissing.join('、')],
        ]}
      />
      {mayRecordIdentity && (
        <p>
          <Button size="small" onClick={() => setForm(identityForm(request))}>
            登记补交的身份证明
          </Button>{' '}
          <Link to={`/requests/${id}/letters/new?kind=correction`}>拟写补正告知书</Link>
        </p>
      )}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={REQUEST_REFRESH} />
      <Drawer title="申请人信息" open={open} onClose={close} size={520} destroyOnHidden>
        {whole ? (
          <>
            <Facts facts={factsOf(whole)} />
            <p className="muted">本次查看和原因已经记录。</p>
          </>
        ) : (
          <>
            <p className="consequence">查看人、时间和原因会记录下来，供审计查阅。</p>
            <SchemaForm<Asking>
              schema={Reason}
              submit={(fields) => api.post<Asking>(`/api/requests/${id}/applicant`, fields)}
              submitLabel="查看"
              onDone={setWhole}
              onCancel={close}
            />
          </>
        )}
      </Drawer>
    </Block>
  );
}

/** Only what is missing is asked for. */
function identityForm({ id, applicantKind, identityMissing }: RequestDetail): DrawerForm {
  const { proof, idKind, idNumber, creditCode, agentIdKind, agentIdNumber } = IdentityBody.properties;
  const own = applicantKind === 'organisation' ? { creditCode } : { idKind, idNumber };
  const agent = identityMissing.some((words) => words.startsWith('代理人'));
  const ownMissing = identityMissing.some((words) => !words.startsWith('代理人'));
  const properties = { ...(ownMissing && own), ...(agent && { agentIdKind, agentIdNumber }), proof };
  return {
    title: '登记补交的身份证明',
    schema: { type: 'object', properties, required: Object.keys(properties) } as unknown as TObject,
    path: `/api/requests/${id}/identity`,
    done: '身份证明已经登记',
    submitLabel: '登记',
    consequence: '加密保存，登记后不能修改；申请原文和内容指纹不变。',
  };
}

/** Every field there is: one that is added and has no name here does not compile. */
const NAMES: Readonly<Record<keyof Asking, string>> = {
  name: '姓名或者名称',
  idKind: '证件类型',
  idNumber: '证件号码',
  creditCode: '统一社会信用代码',
  representative: '法定代表人或者负责人',
  contactName: '联系人',
  phone: '联系电话',
  email: '电子邮箱',
  address: '通信地址',
  postcode: '邮政编码',
  fax: '传真',
  agentName: '代理人姓名',
  agentIdKind: '代理人证件类型',
  agentIdNumber: '代理人证件号码',
  agentPhone: '代理人联系电话',
};

function factsOf(whole: Asking) {
  const kindOf = (kind: keyof typeof ID_KINDS | undefined) => kind && ID_KINDS[kind];
  const shown = { ...whole, idKind: kindOf(whole.idKind), agentIdKind: kindOf(whole.agentIdKind) };
  return (Object.keys(NAMES) as (keyof Asking)[]).map((field) => [NAMES[field], shown[field]] as const);
}
