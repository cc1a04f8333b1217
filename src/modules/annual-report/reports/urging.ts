import { appendJournal } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { chineseDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import type { Act } from '#platform/services.ts';
import type { RollUpLine, Urged, UrgingInput } from '../contract.ts';
import { lastDayOf } from './last-day.ts';
import { rollUp, rolledUpBureau } from './listing.ts';
import { yearOver } from './standing.ts';

/**
 * 催报: the openness offices of the units below that have not handed in the report of a year (条例第四十九条) are told, each once a day. Gives
 * whom it reached and where nobody holds that office. Refuses a year that is not over, and when there is nobody left to tell.
 */
export async function urgeReports(act: Act, { year, bureau, note = '' }: UrgingInput): Promise<Urged> {
  const { tx, actor, today } = act;
  const bureauId = await rolledUpBureau(tx, actor, 'annual-report.urge', bureau);
  if (!yearOver(year, today)) throw refused([`${year} 年还没有结束，还不到报送年度报告的时候`]);
  const missing = (await rollUp(tx, bureauId, year, today)).lines.filter(
    (line) => !line.handedIn && line.bureauId !== bureauId,
  );
  if (missing.length === 0) throw refused([`${year} 年度的报告，下级单位都已经报送`]);
  const told: string[] = [];
  const unreachable: string[] = [];
  let people = 0;
  for (const line of missing) {
    const to = await holdersOf(tx, { role: 'openness-officer', on: today, bureauId: line.bureauId });
    (to.length > 0 ? told : unreachable).push(line.name);
    people += await notify(act, { ...words(line, year, note), to, dedupe: `urged:${line.bureauId}:${year}:${today}` });
  }
  if (told.length === 0)
    throw refused([`${unreachable.join('、')}在本系统里没有政务公开办公室人员，请用电话或者公文催报`]);
  if (people === 0) throw refused(['今天已经催报过，请明天再催']);
  await appendJournal(act, {
    chain: 'annual-report',
    action: 'annual-report.urged',
    payload: { year, bureauId, units: missing.map((line) => line.bureauId), people },
  });
  return { told, unreachable };
}

function words({ name, reportId, stateLabel }: RollUpLine, year: number, note: string) {
  const more = note.trim();
  return {
    kind: 'reminder',
    title: `催报：${year} 年度政府信息公开工作年度报告`,
    body: `${name}${year} 年度报告现在是「${stateLabel}」，应在${chineseDate(lastDayOf(year))}前报送并公布（《政府信息公开条例》第四十九条）。${more}`,
    link: reportId ? `/workbench/annual-reports/${reportId}` : '/workbench/annual-reports',
    ...(reportId && { matterId: reportId }),
  };
}
