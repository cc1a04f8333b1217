import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceCalendar } from '#commons/calendars/index.ts';
import { askCountersign, askHelp, openDuty, reportPartDone, takeStep } from '#commons/casework/index.ts';
import { type Bureau, openBureau } from '#commons/casework/testing/bureau.ts';
import { workdaysBetween } from '#kernel/calendar.ts';
import { addDays, instant, localDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { StuckMatters, SupervisionBoard } from './contract.ts';
import { climb, LADDER } from './index.ts';
import { whenOf } from './ladder.ts';
import { dueDatesOn } from './reach.ts';

const calendar = await referenceCalendar();

describe('the days of the ladder', () => {
  it('are those of the rungs, in words', () => {
    expect(LADDER.map((rung) => `${whenOf(rung)}：${rung.label}`)).toEqual([
      '到期前 3 个工作日：到期前提醒',
      '到期当日：到期当日提醒',
      '超期 1 个工作日：催办',
      '超期 5 个工作日：通报',
      '超期 10 个工作日：约谈建议',
    ]);
  });

  it('for every day and every due date: a rung is reached exactly when so many working days lie between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: -40, max: 40 }), (start, offset) => {
        const today = addDays(localDate('2025-01-01'), start);
        const dueOn = addDays(today, offset);
        for (const rung of LADDER) {
          const { after, before, on } = dueDatesOn(rung, today, calendar);
          const reached = (!after || dueOn > after) && (!before || dueOn < before) && (!on || dueOn === on);
          const late = workdaysBetween(dueOn, today, calendar);
          const left = workdaysBetween(today, dueOn, calendar);
          if (rung.workdays > 0) expect(reached).toBe(dueOn < today && late >= rung.workdays);
          if (rung.workdays === 0) expect(reached).toBe(dueOn === today);
          if (rung.workdays < 0) expect(reached).toBe(dueOn > today && left <= -rung.workdays);
        }
      }),
    );
  });
});

