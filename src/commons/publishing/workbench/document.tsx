import { Button, Tabs } from 'antd';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { chineseDate } from '#kernel/dates.ts';
import type { MatterDetail } from '#commons/casework/contract.ts';
import {
  Block,
  CivilDate,
  Countersigns,
  MatterDue,
  Facts,
  Loaded,
  Neighbours,
  NextMatter,
  OtherActs,
  Page,
  Present,
  StateTag,
  StepButtons,
  StepTarget,
  Timeline,
  useRead,
  useSeen,
  Watch,
} from '#workbench/kit/index.ts';
import { DISCLOSURES } from '../statutory-kinds.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { SIGNATURE_LABELS } from '../signature-contract.ts';
import { URGENCIES } from '../step-contract.ts';
import { DeclaredFacts } from './declared-facts.tsx';
import { DocumentPreview } from './document-preview.tsx';
import type { GateReport } from '../gate/contract.ts';
import { GateFindings } from './gate-findings.tsx';
import { Opinions } from './opinions.tsx';
import { Reach } from './reach.tsx';
import { Releases } from './releases.tsx';
import { Revisions } from './revisions.tsx';
import { SigningLine } from './signing-line.tsx';
import { OpenRemarksWarning, TextRemarks } from './text-remarks.tsx';
import { stepWidgets } from './step-widgets.tsx';
import { fieldsOwed } from './fields-owed.ts';
import './publishing.css';

const REFRESH = ['/api/documents', '/api/matters', '/api/todo', '/api/columns'];

