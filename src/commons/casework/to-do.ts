import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { leadsTo } from '#kernel/workflow.ts';
import type { Services } from '#platform/services.ts';
import type { MatterLine, ReturnedLine, ToDo, ToDoItem } from './contract.ts';
import { lightColumn, lightOf } from './light.ts';
import { type Reader, lineOf, lineRows, openFirst, readerOf } from './lines.ts';
import { withNews } from './following/looks.ts';
import { watchedBy } from './ledger.ts';
import { notKeptFrom, visibleTo } from './sight.ts';
import { bureausOf, unitsOf } from './visible.ts';
import { pagePath } from './where.ts';
import { type WordSchema, wordsOf } from './words.ts';

/** A person with more than this waiting needs a colleague, not a longer page; the counts stay complete. */
const LONGEST_LIST = 200;
/** Whose head answers for a unit that is asked, and who does a unit's part. */
const ANSWERS = ['department-head', 'issuer'];
const DOES_PARTS = ['clerk', 'drafter', 'department-head'];

/** What waits for somebody, what they started, what falls due soon in their units, what came back to them. */
export async function todoOf(
  services: Services,
  actor: Actor,
): Promise<Omit<ToDo, 'counts'> & { counts: Omit<ToDo['counts'], 'unreadNotices'> }> {
  const reader = readerOf(services);
  const [steps, countersigns, parts, duties, mentions, started, soon, returned, watched] = await Promise.all([
    waitingSteps(services, actor, reader),
    waitingCountersigns(services, actor, reader),
    waitingParts(services, actor, reader),
    waitingDuties(services, actor, reader),
    waitingMentions(services, actor, reader),
    startedBy(services, actor, reader),
    dueSoon(services, actor, reader),
    returnedTo(services, actor, reader),
    watchedLines(services, actor, reader),
  ]);
  const asked = [steps, countersigns, parts, duties, mentions];
  const sum = (of: (found: Found<ToDoItem>) => number) => asked.reduce((all, found) => all + of(found), 0);
  const waiting = asked.flatMap(({ lines }) => lines).sort(byDueDate);
  const marked = <L extends MatterLine>(lines: readonly L[]) => withNews(services, actor, lines);
  return {
    waiting: await marked(waiting.slice(0, LONGEST_LIST)),
    startedByMe: await marked(started.lines),
    dueSoon: await marked(soon.lines),
    returned: await marked(returned.lines),
    watched: await marked(watched.lines),
    counts: {
      waiting: sum(({ total }) => total),
      overdue: sum(({ overdue }) => overdue),
      startedByMe: started.total,
      dueSoon: soon.total,
      returned: returned.total,
      watched: watched.total,
    },
  };
}

interface Found<L> {
  readonly lines: readonly L[];
  readonly total: number;
  readonly overdue: number;
}

async function waitingSteps(services: Services, actor: Actor, reader: Reader): Promise<Found<ToDoItem>> {
  const rows = await awaitingMe(services, actor, reader)
    .select(['m.waiting_unit_id as waitingUnitId', 'm.waiting_person_id as waitingPersonId'])
    .orderBy('m.due_on', (o) => o.asc().nullsLast())
    .orderBy('m.waiting_since')
    .orderBy('m.id')
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => ({
    ...lineOf(row, reader),
    why: row.waitingPersonId ? 'person' : 'role',
    whyLabel: row.waitingPersonId ? '等您本人办理' : '等您的岗位办理',
    forUnit: row.waitingUnitId && row.waitingUnitName ? { id: row.waitingUnitId, name: row.waitingUnitName } : null,
    countersignId: null,
  }));
}

