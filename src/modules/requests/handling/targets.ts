import { Type } from 'typebox';
import type { Tx } from '#platform/db.ts';
import { keptSettings } from '#platform/system/settings.ts';

const days = (title: string, description: string) => Type.Integer({ title, description, minimum: 1, maximum: 20 });

/**
 * How long the office means a request to stay at a stage, in working days: goals of its own, all before the twenty of the law (ours; peers' idea 7:
 * two dates, never one column). When somebody takes it up changes a goal and never the day the law counts from (idea 8).
 */
export const requestTargets = keptSettings({
  key: 'request-targets',
  label: '依申请公开内部要求',
  schema: Type.Object(
    {
      submitted: days('确认收到（工作日）', '收到申请后多少个工作日内与申请人确认'),
      accepted: days('分办（工作日）', '确认收到后多少个工作日内分办到承办单位'),
      processing: days('检索和拟写（工作日）', '承办单位收到分办后多少个工作日内送审文书；总时限另按法定期限计算'),
      letterReview: days('审核（工作日）', '文书送审后多少个工作日内审核'),
      letterEndorsement: days('审批（工作日）', '重大敏感申请的文书送分管负责人后多少个工作日内审批'),
      letterIssue: days('签发（工作日）', '文书审核后多少个工作日内签发'),
      dispatch: days('发出（工作日）', '文书签发后多少个工作日内发出'),
      handBacks: Type.Integer({
        title: '处室可以退回分办的次数（每件）',
        description: '超过次数的由政务公开办公室决定承办单位，处室不能再退回；0 表示不能退回',
        minimum: 0,
        maximum: 9,
      }),
      likeFrom: Type.Integer({
        title: '相似申请的提示门槛（%）',
        description: '两件申请的文字有多少相同时列为相似申请',
        minimum: 20,
        maximum: 95,
      }),
    },
    { additionalProperties: false },
  ),
  usual: {
    submitted: 1,
    accepted: 1,
    processing: 12,
    letterReview: 2,
    letterEndorsement: 2,
    letterIssue: 3,
    dispatch: 1,
    handBacks: 2,
    likeFrom: 40,
  },
});

/** The goal of a state; undefined for those in which somebody else has the word. */
export async function targetDaysOf(tx: Tx, state: string): Promise<number | undefined> {
  const set: Readonly<Record<string, number>> = { ...(await requestTargets.current(tx)) };
  return Object.hasOwn(set, state) ? set[state] : undefined;
}
