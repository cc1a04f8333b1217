import { Type } from 'typebox';
import { addHours } from '#kernel/dates.ts';
import { notify } from '#commons/notices/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { act, type Services, systemActor } from '#platform/services.ts';

const AGAIN_AFTER_HOURS = 24;

/** Tells whoever asked that the platform is late, and again each day until it answers, is called off, or the document moves on. */
export async function chaseLate(services: Services): Promise<number> {
  return act(services, systemActor, async (a) => {
    const late = await a.tx
      .selectFrom('exchange_legality_request as q')
      .innerJoin('exchange_partner as p', 'p.id', 'q.partner_id')
      .innerJoin('matter as m', 'm.id', 'q.document_id')
      .innerJoin('document as d', 'd.id', 'q.document_id')
      .select(['q.id', 'q.document_id', 'q.asked_by', 'p.name'])
      .where('m.state', '=', 'legalityReview')
      .whereRef('d.current_revision_id', '=', 'q.revision_id')
      .where('q.cancelled_at', 'is', null)
      .where('q.due_at', '<', a.now)
      .where((eb) =>
        eb.or([eb('q.chased_at', 'is', null), eb('q.chased_at', '<', addHours(a.now, -AGAIN_AFTER_HOURS))]),
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('exchange_legality_opinion as o').select('o.id').whereRef('o.request_id', '=', 'q.id'))),
      )
      .limit(200)
      .forUpdate('q')
      .execute();
    for (const { id, document_id, asked_by, name } of late) {
      await a.tx.updateTable('exchange_legality_request').set({ chased_at: a.now }).where('id', '=', id).execute();
      await notify(a, {
        to: [asked_by],
        kind: 'reminder',
        title: `${name}逾期没有答复合法性审核`,
        body: '已超过约定的答复时限，请向对方催问，或撤销送审后在本系统内审核。',
        link: '/workbench/exchange/legality',
        matterId: document_id,
        dedupe: `exchange.late:${id}:${a.today}`,
      });
    }
    return late.length;
  });
}

export const chaseLegalityJob = defineJob({
  name: 'exchange.chase-legality',
  label: '催问合法性审核平台',
  cron: '5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const late = await chaseLate(services);
    return late === 0 ? undefined : `逾期未答复 ${late} 件`;
  },
});
