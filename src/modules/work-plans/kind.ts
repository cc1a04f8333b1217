import { defineKind } from '#commons/casework/index.ts';
import { workItemBars } from './bars.ts';
import { workItemFields } from './fields.ts';
import * as performing from './performing.ts';
import { workItemPolicy } from './policy.ts';
import { workItemSeries } from './series.ts';
import { workItemWorkflow } from './workflow.ts';

/** An item of a work plan as a kind of matter. Its day is printed in the plan or set by decision, so no clock counts it. */
export const workItemKind = defineKind({
  key: 'work-item',
  label: '工作任务',
  workflow: workItemWorkflow,
  policy: workItemPolicy,
  fields: workItemFields,
  clock: [],
  series: workItemSeries,
  officeRole: 'openness-officer',
  screen: (matterId) => `/work-plans/items/${matterId}`,
  bars: workItemBars,
  perform: {
    planMeasures: performing.planMeasures,
    changeMeasures: performing.changeMeasures,
    report: performing.report,
    cooperatorReport: performing.cooperatorReport,
    acceptReport: performing.acceptReport,
    returnReport: performing.returnReport,
    requestExtension: performing.requestExtension,
    approveExtension: (act, matter, fields) => performing.decideExtension(act, matter, fields, true),
    refuseExtension: (act, matter, fields) => performing.decideExtension(act, matter, fields, false),
    supervise: performing.supervise,
    answerSupervision: performing.answerSupervision,
    submitCompletion: performing.submitCompletion,
    accept: performing.accept,
    returnForWork: performing.returnForWork,
    reopen: performing.reopen,
    narrow: performing.narrow,
    transferLead: performing.transferLead,
  },
});
