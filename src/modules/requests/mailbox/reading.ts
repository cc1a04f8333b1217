import { sql } from 'kysely';
import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import { civilDate, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import type { MailLine, MailState, MailTrouble } from './contract.ts';
import { openHead, shownSender, shownSubject } from './sealed.ts';

/** Ours, as for what comes through the site: somebody has said what it is within a working day. */
export const claimedBy = (arrivedOn: LocalDate, calendar: WorkCalendar): LocalDate =>
  addWorkdays(arrivedOn, 1, calendar).on;

const MOST = 300;

/** What came to the mailbox, what waits first; with sender and subject masked. */
export async function mailsOf(services: Services, actor: Actor): Promise<MailLine[]> {
  const bureaus = actor.grants.flatMap(({ role, unitId, unitPath }) =>
    role === 'openness-officer' ? [unitPath[0] ?? unitId] : [],
  );
  if (bureaus.length === 0) return [];
  const rows = await lines(services)
    .where('c.bureau_id', 'in', bureaus)
    .orderBy(sql`c.state = 'waiting'`, 'desc')
    .orderBy('c.arrived_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(lineIn(services));
}

/** What was written about one request: for whoever may see it. */
export async function mailsOfRequest(services: Services, actor: Actor, requestId: string): Promise<MailLine[]> {
  await seenMatter(services.db, services, actor, requestId);
  const rows = await lines(services)
    .where('c.request_id', '=', requestId)
    .orderBy('c.arrived_at')
    .limit(MOST)
    .execute();
  return rows.map(lineIn(services));
}

const lines = ({ db }: Services) =>
  db
    .selectFrom('request_mail as c')
    .leftJoin('matter as m', 'm.id', 'c.request_id')
    .leftJoin('matter as s', 's.id', 'c.suggested_id')
    .select([
      'c.id',
      'c.arrived_at',
      'c.head',
      'c.attachments',
      'c.trouble',
      'c.state',
      'c.request_id',
      'c.suggested_id',
    ])
    .select(['m.number as requestNumber', 's.number as suggestedNumber']);

type Row = Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>;

const lineIn =
  ({ secrets, calendar, time }: Services) =>
  (row: Row): MailLine => {
    const head = openHead(secrets, row.id, row.head);
    const arrivedOn = civilDate(row.arrived_at);
    const dueOn = claimedBy(arrivedOn, calendar());
    return {
      id: row.id,
      arrivedAt: row.arrived_at,
      arrivedOn,
      sender: row.head ? shownSender(head) : '（已清除）',
      subject: row.head ? shownSubject(head) : '（已清除）',
      attachments: row.attachments,
      trouble: row.trouble as MailTrouble | null,
      state: row.state as MailState,
      requestId: row.request_id,
      requestNumber: row.requestNumber,
      suggested: row.suggested_id && row.suggestedNumber ? { id: row.suggested_id, number: row.suggestedNumber } : null,
      late: row.state === 'waiting' && time.today() > dueOn,
      dueOn,
    };
  };
