import { Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import { awaitedPeople, headsOf, addressOf, type MatterRow, matters, shortTitle } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { LADDER, type Rung, type Told } from './ladder.ts';
import { climbOwn, ownDaysOn } from './own-days.ts';
import { dueDatesOn } from './reach.ts';

/** Climbs the ladder for every matter, every unit's part and every opinion asked for that has come to a rung, each rung once for each due date. Safe to run at any time. */
export const climbLadder = defineJob({
  name: 'supervision.climb',
  label: '督办阶梯：到期提醒、催办、通报、约谈建议',
  data: Type.Object({}),
  cron: '30 8 * * *',
  run: async (_, services) => {
    await climb(services);
  },
});

/**
 * Gives the number of rungs climbed. One question for each rung finds the matters; each is then climbed in a transaction of its own,
 * so that a matter that fails does not keep the others from being supervised. Throws at the end when some failed.
 */
export async function climb(services: Services): Promise<number> {
  let climbed = 0;
  const failures: unknown[] = [];
  for (const rung of LADDER) {
    for (const { id, dueOn } of await mattersOn(services, rung))
      await each(id, rung, (a) => climbOne(a, rung, id, dueOn));
    for (const own of await ownDaysOn(services, rung)) await each(own.matterId, rung, (a) => climbOwn(a, rung, own));
  }
  if (failures.length > 0) throw new AggregateError(failures, `supervision failed for ${failures.length} matters`);
  return climbed;

  async function each(matter: string, rung: Rung, climbing: (a: Act) => Promise<boolean>): Promise<void> {
    try {
      if (await act(services, systemActor, climbing)) climbed += 1;
    } catch (error) {
      services.log.error('supervision failed', { matter, rung: rung.key, ...errorFacts(error) });
      failures.push(error);
    }
  }
}

/** Open matters whose clock runs and whose due date puts them on the rung, and that have not climbed it for this due date. */
async function mattersOn({ db, time, calendar }: Services, rung: Rung): Promise<{ id: string; dueOn: LocalDate }[]> {
  const { after, before, on } = dueDatesOn(rung, time.today(), calendar());
  let rows = db
    .selectFrom('matter as m')
    .select(['m.id', 'm.due_on as dueOn'])
    .where('m.closed_on', 'is', null)
    .where('m.clock_state', 'not in', ['paused', 'stopped'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('supervision_rung as s')
            .select('s.rung')
            .whereRef('s.matter_id', '=', 'm.id')
            .whereRef('s.due_on', '=', 'm.due_on')
            .where('s.about', '=', 'matter')
            .where('s.rung', '=', rung.key),
        ),
      ),
    );
  if (on) rows = rows.where('m.due_on', '=', on);
  if (after) rows = rows.where('m.due_on', '>', after);
  if (before) rows = rows.where('m.due_on', '<', before);
  const found = await rows.orderBy('m.due_on').execute();
  return found.flatMap(({ id, dueOn }) => (dueOn ? [{ id, dueOn }] : []));
}

async function climbOne(act: Act, rung: Rung, matterId: string, dueOn: LocalDate): Promise<boolean> {
  const { tx, today } = act;
  // Under the lock the matter may turn out to be closed, paused or due on another day by now.
  const current = await tx
    .selectFrom('matter')
    .select('id')
    .where('id', '=', matterId)
    .where('due_on', '=', dueOn)
    .where('closed_on', 'is', null)
    .where('clock_state', 'not in', ['paused', 'stopped'])
    .forUpdate()
    .executeTakeFirst();
  if (!current) return false;
  const matter = await matters(tx).where('m.id', '=', matterId).executeTakeFirstOrThrow();
  const people = await peopleFor(act, rung.tells, matter);
  const reached = await tx
    .insertInto('supervision_rung')
    .values({ matter_id: matterId, due_on: dueOn, rung: rung.key, reached_on: today, told: people.length })
    .onConflict((oc) => oc.doNothing())
    .returning('rung')
    .executeTakeFirst();
  if (!reached) return false;
  await appendJournal(act, {
    chain: matterChain(matterId),
    action: 'supervision.rung-reached',
    round: matter.round,
    payload: { rung: rung.label, dueOn, told: people.length },
  });
  await notify(act, {
    to: people,
    kind: 'supervision',
    title: `${rung.label}：${shortTitle(matter.title)}`,
    body: `${matter.number}「${matter.title}」${rung.message}`,
    link: addressOf(act.services, matter),
    matterId,
    dedupe: `supervision:${matterId}:${dueOn}:${rung.key}`,
  });
  return true;
}

async function peopleFor({ tx, today }: Act, tells: readonly Told[], matter: MatterRow): Promise<string[]> {
  const inBureau = (role: string) => holdersOf(tx, { role, on: today, bureauId: matter.bureauId });
  const people = new Set<string>();
  for (const told of tells) for (const id of await peopleCalled(told)) people.add(id);
  return [...people];

  async function peopleCalled(told: Told): Promise<string[]> {
    switch (told) {
      case 'owner':
        return [...(matter.assigneeId ? [matter.assigneeId] : []), ...(await awaitedPeople(tx, matter.id, today))];
      case 'head':
        return headsOf(tx, matter.leadUnitId, today);
      case 'supervisor':
        return inBureau('supervisor');
      case 'leader':
        return inBureau('issuer');
    }
  }
}
