import { sql } from 'kysely';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterById, takeStepAs, todoOf } from '#commons/casework/index.ts';
import { changeSignInSettings, createAccount, DEFAULT_SETTINGS } from '#commons/identity/index.ts';
import { type Content, createDocument } from '#commons/publishing/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { addDays, addYears, instant, type LocalDate, localDate, startOfDay } from '#kernel/dates.ts';
import { act, systemActor } from '#platform/services.ts';
import { htmlFindings, refusedByPolicy } from '#portal/testing/valid-html.ts';
import { Browser } from '../../commons/identity/testing/browser.ts';
import { handInMaterials } from '../../commons/publishing/testing/materials.ts';
import { CONSULTED, legal, NORMATIVE, passedOn, PLAN } from '../../commons/publishing/testing/normative.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import type { CleaningDetail, LedgerDetail, LedgerLine } from './contract.ts';
import { remindOfCleaning } from './cleaning-overdue.ts';
import { ENDED } from './standing.ts';
import { ledgerPromise, settleLedger } from './watch.ts';

const PASSWORD = 'Chun-Feng-2026';
const CHECKLIST = [
  'no-state-secret',
  'not-prohibited',
  'no-work-secret',
  'no-trade-secret',
  'no-privacy',
  'no-safety-risk',
  'attachments-read',
];
let world: World;
let site: Awaited<ReturnType<World['site']>>;
const accounts = new Set<string>();

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  // Years go by; nobody here changes a password.
  const signIn = { ...DEFAULT_SETTINGS, secondFactor: 'nobody', passwordMaxAgeDays: 0 } as const;
  await act(world.services, systemActor, (a) => changeSignInSettings(a, signIn));
  site = await world.site();
});
afterAll(() => world?.close());

/** Somebody at the screen, signed in anew: sessions end while years go by. */
async function browser(role: string, unit?: string): Promise<Browser> {
  const { id } = await world.cast(role, unit);
  const username = `p-${id.slice(0, 8)}`;
  if (!accounts.has(username))
    await act(world.services, systemActor, (a) => createAccount(a, { personId: id, username, password: PASSWORD }));
  accounts.add(username);
  const one = new Browser(site.app);
  await one.signIn(username, PASSWORD);
  return one;
}

