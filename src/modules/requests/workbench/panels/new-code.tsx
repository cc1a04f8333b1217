import { Button } from 'antd';
import { useState } from 'react';
import { Block, type DrawerForm, Facts, FormDrawer, ShownOnce } from '#workbench/kit/index.ts';
import { type NewCode, NewCodeBody } from '../../answers/contract.ts';
import type { PanelProps } from '../panels.ts';

/** A code that was lost: checked who they are, handed out anew, shown this once on a slip to print. */
export function LostCode({ request }: PanelProps) {
  const [form, setForm] = useState<DrawerForm>();
  const [renewed, setRenewed] = useState<NewCode>();
  if (!request.mayViewApplicant) return null;
  const begin = () =>
    setForm({
      title: '核验身份，重新发放查询码',
      schema: NewCodeBody,
      path: `/api/requests/${request.id}/new-code`,
      done: '已经发放新的查询码',
      submitLabel: '核验并发放',
      consequence:
        '原来的查询码立即失效。核验情况和查看原因会记录下来；号码与申请时填写的不一致的，不予发放，也会记录。',
      after: (answer) => setRenewed(answer as NewCode),
    });
  return (
    <Block title="查询码">
      <p className="muted">申请人凭回执编号和查询码查询、下载、补正。查询码系统不保存，遗失的核验身份后重新发放。</p>
      <Button size="small" onClick={begin}>
        重新发放查询码
      </Button>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/matters']} />
      <ShownOnce
        title="新的查询码"
        open={renewed !== undefined}
        warning="只显示这一次，请打印或者抄写后当面交给申请人；来函核验的，装入信封寄到申请时填写的通信地址。"
        taken="已经交给申请人"
        onClose={() => setRenewed(undefined)}
      >
        {renewed && <Slip renewed={renewed} />}
      </ShownOnce>
    </Block>
  );
}

function Slip({ renewed: { receipt, queryCode } }: { readonly renewed: NewCode }) {
  return (
    <>
      <section className="slip" aria-label="查询凭证">
        <h2>政府信息公开申请查询凭证</h2>
        <Facts
          facts={[
            ['查询编号', <b key="receipt">{receipt}</b>],
            ['查询码', <b key="code">{queryCode}</b>],
          ]}
        />
        <p>
          凭查询编号和查询码，可以在本机关网站“依申请公开”栏目查询办理情况、下载文书、提交补正。此前的查询码已经失效。请妥善保管，不要告诉他人。
        </p>
        <p className="slip-sign">申请人签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿</p>
      </section>
      <p className="slip-print">
        <Button onClick={() => window.print()}>打印</Button>
      </p>
    </>
  );
}
