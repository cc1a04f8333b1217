import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Facts, ShownOnce } from '#workbench/kit/index.ts';
import type { RegisteredAnswer } from '../registering-contract.ts';
import './requests.css';

/** 登记回执: number and query code for whoever handed the application in. The code is kept nowhere and shown this once. */
export function Slip({ registered, taken }: { readonly registered: RegisteredAnswer; readonly taken: () => void }) {
  const { number, receipt, queryCode, confirmed, slip } = registered;
  return (
    <ShownOnce
      title="登记回执"
      open
      warning="查询码只显示这一次，请打印交给申请人，或者按申请人要求的方式告知"
      taken="已交给申请人"
      onClose={taken}
    >
      <section className="slip" aria-label="登记回执">
        <h2>政府信息公开申请登记回执</h2>
        <Facts
          facts={[
            ['申请编号', number],
            ['查询编号', <b key="receipt">{receipt}</b>],
            ['查询码', <b key="code">{queryCode}</b>],
          ]}
        />
        <p>
          {confirmed
            ? '本机关已经确认收到，自收到申请之日的次日起二十个工作日内答复；需要延长的，会提前告知。'
            : '本机关与您确认收到以后，自确认的次日起二十个工作日内答复；需要延长的，会提前告知。'}
        </p>
        <p>凭查询编号和查询码，可以在本机关网站“依申请公开”栏目查询办理情况、下载文书。请妥善保管，不要告诉他人。</p>
        <p className="slip-sign">申请人签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿</p>
      </section>
      <p className="slip-print">
        <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          打印
        </Button>{' '}
        <Button href={`data:application/pdf;base64,${slip}`} download={`登记回执 ${number}.pdf`}>
          下载 PDF
        </Button>
      </p>
    </ShownOnce>
  );
}
