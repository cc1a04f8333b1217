import { sql } from 'kysely';
import { hoursBetween, type Instant, instant } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { actorsOf, holdersOf } from '#commons/organisations/index.ts';
import { demandOfSite, isOfSite, throughTheDoor } from '#commons/publishing/index.ts';
import { onlineForm } from '#platform/online-forms.ts';
import type { Act } from '#platform/services.ts';
import { type ClosureDecision, LONGEST_DAYS, type NewClosure, type Reopening } from './contract.ts';
import { onlineFormsPolicy } from './policy.ts';

const CHAIN = 'online-forms';

/**
 * Proposes to close a form for a time; nothing closes by it. For the bureau the site belongs to: its forms are everybody's. Refuses a time that is over, longer than `LONGEST_DAYS`, or that meets another closure
 * of the same form. Gives its id.
 */
export async function proposeClosure(act: Act, form: string, given: NewClosure): Promise<string> {
  const { tx, actor, now, services } = act;
  await demandOfSite(act, onlineFormsPolicy['online-forms.propose']);
  const declared = onlineForm(services, form);
  if (!declared) throw notFound('这份网上表单');
  const [closesAt, opensAt] = [instant(given.closesAt), instant(given.opensAt)];
  const wrong: Record<string, string> = {};
  if (opensAt <= now) wrong.opensAt = '恢复时间已经过去';
  else if (opensAt <= closesAt) wrong.opensAt = '恢复时间应当晚于暂停时间';
  else if (hoursBetween(closesAt, opensAt) > LONGEST_DAYS * 24)
    wrong.opensAt = `一次最多暂停 ${LONGEST_DAYS} 天；还需要的，届时再提出`;
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  await lockForms(act);
  if (await meetsAnother(act, form, closesAt, opensAt))
    throw refused([`${declared.label}在这段时间已有一次暂停（待审核或者已同意），请先撤回、恢复或者改选时间`]);
  const { id } = await tx
    .insertInto('form_closure')
    .values({
      form,
      reason: reasonOf(given.reason),
      closes_at: closesAt,
      opens_at: opensAt,
      proposed_by: actor.id,
      proposed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'online-forms.closure-proposed',
    payload: { closureId: id, form, reason: reasonOf(given.reason), closesAt, opensAt },
  });
  await tellDeciders(act, id, declared.label);
  return id;
}

/** The page ends the sentence itself. */
const reasonOf = (reason: string) => reason.trim().replace(/[。.；;]+$/u, '');

/** Whoever proposed it takes it back, as long as nobody has decided. */
export async function withdrawClosure(act: Act, id: string): Promise<void> {
  const row = await inHand(act, id);
  if (row.proposed_by !== act.actor.id) throw forbidden('由提出人撤回；不同意的，请在审核时选“不同意”');
  await act.tx.updateTable('form_closure').set({ withdrawn_at: act.now }).where('id', '=', id).execute();
  await appendJournal(act, { chain: CHAIN, action: 'online-forms.closure-withdrawn', payload: { closureId: id } });
}

/** Another person decides. Agreed to, the public reads it at once; it begins at its hour, or now where that has passed meanwhile. */
export async function decideClosure(act: Act, id: string, { agrees, opinion }: ClosureDecision): Promise<void> {
  const { tx, actor, now } = act;
  await demandOfSite(act, onlineFormsPolicy['online-forms.decide']);
  await lockForms(act);
  const row = await inHand(act, id);
  if (row.proposed_by === actor.id) throw forbidden('不能审核自己提出的暂停，请由另一人审核');
  if (agrees && row.opens_at <= now) throw refused(['恢复时间已经过去，请选“不同意”']);
  const closesAt = agrees && row.closes_at < now ? now : row.closes_at;
  await tx
    .updateTable('form_closure')
    .set({ agrees, opinion, decided_by: actor.id, decided_at: now, closes_at: closesAt })
    .where('id', '=', id)
    .execute();
  const payload = { closureId: id, form: row.form, opinion, closesAt, opensAt: row.opens_at };
  await appendJournal(act, {
    chain: CHAIN,
    action: agrees ? 'online-forms.closure-agreed' : 'online-forms.closure-refused',
    payload,
  });
  if (!agrees) return;
  await throughTheDoor(act, async (portal) => {
    await portal
      .insertInto('portal.form_closure')
      .values({ id, form: row.form, reason: row.reason, closes_at: closesAt, opens_at: row.opens_at })
      .execute();
  });
}

/** Opens it before its time, or calls off what was announced. One person is enough: nobody is kept out by it. */
export async function reopenForm(act: Act, id: string, { reason }: Reopening): Promise<void> {
  const { tx, actor, now } = act;
  await demandOfSite(act, onlineFormsPolicy['online-forms.reopen']);
  const row = await tx.selectFrom('form_closure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('这次暂停');
  if (!row.agrees || row.ended_at || row.opens_at <= now) throw refused(['这次暂停没有生效，或者已经恢复']);
  await tx.updateTable('form_closure').set({ ended_by: actor.id, ended_at: now }).where('id', '=', id).execute();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'online-forms.reopened',
    payload: { closureId: id, form: row.form, reason },
  });
  await throughTheDoor(act, async (portal) => {
    await portal.deleteFrom('portal.form_closure').where('id', '=', id).execute();
  });
}

const lockForms = ({ tx }: Act) => sql`select pg_advisory_xact_lock(hashtext('online-forms'))`.execute(tx);

async function meetsAnother({ tx, now }: Act, form: string, closesAt: Instant, opensAt: Instant): Promise<boolean> {
  const other = await tx
    .selectFrom('form_closure')
    .select('id')
    .where('form', '=', form)
    .where('withdrawn_at', 'is', null)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('agrees', 'is', null), eb('agrees', '=', true)]))
    .where((eb) =>
      eb.or([eb('agrees', 'is', null), eb.and([eb('closes_at', '<', opensAt), eb('opens_at', '>', closesAt)])]),
    )
    .where((eb) => eb.or([eb('agrees', 'is', null), eb('opens_at', '>', now)]))
    .executeTakeFirst();
  return other !== undefined;
}

async function inHand({ tx }: Act, id: string) {
  const row = await tx.selectFrom('form_closure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('这次暂停');
  if (row.withdrawn_at) throw refused(['这次暂停已经撤回']);
  if (row.decided_at) throw refused(['这次暂停已经有决定']);
  return row;
}

async function tellDeciders(act: Act, id: string, label: string): Promise<void> {
  const rule = onlineFormsPolicy['online-forms.decide'];
  const holders = new Set<string>();
  for (const role of ['openness-officer', 'openness-head'])
    for (const id of await holdersOf(act.tx, { role, on: act.today })) holders.add(id);
  const deciding: string[] = [];
  for (const person of await actorsOf(act.tx, act.today, { ids: [...holders] }))
    if (await isOfSite(act.tx, rule, person)) deciding.push(person.id);
  await notify(act, {
    to: deciding.filter((person) => person !== act.actor.id),
    kind: 'system',
    title: `${label}暂停，等待审核`,
    body: '同意之前，网上照常受理。',
    link: '/workbench/online-forms',
    dedupe: `form-closure-proposed:${id}`,
  });
}
