import { sql } from 'kysely';
import { defineSeries } from '#kernel/numbering.ts';
import { defineKind } from '#commons/casework/index.ts';
import { keepDuties } from './duties.ts';
import { requestEffects } from './effects.ts';
import { keepPayments } from './fees/payments.ts';
import { leadNamed } from './related/lead-named.ts';
import { requestBars } from './handling/bars.ts';
import { periodFor, presentPeriod } from './handling/reply-period.ts';
import { targetDaysOf } from './handling/targets.ts';
import { replyClock } from './law/reply-clock.ts';
import { requestJournal } from './letters/letter-events.ts';
import { prefill } from './prefill.ts';
import { requestPolicy, requestsPolicy } from './policy.ts';
import { requestsTogether } from './steps/together.ts';
import { requestFields } from './step-fields.ts';
import { keepTrack } from './tracking/tracking.ts';
import { keepWords, wordsBeside } from './words/words-apart.ts';
import { requestWorkflow } from './workflow.ts';

export const requestKind = defineKind({
  key: requestJournal.key,
  label: '依申请公开',
  workflow: requestWorkflow,
  policy: requestPolicy,
  writing: { label: '正在拟写文书', rule: requestsPolicy['requests.write-letter'] },
  fields: requestFields,
  clock: replyClock,
  presentPeriod,
  limited: periodFor,
  // Each by the answer it is counted by, as in the annual report.
  endings: sql`select id as matter_id, replied_on as ended_on, late from report.request_statistics where replied_on is not null and late is not null`,
  targetDays: (tx, _matter, state) => targetDaysOf(tx, state),
  bars: requestBars,
  looksAt: leadNamed,
  eventOf: requestJournal.eventOf,
  series: defineSeries({ key: 'request', label: '依申请公开编号', pattern: '依申请〔{year}〕{n}号' }),
  officeRole: 'openness-officer',
  // Who asked, and for what, is for those who handle it: the openness office of the bureau, its head, and the units that have a part.
  visibleTo: [
    { roles: ['openness-officer', 'openness-head', 'issuer', 'supervisor'], scope: 'bureau' },
    { roles: ['clerk', 'drafter', 'department-head'], scope: 'involved' },
  ],
  // 限定知悉范围: the office, whoever signs, and the head of the unit that leads; everybody else is named.
  visibleWhenRestricted: [
    { roles: ['openness-officer', 'openness-head', 'issuer'], scope: 'bureau' },
    { roles: ['department-head'], scope: 'lead' },
  ],
  screen: (matterId) => `/requests/${matterId}`,
  prefill,
  perform: requestEffects,
  together: requestsTogether,
  // What is about an applicant lies sealed, and goes when its time has come.
  filesElsewhere: '申请里的文件要加密保存，不在这里上传：拟公开的放进“拟公开的材料”，申请人交来的在登记申请时上传',
  keepWords: (act, matterId, what, words) => keepWords(act, { request_id: matterId }, what, words),
  wordsBeside,
  settled: async (act, matter) => {
    await keepPayments(act, matter);
    await keepTrack(act, matter);
    await keepDuties(act, matter.id, matter.state);
  },
});
