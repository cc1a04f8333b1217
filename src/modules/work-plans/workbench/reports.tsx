import { Mark } from './mark.tsx';
import { Tag } from 'antd';
import { Link } from 'react-router';
import { MeasuresSaid } from './measure-report.tsx';
import { CivilDate, Nothing, StepButtons, useRead } from '#workbench/kit/index.ts';
import type { ItemDetail, ReportLine } from '../item-contract.ts';
import { reportKinds } from '../item-contract.ts';

export const WORK_REFRESH = ['/api/work-plans', '/api/work-items', '/api/matters', '/api/todo'];

/** Progress as reported, with the decisions one may take on what waits. */
export function Reports({
  reports,
  withItem = false,
  empty,
}: {
  readonly reports: readonly ReportLine[];
  readonly withItem?: boolean;
  readonly empty: string;
}) {
  if (reports.length === 0) return <Nothing words={empty} />;
  return (
    <ul className="entries">
      {reports.map((report) => (
        <li key={report.id}>
          <p className="entry-head">
            <span>
              <strong>{report.unit}</strong> <Tag>{reportKinds[report.kind]}</Tag> {report.percent}%{' '}
              <Verdict report={report} />
            </span>
            <span className="muted">
              {report.by} · <CivilDate on={report.reportedOn} />
            </span>
          </p>
          {withItem && (
            <p>
              <Link to={`/work-plans/items/${report.itemId}`}>
                {report.itemNumber ? `${report.itemNumber}. ${report.itemTitle}` : report.itemTitle}
              </Link>
            </p>
          )}
          <p className="as-typed">{report.text}</p>
          <MeasuresSaid measures={report.measures} />
          {report.reason && <p className="muted">处理意见：{report.reason}</p>}
          {report.offers.length > 0 && <Deciding report={report} />}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ report: { verdict, kind } }: { readonly report: ReportLine }) {
  if (verdict === 'accepted') return <Mark tone="good">已采纳</Mark>;
  if (verdict === 'returned') return <Mark tone="bad">已退回</Mark>;
  return kind === 'lead' ? <Mark tone="doubt">待采纳</Mark> : null;
}

/** The version of the item is read when the report is shown, so that the decision is about what one has seen. */
function Deciding({ report }: { readonly report: ReportLine }) {
  const item = useRead<ItemDetail>(`/api/work-items/${report.itemId}`);
  if (!item.data) return null;
  return <StepButtons offers={report.offers} version={item.data.version} refresh={WORK_REFRESH} compact />;
}
