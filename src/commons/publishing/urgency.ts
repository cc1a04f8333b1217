import { addWorkdays } from '#kernel/calendar.ts';
import { closeDuty, openDuty, type MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType, SignatureStep } from './content-type.ts';
import { SIGNATURE_LABELS, type Urgency } from './contract.ts';
import type { Revision } from './revisions.ts';

/**
 * Emergency release (先发后审): a document may pass the reviews that can be made up for, never the secrecy review and never the
 * issuer. What it passed over is a debt with a day, chased until it is settled or the text is replaced.
 */
const DEFERRABLE: ReadonlySet<SignatureStep> = new Set(['department-review', 'legality-review']);

/** Working days after release; ours, no law names one. */
const MADE_UP_WITHIN = 3;

/** Who makes up for what, by which step. */
const DEBTS = {
  'department-review': { role: 'department-head', ofLead: true, step: 'reviewDepartmentLate' },
  'legality-review': { role: 'legality-reviewer', ofLead: false, step: 'reviewLegalityLate' },
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

/** At release: each deferred review nobody has given becomes a debt. A text that went through the whole chain settles older ones. */
export async function settleAtRelease(
  act: Act,
  type: ContentType,
  matter: MatterRow,
  revision: Revision,
  urgent: unknown,
): Promise<void> {
  const { tx, today, now, services } = act;
  await endDebts(act, matter.id);
  const owed = deferredBy(urgent, type).filter((step): step is DebtStep => step in DEBTS);
  if (owed.length === 0) return;
  const dueOn = addWorkdays(today, MADE_UP_WITHIN, services.calendar()).on;
  for (const step of owed) {
    const { role, ofLead } = DEBTS[step];
    await tx
      .insertInto('review_debt')
      .values({ document_id: matter.id, step, revision_id: revision.id, incurred_at: now, due_on: dueOn })
      .execute();
    await openDuty(act, matter.id, {
      key: dutyKey(step),
      role,
      ...(ofLead ? { unitId: matter.leadUnitId } : {}),
      task: `补办${SIGNATURE_LABELS[step]}（紧急发布）`,
      dueOn,
      afterClosing: true,
    });
  }
}

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

/** The text is replaced or withdrawn: nobody reviews it any more, and whoever was to see to it has been heard. */
export async function endDebts(act: Act, documentId: string): Promise<void> {
  await act.tx
    .updateTable('review_debt')
    .set({ settled_at: act.now })
    .where('document_id', '=', documentId)
    .where('settled_at', 'is', null)
    .execute();
  for (const step of Object.keys(DEBTS)) {
    await closeDuty(act, documentId, dutyKey(step));
    await closeDuty(act, documentId, `objected:${step}`);
  }
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
