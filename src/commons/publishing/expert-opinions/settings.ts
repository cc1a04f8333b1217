import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';
import { EXPERT_LIMITS } from './contract.ts';

/** How many experts outside the bureau are asked, for how long, and how many wrong codes a link bears. No rule names these numbers. */
export const expertSettings = keptSettings({
  key: 'expert-opinions',
  label: '局外专家意见',
  schema: Type.Object(
    {
      atOnce: Type.Integer({ title: '一次最多征求几位专家', minimum: 1, maximum: EXPERT_LIMITS.atOnce }),
      open: Type.Integer({ title: '一份文件同时有效的专家链接最多几个', minimum: 1, maximum: 100 }),
      wrongCodes: Type.Integer({
        title: '验证码输错几次后锁定',
        description: '锁定后由发起人更换验证码',
        minimum: 3,
        maximum: 10,
      }),
      furthestDue: Type.Integer({ title: '答复期限最远多少日', minimum: 1, maximum: 180 }),
      grace: Type.Integer({
        title: '过了答复期限多少日链接失效',
        description: '已经发出的链接，仍按发出时的日期',
        minimum: 0,
        maximum: 30,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { atOnce: EXPERT_LIMITS.atOnce, open: 20, wrongCodes: 5, furthestDue: 60, grace: 7 },
});

export type ExpertSettings = Awaited<ReturnType<typeof expertSettings.current>>;
