import { AppError, stale } from '#kernel/errors.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { closeDuty } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { systemActor } from '#platform/services.ts';
import { EXPIRY_DUTY } from './duties.ts';
import { datesOf, eventsOf, normRow } from './rows.ts';
import { ENDED, type EventKind, standingOn } from './standing.ts';
import { showValidity } from './validity.ts';

export interface NewEvent {
  readonly kind: EventKind;
  readonly effectOn: LocalDate;
  readonly reason: string;
  readonly basis?: string | undefined;
  readonly byDocumentId?: string | undefined;
  readonly cleaningId?: string | undefined;
  readonly calledOffId?: number | undefined;
  readonly validUntil?: LocalDate | undefined;
}

/** What each is called in the journal. */
const ACTIONS = {
  entered: 'normative-documents.entered',
  corrected: 'normative-documents.corrected',
  amended: 'normative-documents.amended',
  repealed: 'normative-documents.repealed',
  'declared-invalid': 'normative-documents.declared-invalid',
  expired: 'normative-documents.expired',
  continued: 'normative-documents.continued',
  filed: 'normative-documents.filed',
  'called-off': 'normative-documents.called-off',
  withdrawn: 'normative-documents.withdrawn',
  returned: 'normative-documents.returned',
} as const satisfies Record<EventKind, string>;

/** Writes down what happened to a document and brings its line, its page and its duties in step with it, all in the act's transaction. */
export async function recordEvent(act: Act, documentId: string, event: NewEvent): Promise<void> {
  const facts = event.validUntil ? { validUntil: event.validUntil } : {};
  await act.tx
    .insertInto('normative_event')
    .values({
      document_id: documentId,
      kind: event.kind,
      effect_on: event.effectOn,
      reason: event.reason,
      basis: event.basis ?? null,
      by_document_id: event.byDocumentId ?? null,
      cleaning_id: event.cleaningId ?? null,
      called_off_id: event.calledOffId ?? null,
      facts: JSON.stringify(facts),
      made_by: act.actor.id === systemActor.id ? null : act.actor.id,
      made_at: act.now,
    })
    .execute();
  await appendJournal(act, {
    chain: `normative:${documentId}`,
    action: ACTIONS[event.kind],
    legalDate: event.effectOn,
    payload: { ...event, documentId },
  });
  await settleOne(act, documentId);
}

/** Brings a line and its page in step with the day: what it is, and since when. Gives whether anything changed. */
export async function settleOne(act: Act, documentId: string): Promise<boolean> {
  const row = await normRow(act.tx, documentId);
  if (!row) return false;
  const events = (await eventsOf(act.tx, [documentId])).get(documentId) ?? [];
  const { standing } = standingOn(datesOf(row), events, act.today);
  await act.tx
    .updateTable('normative_document')
    .set((eb) => ({ state: standing, version: eb('version', '+', 1) }))
    .where('id', '=', documentId)
    .execute();
  if (ENDED.has(standing)) await closeDuty(act, documentId, EXPIRY_DUTY);
  await showValidity(act, documentId);
  return standing !== row.state;
}

/** The line as the person saw it, locked. */
export async function lockSeen(act: Act, id: string, version: number) {
  const row = await act.tx
    .selectFrom('normative_document')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', 404, ['没有找到这份规范性文件']);
  if (row.version !== version) throw stale();
  return row;
}
