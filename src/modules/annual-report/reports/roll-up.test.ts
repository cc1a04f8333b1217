import { readXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeStepAs } from '#commons/casework/index.ts';
import { addPerson, addPost, addUnit, appointHolder } from '#commons/organisations/index.ts';
import { civilDate, instant } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { ENTERED_CELLS, type EnteredCell, type FiguresFile } from '../contract.ts';
import { writtenParts } from '../figures.ts';
import { keysOf } from '../tables.ts';
import { answerFinding } from './answering.ts';
import { enterFigure } from './entries.ts';
import { reportDetail } from './detail.ts';
import { exportReport } from './exporting.ts';
import { exportRollUp } from './exporting-roll-up.ts';
import { reportLines } from './listing.ts';
import { openDueReports } from './opening.ts';
import { savePart } from './parts.ts';
import { findingsOf } from './standing.ts';
import { urgeReports } from './urging.ts';

// The provincial bureau with those below it; one of them has an openness office in this system.

const YEAR = 2025;
const NEAR = '测试市药品监督管理局';
let world: World;
let officer: Actor;
let cityOfficer = '';

beforeAll(async () => {
  world = await makeWorld();
  world.clock.moveTo(instant('2026-01-12T02:00:00Z'));
  officer = await world.cast('openness-officer');
  const registrar = await world.cast('registrar');
  const parentId = officer.grants[0]?.unitPath[0];
  if (!parentId) throw new Error('the officer works for no bureau');
  const add = (key: string, name: string) =>
    world.as(registrar, (a) => addUnit(a, { key, kind: 'city-bureau', name, parentId, position: 900 }));
  const near = await add('test-city', NEAR);
  ({ id: cityOfficer } = await world.as(registrar, (a) =>
    addPerson(a, { name: '钟小溪', staffNumber: 'GZ-001', email: '', phone: '' }),
  ));
  const post = await world.as(registrar, (a) =>
    addPost(a, near.id, { version: 1, title: '政务公开专员', roles: ['openness-officer'], public: false, position: 1 }),
  );
  await world.as(registrar, (a) =>
    appointHolder(a, post.id, {
      version: 2,
      personId: cityOfficer,
      fromOn: civilDate(instant('2026-01-05T02:00:00Z')),
    }),
  );
});
afterAll(() => world.close());

const refusal = async (doing: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('was not refused');
  return error.reasons;
};
const urge = (year = YEAR, note = '') => world.as(officer, (a) => urgeReports(a, { year, note }));
const noticesOf = (person: string) =>
  world.services.db
    .selectFrom('notice')
    .select(['title', 'body', 'link'])
    .where('person_id', '=', person)
    .where('kind', '=', 'reminder')
    .execute();

test('a bureau whose report cannot be opened holds up none of the others, and has its own when it can', async () => {
  const { ownerDb } = world.database;
  await sql`
    create function stumble() returns trigger language plpgsql as $$
    begin
      if new.bureau_id = (select id from unit where name = '江西省药品监督管理局') then raise 'stumbled'; end if;
      return new;
    end $$`.execute(ownerDb);
  await sql`create trigger stumble before insert on annual_report for each row execute function stumble()`.execute(
    ownerDb,
  );
  const others = await openDueReports(world.services);
  expect(others).toBeGreaterThan(0);
  expect(await openDueReports(world.services)).toBe(0);
  await sql`drop trigger stumble on annual_report`.execute(ownerDb);
  expect(await openDueReports(world.services)).toBe(1);
});

describe('催报', () => {
  test('tells the openness offices of units that have not handed in, with where and until when, and says who has none', async () => {
    const { told, unreachable } = await urge(YEAR, '请同时报送分管领导审核意见');
    expect(told).toContain(NEAR);
    expect(unreachable).toContain('修水县市场监督管理局');
    const [notice] = await noticesOf(cityOfficer);
    expect(notice?.title).toBe('催报：2025 年度政府信息公开工作年度报告');
    expect(notice?.body).toContain('应在2026年1月31日前报送并公布');
    expect(notice?.body).toContain('请同时报送分管领导审核意见');
    expect(notice?.link).toMatch(/^\/workbench\/annual-reports\/[0-9a-f-]{36}$/);
  });

  test('once a day, not before the year is over, and by the office that receives them alone', async () => {
    expect(await refusal(urge())).toEqual(['今天已经催报过，请明天再催']);
    expect(await refusal(urge(2026))).toEqual(['2026 年还没有结束，还不到报送年度报告的时候']);
    const outside = '11111111-1111-4111-8111-111111111111';
    expect(await refusal(world.as(officer, (a) => urgeReports(a, { year: YEAR, bureau: outside })))).toEqual([
      '只能汇总本局和下级局的年度报告',
    ]);
    world.clock.moveTo(instant('2026-01-13T02:00:00Z'));
    expect((await urge()).told).toContain(NEAR);
    expect(await noticesOf(cityOfficer)).toHaveLength(2);
  });
});

