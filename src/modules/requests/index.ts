export { archiveSettings } from './archive/filing-duty.ts';
export type { RequestContent, UploadPurpose } from './contract.ts';
export * from './demonstration.ts';
export type { NewDispute, Outcome as DisputeDecision } from './disputes/contract.ts';
export { decideDispute, recordDispute } from './disputes/disputes.ts';
export { requestPayments } from './fees/payments.ts';
export { guideSettings } from './guide/settings.ts';
export { publishStatistics } from './public-statistics/publishing.ts';
export { OUTCOMES_MEAN } from './disputes/contract.ts';
export { conversionListener } from './conversion/drafting.ts';
export { openConversion } from './conversion/opening.ts';
export { conversionSettings } from './conversion/settings.ts';
export { conversionKind } from './conversion/kind.ts';
export { openSubmissions } from './intake/opening.ts';
export { reviewStamp } from './intake/review-stamp.ts';
export { keepSubmission } from './intake/submitting.ts';
export { requestKind } from './kind.ts';
export { writeLetter } from './letters/drafts.ts';
export type { LetterDraft } from './letters/letters.ts';
export { feature } from './module.ts';
export { takeMail } from './mailbox/taking.ts';
export { registerRequest } from './registering.ts';
export { requestSettings } from './settings.ts';
export {
  COUNTED_COLUMNS,
  COUNTED_ROWS,
  type CountedColumn,
  type CountedRequest,
  type CountedRow,
  feesOfYear,
  requestsBehind,
  yearTable,
} from './statistics/year-table.ts';