const unitId = async (key: string) =>
  (await world.services.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;
const page = async (url: string) => (await site.app.inject({ url, headers: { 'accept-encoding': 'identity' } })).body;
const step = async (role: string, unit: string | undefined, id: string, name: string, fields: object = {}) => {
  const actor = await world.cast(role, unit);
  return world.as(actor, (a) => takeStepAs(a, id, name, { ...fields }));
};

async function draft(type: string, change: Partial<Content>): Promise<string> {
  const drafter = await world.cast('drafter', 'jx-finance');
  const content: Content = {
    title: '药品经营监督检查办法',
    issuingUnitId: await unitId('jx-mpa'),
    formedOn: world.services.time.today(),
    columnKey: 'policies',
    disclosure: 'active',
    opennessClass: 'decision',
    statutoryClass: 1,
    bodyHtml: '<p>为规范药品经营，制定本办法。</p>',
    ...change,
  };
  const leadUnitId = await unitId('jx-finance');
  return (await world.as(drafter, (a) => createDocument(a, { type, leadUnitId, content }))).id;
}

async function sign(id: string, binding: boolean, unit = 'jx-finance'): Promise<void> {
  if (binding) await handInMaterials(world.services, await world.cast('drafter', unit), id);
  await step('drafter', unit, id, 'submit');
  await step('department-head', unit, id, 'headSign', { opinion: '同意。' });
  await step('secrecy-reviewer', undefined, id, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
  if (binding) await step('legality-reviewer', undefined, id, 'legalitySign', legal());
  if ((await matterById(world.services.db, id))?.state === 'deliberation')
    await step('drafter', unit, id, 'deliberate', passedOn(world.services.time.today()));
  await step('issuer', undefined, id, 'issue', { opinion: '同意发布。' });
}

let number = 0;
/** A normative document with its interpretation, signed by the whole chain and let out together. */
async function published(change: Partial<Content> & { readonly data: Record<string, unknown> }): Promise<string> {
  number += 1;
  const data = { ...PLAN, ...CONSULTED, ...change.data };
  const id = await draft('normative-document', { documentNumber: `赣药监规〔2026〕${number}号`, ...change, data });
  await sign(id, true);
  const interpretation = await draft('interpretation', {
    title: `解读之${number}`,
    columnKey: 'interpretations',
    data: { form: 'text' },
    relations: [{ kind: 'interprets', documentId: id }],
    bodyHtml: '<h2>制定背景</h2><p>管理需要。</p><h2>主要内容</h2><p>分四章。</p>',
  });
  await sign(interpretation, false);
  const made = await (await browser('drafter', 'jx-finance')).post('/api/release-sets', {
    title: `文件和解读之${number}`,
    reason: '同步公开',
    documentIds: [id, interpretation],
  });
  const { id: setId } = made.json<{ id: string }>();
  const releaser = await browser('releaser');
  const { version } = (await releaser.get(`/api/release-sets/${setId}`)).json<{ version: number }>();
  const answer = await releaser.post(`/api/release-sets/${setId}/release`, { version });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  return id;
}

const ledger = async (query = '') =>
  (await (await browser('clerk', 'jx-legal')).get(`/api/normative-documents?size=100${query}`)).json<{
    rows: LedgerLine[];
    total: number;
  }>().rows;
const line = async (id: string, query = '') => (await ledger(query)).find((one) => one.id === id);
const detail = async (id: string) =>
  (await (await browser('drafter', 'jx-finance')).get(`/api/normative-documents/${id}`)).json<LedgerDetail>();
const validity = async (id: string) =>
  (
    await world.services.portalDb
      .selectFrom('portal.record')
      .select('body')
      .where('kind', '=', 'validity')
      .where('key', '=', id)
      .executeTakeFirst()
  )?.body as Record<string, unknown> | undefined;
const contentOf = async (id: string) =>
  (await (await browser('drafter', 'jx-finance')).get(`/api/documents/${id}`)).json<{ current: { content: Content } }>()
    .current.content;
const indexNumber = async (id: string) => (await detail(id)).indexNumber;

let old: string;
let newer: string;
let kept: string;

describe('a normative document that is released', () => {
  test('is entered in the ledger in that moment, with who reviewed it, and the public sees whether it is in force', async () => {
    old = await published({
      title: '药品经营监督检查办法',
      data: { effectiveOn: '2026-04-01', validUntil: '2031-03-31' },
    });
    expect(await line(old)).toMatchObject({ standing: 'pending', validUntil: '2031-03-31', filingDueOn: '2026-04-01' });
    const { events, legalityReview, deliberation, deliberatedOn, interpretations, mayFile } = await detail(old);
    expect(events.map(({ kind }) => kind)).toEqual(['entered']);
    expect(legalityReview).toMatchObject({ opinion: '合法。', number: expect.stringContaining('赣药监法审') });
    expect([deliberation, deliberatedOn]).toEqual(['局务会议', '2026-03-02']);
    expect((await line(old))?.reviewNumber).toBe(legalityReview?.number);
    expect([interpretations.length, mayFile]).toEqual([1, true]);
    expect(await validity(old)).toMatchObject({ state: 'pending', effectiveOn: '2026-04-01', by: null });
    expect(await page('/registers/normative-documents')).toContain('尚未施行');
  });

  test('a number of filing is no part of a draft; an old text that has one is read with it and written on without it', async () => {
    const filingNumber = '赣府备〔2025〕1号';
    await expect(
      draft('normative-document', { documentNumber: '赣药监规〔2026〕90号', data: { ...NORMATIVE, filingNumber } }),
    ).rejects.toMatchObject({ fields: { 'content.data.filingNumber': expect.anything() } });
    const id = await draft('normative-document', { documentNumber: '赣药监规〔2026〕90号', data: NORMATIVE });
    // As an edition before this one wrote it.
    await world.database.ownerDb.transaction().execute(async (tx) => {
      await sql`alter table document_revision disable trigger user`.execute(tx);
      await sql`update document_revision set data = data || ${JSON.stringify({ filingNumber })}::jsonb, content_hash = 'sm3:of that edition'
        where document_id = ${id}`.execute(tx);
      await sql`alter table document_revision enable trigger user`.execute(tx);
    });
    const content = await contentOf(id);
    expect(content.data).toMatchObject({ filingNumber });
    await step('drafter', 'jx-finance', id, 'revise', { content, reason: '继续修改' });
    expect((await contentOf(id)).data).not.toHaveProperty('filingNumber');
  });

  test('without a last day has five years, a trial one two', async () => {
    kept = await published({ title: '药品检查员管理规定（试行）', data: { effectiveOn: '2026-03-10' } });
    expect((await line(kept))?.validUntil).toBe('2028-03-09');
  });

  test('is to be filed: a duty in the to-do list though the document is done, until it is written down', async () => {
    const drafter = await world.cast('drafter', 'jx-finance');
    const duty = async () =>
      (await todoOf(world.services, drafter)).waiting.find(({ task }) => task === '报送备案：《药品经营监督检查办法》');
    expect(await duty()).toMatchObject({ dueOn: '2026-04-01', path: `/normative-documents/${old}` });
    const { version } = await detail(old);
    const one = await browser('drafter', 'jx-finance');
    const send = (body: object) =>
      one.post(`/api/normative-documents/${old}/filing`, {
        version,
        number: '赣府备〔2026〕7号',
        on: '2026-03-02',
        ...body,
      });
    expect((await send({ on: '2026-03-01' })).json().fields).toEqual({ on: '备案日期不能早于成文日期' });
    expect((await send({ on: '2027-01-01' })).statusCode).toBe(422);
    expect((await send({ version: 99 })).statusCode).toBe(409);
    const stranger = await browser('drafter', 'jx-personnel').catch(() => browser('clerk', 'jx-legal'));
    expect(
      (await stranger.post(`/api/normative-documents/${old}/filing`, { version, number: '备1号', on: '2026-03-02' }))
        .statusCode,
    ).toBe(403);
    expect((await send({})).statusCode).toBe(204);
    expect(await line(old)).toMatchObject({ filingNumber: '赣府备〔2026〕7号', filedOn: '2026-03-02' });
    expect(await duty()).toBeUndefined();
  });
});

describe('a document repealed by another', () => {
  test('ceases on the day the other takes effect, both pages lead to each other, and any day can be asked for', async () => {
    world.clock.moveTo(instant('2026-06-01T01:00:00Z'));
    await settleLedger(world.services);
    expect((await line(old))?.standing).toBe('in-force');
    newer = await published({
      title: '药品经营和使用监督检查办法',
      data: { effectiveOn: '2026-07-01', validUntil: '2031-06-30' },
      relations: [{ kind: 'repeals', documentId: old }],
    });
    expect((await line(old))?.standing).toBe('in-force');
    expect(await line(old, '&asOf=2026-07-01')).toMatchObject({ standing: 'repealed', since: '2026-07-01' });
    world.clock.moveTo(instant('2026-06-30T16:10:00Z'));
    expect(await settleLedger(world.services)).toBe(2);
    expect(await settleLedger(world.services)).toBe(0);
    expect(await line(old)).toMatchObject({ standing: 'repealed', since: '2026-07-01' });
    expect(await line(old, '&asOf=2026-06-30')).toMatchObject({ standing: 'in-force' });
    expect(await validity(old)).toMatchObject({
      state: 'repealed',
      on: '2026-07-01',
      by: { title: '药品经营和使用监督检查办法', indexNumber: await indexNumber(newer) },
    });
    expect(await validity(newer)).toMatchObject({
      state: 'in-force',
      affects: [{ title: '药品经营监督检查办法', how: '废止' }],
    });
    // Once each: what it is in a word, since when and by what above it.
    const told = (await page(`/documents/${await indexNumber(old)}`)).replaceAll(/<[^>]+>/g, '');
    expect(told.match(/2026年4月1日|施行日期/g)).toEqual(['施行日期', '2026年4月1日']);
    expect(told.match(/有效期至|自2026年7月1日起/g)).toEqual(['自2026年7月1日起']);
    // What explains it says so too.
    const { rows } = await sql<{ index_number: string }>`select index_number from portal.document
      where relations @> ${JSON.stringify([{ kind: 'interprets', documentId: old }])}::jsonb`.execute(
      world.services.portalDb,
    );
    const explaining = (await page(`/documents/${rows[0]?.index_number}`)).replaceAll(/<[^>]+>/g, '');
    expect(explaining).toContain('所解读的文件已废止　药品经营监督检查办法');
    expect(explaining).toContain('药品经营监督检查办法（已废止）');
    const register = await page('/registers/normative-documents?state=repealed');
    expect(register).toContain(`/documents/${await indexNumber(newer)}`);
  });

  test('cannot be repealed or amended again: the draft that tries is refused in words', async () => {
    for (const kind of ['repeals', 'amends'] as const)
      await expect(
        draft('normative-document', {
          documentNumber: '赣药监规〔2026〕99号',
          data: { effectiveOn: '2026-12-01' },
          relations: [{ kind, documentId: old }],
        }),
      ).rejects.toMatchObject({ fields: { 'content.relations': expect.stringContaining('自2026年7月1日起已废止') } });
  });

  test('is not repealed by what was not reviewed for legality: an announcement that tries is refused in words', async () => {
    for (const kind of ['repeals', 'amends', 'supersedes'] as const)
      await expect(
        draft('announcement', { relations: [{ kind, documentId: newer }], columnKey: 'announcements' }),
      ).rejects.toMatchObject({ fields: { 'content.relations': expect.stringContaining('不经合法性审核') } });
  });

  test('is not ended by another bureau: the draft that tries is refused in words', async () => {
    const other = await sql<{ id: string; key: string; path: string[] }>`
      select u.id, u.key, u.path::text[] as path from post p join unit u on u.id = p.unit_id join post_holding h on h.post_id = p.id
      where 'drafter' = any(p.roles)`.execute(world.services.db);
    const bureau = await unitId('jx-mpa');
    const theirs = other.rows.find(({ path }) => path[0] !== bureau);
    if (!theirs) throw new Error('no other bureau has a drafter');
    const drafter = await world.cast('drafter', theirs.key);
    const content = { ...(await contentOf(newer)), issuingUnitId: theirs.path[0] ?? theirs.id };
    for (const kind of ['repeals', 'amends'] as const)
      await expect(
        world.as(drafter, (a) =>
          createDocument(a, {
            type: 'normative-document',
            leadUnitId: theirs.id,
            content: { ...content, documentNumber: '洪市监规〔2026〕1号', relations: [{ kind, documentId: kept }] },
          }),
        ),
      ).rejects.toMatchObject({
        fields: { 'content.relations': expect.stringContaining('只能由制定机关废止或者修改') },
      });
  });

  test('what was to happen later does not, when the other is withdrawn before its day; what has happened stays', async () => {
    const third = await published({
      title: '药品检查员管理规定',
      data: { effectiveOn: '2026-12-01', validUntil: '2031-11-30' },
      relations: [{ kind: 'repeals', documentId: kept }],
    });
    expect(await line(kept, '&asOf=2026-12-01')).toMatchObject({ standing: 'repealed' });
    const corrected = async (change: Partial<Content>) => {
      await step('drafter', 'jx-finance', third, 'correct', { reason: '更正施行日期' });
      const content = { ...(await contentOf(third)), ...change };
      await step('drafter', 'jx-finance', third, 'revise', { reason: '更正施行日期', content });
      await sign(third, true);
      await step('releaser', undefined, third, 'release');
    };
    await corrected({ data: { effectiveOn: '2026-12-20', validUntil: '2031-11-30' } });
    expect(await line(kept, '&asOf=2026-12-19')).toMatchObject({ standing: 'in-force' });
    expect(await line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'repealed', since: '2026-12-20' });
    // A correction that no longer names it calls it off; one that names it again ends it again.
    await corrected({ relations: [] });
    expect(await line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'in-force' });
    expect((await detail(kept)).events[0]).toMatchObject({
      kind: 'called-off',
      reason: '所依据的文件更正后不再作此规定',
    });
    expect(await validity(kept)).toMatchObject({ state: 'in-force' });
    await corrected({ relations: [{ kind: 'repeals', documentId: kept }] });
    expect(await line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'repealed', since: '2026-12-20' });
    await step('issuer', undefined, third, 'withdraw', { cause: 'secrecy', reason: '需要重新核对' });
    expect(await line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'in-force' });
    expect((await detail(kept)).events[0]).toMatchObject({ kind: 'called-off' });
    expect(await validity(third)).toBeUndefined();
    expect(await page('/open/v1/normative-documents')).not.toContain('药品检查员管理规定"');
    await step('issuer', undefined, newer, 'withdraw', { cause: 'secrecy', reason: '需要重新核对' });
    expect(await line(old)).toMatchObject({ standing: 'repealed' });
    expect(await validity(old)).toMatchObject({
      state: 'repealed',
      by: null,
      reason: '由另一份文件废止，该文件的网页已撤回',
    });
  });

  test('what was taken off for a secret is named nowhere: page, register, open interface, search', async () => {
    const paths = [
      `/documents/${await indexNumber(old)}`,
      '/registers/normative-documents',
      '/registers/normative-documents?state=repealed',
      '/open/v1/normative-documents',
      '/open/v1/normative-documents?state=repealed',
      '/open/v1/documents',
    ];
    for (const path of paths) {
      const body = await page(path);
      expect([path, body.includes('药品经营监督检查办法')]).toEqual([path, true]);
      expect([path, body.includes('药品经营和使用监督检查办法')]).toEqual([path, false]);
    }
    const rows = await world.services.portalDb.selectFrom('portal.record').select('body').execute();
    expect(JSON.stringify(rows)).not.toContain('药品经营和使用监督检查办法');
  });
});

