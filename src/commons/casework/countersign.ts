import { addWorkdays } from '#kernel/calendar.ts';
import { chineseDate } from '#kernel/dates.ts';
import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, grantFor } from '#kernel/policy.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { unitsByIds } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { headsOf } from './awaited.ts';
import type { CountersignAnswer, CountersignInput } from './contract.ts';
import { caseworkPolicy } from './policy.ts';
import { matterById } from './queries.ts';
import { maySee } from './sight.ts';
import { stepsOffered } from './steps.ts';
import { saidAbout } from './said.ts';
import { type SeenMatter, closedForGood, lockSeen } from './visible.ts';
import { addressOf, matterAddress, shortTitle } from './where.ts';

/** Why somebody may not ask for countersigning now. Who may: whoever has a step to take on the matter at this moment. */
export async function countersignRefusals(
  db: Db | Tx,
  services: Services,
  seen: SeenMatter,
  actor: Actor,
): Promise<string[]> {
  if (closedForGood(seen)) return ['事项已办结，不能再会签'];
  const steps = await stepsOffered(db, services, seen.matter, actor);
  return steps.some(({ refusals }) => refusals.length === 0)
    ? []
    : ['会签由正在办理的人发起，目前没有轮到您办理的步骤'];
}

/** Asks units for their opinion (会签), each once at a time, with a limit in working days. Gives the new requests' ids. */
export async function askCountersign(
  act: Act,
  input: CountersignInput & { readonly matterId: string },
): Promise<string[]> {
  const { tx, actor, today, now, services } = act;
  const seen = await lockSeen(act, input.matterId);
  const { matter } = seen;
  const reasons = [
    ...(await countersignRefusals(tx, services, seen, actor)),
    ...(await unitRefusals(act, seen, input.unitIds)),
  ];
  if (reasons.length > 0) throw refused(reasons);
  const dueOn = addWorkdays(today, input.limitDays, services.calendar()).on;
  const asked = await tx
    .insertInto('countersign')
    .values(
      input.unitIds.map((unitId) => ({
        matter_id: matter.id,
        unit_id: unitId,
        question: input.question,
        due_on: dueOn,
        asked_by: actor.id,
        asked_at: now,
      })),
    )
    .returning(['id', 'unit_id'])
    .execute();
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.countersign-asked',
    round: matter.round,
    payload: {
      unitIds: input.unitIds,
      dueOn,
      ...(await saidAbout(act, seen, 'countersign', { question: input.question })),
    },
  });
  for (const { id, unit_id } of asked)
    await notify(act, {
      to: await headsOf(tx, unit_id, today),
      kind: 'countersign',
      title: `请会签：${shortTitle(matter.title)}`,
      body: `${matter.number}「${matter.title}」请您单位会签，${chineseDate(dueOn)}前答复：${input.question}`,
      link: matterAddress(seen.kind, matter.id),
      matterId: matter.id,
      dedupe: `countersign:${id}`,
    });
  return asked.map(({ id }) => id);
}

async function unitRefusals({ tx, today }: Act, { matter }: SeenMatter, unitIds: readonly string[]): Promise<string[]> {
  const units = await unitsByIds(tx, unitIds);
  const open = await tx
    .selectFrom('countersign')
    .select('unit_id')
    .where('matter_id', '=', matter.id)
    .where('answered_at', 'is', null)
    .execute();
  const pending = new Set(open.map(({ unit_id }) => unit_id));
  const reasons = units.length < unitIds.length ? ['有的会签单位不在机构名录中，请重新选择'] : [];
  for (const { id, name, path, closedOn } of units) {
    if (id === matter.leadUnitId) reasons.push(`${name}是牵头单位，不需要会签`);
    if (path[0] !== matter.bureauId) reasons.push(`${name}不属于本局，不能在系统内会签`);
    if (closedOn) reasons.push(`${name}已撤销，不能会签`);
    else if (pending.has(id)) reasons.push(`${name}还有一项会签没有答复`);
    else if ((await headsOf(tx, id, today)).length === 0) reasons.push(`${name}目前没有负责人，没有人能答复会签`);
  }
  return reasons;
}

/** Gives the opinion of a unit that was asked. Its head speaks for it, once. */
export async function answerCountersign(
  act: Act,
  input: CountersignAnswer & { readonly countersignId: string },
): Promise<{ readonly matterId: string }> {
  const { tx, actor, now, services } = act;
  const row = await tx
    .selectFrom('countersign as c')
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .select(['c.id', 'c.matter_id', 'c.unit_id', 'c.asked_by', 'c.answered_at', 'u.name'])
    .where('c.id', '=', input.countersignId)
    .forUpdate('c')
    .executeTakeFirst();
  const matter = row && (await matterById(tx, row.matter_id));
  if (!row || !matter || !actor.grants.some(({ unitId }) => unitId === row.unit_id)) throw notFound('这项会签');
  const kind = services.catalogue.kinds.get(matter.kind);
  if (!kind || !maySee(kind, matter, actor)) throw notFound('这项会签');
  const grant = answerGrant(actor, row.unit_id);
  if (!grant) throw forbidden(`${row.name}的会签由该单位负责人答复`);
  const reasons = [
    ...(row.answered_at ? [`${row.name}的会签已经答复，不能再次答复`] : []),
    ...(matter.closedOn ? ['事项已办结，不需要再答复会签'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  await tx
    .updateTable('countersign')
    .set({ agrees: input.agrees, opinion: input.opinion, answered_by: actor.id, answered_at: now })
    .where('id', '=', row.id)
    .execute();
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.countersign-answered',
    round: matter.round,
    payload: {
      unitId: row.unit_id,
      agrees: input.agrees,
      ...(await saidAbout(act, { kind, matter }, 'countersign-answer', { opinion: input.opinion })),
    },
    ...(grant.onBehalfOf && { onBehalfOf: grant.onBehalfOf }),
  });
  await notify(act, {
    to: [row.asked_by],
    kind: 'countersign',
    title: `${row.name}${input.agrees ? '同意' : '不同意'}会签：${shortTitle(matter.title)}`,
    body: `${matter.number}「${matter.title}」：${input.opinion}`,
    link: addressOf(services, matter),
    matterId: matter.id,
    dedupe: `countersign-answered:${row.id}`,
  });
  return { matterId: matter.id };
}

/** The grant by which somebody may answer for a unit. */
export function answerGrant(actor: Actor, unitId: string) {
  const rule = { ...caseworkPolicy['casework.answer-countersign'], scope: 'lead' } as const;
  const grant = grantFor(rule, actor, { leadUnitId: unitId });
  return grant === 'staff' ? undefined : grant;
}
