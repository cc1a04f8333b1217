import { notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { matterPath } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { calendarsPolicy } from '../policy.ts';
import { loadCalendar } from '../queries.ts';
import { differences, linesOf, newVersions } from './announcement.ts';
import type { CalendarAnswer, ChangeDetail, ChangeLine, ChangeState, DayLine, MovingLine } from './contract.ts';
import { movingLines, previewOf } from './preview.ts';

/** The calendar as it stands, newest year first, and what has been proposed. */
export async function calendarAnswer({ db, time }: Services, actor: Actor): Promise<CalendarAnswer> {
  const calendar = await loadCalendar(db);
  const years = [...calendar.years.values()]
    .sort((a, b) => b.year - a.year)
    .map(({ year, version, noticeTitle, noticeNumber, announcedOn }) => ({
      year,
      version,
      noticeTitle,
      noticeNumber: noticeNumber ?? null,
      announcedOn: announcedOn ?? null,
      days: linesOf(calendar, year),
    }));
  const rows = await changes(db).orderBy('c.proposed_at', 'desc').limit(100).execute();
  return {
    today: time.today(),
    years,
    changes: rows.map(lineOf),
    mayPropose: allows(calendarsPolicy['calendars.propose'], actor),
  };
}

const changes = (db: Services['db']) =>
  db
    .selectFrom('calendar_change as c')
    .leftJoin('person as p', 'p.id', 'c.proposed_by')
    .leftJoin('person as d', 'd.id', 'c.decided_by')
    .selectAll('c')
    .select(['p.name as proposer', 'd.name as decider'])
    .select((eb) =>
      eb
        .selectFrom('calendar_change_matter as m')
        .whereRef('m.change_id', '=', 'c.id')
        .select((e) => e.fn.countAll<number>().as('n'))
        .as('moved'),
    );

type Row = Awaited<ReturnType<ReturnType<typeof changes>['executeTakeFirstOrThrow']>>;

const stateOf = ({ agrees, withdrawn_at }: Pick<Row, 'agrees' | 'withdrawn_at'>): ChangeState =>
  withdrawn_at ? 'withdrawn' : agrees === null ? 'proposed' : agrees ? 'in-force' : 'refused';

const lineOf = (row: Row): ChangeLine => ({
  id: row.id,
  year: row.year,
  noticeTitle: row.notice_title,
  noticeNumber: row.notice_number,
  announcedOn: row.announced_on,
  reason: row.reason,
  state: stateOf(row),
  proposedBy: row.proposer ?? '随产品更新',
  proposedAt: row.proposed_at,
  decidedBy: row.decider,
  decidedAt: row.decided_at,
  opinion: row.opinion,
  moved: stateOf(row) === 'in-force' ? Number(row.moved) : null,
});

/** Shown on the screen; the export has all. */
const SHOWN = 500;

/** One change: before it is decided with what it would move, afterwards with what it has moved. */
export async function changeDetail(
  services: Services,
  actor: Actor,
  id: string,
  shown: number = SHOWN,
): Promise<ChangeDetail> {
  const { db } = services;
  const row = await changes(db).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('这份节假日安排');
  const line = lineOf(row);
  const days = row.days as unknown as DayLine[];
  if (line.state !== 'proposed') {
    const moving = line.state === 'in-force' ? await movedLines(services, id) : [];
    return { ...line, days, differences: [], pastDays: 0, ...listOf(moving, shown), ...NOTHING_TO_DECIDE };
  }
  const calendar = await loadCalendar(db);
  const versions = newVersions(days, row.year, calendar);
  const preview = await previewOf(db, services, calendar, versions, row.notice_title);
  const different = differences(versions, calendar, preview.calendar);
  const own = row.proposed_by === actor.id;
  const decides = allows(calendarsPolicy['calendars.decide'], actor);
  return {
    ...line,
    days,
    differences: different,
    pastDays: different.filter(({ on }) => on < services.time.today()).length,
    ...listOf(await movingLines(db, services, preview), shown),
    settledTotal: preview.settled,
    people: new Set([...preview.told.values()].flat()).size,
    previewHash: preview.hash,
    mayDecide: decides && !own,
    mayWithdraw: own,
    refusal: decides && own ? '由您提出的安排，须由另一人审核' : null,
  };
}

const listOf = (moving: readonly MovingLine[], shown: number) => ({
  moving: moving.slice(0, shown),
  movingTotal: moving.length,
});

const NOTHING_TO_DECIDE = {
  settledTotal: 0,
  people: 0,
  previewHash: '',
  mayDecide: false,
  mayWithdraw: false,
  refusal: null,
} as const;

async function movedLines({ db, catalogue }: Services, changeId: string): Promise<MovingLine[]> {
  const rows = await db
    .selectFrom('calendar_change_matter as c')
    .innerJoin('matter as m', 'm.id', 'c.matter_id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['m.id', 'm.number', 'm.kind', 'u.name as unit', 'c.due_before', 'c.due_on', 'c.provisional', 'c.told'])
    .where('c.change_id', '=', changeId)
    .orderBy('c.due_on')
    .orderBy('m.number')
    .execute();
  return rows.map((row) => {
    const kind = catalogue.kinds.get(row.kind);
    return {
      id: row.id,
      path: matterPath(kind, row.id),
      number: row.number,
      kindLabel: kind?.label ?? row.kind,
      unit: row.unit,
      dueBefore: row.due_before,
      dueOn: row.due_on,
      provisional: row.provisional,
      told: row.told,
    };
  });
}
