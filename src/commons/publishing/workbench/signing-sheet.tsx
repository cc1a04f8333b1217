import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { Loaded, Moment, Page, useRead } from '#workbench/kit/index.ts';
import {
  DISCLOSURES,
  type DocumentDetail,
  NON_DISCLOSURE_BASES,
  OPENNESS_CLASSES,
  SECRECY_CHECKLIST,
  SIGNATURE_LABELS,
  type SignatureLine,
  statutoryLabel,
} from '../contract.ts';
import { RemarksOnSheet } from './text-remarks.tsx';
import './publishing.css';

/** 信息发布审签单：one page to print and file, bound to the text by its hash. */
export default function SigningSheet() {
  const { id = '' } = useParams();
  const document = useRead<DocumentDetail>(`/api/documents/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  return (
    <Page
      title="信息发布审签单"
      crumbs={[{ label: '文件台账', to: '/documents' }, { label: '文件', to: `/documents/${id}` }, { label: '审签单' }]}
      actions={
        <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <Loaded query={document}>
        {(detail) => <Loaded query={matter}>{(now) => <Sheet detail={detail} matter={now} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

function Sheet({
  detail,
  matter: { matter, startedBy },
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
}) {
  const { content } = detail.current;
  const rows: readonly (readonly [string, string | undefined | null])[] = [
    ['标题', content.title],
    ['审签编号', matter.number],
    ['索引号', detail.indexNumber],
    ['信息类别', detail.typeLabel],
    ['文号', content.documentNumber],
    ['发布机构', detail.issuingUnitName],
    ['拟稿单位、拟稿人', `${matter.leadUnit.name}　${startedBy?.name ?? ''}`],
    ['栏目', detail.columnName],
    ['公开属性', DISCLOSURES[content.disclosure]],
    ['不主动公开的依据', content.disclosureBasis && NON_DISCLOSURE_BASES[content.disclosureBasis]],
    ['不主动公开的理由', content.disclosureReason],
    ['五公开类别', OPENNESS_CLASSES[content.opennessClass]],
    ['法定主动公开内容', statutoryLabel(content.statutoryClass)],
    ['附件', content.attachments?.map(({ name }) => name).join('；')],
    ['状态', matter.stateLabel],
  ];
  const latest = detail.releases.findLast(({ releasedAt }) => releasedAt !== null);
  return (
    <table className="sheet">
      <caption>信息发布审签单</caption>
      <tbody>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        {detail.chain.map((step) => (
          <tr key={step}>
            <th scope="row">{SIGNATURE_LABELS[step]}</th>
            <td>
              <Signed signature={detail.signatures.find((one) => one.step === step && one.counts)} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">发布</th>
          <td>
            {latest ? (
              <p className="sheet-signed">
                {latest.orderedBy}　<Moment at={latest.releasedAt} />
              </p>
            ) : (
              '尚未发布'
            )}
          </td>
        </tr>
        <tr>
          <th scope="row">文中批注</th>
          <td>
            <RemarksOnSheet documentId={detail.id} type={detail.type} />
          </td>
        </tr>
        <tr>
          <th scope="row">版本与摘要</th>
          <td>
            第 {detail.current.number} 版　<code>{detail.current.contentHash}</code>
            <p className="sheet-note">以上签署只对具有这一摘要的版本有效；文稿有任何改动，摘要随之改变，须重新审签。</p>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Signed({ signature }: { readonly signature: SignatureLine | undefined }) {
  if (!signature) return <>（尚未签署）</>;
  return (
    <>
      <p className="as-typed">{signature.opinion}</p>
      {signature.checklist.length > 0 && (
        <ul className="ticked">
          {signature.checklist.map((item) => (
            <li key={item}>{SECRECY_CHECKLIST[item]}</li>
          ))}
        </ul>
      )}
      <p className="sheet-signed">
        {signature.signer}
        {signature.onBehalfOf && <>（代 {signature.onBehalfOf}）</>}　<Moment at={signature.signedAt} />
      </p>
    </>
  );
}