describe('a cleaning that is not begun', () => {
  test('is asked of the legality reviewers once a month when it is overdue, not before, and not while one is under way', async () => {
    const { db } = world.services;
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
      on: world.services.time.today(),
      bureauId: await unitId('jx-mpa'),
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
    return { ...world.services, time: { now: () => startOfDay(on), today: () => on } };
  }
});

describe('a document that grows old', () => {
  test('is warned of six, three and one months before, each once, stands in the to-do list, and then expires by itself', async () => {
    const heard = async () =>
      (
        await world.services.db
          .selectFrom('notice')
          .select('dedupe')
          .distinct()
          .where('dedupe', 'like', `normative:${kept}:%`)
          .orderBy('dedupe')
          .execute()
      ).map(({ dedupe }) => dedupe.split(':').at(-1));
    for (const [at, levels] of [
      ['2027-09-08', []],
      ['2027-09-09', ['6']],
      ['2027-12-09', ['3', '6']],
      ['2028-02-09', ['1', '3', '6']],
    ] as const) {
      world.clock.moveTo(instant(`${at}T01:00:00Z`));
      await settleLedger(world.services);
      await settleLedger(world.services);
      expect([at, await heard()]).toEqual([at, levels]);
    }
    const chased = async () =>
      (
        await world.services.db
          .selectFrom('notice')
          .select('dedupe')
          .distinct()
          .where('dedupe', 'like', `normative-chase:${kept}:%`)
          .execute()
      )
        .map(({ dedupe }) => dedupe.split(':').at(-1))
        .sort();
    for (const [at, days] of [
      ['2028-02-23', []],
      ['2028-02-24', ['14']],
      ['2028-03-02', ['14', '7']],
      ['2028-03-08', ['1', '14', '7']],
    ] as const) {
      world.clock.moveTo(instant(`${at}T01:00:00Z`));
      await settleLedger(world.services);
      await settleLedger(world.services);
      expect([at, await chased()]).toEqual([at, days]);
    }
    const drafter = await world.cast('drafter', 'jx-finance');
    const duties = async () =>
      (await todoOf(world.services, drafter)).waiting.filter(({ dueOn }) => dueOn === '2028-03-09');
    expect((await duties()).length).toBe(1);
    expect((await ledger('&due=expiring')).map(({ id }) => id)).toContain(kept);
    world.clock.moveTo(instant('2028-03-09T15:00:00Z'));
    await settleLedger(world.services);
    expect((await line(kept))?.standing).toBe('in-force');
    world.clock.moveTo(instant('2028-03-11T01:00:00Z'));
    expect((await ledgerPromise.broken(world.services)).count).toBe(1);
    await settleLedger(world.services);
    expect((await ledgerPromise.broken(world.services)).count).toBe(0);
    expect(await line(kept)).toMatchObject({ standing: 'expired', since: '2028-03-10' });
    expect((await detail(kept)).events[0]).toMatchObject({ kind: 'expired', effectOn: '2028-03-10', madeBy: null });
    expect(await validity(kept)).toMatchObject({ state: 'expired', reason: '有效期届满，自动失效' });
    expect(await duties()).toEqual([]);
  });
});

describe('a cleaning', () => {
  let ids: readonly string[];
  let cleaningId: string;
  const judge = async (who: Browser, id: string, what: 'proposal' | 'decision', outcome: string, more: object = {}) =>
    who.post(`/api/normative-cleanings/${cleaningId}/items/${id}/${what}`, { outcome, reason: '按实施情况', ...more });
  const TIME_TO_ANNOUNCE = '清理意见已全部审核：起草清理结果公告';
  const tasksOfCleaner = async () =>
    (await todoOf(world.services, await world.cast('drafter', 'jx-legal'))).waiting.map(({ task }) => task);
  const board = async (who: Browser) =>
    (await who.get(`/api/normative-cleanings/${cleaningId}`)).json<CleaningDetail>();

  test('asks each unit for what is in force, and only that', async () => {
    ids = [
      await published({ title: '甲办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
      await published({ title: '乙办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
      await published({ title: '丙办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
      await published({ title: '丁办法', data: { effectiveOn: '2028-03-11', validUntil: '2033-03-10' } }),
    ];
    const legal = await browser('legality-reviewer', 'jx-legal');
    const body = {
      title: '2028 年规范性文件清理',
      scope: '本机关现行有效的规范性文件',
      basis: '国办发〔2018〕37号',
      deadline: '2028-04-10',
    };
    expect((await legal.post('/api/normative-cleanings', { ...body, deadline: '2028-03-01' })).statusCode).toBe(422);
    expect((await (await browser('drafter', 'jx-finance')).post('/api/normative-cleanings', body)).statusCode).toBe(
      403,
    );
    const made = await legal.post('/api/normative-cleanings', body);
    expect([made.statusCode, made.body.length > 10]).toEqual([201, true]);
    cleaningId = made.json<{ id: string }>().id;
    expect((await board(legal)).lines.map(({ title }) => title)).toEqual(['甲办法', '乙办法', '丙办法', '丁办法']);
    const drafter = await world.cast('drafter', 'jx-finance');
    const tasks = (await todoOf(world.services, drafter)).waiting.map(({ task }) => task);
    expect(tasks).toContain('对本单位起草的规范性文件逐件提出清理意见');
    const far = {
      ...world.services,
      time: { now: () => instant('2040-01-02T01:00:00Z'), today: () => localDate('2040-01-02') },
    };
    expect(await remindOfCleaning(far)).toBe(0);
  });

  test('takes the opinion of the unit and the decision of another, with reasons', async () => {
    const [a = '', b = '', c = '', d = ''] = ids;
    const drafter = await browser('drafter', 'jx-finance');
    const legal = await browser('legality-reviewer', 'jx-legal');
    expect((await judge(legal, a, 'decision', 'continue')).json().reasons).toEqual(['起草单位还没有提出意见']);
    expect((await judge(await browser('clerk', 'jx-legal'), a, 'proposal', 'continue')).statusCode).toBe(403);
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
      leadUnitId: await unitId('jx-finance'),
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
    const drafter = await browser('drafter', 'jx-finance');
    const made = await drafter.post(`/api/normative-cleanings/${cleaningId}/announcement`, {
      leadUnitId: await unitId('jx-finance'),
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
      step('drafter', 'jx-finance', id, 'revise', {
        reason: '少列一件',
        content: { ...current.content, data: { ...data, items: data.items.slice(1) } },
      }),
    ).rejects.toMatchObject({ fields: { 'content.data.items': expect.stringContaining('不一致') } });
    expect((await judge(await browser('legality-reviewer', 'jx-legal'), a, 'decision', 'repeal')).statusCode).toBe(409);
    await expect(
      step('drafter', 'jx-finance', id, 'revise', {
        reason: '改清单',
        content: { ...current.content, bodyHtml: current.content.bodyHtml.replace('丙办法', '乙办法') },
      }),
    ).rejects.toMatchObject({ fields: { 'content.bodyHtml': expect.stringContaining('不一致') } });
    await sign(id, true);
    expect((await line(c))?.standing).toBe('in-force');
    await step('releaser', undefined, id, 'release');
    expect((await line(a))?.validUntil).toBe('2036-03-10');
    expect((await line(b))?.standing).toBe('in-force');
    expect((await line(c))?.standing).toBe('repealed');
    expect((await line(d))?.standing).toBe('declared-invalid');
    expect(await validity(d)).toMatchObject({ state: 'invalid', by: { title: '2028 年规范性文件清理结果公告' } });
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
    const all = await page('/registers/normative-documents');
    expect(await htmlFindings(all)).toEqual([]);
    expect(refusedByPolicy(all)).toEqual([]);
    expect(await page('/registers/normative-documents?state=invalid')).toContain('丁办法');
    expect(await page('/registers/normative-documents?state=invalid')).not.toContain('丙办法');
    expect(await page('/registers/normative-documents?year=2026')).not.toContain('丁办法');
    expect(await page(`/registers/normative-documents?q=${encodeURIComponent('乙办')}`)).toContain('共 1 件');
    expect(await page('/registers/normative-documents?state=nonsense&year=x&page=99')).toContain('丁办法');
    const { items } = JSON.parse(await page('/open/v1/normative-documents?state=expired')) as { items: object[] };
    expect(items).toMatchObject([{ title: '药品检查员管理规定（试行）', label: '已失效（有效期届满）' }]);
  });

  test('staff narrow, page and take it away as they see it; another bureau sees nothing of it', async () => {
    expect((await ledger('&standing=repealed')).map(({ title }) => title).sort()).toEqual([
      '丙办法',
      '药品经营监督检查办法',
    ]);
    expect((await ledger('&year=2028')).length).toBe(4);
    const clerk = await browser('clerk', 'jx-legal');
    const paged = (await clerk.get('/api/normative-documents?page=2&size=3')).json<{
      rows: unknown[];
      total: number;
    }>();
    expect([paged.rows.length, paged.total]).toEqual([3, 8]);
    const { sheets } = await readXlsx(
      (await clerk.get('/api/normative-documents/export.xlsx?standing=expired')).rawPayload,
    );
    expect(sheets[0]?.rows.length).toBe(2);
    expect((await clerk.get(`/api/normative-documents/${crypto.randomUUID()}`)).statusCode).toBe(404);
    expect((await site.app.inject('/api/normative-documents')).statusCode).toBe(401);
  });
});
