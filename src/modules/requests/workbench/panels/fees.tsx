import { Block, CivilDate, Facts } from '#workbench/kit/index.ts';
import type { PanelProps } from '../panels.ts';

const UNITS: Readonly<Record<string, string>> = { items: '件', pages: '页' };

/** The information-processing fee: what was charged, until when, and whether it was paid. */
export function Fees({ request: { fees } }: PanelProps) {
  if (fees.length === 0) return null;
  return (
    <Block title="信息处理费">
      {fees.map(({ letterId, quantity, basis, amountYuan, dueOn, paidOn, voucher }) => (
        <Facts
          key={letterId}
          facts={[
            ['数量', `${quantity}${UNITS[basis] ?? ''}`],
            ['金额', `${amountYuan}元`],
            ['缴费期限', dueOn ? <CivilDate key="due" on={dueOn} /> : '登记送达后起算'],
            ['缴费', paidOn ? <CivilDate key="paid" on={paidOn} /> : '没有缴费'],
            ['票据', voucher],
          ]}
        />
      ))}
    </Block>
  );
}
