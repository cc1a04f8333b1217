import { Type } from 'typebox';
import { civilDate } from '#kernel/dates.ts';
import { openMatter } from '#commons/casework/index.ts';
import { FEEDBACK_KINDS } from '#commons/publishing/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { pageFeedbackKind } from './kind.ts';

/** Opens a matter for every report not opened yet; the row is the truth, so a run that was missed is made good by the next. */
export async function openFeedback(services: Services): Promise<number> {
  const waiting = await services.db
    .selectFrom('intake.page_feedback')
    .select('id')
    .where('opened_at', 'is', null)
    .orderBy('sent_at')
    .limit(200)
    .execute();
  for (const { id } of waiting) await act(services, systemActor, (a) => openOne(a, id));
  return waiting.length;
}

async function openOne(act: Act, id: string): Promise<void> {
  const sent = await act.tx
    .selectFrom('intake.page_feedback')
    .selectAll()
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!sent) return;
  await openMatter(act, pageFeedbackKind, {
    title: `${FEEDBACK_KINDS[sent.kind as keyof typeof FEEDBACK_KINDS] ?? '其他问题'}：${sent.page}`.slice(0, 200),
    leadUnitId: await ownerOf(act, sent.page),
    receivedOn: civilDate(sent.sent_at),
    payload: { feedbackId: sent.id, page: sent.page, receipt: sent.receipt, text: sent.text },
  });
  await act.tx.updateTable('intake.page_feedback').set({ opened_at: act.now }).where('id', '=', id).execute();
}

/** The unit behind a page: that of the document's draft, else of the column, else the office that runs openness for the bureau. */
async function ownerOf(act: Act, page: string): Promise<string> {
  const [, kind, key = ''] = page.split('/');
  const owner =
    kind === 'documents'
      ? await act.tx
          .selectFrom('document as d')
          .innerJoin('matter as m', 'm.id', 'd.id')
          .select('m.lead_unit_id as id')
          .where('d.index_number', '=', decodeURIComponent(key))
          .executeTakeFirst()
      : kind === 'columns'
        ? await act.tx
            .selectFrom('publication_column')
            .select('unit_id as id')
            .where('key', '=', key)
            .executeTakeFirst()
        : undefined;
  if (owner?.id) return owner.id;
  const office = await act.tx
    .selectFrom('post as p')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select('p.unit_id as id')
    .where('p.roles', '@>', ['openness-officer'])
    .where('u.closed_on', 'is', null)
    .orderBy('u.position')
    .executeTakeFirst();
  if (office) return office.id;
  const bureau = await act.tx.selectFrom('unit').select('id').where('kind', '=', 'bureau').executeTakeFirstOrThrow();
  return bureau.id;
}

export const openFeedbackJob = defineJob({
  name: 'page-feedback.open',
  label: '登记网站找错留言',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await openFeedback(services);
  },
});
