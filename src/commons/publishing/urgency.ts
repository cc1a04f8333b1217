import { addWorkdays } from '#kernel/calendar.ts';
import { closeDuty, openDuty, type MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType, SignatureStep } from './content-type.ts';
import { SIGNATURE_LABELS } from './signature-contract.ts';
import { URGENCIES, type Urgency } from './step-contract.ts';
import { reviewSettings } from './review-settings.ts';
import type { Revision } from './revisions.ts';

/**
 * Emergency release (先发后审): a document may pass the department's review for now, never secrecy, never the issuer, and never legality
 * where it binds people (国办发〔2018〕37号、115号). What it passed over is a debt with a day, chased until somebody has reviewed or the
 * text has gone through the whole chain.
 */
const DEFERRABLE: ReadonlySet<SignatureStep> = new Set(['department-review']);

/** Who makes up for what, by which step. */
const DEBTS = {
  'department-review': { role: 'department-head', step: 'reviewDepartmentLate' },
} as const;
type DebtStep = keyof typeof DEBTS;

export interface Urgent {
  readonly cause: Urgency;
  readonly reason: string;
}

/** What an emergency lets a document pass for now. */
export const deferredBy = (urgent: unknown, type: ContentType): SignatureStep[] =>
  urgent ? type.chain.filter((step) => DEFERRABLE.has(step)) : [];

export async function setUrgent({ tx }: Act, documentId: string, urgent: Urgent | null): Promise<void> {
  await tx
    .updateTable('document')
    .set({ urgent: urgent && JSON.stringify(urgent) })
    .where('id', '=', documentId)
    .execute();
}

const dutyKey = (step: string) => `debt:${step}`;

/**
 * At release: each deferred review nobody has given becomes a debt. A debt that stands already keeps its day, however often the text is
 * replaced in haste; only the whole chain, or the review itself, settles it.
 */
export async function settleAtRelease(
  act: Act,
  type: ContentType,
  matter: MatterRow,
  revision: Revision,
  urgent: unknown,
): Promise<void> {
  const { tx, today, now, services } = act;
  const owed = deferredBy(urgent, type).filter((step): step is DebtStep => step in DEBTS);
  if (owed.length === 0) return endDebts(act, matter.id);
  await closeObjections(act, matter.id);
  const open = await tx
    .selectFrom('review_debt')
    .select('step')
    .where('document_id', '=', matter.id)
    .where('settled_at', 'is', null)
    .execute();
  const { makeUpWorkdays } = await reviewSettings.current(tx);
  const dueOn = addWorkdays(today, makeUpWorkdays, services.calendar()).on;
  for (const step of owed) {
    if (open.some((debt) => debt.step === step)) {
      await owedNowFor(tx, matter.id, step, revision);
      continue;
    }
    const { role } = DEBTS[step];
    await tx
      .insertInto('review_debt')
      .values({ document_id: matter.id, step, revision_id: revision.id, incurred_at: now, due_on: dueOn })
      .execute();
    await openDuty(act, matter.id, {
      key: dutyKey(step),
      role,
      unitId: matter.leadUnitId,
      task: `补办${SIGNATURE_LABELS[step]}（紧急发布）`,
      dueOn,
      afterClosing: true,
    });
  }
}

/** The day stays; what is to be reviewed is the text that is out now. */
async function owedNowFor(tx: Tx, documentId: string, step: string, revision: Revision): Promise<void> {
  await tx
    .updateTable('review_debt')
    .set({ revision_id: revision.id })
    .where('document_id', '=', documentId)
    .where('step', '=', step)
    .where('settled_at', 'is', null)
    .execute();
}

/** What an issuer must give a word about: that it is let out before all have reviewed it. */
export const urgencyFinding = (urgent: unknown): string | undefined =>
  urgent
    ? `文件按紧急情形送审（${URGENCIES[(urgent as Urgent).cause]}：${(urgent as Urgent).reason}），处室审核在发布后补办。同意先发后审的，请写明意见；不同意的请退回`
    : undefined;

/** A review given afterwards. One that objects asks the openness office to have the text corrected or withdrawn. */
export async function settleDebt(act: Act, matter: MatterRow, step: DebtStep, agrees: boolean): Promise<void> {
  await act.tx
    .updateTable('review_debt')
    .set({ settled_at: act.now, agrees, settled_by: act.actor.id })
    .where('document_id', '=', matter.id)
    .where('step', '=', step)
    .where('settled_at', 'is', null)
    .execute();
  await closeDuty(act, matter.id, dutyKey(step));
  if (agrees) return;
  await openDuty(act, matter.id, {
    key: `objected:${step}`,
    role: 'openness-officer',
    task: `${SIGNATURE_LABELS[step]}补审不同意：督促更正或撤回`,
    dueOn: act.today,
    afterClosing: true,
  });
}

/** Why a late review cannot be given: there is no debt of its kind. */
export async function debtBars(db: Db | Tx, documentId: string, step: string): Promise<string[]> {
  const debt = Object.entries(DEBTS).find(([, { step: by }]) => by === step)?.[0];
  if (!debt) return [];
  const open = await db
    .selectFrom('review_debt')
    .select('step')
    .where('document_id', '=', documentId)
    .where('step', '=', debt)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return open ? [] : ['这份文件没有需要补办的这项审核'];
}

/** The text has gone through the whole chain or is withdrawn: nothing is owed, and whoever was to see to it has been heard. */
export async function endDebts(act: Act, documentId: string): Promise<void> {
  await act.tx
    .updateTable('review_debt')
    .set({ settled_at: act.now })
    .where('document_id', '=', documentId)
    .where('settled_at', 'is', null)
    .execute();
  for (const step of Object.keys(DEBTS)) await closeDuty(act, documentId, dutyKey(step));
  await closeObjections(act, documentId);
}

async function closeObjections(act: Act, documentId: string): Promise<void> {
  for (const step of Object.keys(DEBTS)) await closeDuty(act, documentId, `objected:${step}`);
}

export function debtLines(db: Db | Tx, documentId: string) {
  return db
    .selectFrom('review_debt')
    .select(['step', 'due_on as dueOn', 'settled_at as settledAt', 'agrees'])
    .where('document_id', '=', documentId)
    .orderBy('incurred_at')
    .orderBy('step')
    .execute();
}
