import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import type { Appointment, EndHolding, NewPerson } from '#commons/organisations/contract.ts';
import { addPerson, appointHolder, endHolding, holdersOf } from '#commons/organisations/index.ts';
import type { HandOver, HandOverUnit, HandOverUnits } from './hand-over-contract.ts';
import { type MatterRow, matterById, openMatter, takeStep, timelineOf } from './index.ts';
import { type Bureau, openBureau } from './testing/bureau.ts';
import { errand, quietErrand } from './testing/errand.ts';

let bureau: Bureau;
let unit: string;
let clerk: Actor;
let head: Actor;
let registrar: Actor;
let newcomer: string;
beforeAll(async () => {
  bureau = await openBureau();
  unit = await bureau.unit('jx-licensing');
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  registrar = await bureau.actorById(
    (await holdersOf(bureau.services.db, { role: 'registrar', on: bureau.clock.today() }))[0] ?? '',
  );
  newcomer = await joins('新来的同志', 'T-0001');
});
afterAll(() => bureau.close());

const path = () => `/api/hand-over/${unit}/${clerk.id}`;
const held = async (who: Actor) => (await bureau.browse(who).get(path())).json<HandOver>();
const people = async (who: Actor) => (await bureau.browse(who).get(`/api/hand-over/${unit}`)).json<HandOverUnit>();
const reasons = (answer: { json(): unknown }) => (answer.json() as { reasons: string[] }).reasons;
const give = (who: Actor, matters: readonly Pick<MatterRow, 'id' | 'version'>[], to: string, more: object = {}) =>
  bureau.browse(who).post(path(), { matters: matters.map(({ id, version }) => ({ id, version, to })), ...more });
const now = async ({ id }: { id: string }): Promise<MatterRow> => {
  const matter = await matterById(bureau.services.db, id);
  if (!matter) throw new Error('no such matter');
  return matter;
};
const mine = (more: object = {}) => bureau.errand('jx-licensing', { assignee: clerk, ...more });
const toldAfter = (to: string) =>
  bureau.services.db
    .selectFrom('notice')
    .select(['title', 'body'])
    .where('person_id', '=', to)
    .where('dedupe', 'like', 'handed-over:%')
    .execute();
const unitVersion = async () =>
  (await bureau.services.db.selectFrom('unit').select('version').where('id', '=', unit).executeTakeFirstOrThrow())
    .version;
/** The keeper of posts puts a newcomer beside the clerk. */
async function joins(name: string, staffNumber: string): Promise<string> {
  const post = await bureau.services.db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .select('p.id')
    .where('p.unit_id', '=', unit)
    .where('h.person_id', '=', clerk.id)
    .executeTakeFirstOrThrow();
  const version = await unitVersion();
  return bureau.as(registrar, async (a) => {
    const person = await addPerson(a, { name, staffNumber } as NewPerson);
    await appointHolder(a, post.id, { version, personId: person.id, fromOn: '2026-03-02' } as Appointment);
    return person.id;
  });
}
/** And ends what somebody holds in the unit. */
async function leave(who: Actor, untilOn: string): Promise<void> {
  const holdings = await bureau.services.db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .select('h.id')
    .where('h.person_id', '=', who.id)
    .where('p.unit_id', '=', unit)
    .execute();
  for (const { id } of holdings) {
    const version = await unitVersion();
    await bureau.as(registrar, (a) => endHolding(a, id, { untilOn, version } as EndHolding));
  }
}

