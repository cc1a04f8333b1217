import { invalid } from '#kernel/errors.ts';
import type { Relief } from '../law/fees.ts';
import { type Effect, text } from '../steps/effect.ts';

/** Whether less is asked for than the tariff says. The rules read name no cases, so the decision has its reason and is made by the head of the openness office [D]. */
export const decideRelief: Effect = async (act, matter, fields) => {
  const decision = text(fields, 'decision') as Relief;
  const yuan = typeof fields.yuan === 'number' ? fields.yuan : null;
  if (decision === 'reduced' && yuan === null) throw invalid({ yuan: '决定减收的，请填写减收的金额' });
  if (decision !== 'reduced' && yuan !== null) throw invalid({ yuan: '只有减收才填写金额，请删去或者改为减收' });
  await act.tx
    .insertInto('request_relief')
    .values({
      request_id: matter.id,
      decision,
      yuan,
      reason: text(fields, 'reason'),
      decided_by: act.actor.id,
      decided_at: act.now,
    })
    .execute();
  return { payload: { decision, ...(yuan !== null && { yuan }), reason: fields.reason } };
};
