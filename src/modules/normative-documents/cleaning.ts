import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { allows, grantFor } from '#kernel/policy.ts';
import { closeDuty, matterById, openDuty, openMatter, takeStepAs } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import { createDocument } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { cleaningKind } from './cleaning-kind.ts';
import { announcementContent, decidedItems } from './cleaning-results.ts';
import type { Judgement, NewCleaning } from './contract.ts';
import { normativePolicy } from './policy.ts';
import { datesOf, eventsOf } from './rows.ts';
import { ENDED, standingOn } from './standing.ts';

/**
 * Begins a cleaning: every document in force that fits the scope gets a line, every unit concerned a duty until the deadline. Refuses a
 * deadline that is over and a scope in which nothing is in force.
 */
export async function beginCleaning(act: Act, asked: NewCleaning): Promise<string> {
  const grant = grantFor(normativePolicy['normative-documents.clean'], act.actor, {
    bureauId: act.actor.grants.find(({ role }) => role === 'legality-reviewer')?.unitPath[0] ?? null,
  });
  if (!grant || grant === 'staff') throw forbidden();
  if (asked.deadline < act.today) throw invalid({ deadline: '期限不能早于今天' });
  const documents = await inScope(act, grant.unitPath[0] ?? '', asked);
  if (documents.length === 0) throw refused(['这个范围里没有现行有效的规范性文件，请放宽范围']);
  const matter = await openMatter(act, cleaningKind, {
    title: asked.title.trim(),
    leadUnitId: grant.unitId,
    dueOn: asked.deadline as LocalDate,
    payload: { scope: asked.scope, basis: asked.basis, documents: documents.length },
  });
  await act.tx
    .insertInto('normative_cleaning')
    .values({ id: matter.id, scope: asked.scope, basis: asked.basis, deadline: asked.deadline as LocalDate })
    .execute();
  await act.tx
    .insertInto('normative_cleaning_item')
    .values(documents.map(({ id, unit_id }) => ({ cleaning_id: matter.id, document_id: id, unit_id })))
    .execute();
  for (const unitId of new Set(documents.map(({ unit_id }) => unit_id)))
    await openDuty(act, matter.id, {
      key: proposalsOf(unitId),
      role: 'drafter',
      unitId,
      task: '对本单位起草的规范性文件逐件提出清理意见',
      dueOn: asked.deadline as LocalDate,
    });
  return matter.id;
}

const proposalsOf = (unitId: string) => `proposals:${unitId}`;

async function inScope(act: Act, bureauId: string, { until, unitIds }: NewCleaning) {
  // A page that was taken off may not be named in an announcement.
  let query = act.tx
    .selectFrom('normative_document')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('withdrawn', '=', false);
  if (until) query = query.where('released_on', '<', until as LocalDate);
  if (unitIds && unitIds.length > 0) query = query.where('unit_id', 'in', unitIds);
  const rows = await query.orderBy('released_on').limit(2000).execute();
  const events = await eventsOf(
    act.tx,
    rows.map(({ id }) => id),
  );
  return rows.filter((row) => !ENDED.has(standingOn(datesOf(row), events.get(row.id) ?? [], act.today).standing));
}

/** What the drafting unit thinks should become of one document. May be changed until it is decided. */
export async function propose(act: Act, cleaningId: string, documentId: string, asked: Judgement): Promise<void> {
  const { item, matter } = await openItem(act, cleaningId, documentId);
  const subject = { leadUnitId: item.unit_id, bureauId: matter.bureauId };
  if (!allows(normativePolicy['normative-documents.propose'], act.actor, subject))
    throw forbidden('由起草单位的起草人或者负责人提出意见');
  if (item.decision) throw refused(['这一件已经审核，意见不能再改']);
  await fitting(act, documentId, asked);
  await act.tx
    .updateTable('normative_cleaning_item')
    .set({
      proposal: asked.outcome,
      proposal_reason: asked.reason,
      proposed_until: (asked.validUntil ?? null) as LocalDate | null,
      proposed_by: act.actor.id,
      proposed_at: act.now,
    })
    .where('cleaning_id', '=', cleaningId)
    .where('document_id', '=', documentId)
    .execute();
  await appendJournal(act, {
    chain: matterChain(cleaningId),
    action: 'normative-cleaning.proposed',
    payload: { documentId, ...asked },
  });
  const left = await act.tx
    .selectFrom('normative_cleaning_item')
    .select('document_id')
    .where('cleaning_id', '=', cleaningId)
    .where('unit_id', '=', item.unit_id)
    .where('proposal', 'is', null)
    .executeTakeFirst();
  if (!left) await closeDuty(act, cleaningId, proposalsOf(item.unit_id));
}

