export { annualReportKind } from './kind.ts';
export { feature } from './module.ts';
