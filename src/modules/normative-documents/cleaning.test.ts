import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { todoOf } from '#commons/casework/index.ts';
import type { Content } from '#commons/publishing/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { addDays, addYears, instant, type LocalDate, localDate, startOfDay } from '#kernel/dates.ts';
import { htmlFindings, refusedByPolicy } from '#portal/testing/valid-html.ts';
import type { Browser } from '../../commons/identity/testing/browser.ts';
import type { World } from '../../testing/world.ts';
import { remindOfCleaning } from './cleaning-overdue.ts';
import type { CleaningDetail } from './contract.ts';
import { ENDED } from './standing.ts';
import { type LedgerOffice, openLedgerOffice } from './testing/ledger-office.ts';
import { settleLedger } from './watch.ts';

let office: LedgerOffice;
beforeAll(async () => {
  office = await openLedgerOffice();
});
afterAll(() => office?.close());

beforeAll(async () => {
  await office.published({ title: '药品检查员管理规定（试行）', data: { effectiveOn: '2026-03-10' } });
});

describe('a cleaning that is not begun', () => {
  test('is asked of the legality reviewers once a month when it is overdue, not before, and not while one is under way', async () => {
    const { db } = office.world.services;
    const first = (
      await db
        .selectFrom('normative_document')
        .select((eb) => eb.fn.min('released_on').as('on'))
        .where('state', 'not in', [...ENDED])
        .where('withdrawn', '=', false)
        .executeTakeFirstOrThrow()
    ).on;
    const reviewers = await holdersOf(db, {
      role: 'legality-reviewer',
      on: office.world.services.time.today(),
      bureauId: await office.unitId('jx-mpa'),
    });
    const told = async () =>
      (await db.selectFrom('notice').select('person_id').where('dedupe', 'like', 'normative-cleaning:%').execute()).map(
        ({ person_id }) => person_id,
      );
    const late = addDays(addYears(first, 2), 1);
    expect(await remindOfCleaning(atDay(late, -1))).toBe(0);
    expect(await told()).toEqual([]);
    expect(await remindOfCleaning(atDay(late, 0))).toBe(1);
    await remindOfCleaning(atDay(late, 0));
    expect((await told()).toSorted()).toEqual(reviewers.toSorted());
    // The next month, once more.
    await remindOfCleaning(atDay(late, 31));
    expect(await told()).toHaveLength(2 * reviewers.length);
  });

  /** The house on another day; only the reminder looks. */
  function atDay(day: LocalDate, more: number): World['services'] {
    const on = addDays(day, more);
    return { ...office.world.services, time: { now: () => startOfDay(on), today: () => on } };
  }
});

