import { forbidden } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { lettersOf } from '../letters/letters.ts';
import { leadOf, mergedInto } from '../related/merged.ts';
import type { Effect } from '../steps/effect.ts';

// 重大敏感: a decision about a marked request is agreed to by the leader in charge between examination and signing. What only asks for something or
// tells of a longer period decides nothing, and goes as always.

/** Does the letter under way have to be agreed to: a decision about a request that is marked, or with which a marked one is answered. */
export async function needsEndorsement(db: Db | Tx, matter: Pick<MatterRow, 'id'>, letter: { readonly kind: string }) {
  if (!letterKind(letter.kind)?.decides) return false;
  const ids = [matter.id, ...(await mergedInto(db, matter.id)).map(({ id }) => id)];
  return (await markedAmong(db, ids)).length > 0;
}

const markedAmong = (db: Db | Tx, ids: readonly string[]) =>
  db.selectFrom('request').select('id').where('id', 'in', ids).where('sensitive', 'is not', null).execute();

/** Marks the request. A decision that waits to be signed goes back one step, to be agreed to; one that is signed is refused (`markingBars`). */
export const markSensitive: Effect = async ({ tx, actor }, matter, { why, note }) => {
  if (!mayMark(actor, matter)) throw forbidden('重大敏感申请由政务公开办公室或者承办单位负责人标注');
  await tx
    .updateTable('request')
    .set({ sensitive: String(why) })
    .where('id', '=', matter.id)
    .execute();
  const letter = (await lettersOf(tx, matter.id)).find(({ state }) => state === 'approved');
  const caught = matter.state === 'letterIssue' && letter && (await needsEndorsement(tx, matter, letter));
  return { to: caught ? 'letterEndorsement' : matter.state, payload: { why, note } };
};

/** The head of a unit marks what the unit leads. */
const mayMark = (actor: Actor, matter: MatterRow): boolean =>
  allows({ label: '', roles: ['openness-officer', 'openness-head'], scope: 'bureau' }, actor, matter) ||
  allows({ label: '', roles: ['department-head'], scope: 'lead' }, actor, matter);

/** Takes the mark away: what waited to be agreed to goes on to be signed, unless another that is answered with it is marked. */
export const unmarkSensitive: Effect = async ({ tx }, matter, { reason }) => {
  await tx.updateTable('request').set({ sensitive: null }).where('id', '=', matter.id).execute();
  const letter = (await lettersOf(tx, matter.id)).find(({ state }) => state === 'approved');
  const free = matter.state === 'letterEndorsement' && letter && !(await needsEndorsement(tx, matter, letter));
  return { to: free ? 'letterIssue' : matter.state, payload: { reason } };
};

/** Why the mark cannot be set or taken away now. Signed is signed: what was not agreed to goes back before it is marked. */
export async function markingBars(db: Db | Tx, matter: MatterRow, step: string, today: LocalDate): Promise<string[]> {
  const [marked] = await markedAmong(db, [matter.id]);
  if (step === 'unmarkSensitive') return marked ? [] : ['这一申请没有标为重大敏感'];
  if (marked) return ['这一申请已经标为重大敏感'];
  return [
    ...(await noSecondHand(db, matter, today)),
    ...(await signedBars(db, matter.id)),
    ...(await throughTheLead(db, matter)),
  ];
}

/** Who agrees does not sign: a bureau where one person alone could do either has no longer way to go. */
async function noSecondHand(db: Db | Tx, { bureauId }: MatterRow, today: LocalDate): Promise<string[]> {
  const [leaders, heads] = await Promise.all(
    ['issuer', 'openness-head'].map((role) => holdersOf(db, { role, on: today, bureauId })),
  );
  const hands = new Set([...(leaders ?? []), ...(heads ?? [])]);
  if (hands.size > 1 && leaders && leaders.length > 0) return [];
  return ['本局只有一人可以审批和签发，审批的人不能再签发：请先配备另一名签发人，或者直接由其签发'];
}

async function signedBars(db: Db | Tx, id: string): Promise<string[]> {
  const signed = (await lettersOf(db, id)).find(({ state, kind }) => state === 'issued' && letterKind(kind)?.decides);
  return signed ? [`${signed.number ?? ''}已经签发、还没有发出：要先经分管负责人审批的，请先退回这份文书`] : [];
}

/** The letter that answers a request merged into another is that of the lead. */
async function throughTheLead(db: Db | Tx, { id, state }: MatterRow): Promise<string[]> {
  if (state !== 'merged') return [];
  const lead = await leadOf(db, id);
  return lead && ['letterIssue', 'dispatch'].includes(lead.state)
    ? [`主案（${lead.number}）的文书已经审核：请标注主案，或者先退回主案的文书`]
    : [];
}
