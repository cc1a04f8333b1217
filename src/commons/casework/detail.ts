import { roleLabel } from '#commons/organisations/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { clockOf } from './clock-of.ts';
import {
  type CountersignLine,
  CountersignAnswerBody,
  type MatterClock,
  type MatterDetail,
  type MatterLine,
  type MatterPart,
  type OwedLine,
  PartDoneBody,
  type PartKind,
  partLabels,
  ReleasePartBody,
} from './contract.ts';
import { answerGrant } from './countersign.ts';
import { seenSeqOf } from './following/looks.ts';
import { watches } from './following/watches.ts';
import { lightOf } from './light.ts';
import { lineOf, lineRows, personRef, type Reader, readerOf } from './lines.ts';
import { actOffers, schemaOf, stepOffers } from './offers.ts';
import { releaseRefusals, reportRefusals } from './parts.ts';
import { historyOf } from './queries.ts';
import { remarksIn, timelineOf } from './timeline.ts';
import { keepLook, namedPeople } from './restricting.ts';
import { keptFrom, visibleTo } from './sight.ts';
import { type SeenMatter, seenMatter } from './visible.ts';

/** Everything the screen of a matter shows to one person: what is, what was, and what this person may do. */
export async function matterDetail(services: Services, actor: Actor, matterId: string): Promise<MatterDetail> {
  const { db } = services;
  const seen = await seenMatter(db, services, actor, matterId);
  const { kind, matter } = seen;
  await keepLook(services, actor, seen, 'matter');
  const reader = readerOf(services);
  const row = await lineRows(db)
    .leftJoin('person as starter', 'starter.id', 'm.started_by')
    .select(['m.started_by as startedBy', 'starter.name as starterName'])
    .where('m.id', '=', matterId)
    .executeTakeFirstOrThrow();
  const timeline = await timelineOf(services, kind, matterId);
  return {
    matter: { ...lineOf(row, reader), version: matter.version, round: matter.round, targetOn: matter.targetOn },
    detailPath: kind.screen?.(matterId) ?? null,
    about: (await kind.about?.(db, matter, shownTo(services, actor))) ?? [],
    units: await partLines(db, seen, actor, reader),
    restrictedTo: await namedPeople(db, matter),
    startedBy: personRef(row.startedBy, row.starterName),
    clock: await readMatterClock(services, seen),
    timeline,
    steps: await stepOffers(services, seen, actor),
    acts: await actOffers(services, seen, actor),
    countersigns: await countersignLines(db, seen, actor, reader),
    remarks: remarksIn(timeline),
    owed: await owedLines(db, seen, reader),
    parent: matter.parentId ? ((await related(services, actor, reader, 'm.id', matter.parentId))[0] ?? null) : null,
    children: await related(services, actor, reader, 'm.parent_id', matterId),
    seenSeq: await seenSeqOf(db, actor.id, matterId),
    watched: await watches(db, actor.id, matterId),
  };
}

/** Of other matters that a page names: which of them are not kept from its reader. */
const shownTo = (services: Services, actor: Actor) => async (ids: readonly string[]) => {
  const kept = await keptFrom(services, actor, ids);
  return (id: string) => !kept.has(id);
};

/** The clock with its explanation, as of today; where no period runs, the date that was set. */
async function readMatterClock(services: Services, { kind, matter }: SeenMatter): Promise<MatterClock> {
  const { db, calendar, time } = services;
  const set: MatterClock = {
    state: matter.clockState,
    dueOn: matter.dueOn,
    dueAt: null,
    provisional: matter.dueProvisional,
    explanation: [],
    strip: [],
  };
  if (kind.clock.length === 0) return set;
  const history = await historyOf(db, matter.id);
  const reading = clockOf(kind, matter.receivedOn, history, calendar(), time.today(), time.now());
  return {
    ...set,
    state: reading.state,
    explanation: reading.explanation,
    strip: reading.strip,
    ...('dueOn' in reading && { dueOn: reading.dueOn, dueAt: reading.dueAt ?? null, provisional: reading.provisional }),
  };
}

/** What is owed beside the state (`duties.ts`), for everybody who sees the matter: whoever looks at it knows what it stands still for. */
async function owedLines(db: Db, { matter }: SeenMatter, reader: Reader): Promise<OwedLine[]> {
  const rows = await db
    .selectFrom('duty as d')
    .leftJoin('unit as u', 'u.id', 'd.unit_id')
    .select(['d.key', 'd.task', 'd.role', 'd.due_on as dueOn', 'u.name as unitName'])
    .where('d.matter_id', '=', matter.id)
    .where('d.done_at', 'is', null)
    .$if(matter.closedOn !== null, (q) => q.where('d.after_closing', '=', true))
    .orderBy('d.due_on', (o) => o.asc().nullsLast())
    .orderBy('d.key')
    .execute();
  return rows.map(({ key, task, role, dueOn, unitName }) => ({
    key,
    task,
    waitsFor: unitName ? `${unitName} · ${roleLabel(role)}` : roleLabel(role),
    dueOn,
    light: lightOf({ dueOn, closedOn: null }, reader.today, reader.calendar),
  }));
}

