import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CivilDate } from '#workbench/kit/index.ts';
import type { EntryLine, ReportDetail } from '../contract.ts';
import './annual-report.css';

/** A report, or the sum of several, which nothing stands behind. */
export interface Shown extends Pick<ReportDetail, 'form'> {
  readonly figures: Pick<ReportDetail['figures'], 'proactive' | 'applications' | 'review'>;
  /** The report whose figures open what stands behind them. */
  readonly opens?: string | undefined;
}

function valueAt({ figures }: Shown, path: string): number | null | undefined {
  const [table = '', ...rest] = path.split('.');
  return (figures as unknown as Record<string, Record<string, Record<string, number | null>>>)[table]?.[
    rest.slice(0, -1).join('.')
  ]?.[rest.at(-1) ?? ''];
}

export const shownOf = ({ form, figures, id, may }: ReportDetail): Shown => ({
  form,
  figures,
  opens: may.drill ? id : undefined,
});

/** On a phone a card shows its sum and what is not nought. */
const nought = (report: Shown, path: string) => {
  if (path.endsWith('.total')) return { 'data-sum': '' };
  return valueAt(report, path) === 0 ? { 'data-nought': '' } : {};
};

/** A figure: it opens what stands behind it, where there is something and one may see it. */
function Figure({ report, path }: { readonly report: Shown; readonly path: string }) {
  const [table = '', row = ''] = path.split('.');
  const value = valueAt(report, path);
  if (value === null || value === undefined) return <span className="muted">未填</span>;
  const counted = table !== 'proactive' || row === 'normativeDocs';
  if (!counted || value === 0 || !report.opens) return <>{value}</>;
  return (
    <Link to={`/annual-reports/${report.opens}/behind?cell=${path}`} aria-label={`${value} 件，查看明细`}>
      {value}
    </Link>
  );
}

const About = ({ words }: { readonly words: string }) =>
  words === '' ? null : (
    <details>
      <summary>统计口径</summary>
      <p>{words}</p>
    </details>
  );

/** 二、主动公开政府信息情况: what is counted, and what was typed with its source. */
export function ProactiveTable({
  report,
  enter,
}: {
  readonly report: ReportDetail;
  readonly enter: (cell: EntryLine['cell'], entry: EntryLine | undefined) => void;
}) {
  return (
    <table className="report-table">
      <caption>二、主动公开政府信息情况</caption>
      <thead>
        <tr>
          <th scope="col" className="report-corner">
            信息内容
          </th>
          <th scope="col">数字</th>
          <th scope="col" className="report-corner">
            来源
          </th>
        </tr>
      </thead>
      <tbody>
        {report.form.proactive.flatMap((row) =>
          row.cells.map((cell) => {
            const path = `proactive.${row.key}.${cell.key}`;
            const entry = report.entries.find((one) => one.cell === path);
            const typed = !['rules', 'normativeDocs'].includes(row.key);
            return (
              <tr key={path}>
                <th scope="row">
                  {row.label}·{cell.label}
                  {cell.key === row.cells[0]?.key && <About words={row.about} />}
                </th>
                <td data-label="数字">
                  <span>
                    <Figure report={shownOf(report)} path={path} />
                  </span>
                </td>
                <td data-label="来源">
                  <span>
                    {typed ? <Source entry={entry} /> : '系统统计'}{' '}
                    {typed && report.may.enter && (
                      <Button
                        size="small"
                        aria-label={`${entry ? '改正' : '填报'}${row.label}`}
                        onClick={() => enter(path as EntryLine['cell'], entry)}
                      >
                        {entry ? '改正' : '填报'}
                      </Button>
                    )}
                  </span>
                </td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}

function Source({ entry }: { readonly entry: EntryLine | undefined }): ReactNode {
  if (!entry) return <span className="muted">待填报</span>;
  return (
    <>
      填报：{entry.source}，截至 <CivilDate on={entry.asOf} />，{entry.by}
    </>
  );
}

/** 三、收到和处理政府信息公开申请情况. */
export function ApplicationTable({ report }: { readonly report: Shown }) {
  const { columns, applications } = report.form;
  return (
    <table className="report-table">
      <caption>三、收到和处理政府信息公开申请情况（每一列：第一项加第二项之和，等于第三项加第四项之和）</caption>
      <thead>
        <tr>
          <th scope="col" className="report-corner">
            申请人情况
          </th>
          {columns.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {applications.map((row, i) => (
          <FamilyAndRow
            key={row.key}
            results={row.result && !applications[i - 1]?.result}
            begins={row.family !== null && row.family !== applications[i - 1]?.family}
            family={row.family}
            across={columns.length + 1}
          >
            <tr>
              <th scope="row">
                {row.label}
                <About words={row.about} />
              </th>
              {columns.map(({ key, label }) => (
                <td key={key} data-label={label} {...nought(report, `applications.${row.key}.${key}`)}>
                  <Figure report={report} path={`applications.${row.key}.${key}`} />
                </td>
              ))}
            </tr>
          </FamilyAndRow>
        ))}
      </tbody>
    </table>
  );
}

function FamilyAndRow({
  results,
  begins,
  family,
  across,
  children,
}: {
  readonly results: boolean;
  readonly begins: boolean;
  readonly family: string | null;
  readonly across: number;
  readonly children: ReactNode;
}) {
  return (
    <>
      {results && (
        <tr className="report-family">
          <th scope="rowgroup" colSpan={across}>
            三、本年度办理结果
          </th>
        </tr>
      )}
      {begins && (
        <tr className="report-family">
          <th scope="rowgroup" colSpan={across}>
            {family}
          </th>
        </tr>
      )}
      {children}
    </>
  );
}

/** 四、政府信息公开行政复议、行政诉讼情况. */
export function ReviewTable({ report }: { readonly report: Shown }) {
  const { blocks, outcomes } = report.form;
  return (
    <table className="report-table">
      <caption>四、政府信息公开行政复议、行政诉讼情况</caption>
      <thead>
        <tr>
          <th scope="col" className="report-corner">
            类别
          </th>
          {outcomes.map(({ key, label, about }) => (
            <th key={key} scope="col" title={about}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {blocks.map((block) => (
          <tr key={block.key}>
            <th scope="row">{block.label}</th>
            {outcomes.map(({ key, label }) => (
              <td key={key} data-label={label} {...nought(report, `review.${block.key}.${key}`)}>
                <Figure report={report} path={`review.${block.key}.${key}`} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