/** Open matters that wait for the person, or for a role they hold in the awaited unit, or in the bureau where no unit is named. */
function awaitingMe({ db }: Services, actor: Actor, reader: Reader) {
  const roles = actor.grants.map(({ role }) => role);
  const units = actor.grants.map(({ unitId }) => unitId || null);
  const bureaus = actor.grants.map(({ unitPath }) => unitPath[0] ?? null);
  return lineRows(db)
    .where(notKeptFrom(actor, reader.kinds))
    .select([total(), overdue(reader)])
    .where('m.closed_on', 'is', null)
    .where(
      sql<boolean>`(m.waiting_person_id = ${actor.id}::uuid or exists (
        select from unnest(${roles}::text[], ${units}::uuid[], ${bureaus}::uuid[]) as mine (role, unit_id, bureau_id)
        where mine.role = m.waiting_role
          and case when m.waiting_unit_id is null then mine.bureau_id = m.bureau_id else mine.unit_id = m.waiting_unit_id end
      ))`,
    );
}

async function waitingCountersigns({ db }: Services, actor: Actor, reader: Reader): Promise<Found<ToDoItem>> {
  const rows = await lineRows(db)
    .where(notKeptFrom(actor, reader.kinds))
    .innerJoin('countersign as c', 'c.matter_id', 'm.id')
    .innerJoin('unit as asked', 'asked.id', 'c.unit_id')
    .select([
      'c.id as countersignId',
      'c.question',
      'c.due_on as askedDueOn',
      'asked.id as unitId',
      'asked.name as unitName',
    ])
    .select([total(), late(sql`c.due_on`, reader.today)])
    .where('c.answered_at', 'is', null)
    .where('m.closed_on', 'is', null)
    .where(sql<boolean>`c.unit_id = any(${unitsWhere(actor, ANSWERS)}::uuid[])`)
    .orderBy('c.due_on')
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => ({
    ...lineOf(row, reader),
    task: `会签：${row.question}`,
    ...asked(row.askedDueOn, reader),
    why: 'countersign',
    whyLabel: '请您单位会签',
    forUnit: { id: row.unitId, name: row.unitName },
    countersignId: row.countersignId,
  }));
}

async function waitingParts({ db }: Services, actor: Actor, reader: Reader): Promise<Found<ToDoItem>> {
  const rows = await lineRows(db)
    .where(notKeptFrom(actor, reader.kinds))
    .innerJoin('matter_unit as part', 'part.matter_id', 'm.id')
    .innerJoin('unit as mine', 'mine.id', 'part.unit_id')
    .select(['part.task as partTask', 'part.due_on as partDueOn', 'mine.id as unitId', 'mine.name as unitName'])
    .select([total(), late(sql`coalesce(part.due_on, m.due_on)`, reader.today)])
    .where('part.part', 'in', ['joint', 'cooperating'])
    .where('part.done_on', 'is', null)
    .where('m.closed_on', 'is', null)
    .where(sql<boolean>`part.unit_id = any(${unitsWhere(actor, DOES_PARTS)}::uuid[])`)
    .orderBy(sql`coalesce(part.due_on, m.due_on)`, (o) => o.asc().nullsLast())
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => ({
    ...lineOf(row, reader),
    task: row.partTask ?? '完成本单位承担的任务',
    ...asked(row.partDueOn ?? row.dueOn, reader),
    why: 'part',
    whyLabel: '您单位承担的任务',
    forUnit: { id: row.unitId, name: row.unitName },
    countersignId: null,
  }));
}

async function waitingDuties({ db }: Services, actor: Actor, reader: Reader): Promise<Found<ToDoItem>> {
  const roles = actor.grants.map(({ role }) => role);
  const units = actor.grants.map(({ unitId }) => unitId || null);
  const bureaus = actor.grants.map(({ unitPath }) => unitPath[0] ?? null);
  const rows = await lineRows(db)
    .where(notKeptFrom(actor, reader.kinds))
    .innerJoin('duty as d', 'd.matter_id', 'm.id')
    .leftJoin('unit as asked', 'asked.id', 'd.unit_id')
    .select([
      'd.task as dutyTask',
      'd.due_on as dutyDueOn',
      'asked.id as unitId',
      'asked.name as unitName',
      'd.path as dutyPath',
    ])
    .select([total(), late(sql`coalesce(d.due_on, m.due_on)`, reader.today)])
    .where('d.done_at', 'is', null)
    .where((eb) => eb.or([eb('m.closed_on', 'is', null), eb('d.after_closing', '=', true)]))
    .where(
      sql<boolean>`exists (
        select from unnest(${roles}::text[], ${units}::uuid[], ${bureaus}::uuid[]) as mine (role, unit_id, bureau_id)
        where mine.role = d.role
          and case when d.unit_id is null then mine.bureau_id = m.bureau_id else mine.unit_id = d.unit_id end
      )`,
    )
    .orderBy(sql`coalesce(d.due_on, m.due_on)`, (o) => o.asc().nullsLast())
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => ({
    ...lineOf(row, reader),
    ...(row.dutyPath && { path: row.dutyPath }),
    task: row.dutyTask,
    ...asked(row.dutyDueOn ?? row.dueOn, reader),
    why: 'duty',
    whyLabel: '等您的岗位办理',
    forUnit: row.unitId && row.unitName ? { id: row.unitId, name: row.unitName } : null,
    countersignId: null,
  }));
}

