import type { WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { lastDayOf } from '../answer-periods.ts';
import { consultationsOf, silenceOf } from '../consultations.ts';
import { lettersOf, signingDefects } from '../letters/letters.ts';
import { standingsOf } from '../third-parties/standing.ts';
import { requestWorkflow } from '../workflow.ts';

/** What a bar may look at, beside the matter. */
export interface Moment {
  readonly actor: Actor;
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
}

/** Where a step cannot be taken at all, the workflow says so. */
const FROM: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(requestWorkflow.steps).map(([step, { from }]) => [step, from]),
);

/** Why a step that is about something finds nothing to be taken for, so that its form is not filled in in vain: nothing is there, or its time has not come. */
export async function nothingForIt(
  db: Db | Tx,
  matter: MatterRow,
  step: string,
  { actor, today, calendar }: Moment,
): Promise<string[]> {
  const { id, state } = matter;
  if (!(FROM[step] ?? []).includes(state)) return [];
  switch (step) {
    case 'proposeLetter':
      return (await lettersOf(db, id)).some((one) => one.state === 'draft') ? [] : ['还没有文书草稿：请先拟写文书'];
    case 'approveLetter':
    case 'endorseLetter':
    case 'issueLetter':
      return signingDefects(db, matter, actor, step);
    case 'recordDelivery':
      return (await lettersOf(db, id)).some((one) => one.state === 'sent' && !one.deliveredOn && one.requestId === id)
        ? []
        : ['没有已经发出、还没有登记送达的文书'];
    case 'noReasons':
      return reasonsAwaited(db, id, today, calendar);
    case 'consultAnswered':
      return (await consultationsOf(db, id)).length > 0 ? [] : ['没有征求过意见'];
    case 'consultClosed':
      return notOverYet(db, id, today, calendar);
    case 'weighOpinion':
      return (await standingsOf(db, id)).some(
        ({ partyKind, stand }) => partyKind === 'third-party' && stand !== 'agrees' && stand !== 'open',
      )
        ? []
        : ['没有需要审查的第三方意见：第三方不同意公开或者逾期未提出意见的才审查'];
    default:
      return [];
  }
}

/** 条例第三十二条、第三十四条: fifteen working days from the day the letter was received; before they are over silence says nothing. */
async function notOverYet(db: Db | Tx, requestId: string, today: LocalDate, calendar: WorkCalendar): Promise<string[]> {
  const open = (await consultationsOf(db, requestId)).filter(({ answeredOn, closedOn }) => !answeredOn && !closedOn);
  if (open.length === 0) return ['没有正在征求的意见'];
  const bars = open.flatMap((one) => {
    const silence = silenceOf(one, today, calendar);
    return 'bar' in silence ? [silence.bar] : [];
  });
  return bars.length < open.length ? [] : [...new Set(bars)];
}

/** 条例第三十五条: the period the letter gave runs from its arrival and must be over. */
async function reasonsAwaited(
  db: Db | Tx,
  requestId: string,
  today: LocalDate,
  calendar: WorkCalendar,
): Promise<string[]> {
  const asked = (await lettersOf(db, requestId)).findLast(({ kind, state }) => kind === 'reasons' && state === 'sent');
  const last = asked && lastDayOf(asked, calendar);
  if (last === undefined) return ['说明理由通知书还没有登记送达，说明理由的期限没有起算：请先登记送达日期'];
  return today <= last ? [`申请人说明理由的期限到${chineseDate(last)}，期满以后才能按逾期未说明处理`] : [];
}
