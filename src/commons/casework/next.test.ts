import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { addPerson, appointHolder, holdersOf } from '#commons/organisations/index.ts';
import type { Appointment, NewPerson } from '#commons/organisations/contract.ts';
import type { NextMatter } from './next-contract.ts';
import { type MatterRow, takeStep } from './index.ts';
import { type Bureau, openBureau } from './testing/bureau.ts';

let bureau: Bureau;
let one: Actor;
let other: Actor;
/** Three matters of the unit, the most urgent first; any of its clerks may take them. */
let due: readonly MatterRow[];
beforeAll(async () => {
  bureau = await openBureau();
  one = await bureau.who('clerk', 'jx-cosmetics');
  other = await bureau.actorById(await secondClerk());
  const matters: MatterRow[] = [];
  for (const day of ['02', '03', '04']) {
    bureau.moveTo(instant(`2026-03-${day}T09:00:00+08:00`));
    matters.push(await bureau.errand('jx-cosmetics'));
  }
  due = matters;
});
afterAll(() => bureau.close());

async function secondClerk(): Promise<string> {
  const { db } = bureau.services;
  const [registrar = ''] = await holdersOf(db, { role: 'registrar', on: bureau.services.time.today() });
  const post = await db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['p.id', 'u.version'])
    .where('u.key', '=', 'jx-cosmetics')
    .where('h.person_id', '=', one.id)
    .executeTakeFirstOrThrow();
  return bureau.as(await bureau.actorById(registrar), async (a) => {
    const person = await addPerson(a, { name: '新来的同志', staffNumber: 'T-0002' } as NewPerson);
    const { version, id } = post;
    await appointHolder(a, id, { version, personId: person.id, fromOn: '2026-03-02' } as Appointment);
    return person.id;
  });
}

const next = async (who: Actor, after?: MatterRow): Promise<NextMatter> =>
  (await bureau.browse(who).post('/api/todo/next', after ? { after: after.id } : {})).json();
const leads = (matter: MatterRow | undefined) => ({ path: `/matters/${matter?.id}`, said: null });
const shut = async () => {
  for (const who of [one, other])
    for (const matter of due) await bureau.browse(who).del(`/api/matters/${matter.id}/presence?doing=reading`);
};

describe('办理下一件', () => {
  it('is the most urgent of what waits for me; at a matter, the one after it, and from the top again', async () => {
    expect(await next(one)).toEqual(leads(due[0]));
    expect(await next(one, due[0])).toEqual(leads(due[1]));
    expect(await next(one, due[2])).toEqual(leads(due[0]));
    await shut();
  });

  it('leaves a colleague what the colleague has open, for as long as it is worked on', async () => {
    expect((await bureau.browse(other).put(`/api/matters/${due[0]?.id}/presence?doing=reading`, {})).statusCode).toBe(
      200,
    );
    expect(await next(one)).toEqual(leads(due[1]));
    await bureau.browse(other).del(`/api/matters/${due[0]?.id}/presence?doing=reading`);
    expect(await next(one)).toEqual(leads(due[0]));
    await shut();
    await bureau.browse(other).put(`/api/matters/${due[0]?.id}/presence?doing=reading`, {});
    bureau.moveTo(instant('2026-03-04T09:02:00+08:00'));
    expect(await next(one)).toEqual(leads(due[0]));
    await shut();
  });

  it('gives two who press together two matters, and says so when all are in others’ hands', async () => {
    const both = await Promise.all([next(one), next(other)]);
    expect(new Set(both.map(({ path }) => path)).size).toBe(2);
    await shut();
    for (const matter of due) await bureau.browse(other).put(`/api/matters/${matter.id}/presence?doing=reading`, {});
    expect(await next(one)).toEqual({
      path: null,
      said: '等待您办理的其余 3 件，同事都已经打开；需要时可以从待办列表打开',
    });
    await shut();
  });

  it('is after the last one a sentence, and none of it is for whoever may not see the matter', async () => {
    const stranger = await bureau.who('openness-officer', 'nanchang');
    expect(
      (await bureau.browse(stranger).put(`/api/matters/${due[0]?.id}/presence?doing=reading`, {})).statusCode,
    ).toBe(404);
    const [first] = due;
    const still =
      first &&
      (await bureau.as(one, (a) =>
        takeStep(a, { matterId: first.id, step: 'wait', version: first.version, fields: {} }),
      ));
    // It stands still until somebody outside answers.
    expect(await next(one)).toEqual(leads(due[1]));
    for (const matter of due.slice(1))
      await bureau.as(one, (a) =>
        takeStep(a, { matterId: matter.id, step: 'report', version: matter.version, fields: { result: '好' } }),
      );
    expect(await next(one, due[0])).toEqual({ path: null, said: '除了这一件，没有等待您办理的事项了' });
    const last = still;
    if (last)
      await bureau.as(one, (a) =>
        takeStep(a, { matterId: last.id, step: 'report', version: last.version, fields: { result: '好' } }),
      );
    expect(await next(one, last)).toEqual({ path: null, said: '没有等待您办理的事项了' });
  });
});
