import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { heard, tried } from './hearing.ts';
import { openBureau } from './testing/bureau.ts';

let bureau: Awaited<ReturnType<typeof openBureau>>;
beforeAll(async () => {
  bureau = await openBureau();
});
afterAll(() => bureau.close());

const listen = (work: (act: Act) => Promise<unknown>) => bureau.as(systemActor, (a) => heard(a, work));
const fails = (error: Error) => () => Promise.reject(error);

describe('what stands against a piece of work', () => {
  it.each([
    ['a refusal', fails(refused(['还没有会签'])), { reasons: ['还没有会签'], fields: {} }],
    ['a field', fails(invalid({ dueOn: '期限不能早于今天' })), { reasons: [], fields: { dueOn: '期限不能早于今天' } }],
    ['nothing', () => Promise.resolve(), {}],
    ['what breaks for want of something', fails(new TypeError('undefined')), {}],
    ['somebody who is not there', fails(notFound('这个人')), {}],
  ])('%s', async (_, work, told) => {
    expect(await listen(work)).toEqual(told);
  });

  it('is undone with all it did, the jobs it asked for too, and the transaction goes on, even after the database has refused', async () => {
    const matter = await bureau.errand('jx-licensing');
    const jobs = bureau.woken.length;
    await bureau.as(systemActor, async (a) => {
      await heard(a, async (inside) => {
        await inside.services.jobs.enqueue(inside.tx, {} as never, {});
        inside.beforeCommit('never', () => Promise.reject(new Error('never')));
        await sql`update matter set title = 'heard' where id = ${matter.id}`.execute(inside.tx);
        await sql`select 1 / 0`.execute(inside.tx);
      });
      expect((await sql`select id from matter where title = 'heard'`.execute(a.tx)).rows).toEqual([]);
    });
    expect(bureau.woken).toHaveLength(jobs);
  });

  it('undoes what was done before a trial within it, too', async () => {
    const { id } = await bureau.errand('jx-licensing');
    await bureau.as(systemActor, async (a) => {
      await tried(a, async (outer) => {
        await sql`update matter set title = 'tried' where id = ${id}`.execute(outer.tx);
        await heard(outer, () => Promise.reject(refused(['还没有会签'])));
      });
      expect((await sql`select id from matter where title = 'tried'`.execute(a.tx)).rows).toEqual([]);
    });
  });
});
