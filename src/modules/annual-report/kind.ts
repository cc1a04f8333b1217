import { Type } from 'typebox';
import { defineSeries } from '#kernel/numbering.ts';
import { defineKind } from '#commons/casework/index.ts';
import { RECEIVERS } from './contract.ts';
import { annualReportSteps, READERS } from './policy.ts';
import { markForCorrection } from './reports/correcting.ts';
import { freeze } from './reports/editions.ts';
import { missingEntries } from './reports/entries.ts';
import { owePublication } from './reports/publication-duty.ts';
import { blockersOf } from './reports/standing.ts';
import { receiverRefusals } from './reports/receiver.ts';
import { annualReportWorkflow, HANDED_IN } from './workflow.ts';

const nothing = Type.Object({}, { additionalProperties: false });
const because = (title: string) =>
  Type.Object(
    { reason: Type.String({ minLength: 2, maxLength: 1000, title, 'x-widget': 'textarea' }) },
    { additionalProperties: false },
  );

export const annualReportKind = defineKind({
  key: 'annual-report',
  label: '政府信息公开工作年度报告',
  workflow: annualReportWorkflow,
  policy: annualReportSteps,
  fields: {
    startDrafting: nothing,
    sendForReview: nothing,
    returnToDraft: because('退回原因'),
    approve: nothing,
    requireCorrection: because('退回原因'),
    accept: nothing,
    correct: because('更正原因'),
  },
  // The day is printed in the law (条例第四十九条: 每年1月31日前); no period is counted to it.
  clock: [],
  series: defineSeries({ key: 'annual-report', label: '年度报告编号', pattern: '年报〔{year}〕{n}号' }),
  officeRole: 'openness-officer',
  screen: (id) => `/annual-reports/${id}`,
  // What is worked at is the bureau's own; what was handed in is read by those it was handed in to. Everybody else reads what is published.
  visibleTo: [
    { roles: READERS, scope: 'bureau' },
    { roles: RECEIVERS, scope: 'superior', states: HANDED_IN },
  ],
  bars: async (db, matter, step, actor, today) => {
    if (step === 'startDrafting') return missingEntries(db, matter.id);
    if (step === 'sendForReview') return matter.state === 'drafting' ? blockersOf(db, matter.id, today) : [];
    if (step === 'accept' || step === 'requireCorrection') return receiverRefusals(db, matter, actor);
    return [];
  },
  perform: {
    sendForReview: freeze,
    accept: owePublication,
    returnToDraft: markForCorrection,
    requireCorrection: markForCorrection,
    correct: markForCorrection,
  },
});
