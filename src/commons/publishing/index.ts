export { type ContentType, FULL_CHAIN, LEGAL_CHAIN, type PortalRecord, defineContentType } from './content-type.ts';
export { generalTypes } from './types.gen.ts';
export type { ContentCheck } from './content-check.ts';
export type { Deliberation } from './legality/contract.ts';
export { deliberationOf } from './legality/deliberation.ts';
export type { LegalityAnswers } from './legality/number.ts';
export { type Confirmation, SECRECY_CHECKLIST } from './signature-contract.ts';
export type { Content } from './contract.ts';
export type { Urgency } from './step-contract.ts';
export { documentDetail } from './document-detail.ts';
export { createDocument } from './documents.ts';
export { putOnPortal, quietlyThroughTheDoor, throughTheDoor } from './door.ts';
export { lastDay } from './last-day.ts';
export { publicationKind } from './kind.ts';
export { feature } from './module.ts';
export { addStandardColumns, standardColumns } from './standard-columns.ts';
export { type ColumnRow, publishUnits, saveColumns, saveSiteFacts } from './reference.ts';
export { releaseAllDue } from './due-releases.ts';
export { countsByStatutoryClass } from './portal-queries.ts';
export type { PublicationEvent, PublicationListener } from './publication-listeners.ts';
export { type LimitRule, recountLimits } from './publication-limits.ts';
export { currentRevision } from './revisions.ts';
export { bearsSecrecyMark } from './gate/at-intake.ts';
export { filesWithMark } from './gate/secrecy-marks.ts';
export { formedOnOf } from './formed-on.ts';
export { findingsOf } from './gate/gate.ts';
export type { CheckKey, GateFinding } from './gate/contract.ts';
export { beginSet, orderSet } from './sets/commands.ts';
export { askForReassessment } from './reassessment.ts';
export type { WithdrawalCause } from './withdrawal-kinds.ts';
export {
  DISCLOSURES,
  type Disclosure,
  NON_DISCLOSURE_BASES,
  OPENNESS_CLASSES,
  type OpennessClass,
  OUTSIDE_ARTICLE_20,
  STATUTORY_CLASSES,
  statutoryLabel,
} from './statutory-kinds.ts';
export { keepFeedback } from './feedback-intake.ts';
export { readText, type ReadText } from './media/import-read.ts';
export { bodyWith, receivePictures } from './media/import-pictures.ts';
export { FEEDBACK_KINDS, feedbackKindLabel } from './feedback-kinds.ts';
export type { HomePanel } from './home-panels.ts';
export { documentPath } from './document-path.ts';
export { entryOf, inShard, SEARCH_EDITION } from './search/entry.ts';
export { initialsOf, soundOf } from './search/sound.ts';
export { pairsOf } from './search/write-entry.ts';
export { answerFinder, type PublishedAnswer } from './search/answers.ts';
export { askedOf, askedWords, every, lexeme, oneOf } from './search/query.ts';
export { facet } from './search/entry.ts';
export { synonymsOn } from './search/help.ts';
export { addressOf, type DocumentFilter, filterOf } from './portal-search.ts';
export { Narrowing } from './pages/finding.ts';
export { publicColumns } from './portal-queries.ts';
export { publicUnits, unitsWithDocuments } from './portal-units.ts';
export { TOPICS } from './statutory-kinds.ts';
export type { DocumentDeliveries } from './reach-contract.ts';
export { changeColumn } from './columns.ts';
export { demandOfSite, isOfSite } from './site-office.ts';
export { makeTextRemark, followTextRemark } from './text-remarks/commands.ts';
export { beginWorkingCopy } from './working-copies/commands.ts';
export { decideRedirect, proposeRedirects } from './redirects/commands.ts';
export { allowWording } from './gate/allowed-wording.ts';
export { askExperts, handOutCode } from './expert-opinions/ask.ts';
export { enterCode, sendOpinion } from './expert-opinions/answer.ts';
export { standingOf as expertLinkStanding } from './expert-opinions/link.ts';
export { addSearchHelp } from './search/helping.ts';
export { addUpUsefulness, tellUseful } from './usefulness.ts';
