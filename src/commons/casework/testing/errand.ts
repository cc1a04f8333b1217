import { sql } from 'kysely';
import { Type } from 'typebox';
import type { ClockDef } from '#kernel/clock.ts';
import { defineSeries } from '#kernel/numbering.ts';
import { defineWorkflow } from '#kernel/workflow.ts';
import { defineKind } from '../kind.ts';

const nothing = Type.Object({}, { additionalProperties: false });
const words = (name: string, title: string) =>
  Type.Object({ [name]: Type.String({ title, minLength: 1, maxLength: 200 }) }, { additionalProperties: false });

const workflow = defineWorkflow({
  key: 'errand',
  label: '交办事项',
  initial: 'handling',
  states: {
    handling: { label: '办理中', owner: { role: 'clerk', of: 'assignee' }, task: '办理并报告', timer: 'errand' },
    review: {
      label: '处室审核',
      owner: { role: 'department-head', of: 'lead' },
      task: '审核办理情况',
      timer: 'errand',
    },
    checking: { label: '核验', owner: { role: 'openness-officer', of: 'office' }, task: '核验', timer: 'errand' },
    done: { label: '办结', final: true },
  },
  steps: {
    report: { label: '报告办理情况', from: ['handling'], to: 'review', needs: { result: '办理情况' } },
    sendBack: { label: '退回', from: ['review'], to: 'handling', startsRound: true, needs: { reason: '退回原因' } },
    pass: {
      label: '审核同意',
      from: ['review'],
      to: 'checking',
      notBy: ['report'],
      consequence: '送政务公开办公室核验',
    },
    wait: { label: '等候外部材料', from: ['handling'], to: 'stay' },
    accept: { label: '核验通过', from: ['checking'], to: 'done' },
  },
});

const clock: ClockDef = {
  key: 'errand',
  label: '交办期限',
  basis: '测试规定第一条',
  inForceFrom: '2020-01-01',
  limit: { n: 10, unit: 'working' },
  startsOn: ['open'],
  pauses: [{ from: 'wait', until: ['report'], basis: '测试规定第二条' }],
  stopsOn: ['accept'],
};

/** A kind of matter only for tests: a clerk handles, the head reviews and may send back, the office checks; ten working days. */
export const errand = defineKind({
  key: 'errand',
  label: '交办事项',
  workflow,
  writing: { label: '正在填写办理情况', rule: { label: '报告办理情况', roles: ['clerk'], scope: 'lead' } },
  policy: {
    report: { label: '报告办理情况', roles: ['clerk'], scope: 'lead' },
    sendBack: { label: '退回', roles: ['department-head'], scope: 'lead' },
    pass: { label: '审核同意', roles: ['department-head'], scope: 'lead' },
    wait: { label: '等候外部材料', roles: ['clerk'], scope: 'lead' },
    accept: { label: '核验通过', roles: ['openness-officer'], scope: 'bureau' },
  },
  fields: {
    report: words('result', '办理情况'),
    sendBack: words('reason', '退回原因'),
    pass: nothing,
    wait: nothing,
    accept: nothing,
  },
  clock: [clock],
  series: defineSeries({ key: 'errand', label: '交办编号', pattern: '交办〔{year}〕{n}号' }),
  officeRole: 'openness-officer',
});

const PACE: ReadonlyMap<string, number> = new Map([
  ['handling', 3],
  ['review', 2],
  ['checking', 1],
]);

/** The same, each of its stages with a goal. */
export const pacedErrand = defineKind({
  ...errand,
  key: 'paced-errand',
  label: '限时交办',
  endings: sql`select id as matter_id, closed_on as ended_on, closed_on > due_on as late from matter where closed_on is not null and due_on is not null`,
  targetDays: async (_tx, _matter, state) => PACE.get(state),
});
/** The same, to be seen only by those who have a part in it. */
export const quietErrand = defineKind({ ...errand, key: 'quiet-errand', label: '内部事项', visibleTo: [] });
