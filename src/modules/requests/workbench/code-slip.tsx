import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Facts, ShownOnce } from '#workbench/kit/index.ts';
import './requests.css';

interface CodeSlipProps {
  readonly title: string;
  /** As printed over the slip. */
  readonly heading: string;
  readonly warning: string;
  readonly taken: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly words: readonly string[];
  /** The same as a PDF in base64, to keep. */
  readonly file?: { readonly name: string; readonly base64: string };
  readonly onClose: () => void;
}

/** A slip with number and query code for the applicant. The code is kept nowhere and shown this once. */
export function CodeSlip({ title, heading, warning, taken, facts, words, file, onClose }: CodeSlipProps) {
  return (
    <ShownOnce title={title} open warning={warning} taken={taken} onClose={onClose}>
      <section className="slip" aria-label={title}>
        <h2>{heading}</h2>
        <Facts facts={facts.map(([term, value]) => [term, <b key={term}>{value}</b>])} />
        {words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className="slip-sign">申请人签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿</p>
      </section>
      <p className="slip-print">
        <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          打印
        </Button>{' '}
        {file && (
          <Button href={`data:application/pdf;base64,${file.base64}`} download={file.name}>
            下载 PDF
          </Button>
        )}
      </p>
    </ShownOnce>
  );
}