describe('a cleaning', () => {
  let ids: readonly string[];
  let cleaningId: string;
  const judge = async (who: Browser, id: string, what: 'proposal' | 'decision', outcome: string, more: object = {}) =>
    who.post(`/api/normative-cleanings/${cleaningId}/items/${id}/${what}`, { outcome, reason: '按实施情况', ...more });
  const TIME_TO_ANNOUNCE = '清理意见已全部审核：起草清理结果公告';
  const tasksOfCleaner = async () =>
    (await todoOf(office.world.services, await office.world.cast('drafter', 'jx-legal'))).waiting.map(
      ({ task }) => task,
    );
  const board = async (who: Browser) =>
    (await who.get(`/api/normative-cleanings/${cleaningId}`)).json<CleaningDetail>();

  beforeAll(async () => {
    office.world.clock.moveTo(instant('2028-03-11T01:00:00Z'));
    await settleLedger(office.world.services);
    ids = [
      await office.published({ title: '甲办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
      await office.published({ title: '乙办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
      await office.published({ title: '丙办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
      await office.published({ title: '丁办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
    ];
  });

  test('asks each unit for what is in force, and only that', async () => {
    const legal = await office.browser('legality-reviewer', 'jx-legal');
    const body = {
      title: '2028 年规范性文件清理',
      scope: '本机关现行有效的规范性文件',
      basis: '国办发〔2018〕37号',
      deadline: '2028-04-10',
    };
    expect((await legal.post('/api/normative-cleanings', { ...body, deadline: '2028-03-01' })).statusCode).toBe(422);
    expect(
      (await (await office.browser('drafter', 'jx-finance')).post('/api/normative-cleanings', body)).statusCode,
    ).toBe(403);
    const made = await legal.post('/api/normative-cleanings', body);
    expect([made.statusCode, made.body.length > 10]).toEqual([201, true]);
    cleaningId = made.json<{ id: string }>().id;
    expect((await board(legal)).lines.map(({ title }) => title)).toEqual(['甲办法', '乙办法', '丙办法', '丁办法']);
    const drafter = await office.world.cast('drafter', 'jx-finance');
    const tasks = (await todoOf(office.world.services, drafter)).waiting.map(({ task }) => task);
    expect(tasks).toContain('对本单位起草的规范性文件逐件提出清理意见');
    const far = {
      ...office.world.services,
      time: { now: () => instant('2040-01-02T01:00:00Z'), today: () => localDate('2040-01-02') },
    };
    expect(await remindOfCleaning(far)).toBe(0);
  });

  test('takes the opinion of the unit and the decision of another, with reasons', async () => {
    const [a = '', b = '', c = '', d = ''] = ids;
    const drafter = await office.browser('drafter', 'jx-finance');
    const legal = await office.browser('legality-reviewer', 'jx-legal');
    expect((await judge(legal, a, 'decision', 'continue')).json().reasons).toEqual(['起草单位还没有提出意见']);
    expect((await judge(await office.browser('clerk', 'jx-legal'), a, 'proposal', 'continue')).statusCode).toBe(403);
    expect((await judge(drafter, a, 'proposal', 'repeal', { validUntil: '2040-01-01' })).statusCode).toBe(422);
    for (const [id, outcome] of [
      [a, 'continue'],
      [b, 'amend'],
      [c, 'repeal'],
      [d, 'continue'],
    ] as const)
      expect((await judge(drafter, id, 'proposal', outcome)).statusCode).toBe(204);
    expect((await judge(drafter, a, 'decision', 'continue')).statusCode).toBe(403);
    const nextBefore = await drafter.post(`/api/normative-cleanings/${cleaningId}/announcement`, {
      leadUnitId: await office.unitId('jx-finance'),
    });
    expect(nextBefore.json().reasons).toEqual(['还有 4 件没有审核意见，全部审核后才能起草公告']);
    expect(
      (await judge(legal, a, 'decision', 'continue', { validUntil: '2030-01-01' })).json().fields.validUntil,
    ).toContain('2033年3月10日');
    expect((await judge(legal, a, 'decision', 'continue', { validUntil: '2036-03-10' })).statusCode).toBe(204);
    expect(await tasksOfCleaner()).not.toContain(TIME_TO_ANNOUNCE);
    for (const [id, outcome] of [
      [b, 'amend'],
      [c, 'repeal'],
      [d, 'declare-invalid'],
    ] as const)
      expect((await judge(legal, id, 'decision', outcome)).statusCode).toBe(204);
    expect((await board(drafter)).mayAnnounce).toBe(true);
    expect(await tasksOfCleaner()).toContain(TIME_TO_ANNOUNCE);
  });

  test('announces four lists through the chain, and what was decided happens when they are released, all at once', async () => {
    const [a = '', b = '', c = '', d = ''] = ids;
    const drafter = await office.browser('drafter', 'jx-finance');
    const made = await drafter.post(`/api/normative-cleanings/${cleaningId}/announcement`, {
      leadUnitId: await office.unitId('jx-finance'),
    });
    expect(made.statusCode).toBe(201);
    expect(await tasksOfCleaner()).not.toContain(TIME_TO_ANNOUNCE);
    const { id } = made.json<{ id: string }>();
    const { current } = (await drafter.get(`/api/documents/${id}`)).json<{ current: { content: Content } }>();
    for (const words of [
      '继续有效的规范性文件（1 件）',
      '修改的规范性文件（1 件）',
      '废止的规范性文件（1 件）',
      '宣布失效的规范性文件（1 件）',
    ])
      expect(current.content.bodyHtml).toContain(words);
    const data = current.content.data as { cleaningId: string; items: object[] };
    await expect(
      office.step('drafter', 'jx-finance', id, 'revise', {
        reason: '少列一件',
        content: { ...current.content, data: { ...data, items: data.items.slice(1) } },
      }),
    ).rejects.toMatchObject({ fields: { 'content.data.items': expect.stringContaining('不一致') } });
    expect(
      (await judge(await office.browser('legality-reviewer', 'jx-legal'), a, 'decision', 'repeal')).statusCode,
    ).toBe(409);
    await expect(
      office.step('drafter', 'jx-finance', id, 'revise', {
        reason: '改清单',
        content: { ...current.content, bodyHtml: current.content.bodyHtml.replace('丙办法', '乙办法') },
      }),
    ).rejects.toMatchObject({ fields: { 'content.bodyHtml': expect.stringContaining('不一致') } });
    await office.sign(id, true);
    expect((await office.line(c))?.standing).toBe('in-force');
    await office.step('releaser', undefined, id, 'release');
    expect((await office.line(a))?.validUntil).toBe('2036-03-10');
    expect((await office.line(b))?.standing).toBe('in-force');
    expect((await office.line(c))?.standing).toBe('repealed');
    expect((await office.line(d))?.standing).toBe('declared-invalid');
    expect(await office.validity(d)).toMatchObject({
      state: 'invalid',
      by: { title: '2028 年规范性文件清理结果公告' },
    });
    const after = await board(drafter);
    expect([after.stateLabel, after.appliedAt !== null]).toEqual(['清理完成', true]);
    expect(after.lines.map(({ outcome }) => outcome)).toEqual([
      '继续有效',
      '列入修改计划，修改前继续有效',
      '废止',
      '宣布失效',
    ]);
  });
});

describe('the register and the ledger', () => {
  test('the public finds by state, unit, year and words; pages are valid and safe; the interface gives the same', async () => {
    const all = await office.page('/registers/normative-documents');
    expect(await htmlFindings(all)).toEqual([]);
    expect(refusedByPolicy(all)).toEqual([]);
    expect(await office.page('/registers/normative-documents?state=invalid')).toContain('丁办法');
    expect(await office.page('/registers/normative-documents?state=invalid')).not.toContain('丙办法');
    expect(await office.page('/registers/normative-documents?year=2026')).not.toContain('丁办法');
    expect(await office.page(`/registers/normative-documents?q=${encodeURIComponent('乙办')}`)).toContain('共 1 件');
    expect(await office.page('/registers/normative-documents?state=nonsense&year=x&page=99')).toContain('丁办法');
    const { items } = JSON.parse(await office.page('/open/v1/normative-documents?state=expired')) as {
      items: object[];
    };
    expect(items).toMatchObject([{ title: '药品检查员管理规定（试行）', label: '已失效（有效期届满）' }]);
  });

  test('staff narrow, page and take it away as they see it; another bureau sees nothing of it', async () => {
    expect((await office.ledger('&standing=repealed')).map(({ title }) => title).sort()).toEqual(['丙办法']);
    expect((await office.ledger('&year=2028')).length).toBe(4);
    const clerk = await office.browser('clerk', 'jx-legal');
    const paged = (await clerk.get('/api/normative-documents?page=2&size=3')).json<{
      rows: unknown[];
      total: number;
    }>();
    expect([paged.rows.length, paged.total]).toEqual([2, 5]);
    const { sheets } = await readXlsx(
      (await clerk.get('/api/normative-documents/export.xlsx?standing=expired')).rawPayload,
    );
    expect(sheets[0]?.rows.length).toBe(2);
    expect((await clerk.get(`/api/normative-documents/${crypto.randomUUID()}`)).statusCode).toBe(404);
    expect((await office.site.app.inject('/api/normative-documents')).statusCode).toBe(401);
  });
});
