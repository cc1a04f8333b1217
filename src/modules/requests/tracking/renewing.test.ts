import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { NewCode, NewCodeInput } from '../answers/contract.ts';
import { openAnswers } from '../answers/taking.ts';
import { partsOf } from '../related/merged.ts';
import { type Held, hidden, portalDesk } from '../testing/portal-desk.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { renewCode } from './renewing.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(() => world?.close());

const shown: NewCodeInput = {
  way: 'document',
  number: citizen.idNumber ?? '',
  evidence: '核对居民身份证原件，本人办理',
};
const renew = (id: string, input = shown) => world.as(desk.officer, (act) => renewCode(act, id, input));
const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } } };

describe('a code that was lost', () => {
  test('is handed out anew once the document fits: the code before is dead at once, letters open with the new one', async () => {
    const held = await citizens.underway('2026-06-01');
    await desk.letter(held.id, granted);
    const { queryCode, receipt } = (await renew(held.id)) as NewCode;
    expect(receipt).toBe(held.receipt);
    expect((await citizens.page(held)).statusCode).toBe(422);
    const page = (await citizens.page({ ...held, code: queryCode })).body;
    expect(page).toContain('已经答复');
    const fetched = await citizens.post('/requests/query/file', {
      ticket: hidden(page, 'ticket'),
      file: hidden(page, 'file'),
    });
    expect(fetched.rawPayload.subarray(0, 4).toString()).toBe('%PDF');
  });

  test('of an application that was split opens all that came of it, whichever of them is asked for', async () => {
    const held = await citizens.underway('2026-06-01');
    const parts = ['2025年度药品监督抽检不合格结果', '2025年度药品行政处罚决定书目录'];
    await desk.step(desk.officer, held.id, 'split', { parts, reason: '一份申请包含两项不同的内容' });
    const [part] = await partsOf(world.services.db, held.id);
    const again = (await renew(held.id)) as NewCode;
    const partHeld = { ...held, id: part?.id ?? '', receipt: `${held.receipt}-1` };
    expect((await citizens.page(partHeld)).statusCode).toBe(422);
    expect((await citizens.page({ ...partHeld, code: again.queryCode })).body).toContain(part?.number);
    const { receipt, queryCode } = (await renew(part?.id ?? '')) as NewCode;
    expect(receipt).toBe(partHeld.receipt);
    expect((await citizens.page({ ...held, code: again.queryCode })).statusCode).toBe(422);
    expect((await citizens.page({ ...held, code: queryCode })).body).toContain(part?.number);
  });

  test('a page that was open with the code before goes no further; what was said before counts', async () => {
    const held = await citizens.underway('2026-06-01');
    const ticket = hidden((await citizens.page(held)).body, 'ticket');
    const form = { ticket, kind: 'withdrawal' };
    const id = hidden((await citizens.post('/requests/query/answer/review', form)).body, 'id');
    await citizens.post('/requests/query/answer/send', { ...form, id });
    await renew(held.id);
    expect((await citizens.post('/requests/query', { ticket })).statusCode).toBe(422);
    await openAnswers(world.services);
    expect(await desk.matter(held.id)).toMatchObject({ state: 'withdrawn' });
  });

  test('is not handed out where the number is another, and that it was tried is kept; after some tries it waits', async () => {
    const held: Held = await citizens.underway('2026-06-01');
    const other = { ...shown, number: '110101199003078110' };
    for (let i = 0; i < 5; i += 1)
      expect(await renew(held.id, other)).toEqual({ refusal: expect.stringContaining('不一致') });
    await expect(renew(held.id)).rejects.toThrow('5次核验不符');
    expect((await citizens.page(held)).statusCode).toBe(200);
    const { db } = world.services;
    const journal = await db
      .selectFrom('journal_entry')
      .select('action')
      .where('chain', '=', `matter:${held.id}`)
      .where('action', '=', 'requests.code-refused')
      .execute();
    expect(journal).toHaveLength(5);
    const views = await db.selectFrom('view_log').select('reason').where('subject_id', '=', held.id).execute();
    expect(views.length).toBe(5);
    const kept = JSON.stringify(await db.selectFrom('request_code_check').selectAll().execute());
    expect(kept).not.toContain(other.number);
  });

  test('is handed out by the openness office alone, with what was checked', async () => {
    const held = await citizens.underway('2026-06-01');
    await expect(world.as(desk.clerk, (act) => renewCode(act, held.id, shown))).rejects.toThrow('政务公开办公室');
    await expect(renew(held.id, { way: 'document', evidence: '核对身份证原件' })).rejects.toThrow('请填写证件上的号码');
    expect(await renew(held.id, { way: 'letter', evidence: '来函签名与申请材料一致' })).toMatchObject({
      queryCode: expect.any(String),
    });
  });
});
