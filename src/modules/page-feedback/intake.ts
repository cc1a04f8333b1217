import { sql } from 'kysely';
import { Type } from 'typebox';
import { civilDate } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { openMatter } from '#commons/casework/index.ts';
import { unitsWithRole } from '#commons/organisations/index.ts';
import { feedbackKindLabel } from '#commons/publishing/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { openEach } from '#platform/submissions.ts';
import { pageFeedbackKind } from './kind.ts';

/** Opens a matter for every report not opened yet. */
export const openFeedback = (services: Services): Promise<number> =>
  openEach(
    services,
    {
      work: 'page-feedback.open',
      rows: sql`select id, sent_at as since from intake.page_feedback where opened_at is null`,
      trouble: 'a report on a page cannot be opened',
    },
    (id) => act(services, systemActor, (a) => openOne(a, id)),
  );

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
    title: titleOf(sent.kind, sent.page),
    leadUnitId: await ownerOf(act, sent.page),
    receivedOn: civilDate(sent.sent_at),
    // What was written may name people; the journal, which nothing leaves, keeps only what proves that it was not changed.
    payload: {
      feedbackId: sent.id,
      page: sent.page,
      receipt: sent.receipt,
      textHash: digest('sha256', sent.text).toString('hex'),
    },
  });
  await act.tx.updateTable('intake.page_feedback').set({ opened_at: act.now }).where('id', '=', id).execute();
}

/** By whole characters: half of one could not be kept. */
function titleOf(kind: string, page: string): string {
  return [...`${feedbackKindLabel(kind)}：${page}`].slice(0, 200).join('');
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
          .where('d.index_number', '=', readable(key))
          .executeTakeFirst()
      : kind === 'columns'
        ? await act.tx
            .selectFrom('publication_column')
            .select('unit_id as id')
            .where('key', '=', key)
            .executeTakeFirst()
        : undefined;
  if (owner?.id) return owner.id;
  // The site is the top bureau's.
  const [office] = await unitsWithRole(act.tx, 'openness-officer');
  if (office) return office;
  const bureau = await act.tx.selectFrom('unit').select('id').where('kind', '=', 'bureau').executeTakeFirstOrThrow();
  return bureau.id;
}

/** People write addresses as they like; one that cannot be decoded is looked up as it stands. */
function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
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
