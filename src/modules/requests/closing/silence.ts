import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { lastDayOf } from '../answer-periods.ts';
import type { LetterKindKey } from '../letters/letter-kinds.ts';
import type { LetterRow } from '../letters/letters.ts';
import { unsettledPayments } from '../fees/unsettled.ts';
import { mergedInto } from '../related/merged.ts';

/** What is silent: the letter that asked, and what not answering it is called. */
export const SILENCES = {
  'not-corrected': { asked: 'correction', notice: '补正告知书', period: '补正期限', as: '逾期未补正' },
  'not-paid': { asked: 'fee', notice: '收费通知', period: '缴费期限', as: '逾期未缴费' },
} as const satisfies Readonly<Partial<Record<LetterKindKey, object>>>;

export type SilenceKind = keyof typeof SILENCES;
export const isSilence = (kind: string): kind is SilenceKind => Object.hasOwn(SILENCES, kind);

/** The notice that is not answered: the latest that was sent. */
export async function askedBy(db: Db | Tx, requestId: string, kind: SilenceKind): Promise<Asked | undefined> {
  const row = await db
    .selectFrom('request_letter')
    .select(['id', 'kind', 'content', 'number', 'sent_on as sentOn', 'delivered_on as deliveredOn'])
    .where('request_id', '=', requestId)
    .where('kind', '=', SILENCES[kind].asked)
    .where('state', '=', 'sent')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row as Asked | undefined;
}

export type Asked = Pick<LetterRow, 'id' | 'kind' | 'content' | 'number' | 'sentOn' | 'deliveredOn'>;

/**
 * Why the applicant's silence does not end the request yet, all at once (条例第三十条；国办函〔2020〕109号): the period runs from the arrival of the notice and must be
 * over, nothing the applicant said may lie unread, and nobody else may be waiting to be answered with this request.
 */
export async function silenceDefects(act: Act, { id }: Pick<MatterRow, 'id'>, kind: SilenceKind): Promise<string[]> {
  const { notice, period, as } = SILENCES[kind];
  const asked = await askedBy(act.tx, id, kind);
  if (!asked) return [`没有发出过${notice}，不能按${as}处理`];
  return [
    ...periodDefects(act, asked, { notice, period, as }),
    ...(await unread(act, id)),
    ...(kind === 'not-paid' ? await unsettledPayments(act.tx, id) : []),
    ...(await led(act, id)),
  ];
}

function periodDefects(
  { services, today }: Act,
  asked: Asked,
  { notice, period, as }: Readonly<Record<'notice' | 'period' | 'as', string>>,
): string[] {
  const last: LocalDate | undefined = lastDayOf(asked, services.calendar());
  if (last === undefined) return [`${notice}还没有登记送达，${period}没有起算：请先登记送达日期`];
  return today <= last ? [`申请人的${period}到${chineseDate(last)}，期满以后才能按${as}处理`] : [];
}

/** What was said before the letter leaves wins: it is read first, by the system within minutes or by the office where a reason must be weighed. */
async function unread({ tx }: Act, requestId: string): Promise<string[]> {
  const arriving = await tx
    .selectFrom('intake.request_answer as a')
    .innerJoin('request as r', 'r.receipt', 'a.receipt')
    .select('a.id')
    .where('r.id', '=', requestId)
    .where('a.opened_at', 'is', null)
    .executeTakeFirst();
  const waiting = await tx
    .selectFrom('request_answer')
    .select('id')
    .where('request_id', '=', requestId)
    .where('kind', 'in', ['correction', 'payment'])
    .where('outcome', '=', 'office')
    .where('handled_at', 'is', null)
    .executeTakeFirst();
  const mailed = await tx
    .selectFrom('request_mail')
    .select('id')
    .where('suggested_id', '=', requestId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return [
    ...(mailed ? ['邮箱里有一封回复本件通知的邮件还没有认领：请先认领，是补正或者缴费告知的先登记'] : []),
    ...(arriving ? ['申请人刚刚在网上提交了内容，正在登记：请几分钟以后再办理'] : []),
    ...(waiting ? ['申请人已经在网上提交了补正或者缴费告知，还没有处理：请先核对并登记，或者写明不予受理的理由'] : []),
  ];
}

async function led({ tx }: Act, requestId: string): Promise<string[]> {
  const others = await mergedInto(tx, requestId);
  if (others.length === 0) return [];
  return [`还有并入本件、等待一并答复的申请（${others.map(({ number }) => number).join('、')}）：请先把它们分出`];
}

/** The applicant has answered: a letter about the silence is not sent any more. Gives the numbers of those that were signed already. */
export async function dropSilence({ tx }: Pick<Act, 'tx'>, requestId: string): Promise<string[]> {
  const dropped = await tx
    .updateTable('request_letter')
    .set({ state: 'dropped' })
    .where('request_id', '=', requestId)
    .where('kind', 'in', Object.keys(SILENCES))
    .where('state', 'in', ['draft', 'proposed', 'approved', 'issued'])
    .returning('number')
    .execute();
  return dropped.flatMap(({ number }) => number ?? []);
}
