import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { forbidden } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import { TABLE_FORM } from '../computing/definitions.ts';
import { type FiguresFile, RECEIVERS, type ReportLine, type RollUp, type RollUpLine } from '../contract.ts';
import { filledCells } from '../figures.ts';
import { readFigures } from '../read-figures.ts';
import { annualReportPolicy, READERS } from '../policy.ts';
import { annualReportWorkflow, HANDED_IN } from '../workflow.ts';
import { lastDayOf } from './last-day.ts';
import { reports } from './rows.ts';

/** The first day a report was handed in; null before. */
const submittedOn = sql<LocalDate | null>`(select min(j.legal_date) from journal_entry j
  where j.chain = 'matter:' || r.id and j.action = 'annual-report.approve')`.as('submittedOn');
/** The day its first edition became public; null before. */
const publishedOn = sql<LocalDate | null>`(select min((d.released_at at time zone 'Asia/Shanghai')::date)
  from annual_report_edition e join annual_report_document l on l.edition_id = e.id join document d on d.id = l.document_id
  where e.report_id = r.id)`.as('publishedOn');

export const stateLabel = (state: string): string =>
  (annualReportWorkflow.states as Readonly<Record<string, { readonly label: string }>>)[state]?.label ?? state;

/** The reports of the bureaus whose reports an actor reads, and what those below have handed in to them, the newest year first. */
export async function reportLines(db: Db, actor: Actor): Promise<readonly ReportLine[]> {
  const own = bureausOf(actor, READERS);
  const units = [...own.map((id) => ({ id })), ...(await unitsBelow(db, bureausOf(actor, RECEIVERS)))];
  if (units.length === 0) return [];
  const rows = await reports(db)
    .select([submittedOn, publishedOn])
    .where(
      'r.bureau_id',
      'in',
      units.map(({ id }) => id),
    )
    .orderBy('r.year', 'desc')
    .orderBy('u.position')
    .orderBy('u.key')
    .execute();
  return rows
    .filter(({ bureauId, state }) => own.includes(bureauId) || HANDED_IN.includes(state))
    .map(({ correcting: _c, number: _n, ...row }) => ({ ...row, stateLabel: stateLabel(row.state) }));
}

/** The bureaus in which an actor holds one of these roles. */
const bureausOf = (actor: Actor, roles: readonly string[]): string[] => [
  ...new Set(actor.grants.filter(({ role }) => roles.includes(role)).flatMap(({ unitPath }) => unitPath.slice(0, 1))),
];

/** The bureaus themselves and every bureau below: organs that report for themselves. Departments are counted with their bureau, once. */
export async function unitsBelow(db: Db | Tx, bureaus: readonly string[]) {
  if (bureaus.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; position: number }>`
    with recursive below as (
      select id, name, kind, position, key, closed_on, 0 as depth from unit where id = any(${[...bureaus]}::uuid[])
      union all
      select u.id, u.name, u.kind, u.position, u.key, u.closed_on, below.depth + 1 from unit u join below on u.parent_id = below.id
      where u.kind in ('bureau', 'city-bureau', 'county-bureau') and below.depth < 10
    )
    select distinct on (depth, position, key, id) id, name, position from below where closed_on is null order by depth, position, key, id`.execute(
    db,
  );
  return rows;
}

/**
 * Who of a bureau's units has handed in, who is late (条例第四十九条), and the sum of what was handed in: computed from the editions, never
 * typed (C10). Cells that a unit left blank are blank in the sum.
 */
export async function rollUp(db: Db, bureauId: string, year: number, today: LocalDate): Promise<RollUp> {
  return (await rolledUp(db, bureauId, year, today)).rollUp;
}

/** The same with the figures of each report it is the sum of. */
export async function rolledUp(
  db: Db | Tx,
  bureauId: string,
  year: number,
  today: LocalDate,
): Promise<{ readonly rollUp: RollUp; readonly files: readonly FiguresFile[] }> {
  const units = await unitsBelow(db, [bureauId]);
  const due = lastDayOf(year);
  const rows = await reports(db)
    .leftJoin('annual_report_edition as e', (join) =>
      join.onRef('e.report_id', '=', 'r.id').onRef('e.number', '=', 'r.edition'),
    )
    .select(['e.figures', submittedOn, publishedOn])
    .where('r.year', '=', year)
    .where(
      'r.bureau_id',
      'in',
      units.map(({ id }) => id),
    )
    .execute();
  const lines = units.map(({ id, name }): RollUpLine => {
    const report = rows.find((row) => row.bureauId === id);
    const handedIn = report !== undefined && HANDED_IN.includes(report.state);
    const on = report?.submittedOn ?? null;
    return {
      bureauId: id,
      name,
      reportId: report?.id ?? null,
      state: report?.state ?? null,
      stateLabel: report ? stateLabel(report.state) : '还没有建立',
      handedIn,
      submittedOn: on,
      publishedOn: report?.publishedOn ?? null,
      late: on === null ? today > due : on > due,
      unpublished: report?.publishedOn ? report.publishedOn > due : today > due,
    };
  });
  const counted = rows.filter(({ state, figures }) => HANDED_IN.includes(state) && figures !== null);
  // Written by `freeze`.
  const files = counted.map((row) => row.figures as unknown as FiguresFile);
  const totals = sumOfReports(files);
  return {
    rollUp: { bureauId, year, dueOn: due, lines, handedIn: files.length, form: TABLE_FORM, totals },
    files,
  };
}

/** The bureau whose units are added up: one in which the actor holds a role that may do so, or one below it; refuses any other. */
export async function rolledUpBureau(
  db: Db | Tx,
  actor: Actor,
  action: 'annual-report.roll-up' | 'annual-report.urge',
  wanted: string | undefined,
): Promise<string> {
  const { roles } = annualReportPolicy[action];
  const own = typeof roles === 'string' ? [] : bureausOf(actor, roles);
  const bureau = wanted ?? own[0];
  const below = await unitsBelow(db, own);
  if (!bureau || !below.some(({ id }) => id === bureau)) throw forbidden('只能汇总本局和下级局的年度报告');
  return bureau;
}

/** Cell by cell, what every report has a figure for; blank where one has none. */
export function sumOfReports(files: readonly FiguresFile[]): RollUp['totals'] {
  const sums = new Map<string, { sum: number; times: number }>();
  for (const file of files)
    for (const { place, value } of filledCells(readFigures(file))) {
      const before = sums.get(place.path) ?? { sum: 0, times: 0 };
      sums.set(place.path, { sum: before.sum + value, times: before.times + 1 });
    }
  const totals: Record<'proactive' | 'applications' | 'review', Record<string, Record<string, number>>> = {
    proactive: {},
    applications: {},
    review: {},
  };
  for (const [path, { sum, times }] of sums) {
    const [table, ...rest] = path.split('.');
    const row = rest.slice(0, -1).join('.');
    if (times < files.length || (table !== 'proactive' && table !== 'applications' && table !== 'review')) continue;
    totals[table][row] = { ...totals[table][row], [rest.at(-1) ?? '']: Number(sum.toFixed(6)) };
  }
  return totals;
}
