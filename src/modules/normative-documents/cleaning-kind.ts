import { Type } from 'typebox';
import { defineSeries } from '#kernel/numbering.ts';
import { defineWorkflow } from '#kernel/workflow.ts';
import { defineKind } from '#commons/casework/index.ts';

const nothing = Type.Object({}, { additionalProperties: false });

/** A cleaning of normative documents: opinions of the units, decisions, the announcement, and what it brings about. */
export const cleaningWorkflow = defineWorkflow({
  key: 'normative-cleaning',
  label: '规范性文件清理',
  initial: 'collecting',
  states: {
    collecting: {
      label: '征集和审核意见',
      owner: { role: 'legality-reviewer', of: 'bureau' },
      task: '催齐各单位清理意见并逐件审核',
      timer: 'normative-cleaning.deadline',
    },
    announcing: {
      label: '公告审签中',
      owner: { role: 'legality-reviewer', of: 'bureau' },
      task: '跟踪清理结果公告的审签和发布',
      timer: 'normative-cleaning.deadline',
    },
    done: { label: '清理完成', final: true },
    cancelled: { label: '已终止', final: true },
  },
  steps: {
    announce: {
      label: '起草清理结果公告',
      from: ['collecting'],
      to: 'announcing',
      consequence: '四张清单写入公告草稿，按正常审签程序发布；发布时效力一并变更',
    },
    conclude: { label: '清理结果发布', from: ['announcing'], to: 'done' },
    cancel: {
      label: '终止清理',
      from: ['collecting'],
      to: 'cancelled',
      needs: { reason: '终止原因' },
      consequence: '已提出的意见留存备查，文件效力不变',
    },
  },
});

export const cleaningKind = defineKind({
  key: 'normative-cleaning',
  label: '规范性文件清理',
  workflow: cleaningWorkflow,
  policy: {
    announce: { label: '起草清理结果公告', roles: ['drafter'], scope: 'bureau' },
    conclude: { label: '清理结果发布', roles: ['system', 'releaser'], scope: 'anywhere' },
    cancel: { label: '终止清理', roles: ['legality-reviewer'], scope: 'bureau' },
  },
  fields: {
    announce: nothing,
    conclude: nothing,
    cancel: Type.Object(
      { reason: Type.String({ minLength: 2, maxLength: 500, title: '终止原因', 'x-widget': 'textarea' }) },
      { additionalProperties: false },
    ),
  },
  clock: [],
  series: defineSeries({ key: 'normative-cleaning', label: '清理编号', pattern: '规清〔{year}〕{n}号' }),
  officeRole: 'legality-reviewer',
  screen: (id) => `/normative-cleanings/${id}`,
  bars: async (db, matter, step) => {
    if (step === 'conclude') {
      const row = await db
        .selectFrom('normative_cleaning')
        .select('applied_at')
        .where('id', '=', matter.id)
        .executeTakeFirst();
      return row?.applied_at ? [] : ['公告发布时自动完成'];
    }
    if (step !== 'announce') return [];
    const rows = await db
      .selectFrom('normative_cleaning_item')
      .select('decision')
      .where('cleaning_id', '=', matter.id)
      .execute();
    const open = rows.filter(({ decision }) => decision === null).length;
    return open > 0 ? [`还有 ${open} 件没有审核意见，全部审核后才能起草公告`] : [];
  },
});
