import { sql } from 'kysely';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { grantFor } from '#kernel/policy.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { peopleByIds } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { assigneesOf, giveTo, KEPT_FROM, wouldSee } from './assignment.ts';
import type { HandOverInput } from './hand-over-contract.ts';
import { demandReach, type HandOverReach, leavingOf } from './hand-over-lists.ts';
import { caseworkPolicy } from './policy.ts';
import { type MatterRow, matters } from './queries.ts';
import { saidAbout } from './said.ts';
import { maySee } from './sight.ts';
import type { SeenMatter } from './visible.ts';

type Asked = HandOverInput['matters'][number];

/**
 * Hands over what a person has open in a unit, each matter to a colleague there: by whoever heads the unit, and for somebody who leaves it by the keeper of
 * posts. One act: all of them or none, with every reason at once. A matter that changed since it was read is refused. Each has its journal entry; whoever
 * receives is told once of all of them. Gives how many were handed over.
 */
export async function handOver(
  act: Act,
  input: HandOverInput & { readonly unitId: string; readonly personId: string },
): Promise<{ handed: number }> {
  const { tx, actor, today } = act;
  const reach = await demandReach(tx, actor, input.unitId);
  const [person] = await peopleByIds(tx, [input.personId]);
  if (!person) throw notFound('这个人员');
  if (reach === 'registrar' && !(await leavingOf(tx, input.unitId, [person.id])).has(person.id))
    throw forbidden(`${person.name}仍在任：在任人员承办的事项由单位负责人移交`);
  const found = await lockAll(act, input.matters, reach);
  const receivers = new Map((await assigneesOf(tx, input.unitId, today)).map(({ id, name }) => [id, name]));
  const against: string[] = [];
  for (const one of input.matters) {
    const matter = found.get(one.id);
    const own = reasonsAgainst(one, matter, input, receivers);
    const kept = own.length === 0 && matter && !(await wouldSee(act, seenAs(act, matter), one.to));
    against.push(...(kept ? [`${matter.number}：${KEPT_FROM}`] : own));
  }
  if (against.length > 0) throw refused([`一件也没有移交：下列 ${against.length} 处需要先处理`, ...against]);
  for (const { id, to } of input.matters) await handOne(act, found.get(id), to, input.note);
  await tell(act, person, input, found, receivers);
  return { handed: input.matters.length };

  async function handOne(a: Act, matter: MatterRow | undefined, to: string, note: string | undefined): Promise<void> {
    if (!matter) throw notFound('这一事项');
    const seen = seenAs(a, matter);
    await giveTo(a, seen, to);
    const grant = grantFor(caseworkPolicy['casework.assign'], actor, matter);
    await appendJournal(a, {
      chain: matterChain(matter.id),
      action: 'casework.handed-over',
      round: matter.round,
      payload: { from: matter.assigneeId, to, ...(await saidAbout(a, seen, 'hand-over', { note })) },
      ...(grant && grant !== 'staff' && grant.onBehalfOf ? { onBehalfOf: grant.onBehalfOf } : {}),
    });
  }
}

function seenAs({ services }: Act, matter: MatterRow): SeenMatter {
  const kind = services.catalogue.kinds.get(matter.kind);
  if (!kind) throw notFound('这一事项');
  return { kind, matter };
}

/** Always locked in the same order, whoever asks for them in which. What the head may not see is not there; the keeper of posts sees none and knows the numbers. */
async function lockAll(
  act: Act,
  asked: readonly Asked[],
  reach: HandOverReach,
): Promise<ReadonlyMap<string, MatterRow>> {
  const ids = sql<string>`any(${asked.map(({ id }) => id)}::uuid[])`;
  await act.tx.selectFrom('matter').select('id').where('id', '=', ids).orderBy('id').forUpdate().execute();
  const rows = await matters(act.tx).where('m.id', '=', ids).execute();
  const there = rows.filter((matter) => reach === 'registrar' || maySee(seenAs(act, matter).kind, matter, act.actor));
  return new Map(there.map((matter) => [matter.id, matter]));
}

function reasonsAgainst(
  { version, to, id }: Asked,
  matter: MatterRow | undefined,
  { unitId, personId, matters: asked }: HandOverInput & { readonly unitId: string; readonly personId: string },
  receivers: ReadonlyMap<string, string>,
): string[] {
  // Of what another unit has, not even the number is said.
  if (!matter || matter.leadUnitId !== unitId) return ['有一件事项已经不由本单位办理，请重新读取'];
  const { number } = matter;
  if (asked.filter((one) => one.id === id).length > 1) return [`${number}：列了不止一次`];
  if (matter.closedOn) return [`${number}：已经办结，不需要移交`];
  if (matter.assigneeId !== personId) return [`${number}：已经改由他人承办，请重新读取`];
  if (matter.version !== version) return [`${number}：您打开之后他人已经办理过，请重新读取`];
  if (to === personId) return [`${number}：接收人就是现在的承办人，请另选`];
  return receivers.has(to) ? [] : [`${number}：接收人不在本单位任职，请另选`];
}

/** One notice to each who receives, with what is theirs now and until when; and one to whoever had it. By number alone: what it is about is read where it may be. */
async function tell(
  act: Act,
  person: { readonly id: string; readonly name: string },
  { matters: asked, unitId }: HandOverInput & { readonly unitId: string },
  found: ReadonlyMap<string, MatterRow>,
  receivers: ReadonlyMap<string, string>,
): Promise<void> {
  const dedupe = `handed-over:${unitId}:${person.id}:${act.now}`;
  const about = { kind: 'to-do', link: '/workbench/', dedupe };
  const others = (ids: readonly string[]) => ids.filter((id) => id !== act.actor.id);
  for (const [to, theirs] of Map.groupBy(asked, (one) => one.to))
    await notify(act, {
      ...about,
      to: others([to]),
      title: `移交给您承办的事项 ${theirs.length} 件`,
      body: `原由${person.name}承办：${listed(theirs, found)}`,
    });
  const names = [...new Set(asked.map(({ to }) => receivers.get(to) ?? ''))].join('、');
  await notify(act, {
    ...about,
    to: others([person.id]),
    title: `您承办的 ${asked.length} 件事项已经移交`,
    body: `改由${names}承办：${listed(asked, found)}`,
  });
}

/** Longer than that, nobody reads it: the to-do list has them all. */
const LISTED = 50;

function listed(asked: readonly Asked[], found: ReadonlyMap<string, MatterRow>): string {
  const words = asked.slice(0, LISTED).map(({ id }) => {
    const matter = found.get(id);
    return `${matter?.number}${dueWords(matter?.dueOn ?? null)}`;
  });
  return `${words.join('、')}${asked.length > LISTED ? `等 ${asked.length} 件` : ''}`;
}

const dueWords = (dueOn: LocalDate | null): string => (dueOn ? `（${chineseDate(dueOn)}到期）` : '');