/** What becomes of one document. By a legality reviewer who did not propose it; once the announcement is drafted it stands. */
export async function decide(act: Act, cleaningId: string, documentId: string, asked: Judgement): Promise<void> {
  const { item, matter } = await openItem(act, cleaningId, documentId);
  if (!allows(normativePolicy['normative-documents.decide'], act.actor, { bureauId: matter.bureauId }))
    throw forbidden();
  if (!item.proposal) throw refused(['起草单位还没有提出意见']);
  if (item.proposed_by === act.actor.id) throw refused(['意见由您提出，不能由您审核']);
  await fitting(act, documentId, asked);
  await act.tx
    .updateTable('normative_cleaning_item')
    .set({
      decision: asked.outcome,
      decision_reason: asked.reason,
      decided_until: (asked.validUntil ?? null) as LocalDate | null,
      decided_by: act.actor.id,
      decided_at: act.now,
    })
    .where('cleaning_id', '=', cleaningId)
    .where('document_id', '=', documentId)
    .execute();
  await appendJournal(act, {
    chain: matterChain(cleaningId),
    action: 'normative-cleaning.decided',
    payload: { documentId, ...asked },
  });
  await askForAnnouncement(act, cleaningId, matter.leadUnitId);
}

const ANNOUNCEMENT = 'announcement';

/** After the last decision the drafters of the unit that cleans are asked for the announcement: nobody else would know that it is time. */
async function askForAnnouncement(act: Act, cleaningId: string, unitId: string): Promise<void> {
  const { deadline, open } = await act.tx
    .selectFrom('normative_cleaning as c')
    .innerJoin('normative_cleaning_item as i', 'i.cleaning_id', 'c.id')
    .select(({ fn }) => ['c.deadline', fn.countAll<number>().filterWhere('i.decision', 'is', null).as('open')])
    .where('c.id', '=', cleaningId)
    .groupBy('c.id')
    .executeTakeFirstOrThrow();
  if (Number(open) > 0) return;
  await openDuty(act, cleaningId, {
    key: ANNOUNCEMENT,
    role: 'drafter',
    unitId,
    task: '清理意见已全部审核：起草清理结果公告',
    dueOn: deadline,
  });
}

async function openItem(act: Act, cleaningId: string, documentId: string) {
  const matter = await matterById(act.tx, cleaningId);
  const item = await act.tx
    .selectFrom('normative_cleaning_item')
    .selectAll()
    .where('cleaning_id', '=', cleaningId)
    .where('document_id', '=', documentId)
    .forUpdate()
    .executeTakeFirst();
  if (!matter || !item) throw notFound('这一件清理意见');
  if (matter.state !== 'collecting') throw refused(['清理结果公告已经起草，意见不能再改']);
  return { matter, item };
}

/** Only what goes on may be given longer, and only beyond what it has. */
async function fitting(act: Act, documentId: string, { outcome, validUntil }: Judgement): Promise<void> {
  if (!validUntil) return;
  if (outcome !== 'continue') throw invalid({ validUntil: '只有继续有效的文件可以延长有效期' });
  const row = await act.tx
    .selectFrom('normative_document')
    .selectAll()
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const events = (await eventsOf(act.tx, [documentId])).get(documentId) ?? [];
  const until = standingOn(datesOf(row), events, act.today).validUntil;
  if (until !== null && validUntil <= until)
    throw invalid({ validUntil: `新的有效期应晚于原来的${chineseDate(until)}` });
}

/** Drafts the announcement of the results with its four lists, in the name of a unit; it goes through the usual chain. */
export async function announce(act: Act, cleaningId: string, leadUnitId: string): Promise<string> {
  const matter = await matterById(act.tx, cleaningId);
  const unit = await unitById(act.tx, leadUnitId);
  if (!matter || matter.kind !== cleaningKind.key) throw notFound('这次清理');
  if (!unit || bureauOf(unit) !== matter.bureauId) throw invalid({ leadUnitId: '请选择本局的单位' });
  await takeStepAs(act, cleaningId, 'announce', {});
  await closeDuty(act, cleaningId, ANNOUNCEMENT);
  const items = await decidedItems(act, cleaningId);
  const { basis, scope } = await act.tx
    .selectFrom('normative_cleaning')
    .select(['basis', 'scope'])
    .where('id', '=', cleaningId)
    .executeTakeFirstOrThrow();
  const document = await createDocument(
    act,
    {
      type: 'cleaning-announcement',
      leadUnitId,
      content: announcementContent({
        cleaningId,
        title: matter.title,
        basis,
        scope,
        items,
        issuingUnitId: matter.bureauId,
        today: act.today,
      }),
    },
    { byCommand: true, parentId: cleaningId },
  );
  await act.tx
    .updateTable('normative_cleaning')
    .set({ document_id: document.id })
    .where('id', '=', cleaningId)
    .execute();
  return document.id;
}
