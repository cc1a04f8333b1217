import { Block, CivilDate, Facts, Moment } from '#workbench/kit/index.ts';
import { CHANNELS, type Channel } from '../../contract.ts';
import type { PanelProps } from '../panels.ts';

/** When and how it came, and on what the day of receipt rests: submitted and received are two facts. */
export function Receipt({ request, matter }: PanelProps) {
  const { channel, submittedAt, arrivedOn, confirmedOn, evidence, receiptRemarks, withdrawalEvidence, receipt } =
    request;
  return (
    <Block title="收件">
      <Facts
        facts={[
          ['渠道', CHANNELS[channel as Channel]],
          [channel === 'web' ? '提交时间' : '登记时间', <Moment key="at" at={submittedAt} />],
          ['到达日期', <CivilDate key="arrived" on={arrivedOn} />],
          ['收到申请之日', confirmedOn ? <CivilDate key="received" on={matter.matter.receivedOn} /> : '待确认'],
          ['确认登记', confirmedOn && <CivilDate key="confirmed" on={confirmedOn} />],
          ['依据', evidence],
          ['需要说明', receiptRemarks],
          ['撤回的依据', withdrawalEvidence],
          ['查询编号', receipt],
        ]}
      />
    </Block>
  );
}
