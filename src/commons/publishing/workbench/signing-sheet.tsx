import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { CountersignLine, MatterDetail } from '#commons/casework/contract.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { api, CivilDate, type DrawerForm, FormDrawer, Loaded, Moment, Page, useRead } from '#workbench/kit/index.ts';
import { DISCLOSURES, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, statutoryLabel } from '../statutory-kinds.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { SECRECY_CHECKLIST, SIGNATURE_LABELS, type SignatureLine } from '../signature-contract.ts';
import { URGENCIES } from '../step-contract.ts';
import { jointFacts } from './declared-facts.tsx';
import { RemarksOnSheet } from './text-remarks.tsx';
import { DELIBERATION_OUTCOMES } from '../legality/contract.ts';
import { VERDICTS, ViewExpert } from '../expert-opinions/contract.ts';
import type { Sheet as SheetData, SheetNames } from '../sheets/contract.ts';
import './publishing.css';

/** 信息发布审签单：one page to print and file, bound to the text by its hash. */
export default function SigningSheet() {
  const { id = '' } = useParams();
  const document = useRead<DocumentDetail>(`/api/documents/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  const sheet = useRead<SheetData>(`/api/documents/${id}/sheet`);
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
        {(detail) => (
          <Loaded query={matter}>
            {(now) => <Loaded query={sheet}>{(data) => <Sheet detail={detail} matter={now} sheet={data} />}</Loaded>}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Sheet({
  detail,
  matter: { matter, startedBy, countersigns, remarks },
  sheet,
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
  readonly sheet: SheetData;
}) {
  const { content } = detail.current;
  const rows: readonly (readonly [string, string | undefined | null])[] = [
    ['标题', content.title],
    ['审签编号', matter.number],
    ['索引号', detail.indexNumber],
    ['信息类别', detail.typeLabel],
    ['文号', content.documentNumber],
    ['成文日期', content.formedOn ? chineseDate(content.formedOn as LocalDate) : '由签发人签发时确定'],
    ['发布机构', detail.issuingUnitName],
    ...jointFacts(content),
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
  const done = detail.releases.filter(({ releasedAt }) => releasedAt !== null);
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
              <Signed
                signature={detail.signatures.find((one) => one.step === step && one.counts)}
                findings={step === 'secrecy-review' ? sheet.findings : []}
              />
            </td>
          </tr>
        ))}
        <Reviewed materials={sheet.materials} />
        <Deliberated deliberation={detail.deliberation} />
        <Emergency detail={detail} />
        <Countersigned lines={countersigns} />
        <Experts documentId={detail.id} experts={sheet.experts} namesMine={sheet.namesMine} />
        <Earlier signatures={detail.signatures.filter(({ counts }) => !counts)} />
        <Remarks remarks={remarks} />
        <tr>
          <th scope="row">发布</th>
          <td>
            {done.length === 0 && '尚未发布'}
            {done.map((release) => (
              <p key={release.id}>
                {RELEASES[release.kind]}（第 {release.revision} 版）　{release.orderedBy}
                {'　'}
                <Moment at={release.releasedAt} />
                {release.reason && `　${release.reason}`}
              </p>
            ))}
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
            {detail.current.changedOn && <p>信息变更日期（与正文一并签署）：{chineseDate(detail.current.changedOn)}</p>}
            {detail.current.correctionReason && (
              <p>
                {detail.current.changedOn ? '变更' : '更正'}说明（与正文一并签署）：{detail.current.correctionReason}
              </p>
            )}
            <p className="sheet-note">以上签署只对具有这一摘要的版本有效；文稿有任何改动，摘要随之改变，须重新审签。</p>
          </td>
        </tr>
        <tr>
          <th scope="row">核验码</th>
          <td>
            <svg
              className="sheet-qr"
              role="img"
              aria-label="核验地址的二维码"
              viewBox={`0 0 ${sheet.verifyQr.size} ${sheet.verifyQr.size}`}
            >
              <path d={sheet.verifyQr.path} />
            </svg>
            <strong className="sheet-code">{sheet.code}</strong>
            <p className="sheet-note">
              打印于 <Moment at={sheet.madeAt} />
              。扫描二维码，或者在工作台「核验审签单」输入核验码，或者打开{' '}
              <span className="hash">{sheet.verifyAt}</span>
              ，可以知道这张单子与系统是否一致。
            </p>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** The files that lay before those whose signatures count. */
function Reviewed({ materials }: Pick<SheetData, 'materials'>) {
  if (materials.length === 0) return null;
  return (
    <tr>
      <th scope="row">送审材料</th>
      <td>
        {materials.map(({ purposeLabel, name, hash, removedAt }) => (
          <div key={`${purposeLabel} ${hash} ${name}`} className="sheet-said">
            <p>
              {purposeLabel}：{name}
              {removedAt && (
                <>
                  （已于 <Moment at={removedAt} /> 移除）
                </>
              )}
            </p>
            <p className="sheet-note hash">{hash}</p>
          </div>
        ))}
      </td>
    </tr>
  );
}

/** The meeting that passed the text, where its type asks for one. */
function Deliberated({ deliberation }: Pick<DocumentDetail, 'deliberation'>) {
  if (!deliberation) return null;
  const { meeting, heldOn, outcome, minutes, recordedBy, recordedAt } = deliberation;
  return (
    <tr>
      <th scope="row">集体审议</th>
      <td>
        <p>
          {meeting}　<CivilDate on={heldOn} />
          {minutes && `　会议纪要 ${minutes}`}
        </p>
        <p>{DELIBERATION_OUTCOMES[outcome]}</p>
        <p>
          登记：{recordedBy}　<Moment at={recordedAt} />
        </p>
      </td>
    </tr>
  );
}

const RELEASES = { release: '发布', correct: '更正', withdraw: '撤回' } as const;

function Emergency({ detail: { urgent, debts } }: { readonly detail: DocumentDetail }) {
  if (!urgent && debts.length === 0) return null;
  return (
    <tr>
      <th scope="row">紧急发布</th>
      <td>
        {urgent && (
          <p>
            {URGENCIES[urgent.cause]}：<span className="as-typed">{urgent.reason}</span>
          </p>
        )}
        {debts.map(({ step, dueOn, settledAt, agrees }) => (
          <p key={`${step} ${dueOn}`}>
            补办{SIGNATURE_LABELS[step]}：应于
            <CivilDate on={dueOn} />
            前补办
            {settledAt ? (
              <>
                ，已于 <Moment at={settledAt} /> {agrees === null ? '由更正稿取代' : agrees ? '补审同意' : '补审不同意'}
              </>
            ) : (
              '，尚未补办'
            )}
          </p>
        ))}
      </td>
    </tr>
  );
}

function Countersigned({ lines }: { readonly lines: readonly CountersignLine[] }) {
  if (lines.length === 0) return null;
  return (
    <tr>
      <th scope="row">会签</th>
      <td>
        {lines.map((line) => (
          <div key={line.id} className="sheet-said">
            <p>
              <strong>{line.unit.name}</strong>
              {line.answeredAt ? (line.agrees ? '：同意' : '：不同意') : '：尚未答复'}
            </p>
            <p className="as-typed">{line.opinion}</p>
            {line.answeredAt && (
              <p className="sheet-signed">
                {line.answeredBy?.name}　<Moment at={line.answeredAt} />
              </p>
            )}
          </div>
        ))}
      </td>
    </tr>
  );
}

function Experts({
  documentId,
  experts,
  namesMine,
}: Pick<SheetData, 'experts' | 'namesMine'> & { readonly documentId: string }) {
  const [whole, setWhole] = useState<ReadonlyMap<string, string>>(new Map());
  const [asking, setAsking] = useState<DrawerForm>();
  const path = `/api/documents/${documentId}/sheet/names`;
  const ask: DrawerForm = {
    title: '显示专家全名',
    schema: ViewExpert,
    path,
    submitLabel: '显示',
    done: '查看已记录',
    consequence: '查看人、时间和事由都有记录',
    async send(fields) {
      const { names } = await api.post<SheetNames>(path, fields);
      setWhole(new Map(names.map((one) => [one.id, one.name])));
    },
  };
  if (experts.length === 0) return null;
  return (
    <tr>
      <th scope="row">局外专家意见</th>
      <td>
        {namesMine && whole.size === 0 && (
          <p className="no-print">
            <Button size="small" onClick={() => setAsking(ask)}>
              显示专家全名
            </Button>
          </p>
        )}
        <FormDrawer form={asking} close={() => setAsking(undefined)} renews={[]} />
        {experts.map(({ id, name, institution, question, revision, opinion, ended }) => (
          <div key={id} className="sheet-said">
            <p>
              <strong>
                {institution}　{whole.get(id) ?? name}
              </strong>
              （针对第 {revision} 版）{opinion ? `：${VERDICTS[opinion.verdict]}` : `：${ended ?? '尚未答复'}`}
            </p>
            <p className="sheet-note as-typed">问：{question}</p>
            {opinion && (
              <>
                <p className="as-typed">{opinion.opinion}</p>
                {opinion.paragraphs.map((one) => (
                  <p key={one.paragraph} className="as-typed">
                    第 {one.paragraph} 段（{one.excerpt}）：{VERDICTS[one.verdict]}
                    {one.text && `　${one.text}`}
                  </p>
                ))}
                <p className="sheet-signed">
                  回执 {opinion.receipt}　<Moment at={opinion.sentAt} />
                </p>
                <p className="sheet-note hash">封存摘要 {opinion.seal}</p>
              </>
            )}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Verdicts that no longer count stay on the sheet: what was said was said. */
function Earlier({ signatures }: { readonly signatures: readonly SignatureLine[] }) {
  if (signatures.length === 0) return null;
  return (
    <tr>
      <th scope="row">以前的意见（已不作数）</th>
      <td>
        {signatures.map((one) => (
          <div key={one.id} className="sheet-said">
            <p>
              {SIGNATURE_LABELS[one.step]}：{one.agrees ? '同意' : '不同意'}（第 {one.revision} 版）
            </p>
            <p className="as-typed">{one.opinion}</p>
            <p className="sheet-signed">
              {one.signer}
              {one.onBehalfOf && <>（代 {one.onBehalfOf}）</>}　<Moment at={one.signedAt} />
            </p>
          </div>
        ))}
      </td>
    </tr>
  );
}

function Remarks({ remarks }: Pick<MatterDetail, 'remarks'>) {
  if (remarks.length === 0) return null;
  return (
    <tr>
      <th scope="row">批注</th>
      <td>
        {remarks.map(({ seq, author, at, text }) => (
          <div key={seq} className="sheet-said">
            <p className="as-typed">{text}</p>
            <p className="sheet-signed">
              {author?.name}　<Moment at={at} />
            </p>
          </div>
        ))}
      </td>
    </tr>
  );
}

function Signed({
  signature,
  findings,
}: {
  readonly signature: SignatureLine | undefined;
  readonly findings: SheetData['findings'];
}) {
  const answered = findings.filter(({ confirmed }) => confirmed);
  if (!signature) return <>（尚未签署）</>;
  return (
    <>
      <p className="as-typed">{signature.opinion}</p>
      {signature.reviewNumber && <p>合法性审核意见书 {signature.reviewNumber}</p>}
      {signature.formedOn && <p>成文日期 {chineseDate(signature.formedOn)}</p>}
      {signature.checklist.length > 0 && (
        <ul className="ticked">
          {signature.checklist.map((item) => (
            <li key={item}>{SECRECY_CHECKLIST[item]}</li>
          ))}
        </ul>
      )}
      {answered.map(({ key, where, sentence, confirmed }) => (
        <p key={key} className="sheet-note">
          系统提示：{where}，{sentence}　可以公开的理由：{confirmed?.reason}
        </p>
      ))}
      <p className="sheet-signed">
        {signature.signer}
        {signature.onBehalfOf && <>（代 {signature.onBehalfOf}）</>}　<Moment at={signature.signedAt} />
      </p>
    </>
  );
}
