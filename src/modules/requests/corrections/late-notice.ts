import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { correctionNoticeClock } from '../law/other-clocks.ts';

/** What a correction notice that no longer stops the period is late for: the seven working days, or a decision by which the reply is made anew. */
export type Lateness = 'days' | 'decision';

type Received = Pick<MatterRow, 'receivedOn' | 'round'>;

/** 条例第三十条: the last day on which a notice still stops the period, seven working days from the receipt of the application. */
export const lastNoticeDay = ({ receivedOn }: Pick<MatterRow, 'receivedOn'>, calendar: WorkCalendar): LocalDate =>
  addWorkdays(receivedOn, correctionNoticeClock[0]?.limit.n ?? 7, calendar).on;

/**
 * What a notice told on a day is late for; undefined where it stops the period. Once the reply is made anew by a decision it is always late: no decision
 * renews the receipt of the application, and its period is not the office's to stop (ours, from 条例第三十条 收到申请之日起7个工作日内一次性告知).
 */
export function latenessOn(matter: Received, on: LocalDate, calendar: WorkCalendar): Lateness | undefined {
  if (matter.round > 1) return 'decision';
  return on > lastNoticeDay(matter, calendar) ? 'days' : undefined;
}

/** What whoever writes it should know before. */
export function warningOf(matter: Received, today: LocalDate, calendar: WorkCalendar): string | undefined {
  const late = latenessOn(matter, today, calendar);
  if (!late) return undefined;
  const because =
    late === 'days'
      ? `告知补正的最后一日是${chineseDate(lastNoticeDay(matter, calendar))}，已经过去`
      : '本件正在重新办理，答复期限从收到决定之日起计算';
  return `${because}：发出补正告知书不再停止、也不重新计算答复期限，申请继续办理；申请人不补充的，不能按逾期不补正处理`;
}

/** A letter that was signed in time promises a new period: once that is no longer true it is signed anew. */
export function promiseDefects(
  matter: Received,
  { issuedOn, sentOn }: { readonly issuedOn: LocalDate; readonly sentOn: LocalDate },
  calendar: WorkCalendar,
): string[] {
  if (latenessOn(matter, issuedOn, calendar) === latenessOn(matter, sentOn, calendar)) return [];
  return [
    `告知补正的最后一日是${chineseDate(lastNoticeDay(matter, calendar))}，现在发出已经超过，而文书写明答复期限重新计算：请退回，重新签发的文书写明答复期限不因本告知重新计算`,
  ];
}

/** Whether a notice has been sent on which nothing has come yet. */
export async function noticeUnanswered(db: Db | Tx, requestId: string): Promise<boolean> {
  const row = await db
    .selectFrom('request_letter as l')
    .select('l.id')
    .where('l.request_id', '=', requestId)
    .where('l.kind', '=', 'correction')
    .where('l.state', '=', 'sent')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('request_correction as c')
            .select('c.id')
            .whereRef('c.request_id', '=', 'l.request_id')
            .whereRef('c.corrected_on', '>=', 'l.sent_on'),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}