async function partLines(db: Db, seen: SeenMatter, actor: Actor, reader: Reader): Promise<MatterPart[]> {
  const rows = await db
    .selectFrom('matter_unit as mu')
    .innerJoin('unit as u', 'u.id', 'mu.unit_id')
    .select([
      'mu.unit_id as unitId',
      'u.name as unitName',
      'mu.part',
      'mu.task',
      'mu.due_on as dueOn',
      'mu.done_on as doneOn',
    ])
    .where('mu.matter_id', '=', seen.matter.id)
    .orderBy('mu.position')
    .execute();
  return rows.map((row) => {
    // The table's check allows no other words.
    const part = row.part as PartKind;
    const report = reportRefusals(seen, row, actor);
    const release = releaseRefusals(seen, row, actor);
    const path = `/api/matters/${seen.matter.id}/parts/${row.unitId}`;
    return {
      unit: { id: row.unitId, name: row.unitName },
      part,
      partLabel: partLabels[part],
      task: row.task,
      dueOn: row.dueOn,
      doneOn: row.doneOn,
      light: lightOf({ dueOn: row.dueOn, closedOn: row.doneOn ?? seen.matter.closedOn }, reader.today, reader.calendar),
      ...(report && {
        report: {
          key: 'report-part',
          label: '报告完成',
          refusals: report,
          fields: schemaOf(PartDoneBody),
          path: `${path}/done`,
        },
      }),
      ...(release && {
        release: {
          key: 'release-part',
          label: '解除',
          refusals: release,
          fields: schemaOf(ReleasePartBody),
          path: `${path}/release`,
        },
      }),
    };
  });
}

async function countersignLines(
  db: Db,
  { matter }: SeenMatter,
  actor: Actor,
  reader: Reader,
): Promise<CountersignLine[]> {
  const rows = await db
    .selectFrom('countersign as c')
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .innerJoin('person as asker', 'asker.id', 'c.asked_by')
    .leftJoin('person as answerer', 'answerer.id', 'c.answered_by')
    .select([
      'c.id',
      'c.unit_id as unitId',
      'u.name as unitName',
      'c.question',
      'c.asked_by as askedBy',
      'asker.name as askerName',
      'c.asked_at as askedAt',
      'c.due_on as dueOn',
      'c.agrees',
      'c.opinion',
      'c.answered_by as answeredBy',
      'answerer.name as answererName',
      'c.answered_at as answeredAt',
    ])
    .where('c.matter_id', '=', matter.id)
    .orderBy('c.asked_at')
    .orderBy('u.position')
    .execute();
  return rows.map((row) => {
    const open = row.answeredAt === null && matter.closedOn === null;
    return {
      id: row.id,
      unit: { id: row.unitId, name: row.unitName },
      question: row.question,
      askedBy: { id: row.askedBy, name: row.askerName },
      askedAt: row.askedAt,
      dueOn: row.dueOn,
      agrees: row.agrees,
      opinion: row.opinion,
      answeredBy: personRef(row.answeredBy, row.answererName),
      answeredAt: row.answeredAt,
      light: open
        ? lightOf({ dueOn: row.dueOn }, reader.today, reader.calendar)
        : { colour: 'none', words: row.answeredAt ? '已答复' : '不再需要答复', workdays: null },
      ...(open &&
        answerGrant(actor, row.unitId) && {
          answer: {
            key: 'answer-countersign',
            label: '答复会签',
            refusals: [],
            fields: schemaOf(CountersignAnswerBody),
            path: `/api/countersigns/${row.id}/answer`,
          },
        }),
    };
  });
}

/** The parent or the children, as far as the person may see them. */
async function related(
  { db, catalogue }: Services,
  actor: Actor,
  reader: Reader,
  column: 'm.id' | 'm.parent_id',
  id: string,
): Promise<MatterLine[]> {
  const rows = await lineRows(db)
    .where(column, '=', id)
    .where(visibleTo(actor, catalogue.kinds))
    .orderBy('m.number')
    .limit(500)
    .execute();
  return rows.map((row) => lineOf(row, reader));
}
