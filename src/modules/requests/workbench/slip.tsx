import { type RegisteredAnswer, slipWords } from '../registering-contract.ts';
import { CodeSlip } from './code-slip.tsx';

/** 登记回执: number and query code for whoever handed the application in. */
export function Slip({ registered, taken }: { readonly registered: RegisteredAnswer; readonly taken: () => void }) {
  const { number, receipt, queryCode, confirmed, slip, identityMissing } = registered;
  return (
    <CodeSlip
      title="登记回执"
      heading="政府信息公开申请登记回执"
      warning="查询码只显示这一次，请打印交给申请人，或者按申请人要求的方式告知"
      taken="已交给申请人"
      facts={[
        ['申请编号', number],
        ['查询编号', receipt],
        ['查询码', queryCode],
      ]}
      words={slipWords(confirmed, identityMissing)}
      file={{ name: `登记回执 ${number}.pdf`, base64: slip }}
      onClose={taken}
    />
  );
}