/** One document: the text as the portal shows it, what is declared about it, who has signed, what may be done. */
export default function DocumentScreen() {
  const { id = '' } = useParams();
  const document = useRead<DocumentDetail>(`/api/documents/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  return (
    <Loaded query={document} title="文件">
      {(detail) => (
        <Page
          title={detail.current.content.title}
          crumbs={[{ label: '文件台账', to: '/documents' }, { label: detail.indexNumber }]}
          lead={matter.data && <Standing detail={detail} matter={matter.data} />}
          actions={
            <>
              <Link to={`/documents/${id}/sheet`}>审签单</Link>
              <Link to={`/matters/${id}`}>事项页（材料、批注）</Link>
              {detail.portalPath && (
                <a href={detail.portalPath} target="_blank" rel="noreferrer">
                  门户页面
                </a>
              )}
              {matter.data && <Watch detail={matter.data} />}
              <NextMatter after={id} />
              <Neighbours />
            </>
          }
        >
          <Present matterId={id} />
          <div className="beside document-page">
            <Sheets detail={detail} matter={matter.data} />
            <div>
              <Loaded query={matter}>
                {(now) => (
                  <>
                    <Doing detail={detail} matter={now} />
                    <Countersigns detail={now} />
                  </>
                )}
              </Loaded>
              <TextRemarks
                documentId={id}
                type={detail.type}
                revision={detail.current.number}
                text=".preview .prose"
                stamp={detail.current.contentHash}
              />
              <Block title="审签进度">
                <SigningLine detail={detail} />
              </Block>
              {matter.data && <OtherActs detail={matter.data} />}
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Standing({
  detail,
  matter: { matter, clock },
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
}) {
  return (
    <Facts
      facts={[
        ['信息类别', detail.typeLabel],
        ['状态', <StateTag key="state" label={matter.stateLabel} done={matter.closedOn !== null} />],
        ['公开期限', <MatterDue key="due" detail={{ matter, clock }} />],
        ['本环节', matter.target && <StepTarget key="goal" target={matter.target} />],
        ['公开属性', DISCLOSURES[detail.current.content.disclosure]],
        ['紧急发布', detail.urgent && `${URGENCIES[detail.urgent.cause]}：${detail.urgent.reason}`],
        ['合法性审核期限', detail.legalityPeriod && <LegalityDue key="legality" period={detail.legalityPeriod} />],
        [
          '集体审议',
          detail.deliberation && `${detail.deliberation.meeting}，${chineseDate(detail.deliberation.heldOn)}`,
        ],
        ['补审', detail.debts.length > 0 && <Debts key="debts" debts={detail.debts} />],
        [
          '发布组',
          detail.set && (
            <Link key="set" to={`/release-sets/${detail.set.id}`}>
              {detail.set.title}
            </Link>
          ),
        ],
        ['下次评估', detail.reassessOn && <CivilDate key="reassess" on={detail.reassessOn} />],
        ['拟稿单位', matter.leadUnit.name],
        ['等待', matter.waitsFor],
      ]}
    />
  );
}

/** How long the legality review has left. */
function LegalityDue({ period }: { readonly period: NonNullable<DocumentDetail['legalityPeriod']> }) {
  const { workdays, dueOn, lateByDays } = period;
  return (
    <>
      <CivilDate on={dueOn} />
      前（{workdays} 个工作日{lateByDays > 0 && `，已逾期 ${lateByDays} 日`}）
    </>
  );
}

/** The reviews an emergency release owes, each with its day or its outcome. */
function Debts({ debts }: Pick<DocumentDetail, 'debts'>) {
  return debts.map(({ step, dueOn, settledAt, agrees }) => (
    <div key={`${step} ${dueOn}`}>
      {SIGNATURE_LABELS[step]}：
      {settledAt ? (
        agrees === null ? (
          '正文已更正或撤回，不再补审'
        ) : agrees ? (
          '已补审，同意'
        ) : (
          '已补审，不同意'
        )
      ) : (
        <>
          <CivilDate on={dueOn} />
          前补办
        </>
      )}
    </div>
  ));
}

/** What may be done now; editing has a screen of its own. */
function Doing({
  detail,
  matter: { matter, steps, countersigns },
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
}) {
  const navigate = useNavigate();
  const revise = steps.find(({ key }) => key === 'revise');
  const others = steps.filter((offer) => offer !== revise).map((offer) => fieldsOwed(offer, detail, countersigns));
  const ready = others.filter(({ refusals }) => refusals.length === 0);
  const barred = others.filter(({ refusals }) => refusals.length > 0);
  const buttons = (offers: typeof steps) => (
    <StepButtons offers={offers} version={matter.version} refresh={REFRESH} widgets={stepWidgets} />
  );
  return (
    <Block title={matter.task ?? '可以办理'}>
      {steps.length === barred.length && (
        <p className="muted">
          {matter.waitsFor ? `现在等待${matter.waitsFor}办理，您没有需要办的步骤。` : '没有需要您办的步骤。'}
        </p>
      )}
      {steps.some(({ key, refusals }) => key === 'submit' && refusals.length === 0) && (
        <OpenRemarksWarning documentId={detail.id} />
      )}
      {revise && revise.refusals.length === 0 && (
        <p className="document-edit">
          <Button onClick={() => void navigate(`/documents/${detail.id}/edit`)}>修改文稿</Button>
        </p>
      )}
      {ready.length > 0 && buttons(ready)}
      {barred.length > 0 && (
        <details className="barred" open={steps.length === barred.length}>
          <summary>现在不能办的 {barred.length} 项和原因</summary>
          {buttons(barred)}
        </details>
      )}
    </Block>
  );
}

/** What the gate says of the text as it stands, with what the secrecy reviewer took responsibility for. */
function Gate({ id }: { readonly id: string }) {
  const read = useRead<GateReport>(`/api/documents/${id}/gate`);
  return (
    <Block title="系统检查">
      <Loaded query={read}>{({ findings }) => <GateFindings findings={findings} />}</Loaded>
    </Block>
  );
}

/** The sheets of a document; which one is open stands in the address. */
function Sheets({ detail, matter }: { readonly detail: DocumentDetail; readonly matter: MatterDetail | undefined }) {
  const [search, setSearch] = useSearchParams();
  const seen = useSeen(matter);
  const { data: gate } = useRead<GateReport>(`/api/documents/${detail.id}/gate`);
  const open = gate?.findings.filter(({ severity, confirmed }) => severity !== 'advice' && !confirmed).length;
  return (
    <Tabs
      activeKey={search.get('sheet') ?? 'text'}
      onChange={(sheet) => setSearch(sheet === 'text' ? {} : { sheet }, { replace: true })}
      items={[
        {
          key: 'text',
          label: `文稿（第 ${detail.current.number} 版）`,
          children: (
            <>
              <DocumentPreview detail={detail} />
              <Block title="公开要素">
                <DeclaredFacts detail={detail} />
              </Block>
            </>
          ),
        },
        { key: 'opinions', label: '征求意见', children: <Opinions id={detail.id} matter={matter} /> },
        {
          key: 'revisions',
          label: `版本（${detail.revisions.length}）`,
          children: <Revisions detail={detail} matter={matter} />,
        },
        {
          key: 'releases',
          label: `发布（${detail.releases.length}）`,
          children: (
            <>
              <Releases detail={detail} />
              {detail.releases.some(({ releasedAt }) => releasedAt) && <Reach id={detail.id} />}
            </>
          ),
        },
        { key: 'gate', label: open ? `系统检查（${open} 项待处理）` : '系统检查', children: <Gate id={detail.id} /> },
        {
          key: 'history',
          label: matter ? `流转记录（${matter.timeline.length}）` : '流转记录',
          children: matter && <Timeline entries={matter.timeline} seen={seen} />,
        },
      ]}
    />
  );
}
