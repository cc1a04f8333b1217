import { sql } from 'kysely';
import { addYears, chineseDate, type LocalDate } from '#kernel/dates.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { cleaningKind } from './cleaning-kind.ts';
import { normativeSettings } from './settings.ts';
import { ENDED } from './standing.ts';

interface Bureau {
  readonly bureauId: string;
  /** The end of the last cleaning; where there was none, the release of the oldest document still in force. */
  readonly since: LocalDate;
  readonly cleaned: boolean;
  readonly documents: number;
}

/**
 * Reminds the legality reviewers of each bureau, once a month, that its normative documents have not been cleaned for longer than the
 * years set. While a cleaning is under way nothing is said, and nothing where nothing is in force. Gives how many bureaus are late.
 */
export async function remindOfCleaning(services: Services): Promise<number> {
  const today = services.time.today();
  const { cleaningYears } = await normativeSettings.current(services.db);
  const late = (await bureaus(services)).filter(({ since }) => addYears(since, cleaningYears) < today);
  for (const { bureauId, since, cleaned, documents } of late)
    await act(services, systemActor, async (a) => {
      await notify(a, {
        to: await holdersOf(a.tx, { role: 'legality-reviewer', on: today, bureauId }),
        kind: 'reminder',
        title: '规范性文件应当清理',
        body: `${cleaned ? `上次清理于${chineseDate(since)}完成` : `最早一件现行文件${chineseDate(since)}发布，至今没有清理过`}，已超过 ${cleaningYears} 年。现行有效的规范性文件有 ${documents} 件，请发起清理。`,
        link: '/workbench/normative-cleanings',
        dedupe: `normative-cleaning:${bureauId}:${since}:${today.slice(0, 7)}`,
      });
    });
  return late.length;
}

async function bureaus({ db }: Services): Promise<readonly Bureau[]> {
  const { rows } = await sql<Bureau>`
    select n.bureau_id as "bureauId", coalesce(c.last, min(n.released_on)) as since, c.last is not null as cleaned, count(*)::int as documents
    from normative_document n
    left join lateral (select max(m.closed_on) filter (where m.state = 'done') as last, bool_or(m.closed_on is null) as open
      from matter m where m.kind = ${cleaningKind.key} and m.bureau_id = n.bureau_id) c on true
    where not n.withdrawn and n.state <> all(${[...ENDED]}::text[]) and c.open is not true
    group by n.bureau_id, c.last`.execute(db);
  return rows;
}
