import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { registerAtTheDesk } from '../registering-at-the-desk.ts';
import type { Registration } from '../registering-contract.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { likeness, likenessKeys, wordsOfText } from './likeness.ts';
import { fillLikeness } from './likeness-job.ts';
import { relatedRequests } from './related.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const related = (id: string, actor = desk.officer) => relatedRequests(world.services, actor, id);
const stranger = { ...citizen, name: '李某某', idNumber: '11010519491231002X' };

describe('how alike two texts are', () => {
  test('nothing in common is 0, the same is 1, and the order does not matter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (a, b) => {
          const [x, y] = [wordsOfText(a), wordsOfText(b)];
          expect(likeness(x, y)).toBe(likeness(y, x));
          expect(likeness(x, y)).toBeGreaterThanOrEqual(0);
          expect(likeness(x, y)).toBeLessThanOrEqual(1);
          if (x.size > 0) expect(likeness(x, x)).toBe(1);
          expect(likenessKeys(a)).toEqual(likenessKeys(a));
        },
      ),
    );
  });

  test('texts half alike share a key nearly always, texts that have next to nothing in common seldom', () => {
    const alphabet = [...'药品监督管理抽检不合格行政处罚决定书许可审批化妆品医疗器械生产经营企业名单目录年度报告通告'];
    // Linear congruences: the same texts in every run.
    let state = 1;
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0);
    const text = (length: number) => Array.from({ length }, () => alphabet[(next() >>> 16) % alphabet.length]).join('');
    let found = 0;
    let strayed = 0;
    for (let n = 1; n <= 300; n++) {
      const base = text(40);
      const near = `${base.slice(0, 30)}${text(10)}`;
      expect(likeness(wordsOfText(base), wordsOfText(near))).toBeGreaterThan(0.5);
      const keys = new Set(likenessKeys(base));
      if (likenessKeys(near).some((key) => keys.has(key))) found += 1;
      if (likenessKeys(text(40)).some((key) => keys.has(key))) strayed += 1;
    }
    expect(found).toBeGreaterThan(285);
    expect(strayed).toBeLessThan(15);
  });
});

describe('what stands beside a request', () => {
  const granted = {
    kind: 'reply',
    content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } },
  };

  test('the same again is said; answered before, a reply 重复申请 is offered with the number of the earlier one', async () => {
    const first = await desk.underway('2026-03-02');
    const letterId = await desk.letter(first, granted);
    const again = await desk.underway('2026-04-01');
    const beside = await related(again);
    expect(beside.sameContent.map(({ id }) => id)).toEqual([first]);
    expect(beside.alike[0]).toMatchObject({ id: first, percent: 100, sameApplicant: true });
    expect(beside.warnings.join()).toContain('逐字相同');
    const number = (await desk.letters(first)).find(({ id }) => id === letterId)?.number;
    expect(beside.duplicateReply?.parts.earlierReply).toBe(`2026年3月2日《政府信息公开告知书》（${number}）`);
    await desk.letter(again, { kind: 'reply', content: { ...beside.duplicateReply } });
    const row = await world.services.db
      .selectFrom('request')
      .select('reply_kind')
      .where('id', '=', again)
      .executeTakeFirst();
    expect(row?.reply_kind).toBe('notProcessed.duplicate');
  });

  test('alike in words, by somebody else: shown to the office, and counted only for who has no part in it', async () => {
    const text = '江西某药业股份有限公司2024年药品生产许可证变更的审批材料';
    const mine = await desk.underway('2026-05-06', { content: { ...citizen, description: text } });
    const { matter } = await desk.register({ content: { ...stranger, description: `请求公开${text}全文` } });
    expect((await related(mine)).alike).toMatchObject([{ id: matter.id, sameApplicant: false }]);
    const seenByClerk = await related(mine, desk.clerk);
    expect(seenByClerk).toMatchObject({ alike: [], hidden: 1 });
    await expect(related(matter.id, desk.clerk)).rejects.toThrow('没有找到');
  });

  test('what came in without keys is given them', async () => {
    const { matter } = await desk.register({
      content: { ...stranger, description: '2023年度药品注册现场核查报告目录' },
    });
    await sql`delete from request_likeness where request_id = ${matter.id}`.execute(world.services.db);
    expect(await fillLikeness(world.services)).toBeGreaterThan(0);
    expect(await fillLikeness(world.services)).toBe(0);
  });

  test('what the same person asks of another bureau is neither shown nor counted to the month', async () => {
    const ours = await desk.underway('2026-06-01');
    const city = await world.cast('openness-officer', 'nanchang');
    const there = await world.as(city, (act) =>
      registerAtTheDesk(act, {
        channel: 'counter',
        arrivedOn: act.today,
        evidence: '申请人当面提交',
        content: citizen,
      } as Registration),
    );
    const beside = await related(ours);
    expect([...beside.sameApplicant, ...beside.sameContent].map(({ id }) => id)).not.toContain(there.matter.id);
    expect(beside.month.items.map(({ id }) => id)).toEqual([ours]);
    const atTheirs = await related(there.matter.id, city);
    expect(atTheirs).toMatchObject({ sameApplicant: [], warnings: [], month: { nth: 1 } });
    expect(atTheirs.month.items).toHaveLength(1);
  });

  test('a year and a day before is not of the last twelve months', async () => {
    const old = await desk.underway('2025-02-03');
    const now = await desk.underway('2026-02-04');
    expect((await related(now)).sameApplicant.map(({ id }) => id)).not.toContain(old);
  });
});
