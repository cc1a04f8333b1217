import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { type TObject, Type } from 'typebox';
import { api, Block, Facts, SchemaForm } from '#workbench/kit/index.ts';
import { APPLICANT_CLASSES, type ApplicantClass, ID_KINDS } from '../../contract.ts';
import type { ApplicantShown } from '../../detail-contract.ts';
import type { PanelProps } from '../panels.ts';

const Reason: TObject = Type.Object({
  reason: Type.String({ title: '查看原因', minLength: 2, maxLength: 300, 'x-widget': 'textarea' }),
});

/** Who asked: masked, until somebody who may says why they must know; each view is kept with its reason (个人信息保护法). */
export function Applicant({ request }: PanelProps) {
  const { id, applicantShown, applicantClass, mayViewApplicant } = request;
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState<ApplicantShown>();
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
          ['类别', APPLICANT_CLASSES[applicantClass as ApplicantClass]],
        ]}
      />
      <Drawer title="申请人信息" open={open} onClose={close} size={520} destroyOnHidden>
        {whole ? (
          <>
            <Facts facts={factsOf(whole)} />
            <p className="muted">本次查看和原因已经记录。</p>
          </>
        ) : (
          <>
            <p className="consequence">查看人、时间和原因会记录下来，供审计查阅。</p>
            <SchemaForm<ApplicantShown>
              schema={Reason}
              submit={(fields) => api.post<ApplicantShown>(`/api/requests/${id}/applicant`, fields)}
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

const factsOf = (whole: ApplicantShown) =>
  [
    ['姓名或者名称', whole.name],
    ['证件类型', whole.idKind && (ID_KINDS as Readonly<Record<string, string>>)[whole.idKind]],
    ['证件号码', whole.idNumber],
    ['统一社会信用代码', whole.creditCode],
    ['法定代表人或者负责人', whole.representative],
    ['联系人', whole.contactName],
    ['联系电话', whole.phone],
    ['电子邮箱', whole.email],
    ['通信地址', whole.address],
    ['邮政编码', whole.postcode],
    ['传真', whole.fax],
  ] as const;
