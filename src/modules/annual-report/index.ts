export { annualReportKind } from './kind.ts';
export { feature } from './module.ts';
export { annualReportType } from './publication.ts';
