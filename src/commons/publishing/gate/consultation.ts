import { addWorkdays } from '#kernel/calendar.ts';
import { addDays, chineseDate, isLocalDate } from '#kernel/dates.ts';
import { lastDay, lastDayWords } from '../last-day.ts';
import { consulted } from '../type-parts/consultation.ts';
import { waySettings } from '../way-settings.ts';
import { finding } from './finding.ts';
import { isOut } from './is-out.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';

/**
 * Comments were asked of the public, for long enough, and the time is over before the text is reviewed (公开征求意见): where market players
 * are touched thirty days in general (优化营商环境条例第六十二条), else seven working days or what the province says (§5.3 of the regulation
 * pack, to be confirmed). Long enough is what was announced: a last day that is a rest day ends on the first working day after it, in favour of
 * whoever comments, and lengthens nothing in favour of the organ (announced to the first day of a holiday week, three weeks would be thirty days).
 * Shorter only with a reason. What is out already was asked about before it went out.
 */
export const consultationCheck: GateCheck = {
  key: 'consultation',
  run: async (at) => {
    const { db, type, content, documentId } = at;
    if (!type.commentsAsked || (documentId && (await isOut(db, documentId)))) return [];
    const said = consulted(content);
    const missing = [
      ...(said.touchesMarket ? [] : ['是否涉及经营主体']),
      ...(said.from && said.until ? [] : ['起止日期']),
      ...(said.at ? [] : ['公布的地方']),
    ];
    if (missing.length > 0)
      return [wrong('content.data.commentsFrom', `送审前应已公开征求意见：请写明${missing.join('、')}`)];
    return period(at, said);
  },
};

async function period({ db, services, today }: LookedAt, said: ReturnType<typeof consulted>) {
  const { from, until, touchesMarket, shortReason } = said;
  if (!from || !until || !isLocalDate(from) || !isLocalDate(until)) return [];
  const calendar = services.calendar();
  const ended = lastDay(until, calendar, from);
  const words = `征求意见还没有结束：至${lastDayWords(until, calendar, from)}，结束以后再送审`;
  const found = ended >= today ? [wrong('content.data.commentsUntil', words)] : [];
  const { marketCommentDays, commentWorkdays } = await waySettings.current(db);
  const market = touchesMarket === 'yes';
  const earliest = market ? addDays(from, marketCommentDays) : addWorkdays(from, commentWorkdays, calendar).on;
  if (until >= earliest || shortReason) return found;
  const least = market ? `涉及经营主体的一般不少于 ${marketCommentDays} 日` : `不少于 ${commentWorkdays} 个工作日`;
  const sentence = `征求意见的期限${least}（从开始的第二天起算，至少到${chineseDate(earliest)}）；因紧急等确需缩短的，请写明理由`;
  return [...found, wrong('content.data.commentsUntil', sentence)];
}

const wrong = (field: string, sentence: string) =>
  finding({ check: 'consultation', severity: 'block', field, where: '征求意见', excerpt: '', sentence });