/** Matters in which a remark asks me to look, one line for each however often; gone once I have opened it, or may no longer see it. */
async function waitingMentions({ db, catalogue }: Services, actor: Actor, reader: Reader): Promise<Found<ToDoItem>> {
  const rows = await lineRows(db)
    .innerJoin(
      db
        .selectFrom('matter_mention as n')
        .innerJoin('person as by', 'by.id', 'n.by_id')
        .select(['n.matter_id', sql<string>`string_agg(distinct by.name, '、')`.as('names')])
        .where('n.person_id', '=', actor.id)
        .where('n.opened_at', 'is', null)
        .groupBy('n.matter_id')
        .as('asked'),
      (join) => join.onRef('asked.matter_id', '=', 'm.id'),
    )
    .select('asked.names')
    .select([total(), sql<number>`0`.as('overdue')])
    .where(visibleTo(actor, catalogue.kinds))
    .orderBy('m.due_on', (o) => o.asc().nullsLast())
    .orderBy('m.id')
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => ({
    ...lineOf(row, reader),
    path: pagePath(row.id),
    task: '查看批注',
    why: 'mention',
    whyLabel: `${row.names}请您查看`,
    forUnit: null,
    countersignId: null,
  }));
}

async function startedBy({ db }: Services, actor: Actor, reader: Reader): Promise<Found<MatterLine>> {
  const rows = await lineRows(db)
    .where(notKeptFrom(actor, reader.kinds))
    .select([total(), overdue(reader)])
    .where('m.started_by', '=', actor.id)
    .where('m.closed_on', 'is', null)
    .orderBy('m.due_on', (o) => o.asc().nullsLast())
    .orderBy('m.id')
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => lineOf(row, reader));
}

/** Open matters near their due date that my units lead, that are assigned to me, or that I started, whoever they wait for. */
async function dueSoon({ db }: Services, actor: Actor, reader: Reader): Promise<Found<MatterLine>> {
  const rows = await lineRows(db)
    .where(notKeptFrom(actor, reader.kinds))
    .select([total(), overdue(reader)])
    .where(lightColumn(reader.today, reader.calendar), '=', 'yellow')
    .where(
      sql<boolean>`(m.lead_unit_id = any(${unitsOf(actor)}::uuid[]) or m.assignee_id = ${actor.id}::uuid or m.started_by = ${actor.id}::uuid)`,
    )
    .orderBy('m.due_on')
    .orderBy('m.id')
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => lineOf(row, reader));
}

/** What I watch and may still see: what is open first. */
async function watchedLines({ db, catalogue }: Services, actor: Actor, reader: Reader): Promise<Found<MatterLine>> {
  const rows = await lineRows(db)
    .select([total(), overdue(reader)])
    .where(watchedBy(actor))
    .where(visibleTo(actor, catalogue.kinds))
    .orderBy(openFirst)
    .limit(LONGEST_LIST)
    .execute();
  return found(rows, (row) => lineOf(row, reader));
}

