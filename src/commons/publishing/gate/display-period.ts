import { addWorkdays } from '#kernel/calendar.ts';
import { chineseDate, isLocalDate } from '#kernel/dates.ts';
import { waySettings } from '../way-settings.ts';
import { lastDay } from '../last-day.ts';
import { finding } from './finding.ts';
import { isOut } from './is-out.ts';
import type { GateCheck } from './looked-at.ts';

/**
 * A notice stands long enough for people to object (公示): at least the working days that are set, day one not counted. One that is out
 * already cannot be shortened (`sinceRelease`), and a floor raised later does not reach it.
 */
export const displayPeriodCheck: GateCheck = {
  key: 'display-period',
  run: async ({ db, services, type, content, documentId }) => {
    const from = type.displayedFrom?.(content);
    const until = type.expiresOn?.(content);
    if (!from || !until || !isLocalDate(from) || !isLocalDate(until)) return [];
    if (documentId && (await isOut(db, documentId))) return [];
    const { noticeWorkdays } = await waySettings.current(db);
    const earliest = addWorkdays(from, noticeWorkdays, services.calendar()).on;
    if (lastDay(until, services.calendar(), from) >= earliest) return [];
    return [
      finding({
        check: 'display-period',
        severity: 'block',
        field: 'content.data.until',
        where: '公示截止',
        excerpt: chineseDate(until),
        sentence: `公示期不足 ${noticeWorkdays} 个工作日（从公示开始的第二天起算）：截止日期至少应为${chineseDate(earliest)}`,
      }),
    ];
  },
};
