import { type TObject, Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { defineSeries } from '#kernel/numbering.ts';
import type { Rule } from '#kernel/policy.ts';
import type { StepOf } from '#kernel/workflow.ts';
import { closeDuty, defineKind } from '#commons/casework/index.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import { choice } from '../choice.ts';
import { conversionClock } from './clock.ts';
import { draftOf } from './drafting.ts';
import { owePublication, PROMISED, promisedDay } from './promise.ts';
import { aboutConversion } from './reading.ts';
import { conversionWorkflow } from './workflow.ts';

type Step = StepOf<typeof conversionWorkflow>;

const closed = { additionalProperties: false } as const;
const area = (title: string, maxLength = 1_000) =>
  Type.String({ minLength: 2, maxLength, title, 'x-widget': 'textarea' });

const fields = {
  propose: Type.Object(
    {
      topic: Type.String({
        title: '信息名称',
        description: '用本机关的话写，不写申请人的任何信息',
        minLength: 4,
        maxLength: 100,
      }),
      publish: choice('意见', { publish: '转为主动公开', decline: '不转为主动公开' }),
      unitId: Type.Optional(
        Type.String({ format: 'uuid', title: '拟稿单位（转为主动公开时填写）', 'x-widget': 'unit' }),
      ),
      publishBy: Type.Optional(
        Type.String({
          format: 'date',
          title: '承诺公开的日期（转为主动公开时可填）',
          description:
            '答复或者决定里已经说明何时公开的，填写这一天；到期前后提醒拟稿单位和政务公开办公室，公开后自动完成',
        }),
      ),
      grounds: area('理由'),
    },
    closed,
  ),
  decide: Type.Object({ opinion: Type.Optional(Type.String({ title: '意见', maxLength: 500 })) }, closed),
  sendBack: Type.Object({ reason: area('退回原因', 500) }, closed),
  draft: Type.Object(
    {
      title: Type.String({ title: '标题', minLength: 4, maxLength: 200 }),
      body: area('公开的内容（每段一行）', 20_000),
    },
    closed,
  ),
  conclude: Type.Object({}, closed),
  reconsider: Type.Object({ reason: area('原因', 500) }, closed),
} as const satisfies Record<Step, TObject>;

const policy = {
  propose: { label: '研究是否转为主动公开', roles: ['openness-officer'], scope: 'bureau' },
  decide: { label: '决定是否转为主动公开', roles: ['openness-head', 'issuer'], scope: 'bureau' },
  sendBack: { label: '退回研究', roles: ['openness-head', 'issuer'], scope: 'bureau' },
  draft: { label: '拟写主动公开的文稿', roles: ['drafter'], scope: 'lead' },
  conclude: { label: '文稿发布', roles: ['system', 'releaser'], scope: 'anywhere' },
  reconsider: { label: '重新研究是否转为主动公开', roles: ['openness-officer'], scope: 'bureau' },
} as const satisfies Record<Step, Rule>;

export const conversionKind = defineKind({
  key: 'request-conversion',
  label: '转为主动公开',
  workflow: conversionWorkflow,
  policy,
  fields,
  clock: conversionClock,
  // Taken up again, it is considered anew, with a period of its own.
  presentPeriod: (history) => {
    const at = history.findLastIndex(({ action }) => action === 'request-conversion.reconsider');
    const again = history[at];
    return again ? { since: again.legalDate, history: history.slice(at) } : { history };
  },
  series: defineSeries({ key: 'request-conversion', label: '转为主动公开编号', pattern: '转公开〔{year}〕{n}号' }),
  officeRole: 'openness-officer',
  visibleTo: [
    { roles: ['openness-officer', 'openness-head', 'issuer', 'supervisor'], scope: 'bureau' },
    { roles: ['drafter', 'department-head'], scope: 'involved' },
  ],
  about: aboutConversion,
  // Concluded by the release alone, in its transaction.
  bars: async (db, matter, step) => {
    if (step !== 'conclude') return [];
    const row = await db
      .selectFrom('request_conversion as c')
      .innerJoin('document as d', 'd.id', 'c.document_id')
      .select('d.id')
      .where('c.id', '=', matter.id)
      .executeTakeFirst();
    return row ? [] : ['文稿发布时自动完成'];
  },
  perform: {
    async propose(act, matter, { topic, publish, unitId, grounds, publishBy }) {
      if (publish === 'publish') {
        const unit = typeof unitId === 'string' ? await unitById(act.tx, unitId) : undefined;
        if (!unit || unit.closedOn || bureauOf(unit) !== matter.bureauId)
          throw invalid({ unitId: '转为主动公开的，请选择本局现有的处室（单位）拟稿' });
      }
      const promised = promisedDay(act, publish, publishBy);
      await act.tx
        .updateTable('request_conversion')
        .set({
          publish_by: promised,
          topic: String(topic),
          decision: publish as 'publish' | 'decline',
          grounds: String(grounds),
          proposed_by: act.actor.id,
          decided_by: null,
          decided_on: null,
        })
        .where('id', '=', matter.id)
        .execute();
      return {
        title: `是否转为主动公开：${String(topic)}`,
        ...(publish === 'publish' && { leadUnitId: String(unitId) }),
      };
    },
    async decide(act, matter, { opinion }) {
      const { decision, publishBy } = await act.tx
        .updateTable('request_conversion')
        .set({ decided_by: act.actor.id, decided_on: act.today })
        .where('id', '=', matter.id)
        .returning(['decision', 'publish_by as publishBy'])
        .executeTakeFirstOrThrow();
      if (decision === 'publish' && publishBy) await owePublication(act, matter, publishBy);
      return { to: decision === 'publish' ? 'drafting' : 'declined', payload: { decision, opinion } };
    },
    draft: draftOf,
    async conclude(act, matter) {
      await closeDuty(act, matter.id, PROMISED);
      return {};
    },
    async reconsider(act, matter, { reason }) {
      await act.tx
        .updateTable('request_conversion')
        .set({
          decision: null,
          grounds: null,
          proposed_by: null,
          decided_by: null,
          decided_on: null,
          document_id: null,
          publish_by: null,
        })
        .where('id', '=', matter.id)
        .execute();
      await closeDuty(act, matter.id, PROMISED);
      return { payload: { reason } };
    },
  },
});
