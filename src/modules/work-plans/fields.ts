import { Type } from 'typebox';
import type { StepOf } from '#kernel/workflow.ts';
import { measureStates } from './item-contract.ts';
import type { workItemWorkflow } from './workflow.ts';

const closed = { additionalProperties: false } as const;
const words = (title: string, minLength = 2, maxLength = 1000) =>
  Type.String({ title, minLength, maxLength, 'x-widget': 'textarea' });
const day = (title: string, hint?: string) =>
  Type.String({ title, format: 'date', pattern: '^(?![03-9])', ...(hint ? { 'x-hint': hint } : {}) });
const uuid = (title: string, more: object = {}) => Type.String({ title, format: 'uuid', ...more });
const files = (title: string, purpose: string) =>
  Type.Optional(Type.Array(uuid(title), { title, maxItems: 20, 'x-widget': 'files', 'x-purpose': purpose }));
/** Chosen by the screen that shows the row; without it, the one waiting. */
const about = (title: string) => Type.Optional(uuid(title, { 'x-widget': 'hidden' }));

const measures = Type.String({
  title: '措施',
  minLength: 4,
  maxLength: 5000,
  'x-widget': 'textarea',
  'x-hint': '每行一条，行末可写完成日期，如：制定实施方案 2026-08-31',
});

/** Where single measures stand. The item's own screen shows them with a form; elsewhere there is nothing to tick. */
const measureReports = Type.Optional(
  Type.Array(
    Type.Object(
      {
        measureId: uuid('措施'),
        state: Type.Union(
          [
            Type.Literal('underway', { title: measureStates.underway }),
            Type.Literal('done', { title: measureStates.done }),
          ],
          { title: '进度' },
        ),
        line: Type.Optional(Type.String({ title: '说明', maxLength: 200 })),
      },
      closed,
    ),
    { title: '各项措施', maxItems: 50, 'x-widget': 'hidden' },
  ),
);

/** What each step of a work item asks for. */
export const workItemFields = {
  planMeasures: Type.Object({ measures }, closed),
  changeMeasures: Type.Object({ measures, reason: words('调整原因') }, closed),
  report: Type.Object(
    {
      percent: Type.Integer({ title: '完成比例（%）', minimum: 0, maximum: 100 }),
      text: words('进展情况', 10, 2000),
      measures: measureReports,
      attachments: files('佐证材料', 'evidence'),
    },
    closed,
  ),
  cooperatorReport: Type.Object(
    {
      unitId: Type.Optional(uuid('代表单位', { 'x-widget': 'unit', 'x-hint': '您在几个参与单位任职时才需要选择' })),
      percent: Type.Optional(Type.Integer({ title: '完成比例（%）', minimum: 0, maximum: 100 })),
      text: words('进展情况', 5, 2000),
      done: Type.Optional(Type.Boolean({ title: '本单位承担的任务已经完成' })),
      attachments: files('佐证材料', 'evidence'),
    },
    closed,
  ),
  acceptReport: Type.Object(
    {
      reportId: about('进展报告'),
      note: Type.Optional(Type.String({ title: '意见', maxLength: 500, 'x-widget': 'textarea' })),
    },
    closed,
  ),
  returnReport: Type.Object({ reportId: about('进展报告'), reason: words('退回原因') }, closed),
  requestExtension: Type.Object({ dueOn: day('申请延至'), reason: words('延期理由', 10) }, closed),
  approveExtension: Type.Object({ opinion: words('意见') }, closed),
  refuseExtension: Type.Object({ opinion: words('意见') }, closed),
  supervise: Type.Object(
    {
      unitId: Type.Optional(uuid('督办单位', { 'x-widget': 'unit', 'x-hint': '不选即为牵头单位' })),
      demand: words('督办要求', 10, 2000),
      replyBy: day('答复期限'),
    },
    closed,
  ),
  answerSupervision: Type.Object(
    { noticeId: about('督办通知'), reply: words('答复内容', 10, 2000), attachments: files('附件', 'evidence') },
    closed,
  ),
  submitCompletion: Type.Object(
    { text: words('完成情况', 10, 2000), attachments: files('佐证材料', 'result') },
    closed,
  ),
  accept: Type.Object({ opinion: words('核验意见') }, closed),
  returnForWork: Type.Object({ reason: words('退回原因', 5) }, closed),
  reopen: Type.Object({ reason: words('重新办理的原因', 5), dueOn: Type.Optional(day('新的期限')) }, closed),
  narrow: Type.Object(
    {
      unitIds: Type.Array(uuid('参与单位'), {
        title: '参与单位',
        minItems: 1,
        maxItems: 60,
        uniqueItems: true,
        'x-widget': 'units',
      }),
      reason: Type.Optional(Type.String({ title: '说明', maxLength: 500, 'x-widget': 'textarea' })),
    },
    closed,
  ),
  transferLead: Type.Object(
    { unitId: uuid('新的牵头单位', { 'x-widget': 'unit' }), reason: words('变更原因', 5) },
    closed,
  ),
  cancel: Type.Object({ reason: words('终止原因', 5) }, closed),
} as const satisfies Record<StepOf<typeof workItemWorkflow>, unknown>;
