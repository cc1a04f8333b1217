export { liveAnnualReports } from './demonstration.ts';
export { annualReportKind } from './kind.ts';
export { feature } from './module.ts';
export { annualReportListener } from './reports/publication-duty.ts';
export { annualReportType } from './publication.ts';
export { openReport } from './reports/opening.ts';
export { findingsOf } from './reports/standing.ts';
