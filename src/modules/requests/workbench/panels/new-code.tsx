import { Button } from 'antd';
import { useState } from 'react';
import { Block, type DrawerForm, FormDrawer } from '#workbench/kit/index.ts';
import { type NewCode, NewCodeBody } from '../../answers/contract.ts';
import { CODE_WORDS } from '../../registering-contract.ts';
import { CodeSlip } from '../code-slip.tsx';
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
      {renewed && (
        <CodeSlip
          title="查询凭证"
          heading="政府信息公开申请查询凭证"
          warning="查询码只显示这一次，请打印或者抄写后当面交给申请人；来函核验的，装入信封寄到申请时填写的通信地址"
          taken="已经交给申请人"
          facts={[
            ['查询编号', renewed.receipt],
            ['查询码', renewed.queryCode],
          ]}
          words={['此前的查询码已经失效。', CODE_WORDS]}
          onClose={() => setRenewed(undefined)}
        />
      )}
    </Block>
  );
}