describe('the roll-up as a file', () => {
  const out = (format: 'xlsx' | 'json') => world.as(officer, (a) => exportRollUp(a, { year: YEAR }, format));

  test('is refused while nobody has handed in', async () => {
    expect(await refusal(out('json'))).toEqual(['2025 年度还没有单位报送，没有可以导出的汇总']);
  });

  test('has who handed in, the sum, and every report it is the sum of; that it left is written down', async () => {
    await handIn();
    const json = JSON.parse((await out('json')).body.toString()) as {
      totals: FiguresFile;
      reports: FiguresFile[];
      units: { handedIn: boolean; late: boolean }[];
    };
    expect(json.units[0]).toMatchObject({ handedIn: true, late: false });
    expect(json.units.filter(({ handedIn }) => handedIn)).toHaveLength(1);
    expect(json.reports.map(({ proactive }) => proactive.penalties?.decisions)).toEqual([7]);
    expect(json.totals.proactive.penalties?.decisions).toBe(7);
    const { body, name } = await out('xlsx');
    expect(name).toMatch(/2025年政府信息公开工作年度报告汇总\.xlsx$/);
    const sheets = (await readXlsx(body)).sheets;
    expect(sheets.map((sheet) => sheet.name)).toEqual(['报送情况', '主动公开', '依申请公开', '复议诉讼', '分单位']);
    expect(sheets[0]?.rows.map(([name]) => name)).toContain(NEAR);
    expect(sheets[4]?.rows.find((row) => row[1] === 'proactive.penalties.decisions')?.[3]).toBe(7);
    const written = await world.services.db
      .selectFrom('journal_entry')
      .select('id')
      .where('action', '=', 'annual-report.rolled-up')
      .execute();
    expect(written).toHaveLength(2);
  });
});

describe('the report of another bureau', () => {
  const reportOf = async (name: string) =>
    (
      await world.services.db
        .selectFrom('annual_report as r')
        .innerJoin('unit as u', 'u.id', 'r.bureau_id')
        .select('r.id')
        .where('u.name', '=', name)
        .where('r.year', '=', YEAR)
        .executeTakeFirstOrThrow()
    ).id;
  const read = async (who: Actor, id: string) => (await reportDetail(world.services, who, id)).state;
  const takenOut = (who: Actor, id: string) => world.as(who, (a) => exportReport(a, id, 'json'));
  const listed = async (who: Actor) => (await reportLines(world.services.db, who)).map((line) => line.id);
  const nobodys = { code: 'not-found' };

  test('is neither read, exported nor listed while it is made; once handed in the bureau above reads it, and no other does', async () => {
    const city = await world.cast('openness-officer', 'nanchang');
    const head = officer.grants[0]?.unitPath[0] ?? '';
    const [below, beside] = [await reportOf(NEAR), await reportOf('江西省药品监督管理局')];
    for (const [who, id] of [
      [officer, below],
      [city, below],
      [city, beside],
    ] as const) {
      await expect(read(who, id)).rejects.toMatchObject(nobodys);
      await expect(takenOut(who, id)).rejects.toMatchObject(nobodys);
      expect(await listed(who)).not.toContain(id);
    }
    // The machinery of matters shows it in the same state: handed in by hand here, as its own office would.
    await world.database.ownerDb.updateTable('matter').set({ state: 'submitted' }).where('id', '=', below).execute();
    expect(await read(officer, below)).toBe('submitted');
    expect(await listed(officer)).toContain(below);
    await expect(read(city, below)).rejects.toMatchObject(nobodys);
    // A drafter above has no part in what is handed in, nor in the sum of it.
    const drafter = { ...officer, grants: officer.grants.map((grant) => ({ ...grant, role: 'drafter' })) };
    expect(await read(drafter, beside)).toBeDefined();
    await expect(read(drafter, below)).rejects.toMatchObject(nobodys);
    expect(await refusal(world.as(drafter, (a) => exportRollUp(a, { year: YEAR, bureau: head }, 'json')))).toEqual([
      '只能汇总本局和下级局的年度报告',
    ]);
  });

  test('is not rolled up by a post that has nothing to do with reports', async () => {
    const city = await world.cast('openness-officer', 'nanchang');
    const head = officer.grants[0];
    if (!head) throw new Error('the officer holds no post');
    // Openness officer in the city, and somebody who only drafts at the provincial bureau.
    const both = { ...city, grants: [{ ...head, role: 'drafter' }, ...city.grants] };
    const wanted = { year: YEAR, bureau: head.unitPath[0] ?? '' };
    for (const verb of [
      () => world.as(both, (a) => exportRollUp(a, wanted, 'json')),
      () => world.as(both, (a) => urgeReports(a, wanted)),
    ])
      expect(await refusal(verb())).toEqual(['只能汇总本局和下级局的年度报告']);
  });
});

/** The provincial bureau's own report, filled, written, examined and handed in. */
async function handIn(): Promise<void> {
  const { id } = await world.services.db
    .selectFrom('annual_report')
    .select('id')
    .where('bureau_id', '=', officer.grants[0]?.unitPath[0] ?? '')
    .where('year', '=', YEAR)
    .executeTakeFirstOrThrow();
  const step = (actor: Actor, name: string) => world.as(actor, (a) => takeStepAs(a, id, name, {}));
  for (const cell of Object.keys(ENTERED_CELLS) as EnteredCell[])
    await world.as(officer, (a) =>
      enterFigure(a, id, { cell, value: 7, source: '行政处罚案件台账', asOf: `${YEAR}-12-31` }),
    );
  await step(officer, 'startDrafting');
  for (const part of keysOf(writtenParts))
    await world.as(officer, (a) => savePart(a, id, { part, text: '本年没有需要说明的情况。', number: 0 }));
  for (const { key, answerable } of await findingsOf(world.services.db, id))
    if (answerable)
      await world.as(officer, (a) => answerFinding(a, id, { finding: key, reason: '已经核对，数字无误' }));
  await step(officer, 'sendForReview');
  await step(await world.cast('issuer'), 'approve');
}
