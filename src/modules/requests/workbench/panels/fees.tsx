import { Button } from 'antd';
import { useState } from 'react';
import { Block, CivilDate, type DrawerForm, Facts, FormDrawer } from '#workbench/kit/index.ts';
import { PaymentSettled } from '../../fees/contract.ts';
import type { PanelProps } from '../panels.ts';
import { REQUEST_REFRESH } from '../row-steps.tsx';

const UNITS: Readonly<Record<string, string>> = { items: '件', pages: '页' };

/** The information-processing fee: what was charged, until when, whether it was paid, and what the payment platform reported that a person must look at. */
export function Fees({ request: { id, fees } }: PanelProps) {
  const [form, setForm] = useState<DrawerForm>();
  if (fees.length === 0) return null;
  return (
    <Block title="信息处理费">
      {fees.map(({ letterId, quantity, basis, amountYuan, dueOn, paidOn, voucher, paymentCode, payments }) => (
        <div key={letterId}>
          <Facts
            facts={[
              ['数量', `${quantity}${UNITS[basis] ?? ''}`],
              ['金额', `${amountYuan}元`],
              ['缴款码', paymentCode],
              ['缴费期限', dueOn ? <CivilDate key="due" on={dueOn} /> : '登记送达后起算'],
              ['缴费', paidOn ? <CivilDate key="paid" on={paidOn} /> : '没有缴费'],
              ['票据', voucher],
            ]}
          />
          {payments.length > 0 && (
            <ul className="plain-list">
              {payments.map((payment) => (
                <li key={payment.id}>
                  缴款平台报来：
                  <CivilDate on={payment.paidOn} /> 缴款{payment.yuan.toLocaleString('zh-CN')}元，票据号
                  {payment.voucher}，{payment.outcomeLabel}{' '}
                  {payment.open && (
                    <Button size="small" onClick={() => setForm(settleForm(id, payment.id))}>
                      登记处理情况
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={REQUEST_REFRESH} />
    </Block>
  );
}

const settleForm = (requestId: string, reportId: string): DrawerForm => ({
  title: '处理缴款平台报来的问题缴款',
  schema: PaymentSettled,
  path: `/api/requests/${requestId}/payments/${reportId}/settled`,
  done: '已经记录处理情况',
  submitLabel: '已经处理',
  consequence: '处理情况记入办理过程，申请的状态不变；要登记缴费的，请另外办理“登记缴费”。',
});
