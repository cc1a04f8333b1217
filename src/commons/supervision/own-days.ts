import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { addressOf, headsOf, matters, REPORTING_PARTS, shortTitle, workersOf } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act, Services } from '#platform/services.ts';
import type { Rung, Told } from './ladder.ts';
import { dueDatesOn } from './reach.ts';

// What a unit owes of a matter it does not lead has a day of its own, and climbs the same ladder by it: its part (配合), and the opinion it was asked for (会签).
// That the matter itself waits for somebody outside does not stop these: they were set by ourselves.

export type OwnDayKind = 'part' | 'countersign';

export interface OwnDay {
  readonly about: OwnDayKind;
  readonly matterId: string;
  readonly unitId: string;
  readonly dueOn: LocalDate;
}

/** What it is called after the name of the unit. */
export const OWN_DAY_WORDS = { part: '承担的任务', countersign: '的会签' } as const satisfies Record<
  OwnDayKind,
  string
>;

/** Everything units owe with a day of its own, as long as the matter is open. */
const OWED = sql`(
  select 'part' as about, mu.matter_id, mu.unit_id, mu.due_on
  from matter_unit mu where mu.done_on is null and mu.due_on is not null and mu.part = any(${REPORTING_PARTS}::text[])
  union all
  select 'countersign', c.matter_id, c.unit_id, min(c.due_on)
  from countersign c where c.answered_at is null group by c.matter_id, c.unit_id
)`;

/** Those that have come to a rung and have not climbed it for this day. */
export async function ownDaysOn({ db, time, calendar }: Services, rung: Rung): Promise<readonly OwnDay[]> {
  const { after, before, on } = dueDatesOn(rung, time.today(), calendar());
  const within: RawBuilder<boolean>[] = [
    ...(on ? [sql<boolean>`o.due_on = ${on}::date`] : []),
    ...(after ? [sql<boolean>`o.due_on > ${after}::date`] : []),
    ...(before ? [sql<boolean>`o.due_on < ${before}::date`] : []),
  ];
  const { rows } = await sql<OwnDay>`
    select o.about, o.matter_id as "matterId", o.unit_id as "unitId", o.due_on as "dueOn"
    from ${OWED} o join matter m on m.id = o.matter_id and m.closed_on is null
    where ${sql.join(within, sql` and `)} and not exists (
      select from supervision_rung s where s.matter_id = o.matter_id and s.about = o.about and s.unit_id = o.unit_id
        and s.due_on = o.due_on and s.rung = ${rung.key})
    order by o.due_on, o.matter_id, o.unit_id`.execute(db);
  return rows;
}

/** Climbs one rung for one of them, and gives whether it was climbed: under the lock it may turn out to be done, or due on another day. */
export async function climbOwn(act: Act, rung: Rung, own: OwnDay): Promise<boolean> {
  const { tx, today, services } = act;
  const { about, matterId, unitId, dueOn } = own;
  await tx.selectFrom('matter').select('id').where('id', '=', matterId).forUpdate().execute();
  const { rows } = await sql`
    select from ${OWED} o join matter m on m.id = o.matter_id and m.closed_on is null
    where o.about = ${about} and o.matter_id = ${matterId}::uuid and o.unit_id = ${unitId}::uuid and o.due_on = ${dueOn}::date`.execute(
    tx,
  );
  if (rows.length === 0) return false;
  const matter = await matters(tx).where('m.id', '=', matterId).executeTakeFirstOrThrow();
  const unit = await tx.selectFrom('unit').select('name').where('id', '=', unitId).executeTakeFirstOrThrow();
  const people = await peopleFor(act, rung.tells, own, matter.bureauId);
  const reached = await tx
    .insertInto('supervision_rung')
    .values({
      matter_id: matterId,
      due_on: dueOn,
      rung: rung.key,
      reached_on: today,
      told: people.length,
      about,
      unit_id: unitId,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('rung')
    .executeTakeFirst();
  if (!reached) return false;
  const what = `${unit.name}${OWN_DAY_WORDS[about]}`;
  await appendJournal(act, {
    chain: matterChain(matterId),
    action: 'supervision.rung-reached',
    round: matter.round,
    payload: { rung: rung.label, about, unitId, task: what, dueOn, told: people.length },
  });
  await notify(act, {
    to: people,
    kind: 'supervision',
    title: `${rung.label}：${what}（${shortTitle(matter.title)}）`,
    body: `${matter.number}「${matter.title}」，${what}${rung.message}`,
    link: addressOf(services, matter),
    matterId,
    dedupe: `supervision:${matterId}:${about}:${unitId}:${dueOn}:${rung.key}`,
  });
  return true;
}

async function peopleFor(
  { tx, today }: Act,
  tells: readonly Told[],
  { about, unitId }: OwnDay,
  bureauId: string,
): Promise<string[]> {
  const called = {
    owner: () => (about === 'part' ? workersOf(tx, unitId, today) : headsOf(tx, unitId, today)),
    head: () => headsOf(tx, unitId, today),
    supervisor: () => holdersOf(tx, { role: 'supervisor', on: today, bureauId }),
    leader: () => holdersOf(tx, { role: 'issuer', on: today, bureauId }),
  } satisfies Record<Told, () => Promise<string[]>>;
  const people = await Promise.all(tells.map((told) => called[told]()));
  return [...new Set(people.flat())];
}
