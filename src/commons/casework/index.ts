export { eventsOf, stepOf } from './clock-of.ts';
export { assign } from './assignment.ts';
export { handOver } from './hand-over.ts';
export { awaitedPeople, awaitedPeopleOf, headsOf, workersOf } from './awaited.ts';
export { answerCountersign, askCountersign } from './countersign.ts';
export { calledSo } from './called.ts';
export { closeDuty, type Duty, openDuty } from './duties.ts';
export {
  defineKind,
  type FixedFiles,
  type MatterKind,
  type PresentPeriod,
  type StepEffect,
  type Together,
  type VisibilityRule,
} from './kind.ts';
export { withNews } from './following/looks.ts';
export { lightColumn, lightOf, YELLOW_WORKDAYS } from './light.ts';
export { inOrderOf, type LineRow, lineOf, lineRows, openFirst, orderBy, type Reader, readerOf } from './lines.ts';
export { feature } from './module.ts';
export { addPart, askHelp, openParts, releasePart, REPORTING_PARTS, reportPartDone } from './parts.ts';
export { historiesOf, historyOf, lockMatter, type MatterRow, matterById, matters, type PastStep } from './queries.ts';
export { type Movement, movementsBy, recountDueDates, restate } from './recount.ts';
export { remark } from './remarks.ts';
export { remind } from './reminders.ts';
export { LARGEST_EXPORT } from './ledger.ts';
export { nextNumber } from './series.ts';
export { type NewMatter, openMatter, type StepOffer, stepsOffered, takeStep, takeStepAs } from './steps.ts';
export { todoOf } from './to-do.ts';
export { keepLook, restrictingBars, restrictingEffects } from './restricting.ts';
export { keptFrom, maySee, visibleTo } from './sight.ts';
export { closedForGood, lockSeen, type SeenMatter, seenMatter } from './visible.ts';
export { targetOf } from './targets.ts';
export { timelineOf } from './timeline.ts';
export { chaseTargets } from './chase-targets.ts';
export { addressOf, matterAddress, matterPath, shortTitle } from './where.ts';