/** What waits for me because somebody else moved it back with a reason. */
async function returnedTo(services: Services, actor: Actor, reader: Reader): Promise<Found<ReturnedLine>> {
  const { moves, returns } = movesOf(reader);
  if (returns.length === 0 || bureausOf(actor).length === 0) return { lines: [], total: 0, overdue: 0 };
  const rows = await awaitingMe(services, actor, reader)
    .where(
      sql<boolean>`exists (
        select from (
          select j.action, j.actor_id from journal_entry j
          where j.chain = 'matter:' || m.id and j.action = any(${moves}::text[])
          order by j.seq desc limit 1
        ) last
        where last.action = any(${returns}::text[]) and last.actor_id is distinct from ${actor.id}::uuid
      )`,
    )
    .orderBy('m.due_on', (o) => o.asc().nullsLast())
    .orderBy('m.id')
    .limit(LONGEST_LIST)
    .execute();
  const why = await reasonsOf(services, rows, returns, reader);
  return found(rows, (row) => ({ ...lineOf(row, reader), returnedFor: why.get(row.id) ?? null }));
}

/** Why each was moved back the last time, in the words of its form; what is kept apart from the journal is not in a list. */
async function reasonsOf(
  { db }: Services,
  rows: readonly { readonly id: string }[],
  returns: readonly string[],
  { kinds }: Reader,
): Promise<ReadonlyMap<string, string>> {
  const last = await db
    .selectFrom('journal_entry as j')
    .select(['j.chain', 'j.action', sql<string | null>`j.payload ->> 'reason'`.as('reason')])
    .distinctOn('j.chain')
    .where('j.chain', '=', sql<string>`any(${rows.map(({ id }) => `matter:${id}`)}::text[])`)
    .where('j.action', '=', sql<string>`any(${returns}::text[])`)
    .orderBy('j.chain')
    .orderBy('j.seq', 'desc')
    .execute();
  return new Map(
    last.flatMap(({ chain, action, reason }) => {
      const [kind = '', step = ''] = action.split('.');
      // TypeBox types each keyword; here a schema is read by name.
      const fields = (kinds.get(kind)?.fields[step]?.properties ?? {}) as Readonly<Record<string, WordSchema>>;
      return reason ? [[chain.slice('matter:'.length), wordsOf(reason, fields.reason)]] : [];
    }),
  );
}

/** The acts that move a matter at all, and those that move it back: to a state declared earlier, and with a reason. */
function movesOf({ kinds }: Reader): { readonly moves: string[]; readonly returns: string[] } {
  const moves: string[] = [];
  const returns: string[] = [];
  for (const { key, workflow } of kinds.values()) {
    const order = Object.keys(workflow.states);
    for (const [name, step] of Object.entries(workflow.steps)) {
      const targets = leadsTo(step);
      if (targets.length === 0) continue;
      moves.push(`${key}.${name}`);
      const back = step.from.every((from) => targets.every((to) => order.indexOf(to) < order.indexOf(from)));
      if (back && step.needs?.reason !== undefined) returns.push(`${key}.${name}`);
    }
  }
  return { moves, returns };
}

const unitsWhere = (actor: Actor, roles: readonly string[]) => [
  ...new Set(actor.grants.filter(({ role, unitId }) => unitId && roles.includes(role)).map(({ unitId }) => unitId)),
];

const total = () => sql<number>`count(*) over ()`.as('total');
const overdue = ({ today, calendar }: Reader) =>
  sql<number>`count(*) filter (where ${lightColumn(today, calendar)} = 'red') over ()`.as('overdue');
const late = (dueOn: ReturnType<typeof sql>, today: LocalDate) =>
  sql<number>`count(*) filter (where ${dueOn} < ${today}::date) over ()`.as('overdue');

/** The day and the light of what is asked of me, in place of the matter's own. */
const asked = (dueOn: LocalDate | null, { today, calendar }: Reader) => ({
  dueOn,
  dueProvisional: false,
  light: lightOf({ dueOn }, today, calendar),
});

function found<R extends { readonly total: number; readonly overdue: number }, L>(
  rows: readonly R[],
  line: (row: R) => L,
): Found<L> {
  return { lines: rows.map(line), total: rows[0]?.total ?? 0, overdue: rows[0]?.overdue ?? 0 };
}

function byDueDate(a: MatterLine, b: MatterLine): number {
  const [first, second] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  return first < second ? -1 : Number(first > second);
}