describe('移交', () => {
  it('the head sees what each person has open, of every kind, and hands it to several colleagues in one act', async () => {
    const [one, two, quiet] = [await mine(), await mine(), await mine({ kind: quietErrand })];
    expect((await bureau.browse(head).get('/api/hand-over')).json<HandOverUnits>().units).toContainEqual(
      expect.objectContaining({ id: unit }),
    );
    expect((await people(head)).people.find(({ id }) => id === clerk.id)).toMatchObject({ held: 3, may: true });
    const { lines } = await held(head);
    expect(lines.map(({ id, kindLabel, dueOn }) => [id, kindLabel, dueOn])).toEqual(
      expect.arrayContaining([
        [one.id, '交办事项', one.dueOn],
        [quiet.id, '内部事项', quiet.dueOn],
      ]),
    );
    const [first, second] = [newcomer, head.id];
    const answer = await bureau.browse(head).post(path(), {
      matters: [
        { id: one.id, version: one.version, to: first },
        { id: two.id, version: two.version, to: first },
        { id: quiet.id, version: quiet.version, to: second },
      ],
      note: '轮岗交接',
    });
    expect(answer.json()).toEqual({ handed: 3 });
    expect([(await now(one)).assigneeId, (await now(quiet)).assigneeId]).toEqual([first, second]);
    const entry = (await timelineOf(bureau.services, errand, one.id)).at(-1);
    expect([entry?.label, entry?.fields.map(({ label }) => label)]).toEqual([
      '移交承办人',
      ['原承办人', '承办人', '说明'],
    ]);
    const told = (await toldAfter(first)).filter(({ title }) => title.startsWith('移交给您'));
    expect(told).toHaveLength(1);
    expect((await toldAfter(clerk.id)).map(({ title }) => title)).toEqual(['您承办的 3 件事项已经移交']);
    expect((await held(head)).lines).toEqual([]);
  });

  it('all or none: what changed meanwhile is refused by its number, and nothing is handed over', async () => {
    const [changed, still, done] = [await mine(), await mine(), await mine()];
    await bureau.as(clerk, (a) =>
      takeStep(a, { matterId: changed.id, step: 'wait', version: changed.version, fields: {} }),
    );
    const to = newcomer;
    await give(head, [done], to);
    const elsewhere = await bureau.errand('jx-devices');
    const answer = await give(head, [changed, still, done, elsewhere], to);
    expect([answer.statusCode, reasons(answer)]).toEqual([
      409,
      [
        '一件也没有移交：下列 3 处需要先处理',
        `${changed.number}：您打开之后他人已经办理过，请重新读取`,
        `${done.number}：已经改由他人承办，请重新读取`,
        '有一件事项已经不由本单位办理，请重新读取',
      ],
    ]);
    expect((await now(still)).assigneeId).toBe(clerk.id);
    expect(reasons(await give(head, [still], clerk.id))[1]).toContain('接收人就是现在的承办人');
    const stranger = await bureau.who('clerk', 'jx-devices');
    expect(reasons(await give(head, [still], stranger.id))[1]).toContain('接收人不在本单位任职');
    expect((await give(head, [await now(changed), still], to)).statusCode).toBe(200);
  });

  it('is not found by colleagues’ eyes: who neither heads the unit nor keeps its posts', async () => {
    const matter = await mine();
    const to = newcomer;
    const other = await bureau.who('department-head', 'jx-devices');
    expect((await give(clerk, [matter], to)).statusCode).toBe(403);
    expect([(await give(other, [matter], to)).statusCode, (await bureau.browse(other).get(path())).statusCode]).toEqual(
      [404, 404],
    );
    await give(head, [matter], to);
  });

  it('the keeper of posts hands over what a leaver has, knowing numbers and days, and nothing of who stays', async () => {
    const matter = await mine({ title: '不给登记员看的标题', kind: quietErrand });
    const to = newcomer;
    expect((await people(registrar)).people.find(({ id }) => id === clerk.id)).toMatchObject({
      held: 1,
      leaving: false,
      may: false,
    });
    expect((await bureau.browse(registrar).get(path())).statusCode).toBe(404);
    expect(reasons(await give(registrar, [matter], to))).toEqual([
      `${clerk.name}仍在任：在任人员承办的事项由单位负责人移交`,
    ]);
    await leave(clerk, '2026-03-31');
    expect((await people(registrar)).people.find(({ id }) => id === clerk.id)).toMatchObject({
      held: 1,
      leaving: true,
      leavesOn: '2026-03-31',
      may: true,
    });
    expect((await held(registrar)).lines).toEqual([
      expect.objectContaining({ number: matter.number, title: null, path: null, dueOn: matter.dueOn }),
    ]);
    expect((await give(registrar, [matter], to)).json()).toEqual({ handed: 1 });
    expect((await now(matter)).assigneeId).toBe(to);
  });

  it('what is restricted to named people is given to nobody else, and is not there for a head who is not named', async () => {
    const office = await bureau.who('openness-officer', 'jx-finance');
    const restricted = (namedIds: readonly string[]) =>
      bureau.as(office, (a) =>
        openMatter(a, quietErrand, { title: '限定知悉的事项', leadUnitId: unit, assigneeId: clerk.id, namedIds }),
      );
    const [known, unknown] = [await restricted([clerk.id, head.id]), await restricted([clerk.id])];
    expect((await held(head)).lines.map(({ id }) => id)).toEqual([known.id]);
    expect(reasons(await give(head, [known, unknown], newcomer))).toEqual([
      '一件也没有移交：下列 2 处需要先处理',
      `${known.number}：知悉范围限定在指定的人员，这位同志不在其中，请先调整知悉范围或者另选`,
      '有一件事项已经不由本单位办理，请重新读取',
    ]);
    const assigned = await bureau
      .browse(head)
      .post(`/api/matters/${known.id}/assignment`, { personId: newcomer, version: known.version });
    expect(reasons(assigned)).toEqual(['知悉范围限定在指定的人员，这位同志不在其中，请先调整知悉范围或者另选']);
    expect((await give(head, [known], head.id)).json()).toEqual({ handed: 1 });
  });
});