describe('climbing', () => {
  let bureau: Bureau;
  let clerk: Actor;
  let head: Actor;
  let supervisor: Actor;
  let leader: Actor;
  beforeAll(async () => {
    bureau = await openBureau();
    clerk = await bureau.who('clerk', 'jx-licensing');
    head = await bureau.who('department-head', 'jx-licensing');
    supervisor = await bureau.who('supervisor', 'jx-finance');
    leader = await bureau.who('issuer', 'jx-mpa');
  });
  afterAll(() => bureau.close());

  const morning = (day: string) => bureau.moveTo(instant(`${day}T08:30:00+08:00`));
  const told = async (matterId: string) => {
    const rows = await bureau.services.db
      .selectFrom('notice')
      .select(['person_id', 'title'])
      .where('matter_id', '=', matterId)
      .where('kind', '=', 'supervision')
      .orderBy('made_at')
      .execute();
    return rows.map(({ person_id, title }) => [person_id, title.split('：')[0]]);
  };
  const rungs = async (matterId: string) =>
    (
      await bureau.services.db
        .selectFrom('supervision_rung')
        .select(['rung'])
        .where('matter_id', '=', matterId)
        .where('about', '=', 'matter')
        .orderBy('reached_on')
        .execute()
    ).map(({ rung }) => rung);

  /** What units owe of it by days of their own, in the order it was climbed. */
  const ownRungs = async (matterId: string) =>
    (
      await bureau.services.db
        .selectFrom('supervision_rung')
        .select(['about', 'unit_id', 'rung', 'due_on'])
        .where('matter_id', '=', matterId)
        .where('about', '<>', 'matter')
        .orderBy('id')
        .execute()
    ).map(({ about, unit_id, rung, due_on }) => [about, unit_id, rung, due_on]);
  const toldOf = async (matterId: string, title: string) =>
    (
      await bureau.services.db
        .selectFrom('notice')
        .select(['person_id', 'title'])
        .where('matter_id', '=', matterId)
        .where('kind', '=', 'supervision')
        .where('title', 'like', `${title}%`)
        .execute()
    ).map((one) => [one.person_id, one.title]);

  it('goes up the ladder day by day, tells those it names, and leaves its trace in the journal', async () => {
    morning('2026-03-02');
    const matter = await bureau.errand('jx-licensing', { assignee: clerk });
    expect(matter.dueOn).toBe('2026-03-16');
    await climb(bureau.services);
    expect(await rungs(matter.id)).toEqual([]);
    for (const day of ['2026-03-11', '2026-03-16', '2026-03-17', '2026-03-23', '2026-03-30']) {
      morning(day);
      await climb(bureau.services);
    }
    expect(await rungs(matter.id)).toEqual(['due-soon', 'due-today', 'urged', 'reported', 'talk']);
    const all = await told(matter.id);
    expect(all.filter(([, title]) => title === '到期前提醒')).toEqual([[clerk.id, '到期前提醒']]);
    expect(
      all
        .filter(([, title]) => title === '到期当日提醒')
        .map(([id]) => id)
        .sort(),
    ).toEqual([clerk.id, head.id].sort());
    expect(all.filter(([, title]) => title === '催办')).toEqual([[head.id, '催办']]);
    expect(all.filter(([, title]) => title === '通报').map(([id]) => id)).toEqual(
      expect.arrayContaining([supervisor.id, leader.id]),
    );
    expect(all.filter(([, title]) => title === '约谈建议').map(([id]) => id)).not.toContain(supervisor.id);
    const entries = await bureau.services.db
      .selectFrom('journal_entry')
      .select('payload')
      .where('chain', '=', `matter:${matter.id}`)
      .where('action', '=', 'supervision.rung-reached')
      .orderBy('seq')
      .execute();
    expect(entries.map(({ payload }) => (payload as { rung: string }).rung)).toEqual(LADDER.map(({ label }) => label));
  });

  it('climbs each rung once, however often and by however many workers it runs', async () => {
    morning('2026-03-02');
    const matter = await bureau.errand('jx-cosmetics');
    morning('2026-03-17');
    await Promise.all([climb(bureau.services), climb(bureau.services), climb(bureau.services)]);
    await climb(bureau.services);
    expect(await rungs(matter.id)).toEqual(['urged']);
    expect(await told(matter.id)).toHaveLength(1);
  });

  it('what was missed while the system stood still is climbed late; reminders whose day is gone are left out', async () => {
    morning('2026-03-02');
    const matter = await bureau.errand('jx-production');
    morning('2026-03-31');
    await climb(bureau.services);
    expect((await rungs(matter.id)).sort()).toEqual(['reported', 'talk', 'urged']);
  });

  it('a unit’s part climbs by its own day, not the matter’s, and tells that unit; once reported done it climbs no more', async () => {
    morning('2026-03-02');
    const matter = await bureau.errand('jx-licensing', { assignee: clerk });
    const legal = await bureau.unit('jx-legal');
    await bureau.as(head, (a) =>
      askHelp(a, { matterId: matter.id, unitId: legal, task: '核对依据', dueOn: '2026-03-04' }),
    );
    for (const day of ['2026-03-04', '2026-03-05', '2026-03-11']) {
      morning(day);
      await climb(bureau.services);
      await climb(bureau.services);
    }
    expect(await ownRungs(matter.id)).toEqual([
      ['part', legal, 'due-today', '2026-03-04'],
      ['part', legal, 'urged', '2026-03-04'],
      ['part', legal, 'reported', '2026-03-04'],
    ]);
    const legalHead = await bureau.who('department-head', 'jx-legal');
    const urged = await toldOf(matter.id, '催办：');
    expect(urged).toEqual([[legalHead.id, '催办：法规处承担的任务（梳理办事指南）']]);
    expect((await toldOf(matter.id, '通报：法规处')).map(([id]) => id)).toEqual(
      expect.arrayContaining([supervisor.id, leader.id]),
    );
    const board = (await bureau.browse(supervisor).get('/api/supervision')).json<SupervisionBoard>();
    expect(board.recent.find(({ matter: of }) => of.id === matter.id)?.of).toBe('法规处承担的任务');
    await bureau.as(legalHead, (a) =>
      reportPartDone(a, { matterId: matter.id, unitId: legal, report: '已经核对完毕' }),
    );
    morning('2026-03-20');
    await climb(bureau.services);
    expect((await ownRungs(matter.id)).map(([, , rung]) => rung)).not.toContain('talk');
  });

  it('an opinion that was asked for and not given climbs by its own day, also while the matter waits for the outside', async () => {
    morning('2026-03-02');
    const matter = await bureau.errand('jx-licensing', { assignee: clerk });
    const legal = await bureau.unit('jx-legal');
    await bureau.as(clerk, (a) =>
      askCountersign(a, { matterId: matter.id, unitIds: [legal], question: '依据是否有效？', limitDays: 2 }),
    );
    await bureau.as(clerk, (a) =>
      takeStep(a, { matterId: matter.id, step: 'wait', version: matter.version, fields: {} }),
    );
    for (const day of ['2026-03-04', '2026-03-05', '2026-03-18']) {
      morning(day);
      await climb(bureau.services);
    }
    expect(await rungs(matter.id)).toEqual([]);
    expect((await ownRungs(matter.id)).map(([about, unit, rung]) => [about, unit, rung])).toEqual([
      ['countersign', legal, 'due-today'],
      ['countersign', legal, 'urged'],
      ['countersign', legal, 'reported'],
      ['countersign', legal, 'talk'],
    ]);
    const legalHead = await bureau.who('department-head', 'jx-legal');
    expect(await toldOf(matter.id, '到期当日提醒：')).toEqual([
      [legalHead.id, '到期当日提醒：法规处的会签（梳理办事指南）'],
    ]);
  });

  it('a matter that waits for the outside, and one that is closed, are left alone', async () => {
    morning('2026-03-02');
    const waiting = await bureau.errand('jx-licensing');
    await bureau.as(clerk, (a) =>
      takeStep(a, { matterId: waiting.id, step: 'wait', version: waiting.version, fields: {} }),
    );
    const closed = await bureau.errand('jx-licensing');
    const take = async (actor: Actor, step: string, version: number, fields = {}) =>
      (await bureau.as(actor, (a) => takeStep(a, { matterId: closed.id, step, version, fields }))).version;
    const reported = await take(clerk, 'report', closed.version, { result: '好' });
    const passed = await take(head, 'pass', reported);
    await take(await bureau.who('openness-officer', 'jx-finance'), 'accept', passed);
    morning('2026-04-20');
    await climb(bureau.services);
    expect([await rungs(waiting.id), await rungs(closed.id)]).toEqual([[], []]);
  });

  it('the trace cannot be altered, not even by the office role', async () => {
    await expect(bureau.services.db.updateTable('supervision_rung').set({ told: 0 }).execute()).rejects.toThrow();
    await expect(bureau.services.db.deleteFrom('supervision_rung').execute()).rejects.toThrow();
  });

  it('the board counts what the ledger shows: every number leads to as many rows', async () => {
    morning('2026-03-13');
    const board = (await bureau.browse(leader).get('/api/supervision')).json<SupervisionBoard>();
    expect(board.total.open).toBeGreaterThan(3);
    expect(board.rows.reduce((sum, { open }) => sum + open, 0)).toBe(board.total.open);
    for (const row of board.rows) {
      for (const [filter, number] of Object.entries({
        '': row.open,
        '&light=yellow': row.yellow,
        '&light=paused': row.paused,
      })) {
        const { total } = (await bureau.browse(leader).get(`/api/matters?${row.query}${filter}`)).json<{
          total: number;
        }>();
        expect([row.unit.name, filter, total]).toEqual([row.unit.name, filter, number]);
      }
    }
    expect(board.ladder[4]).toEqual({ key: 'talk', label: '约谈建议', when: '超期 10 个工作日', tells: '局领导' });
    expect(board.recent.length).toBeGreaterThan(5);
  });

  it('the board averages the lateness of what is late, in working days', async () => {
    morning('2026-03-18');
    const board = (await bureau.browse(supervisor).get('/api/supervision')).json<SupervisionBoard>();
    expect(board.total.red).toBeGreaterThan(0);
    expect(board.total.averageLateness).toBe(2);
  });

  it('the board is for supervisors and leaders, of their own bureau', async () => {
    expect((await bureau.browse(clerk).get('/api/supervision')).statusCode).toBe(403);
    const cityIssuer = await bureau.who('issuer', 'nanchang');
    expect((await bureau.browse(cityIssuer).get('/api/supervision')).json<SupervisionBoard>().total.open).toBe(0);
  });

  it('a matter that waits for a role nobody holds is shown with what to do', async () => {
    morning('2026-03-02');
    const matter = await bureau.errand('jx-openness-group');
    const stuck = (await bureau.browse(supervisor).get('/api/supervision/stuck')).json<StuckMatters>();
    expect(stuck.rows.map(({ id, explanation }) => [id, explanation])).toEqual([
      [matter.id, '江西省药品监督管理局政务公开领导小组的「经办人」目前无人担任，请机构人事管理员任命或安排代办'],
    ]);
    expect((await bureau.browse(clerk).get('/api/supervision/stuck')).statusCode).toBe(403);
  });

  it('so is a duty beside the state of a matter, of which the administrator learns no more than where', async () => {
    const matter = await bureau.errand('jx-licensing', { title: '另有一项工作的事项' });
    await bureau.as(await bureau.who('openness-officer', 'jx-finance'), (a) =>
      openDuty(a, matter.id, { key: 'check', role: 'legality-reviewer', unitId: matter.leadUnitId, task: '核对依据' }),
    );
    const where = '行政许可处的「合法性审核员」办理，目前无人担任，请机构人事管理员任命或安排代办';
    const shown = async (actor: Actor) =>
      (await bureau.browse(actor).get('/api/supervision/stuck'))
        .json<StuckMatters>()
        .rows.filter(({ id }) => id === matter.id)
        .map(({ title, explanation }) => [title, explanation]);
    expect(await shown(supervisor)).toEqual([['另有一项工作的事项', `「核对依据」等${where}`]]);
    expect(await shown(await bureau.who('administrator', 'jx-information'))).toEqual([
      ['交办事项', `一项工作等${where}`],
    ]);
  });
});
