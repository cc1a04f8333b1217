import { defineKind } from '#commons/casework/index.ts';
import { workItemBars } from './bars.ts';
import { workItemFields } from './fields.ts';
import { accept, reopen, returnForWork, submitCompletion } from './completing.ts';
import { decideExtension, requestExtension } from './extensions.ts';
import { changeMeasures, planMeasures } from './measures.ts';
import { narrow, transferLead } from './parties.ts';
import { acceptReport, cooperatorReport, report, returnReport } from './reports.ts';
import { answerSupervision, supervise } from './supervising.ts';
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
    planMeasures,
    changeMeasures,
    report,
    cooperatorReport,
    acceptReport,
    returnReport,
    requestExtension,
    approveExtension: (act, matter, fields) => decideExtension(act, matter, fields, true),
    refuseExtension: (act, matter, fields) => decideExtension(act, matter, fields, false),
    supervise,
    answerSupervision,
    submitCompletion,
    accept,
    returnForWork,
    reopen,
    narrow,
    transferLead,
  },
});
