import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import {
  type ApiProblem,
  address,
  api,
  Block,
  CivilDate,
  type DrawerForm,
  Facts,
  FileDrop,
  FormDrawer,
  Loaded,
  Moment,
  Neighbours,
  Page,
  ProblemSummary,
  problemOf,
  StateTag,
  StepButtons,
  useRead,
  useSeen,
  Watch,
  useRefresh,
  useWrite,
} from '#workbench/kit/index.ts';
import {
  Answer,
  ENTERED_CELLS,
  type FindingLine,
  type ImportedReport,
  NewEntry,
  type ReportDetail,
} from '../contract.ts';
import { Part } from './part.tsx';
import { ApplicationTable, ProactiveTable, ReviewTable, shownOf } from './tables.tsx';

/** One report: what is to be done, the three tables, the written parts, what the checks say, editions and files. */
export default function Report() {
  const { id = '' } = useParams();
  const report = useRead<ReportDetail>(`/api/annual-reports/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  return (
    <Loaded query={report} title="年度报告">
      {(one) => (
        <Loaded query={matter} title="年度报告">
          {(detail) => <One key={id} report={one} detail={detail} />}
        </Loaded>
      )}
    </Loaded>
  );
}

const REFRESH = ['/api/annual-reports', '/api/matters', '/api/todo', '/api/notices'];

function One({ report, detail }: { readonly report: ReportDetail; readonly detail: MatterDetail }) {
  const [form, setForm] = useState<DrawerForm>();
  useSeen(detail);
  const { id, may } = report;
  return (
    <Page
      title={report.title}
      crumbs={[{ label: '年度报告', to: '/annual-reports' }]}
      lead={
        <>
          <StateTag label={report.stateLabel} done={report.state === 'accepted'} /> 最迟于{' '}
          <CivilDate on={report.dueOn} /> 报送并公布
        </>
      }
      actions={
        <>
          <Link to={`/matters/${id}`}>事项页（流转记录）</Link>
          <Watch detail={detail} />
          <Neighbours />
        </>
      }
    >
      <Block title={detail.matter.task ?? '可以办理'}>
        {detail.steps.length > 0 ? (
          <StepButtons offers={detail.steps} version={detail.matter.version} refresh={REFRESH} />
        ) : (
          <p className="muted">
            {detail.matter.waitsFor ? `现在等待${detail.matter.waitsFor}办理。` : '没有需要您办的步骤。'}
          </p>
        )}
        {may.compose && <Compose id={id} />}
      </Block>
      {report.correcting && <p className="near">正在更正：{report.correcting}</p>}
      {(may.enter || report.findings.length > 0) && (
        <Findings report={report} answer={(finding) => setForm(answering(id, finding))} />
      )}
      <Block title="数据">
        <p className="muted">
          {report.frozenAs === null
            ? '按现在的事项统计，送审时固定；统计时间 '
            : `第 ${report.frozenAs} 版，送审时固定；统计时间 `}
          <Moment at={report.countedAt} />
          。点数字可以查看背后的事项。
        </p>
        <Moved report={report} />
        <ProactiveTable
          report={report}
          enter={(cell, entry) =>
            setForm({
              title: `填报：${ENTERED_CELLS[cell]}`,
              schema: NewEntry,
              path: `/api/annual-reports/${id}/entries`,
              fixed: { cell },
              ...(entry && { initial: { value: entry.value, source: entry.source, asOf: entry.asOf } }),
              done: '已填报',
              consequence: '原来填报的数据和来源留存备查',
            })
          }
        />
        <ApplicationTable report={shownOf(report)} />
        <ReviewTable report={shownOf(report)} />
      </Block>
      <Block title="文字部分">
        {report.parts.map((part) => (
          <Part key={`${part.part}-${part.number}`} reportId={id} part={part} mayWrite={may.write} refresh={REFRESH} />
        ))}
      </Block>
      <Previous report={report} />
      <Files report={report} />
      <FormDrawer form={form} close={() => setForm(undefined)} renews={REFRESH} />
    </Page>
  );
}

const answering = (id: string, { key, message }: FindingLine): DrawerForm => ({
  title: '说明原因',
  schema: Answer,
  path: `/api/annual-reports/${id}/answers`,
  fixed: { finding: key },
  done: '已说明',
  consequence: message,
});

function Compose({ id }: { readonly id: string }) {
  const navigate = useNavigate();
  const renew = useRefresh();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  // Read anew only once the screen is left: drafted, the button is no longer there.
  const compose = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { documentId } = await api.post<{ readonly documentId: string }>(
        `/api/annual-reports/${id}/publication`,
        {},
      );
      await navigate(`/documents/${documentId}`);
      await renew(...REFRESH, '/api/documents');
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      {problem && <ProblemSummary problem={problem} idOf={() => undefined} renew={undefined} />}
      <Button loading={busy} onClick={() => void compose()}>
        起草公布稿
      </Button>
    </>
  );
}

/** What the checks found: errors are put right, warnings put right or answered. */
function Findings({
  report: { findings, may },
  answer,
}: {
  readonly report: ReportDetail;
  readonly answer: (finding: FindingLine) => void;
}) {
  const open = findings.filter(({ severity, answer: given }) => severity === 'error' || !given);
  return (
    <Block title="核对" count={open.length}>
      {findings.length === 0 && <p>没有发现问题。</p>}
      <ul className="entries report-findings">
        {findings.map((finding) => (
          <li key={finding.key}>
            <StateTag
              label={finding.severity === 'error' ? '错误' : finding.answer ? '已说明' : '提醒'}
              done={finding.answer !== null}
              late={finding.severity === 'error'}
            />{' '}
            {finding.message}
            <div className="muted">
              {finding.rule}：{finding.sentence}（{finding.source}）
            </div>
            {finding.answer && (
              <p>
                说明：{finding.answer.reason}（{finding.answer.by} <Moment at={finding.answer.at} />）
              </p>
            )}
            {may.answer && finding.answerable && (
              <Button size="small" onClick={() => answer(finding)} aria-label={`说明原因：${finding.message}`}>
                {finding.answer ? '重新说明' : '说明原因'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** Cells that would be another figure today. */
function Moved({ report: { movedSince } }: { readonly report: ReportDetail }) {
  if (movedSince.length === 0) return null;
  return (
    <details>
      <summary>固定以后有 {movedSince.length} 格的统计结果变了</summary>
      <ul>
        {movedSince.map(({ path, label, frozen, now }) => (
          <li key={path}>
            {label}：固定时 {frozen ?? '未填'}，现在 {now ?? '未填'}
          </li>
        ))}
      </ul>
      <p className="muted">报送以后发现数据有误的，办理“更正已报送的报告”，写明原因；原来的一版留存。</p>
    </details>
  );
}

/** Last year's report, for what is carried over. */
function Previous({ report: { id, previous, year, may } }: { readonly report: ReportDetail }) {
  const navigate = useNavigate();
  const read = useWrite((file: File) => api.upload<ImportedReport>(`/api/annual-reports/${id}/imports`, file, {}), {
    refresh: REFRESH,
  });
  return (
    <Block title="上一年度报告">
      <p>
        {previous
          ? `跨年度核对用的是 ${previous.year} 年度报告：${previous.name}。`
          : `还没有 ${year - 1} 年度的报告，跨年度的核对没有做。`}
      </p>
      {may.import && (
        <>
          {read.error && <ProblemSummary problem={read.error} idOf={() => undefined} renew={undefined} />}
          <FileDrop
            id="previous-report"
            label="选择上一年度报告的文件"
            accept=".json,.docx,.html,.htm"
            hint=".docx、.html，或者数据文件 .json；先读出来供您核对，采用以后才参加核对"
            disabled={read.isPending}
            choose={([file]) =>
              file &&
              read.mutate(file, {
                onSuccess: (imported) => void navigate(`/annual-reports/${id}/imports/${imported.id}`),
              })
            }
          />
        </>
      )}
    </Block>
  );
}

function Files({ report: { id, editions } }: { readonly report: ReportDetail }) {
  return (
    <Block title="版次和文件">
      {editions.map((edition) => (
        <div key={edition.number} className="block-line">
          <strong>第 {edition.number} 版</strong>
          <Facts
            facts={[
              ['统计时间', <Moment key="at" at={edition.countedAt} />],
              ['送审人', edition.by],
              ['更正原因', edition.reason],
              [
                '公布稿',
                edition.documentId && (
                  <Link key="document" to={`/documents/${edition.documentId}`}>
                    {edition.releasedAt ? '已公布' : '办理中'}
                  </Link>
                ),
              ],
              ['数据指纹', <code key="hash">{edition.hash.slice(0, 16)}</code>],
            ]}
          />
        </div>
      ))}
      <p className="muted">导出（记入留痕；.json、.csv 供报送系统读取）：</p>
      <ul className="report-exports">
        {(['docx', 'xlsx', 'json', 'csv'] as const).map((format) => (
          <li key={format}>
            <a href={address(`/api/annual-reports/${id}/export/${format}`, {})} download>
              导出 .{format}
            </a>
          </li>
        ))}
      </ul>
    </Block>
  );
}
