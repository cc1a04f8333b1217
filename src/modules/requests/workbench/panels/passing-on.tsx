import { Button } from 'antd';
import { useState } from 'react';
import { chineseDate } from '#kernel/dates.ts';
import { Block, type DrawerForm, FormDrawer, useRead } from '#workbench/kit/index.ts';
import { type PassedOn, type PassingOn as Passing, PassOnBody } from '../../passing-on/contract.ts';
import { slipWords } from '../../registering-contract.ts';
import { CodeSlip } from '../code-slip.tsx';
import type { PanelProps } from '../panels.ts';

/** What another bureau of this system is responsible for, passed on with the applicant's consent; nothing where there is nothing to say or do. */
export function PassingOn({ request }: PanelProps) {
  const path = `/api/requests/${request.id}/passing-on`;
  const { data } = useRead<Passing>(path);
  const [form, setForm] = useState<DrawerForm>();
  const [passed, setPassed] = useState<PassedOn>();
  const open = data?.refusals?.length === 0;
  if (!data || !(open || data.from || data.to.length > 0)) return null;
  const begin = () =>
    setForm({
      title: '转送其他局',
      schema: PassOnBody,
      path,
      done: '已经转送',
      submitLabel: '转送',
      consequence:
        '对方收到一件新的申请，另行编号、计算期限和统计；申请人信息和申请内容随同转送，本局的办理情况不转送。请把新的编号和查询码交给申请人。',
      after: (answer) => setPassed(answer as PassedOn),
    });
  return (
    <Block title="转送">
      {data.from && (
        <p>
          {data.from.bureau}
          {chineseDate(data.from.on)}转来（该局编号{data.from.number}），申请人同意转送。
        </p>
      )}
      {data.to.map(({ bureau, number, on }) => (
        <p key={number}>
          {chineseDate(on)}征得申请人同意，转送{bureau}（该局编号{number}）。
        </p>
      ))}
      {open && (
        <>
          <p className="muted">已经告知不属于本机关负责公开。申请人同意的，可以把申请转送给使用本系统的其他局。</p>
          <Button size="small" onClick={begin}>
            转送其他局
          </Button>
        </>
      )}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/matters', '/api/requests']} />
      {passed && (
        <CodeSlip
          title="转送凭证"
          heading="政府信息公开申请转送凭证"
          warning="查询码只显示这一次，请打印交给申请人，或者装入信封寄到申请时填写的通信地址"
          taken="已经交给申请人"
          facts={[
            ['受理机关', passed.bureau],
            ['申请编号', passed.number],
            ['查询编号', passed.receipt],
            ['查询码', passed.queryCode],
          ]}
          words={slipWords(false)}
          file={{ name: `转送凭证 ${passed.number}.pdf`, base64: passed.slip }}
          onClose={() => setPassed(undefined)}
        />
      )}
    </Block>
  );
}
