import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, systemActor } from '#platform/services.ts';
import { loadReferenceCalendar } from '#commons/calendars/index.ts';
import { readConfig } from '#platform/config.ts';
import { makeLog } from '#platform/log.ts';
import { type TestDatabase, freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { sql } from 'kysely';
import { addHours, civilDate, daysBetween, instant } from '#kernel/dates.ts';
import { matterById } from '#commons/casework/index.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import { currentRevision, findingsOf } from '#commons/publishing/index.ts';
import { owedToday } from '#modules/disclosure-catalogue/index.ts';
import { type House, openHouse } from '../house.ts';
import { makeDemonstration } from './index.ts';
import { SELDOM } from './requests/index.ts';

const NOW = instant('2026-11-24T03:10:00Z');
let house: House;
let database: TestDatabase;
let dataDir: string;
const said: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'sunlit-demo-'));
  const config = readConfig({ SUNLIT_DATA_DIR: dataDir, SUNLIT_LOG_LEVEL: 'silent', PORT: '0' });
  const clock = movableClock(NOW);
  house = await openHouse(
    config,
    { officeUrl: database.officeUrl, portalUrl: database.portalUrl, masterKey: 'a master key for tests, long enough' },
    { time: clock, log: makeLog('silent') },
  );
  const { services } = house;
  await act(services, systemActor, loadReferenceCalendar);
  await services.reloadCalendar();
  await makeDemonstration(services, 'Yan-Shi-2026-Mima', {
    step: (_label, work) => work(),
    say: (sentence) => said.push(sentence),
    ready: () => undefined,
  });
}, 600_000);
afterAll(async () => {
  await house?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const current = () =>
  house.services.db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id');

test('every kind of document is there, most of them out, and one of every state a document can be in', async () => {
  const rows = await current().select(['d.type', 'm.state', 'm.title']).execute();
  const of = (type: string) => rows.filter((row) => row.type === type).length;
  const least = {
    policy: 14,
    'normative-document': 8,
    interpretation: 14,
    announcement: 60,
    news: 50,
    planning: 10,
    personnel: 11,
    finance: 9,
    'public-notice': 12,
    'special-topic': 5,
  };
  for (const [type, count] of Object.entries(least)) expect([type, of(type) >= count]).toEqual([type, true]);
  expect(rows.filter(({ state }) => state === 'released').length).toBeGreaterThan(195);
  const states = new Set(rows.map(({ state }) => state));
  for (const state of [
    'drafting',
    'departmentReview',
    'secrecyReview',
    'legalityReview',
    'issuing',
    'approved',
    'scheduled',
    'released',
    'kept',
    'withdrawn',
    'discarded',
  ])
    expect(states).toContain(state);
  const titles = rows.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  // The title of an annual report is its template's.
  const [report, ...others] = titles.filter((title) => !title.includes('演示') && !title.includes('2019'));
  expect([report, others]).toEqual([expect.stringMatching(/政府信息公开工作年度报告$/), []]);
});

test('every document of the year carries every attribute', async () => {
  const bare = await current()
    .select('m.title')
    .where((eb) =>
      eb.or([
        eb('r.topic', 'is', null),
        eb('r.summary', 'is', null),
        eb('r.keywords', 'is', null),
        eb('r.source', 'is', null),
        eb('r.statutory_class', 'is', null),
        eb.and([eb('r.disclosure', '<>', 'active'), eb('r.disclosure_reason', 'is', null)]),
      ]),
    )
    .execute();
  expect(bare.map(({ title }) => title)).toEqual([]);
});

test('document numbers of a series run without gaps in the order of their days, dated the day they were signed', async () => {
  const rows = await current()
    .select(['r.document_number as number', sql<string | null>`formed_on(r)`.as('on'), 'd.id'])
    .where('r.document_number', 'like', '演%')
    .orderBy('m.started_at')
    .execute();
  const numbers = new Map<string, number[]>();
  for (const { number, on } of rows) {
    const [, series = '', year = '', n = ''] = /^(.+)〔(\d{4})〕(\d+)号$/.exec(number ?? '') ?? [];
    if (on) expect(on.slice(0, 4)).toBe(year);
    numbers.set(`${series}${year}`, [...(numbers.get(`${series}${year}`) ?? []), Number(n)]);
  }
  for (const given of numbers.values()) expect(given).toEqual(given.map((_, at) => at + 1));
  const firstSigned = await house.services.db
    .selectFrom('signature as s')
    .innerJoin('document_revision as r', 'r.id', 's.revision_id')
    .select([sql<string | null>`formed_on(r)`.as('on'), 's.signed_at as at', 'r.document_number as number'])
    .where('s.step', '=', 'issue')
    .where('s.formed_on', 'is not', null)
    .where('r.document_number', 'like', '演%')
    .execute();
  expect(firstSigned.length).toBeGreaterThan(15);
  expect(firstSigned.filter(({ on, at }) => civilDate(at) !== on)).toEqual([]);
});

test('what is out has nothing against it that blocks, and each finding to confirm has its reason', async () => {
  const { services } = house;
  const rows = await services.db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select(['d.id', 'd.type'])
    .where('m.state', '=', 'released')
    .execute();
  let confirmed = 0;
  for (const { id, type: key } of rows) {
    const type = services.catalogue.contentTypes.get(key);
    const matter = await matterById(services.db, id);
    if (!type || !matter) throw new Error(`no type ${key}`);
    const { content } = await currentRevision(services.db, id);
    const findings = await findingsOf({ db: services.db, services }, type, id, content);
    expect(findings.filter(({ severity }) => severity === 'block').map(({ sentence }) => sentence)).toEqual([]);
    const asked = findings.filter(({ severity }) => severity === 'confirm');
    if (asked.length === 0) continue;
    const { confirmations } = await services.db
      .selectFrom('signature')
      .select('confirmations')
      .where('document_id', '=', id)
      .where('step', '=', 'secrecy-review')
      .orderBy('signed_at', 'desc')
      .executeTakeFirstOrThrow();
    const answered = (confirmations as unknown as { finding: string }[]).map(({ finding }) => finding);
    expect(asked.map((finding) => finding.key).filter((one) => !answered.includes(one))).toEqual([]);
    confirmed += asked.length;
  }
  expect(confirmed).toBeGreaterThan(0);
});

test('every column is filled and fresher than its rule demands', async () => {
  const { db } = house.services;
  const columns = await db.selectFrom('publication_column').select(['key', 'fresh_days']).execute();
  for (const { key, fresh_days } of columns) {
    const { at } = await house.services.portalDb
      .selectFrom('portal.document')
      .select((eb) => eb.fn.max('first_released_at').as('at'))
      .where('column_key', '=', key)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow();
    const age = at ? daysBetween(civilDate(at), civilDate(NOW)) : Number.POSITIVE_INFINITY;
    expect([key, age < (fresh_days || Number.POSITIVE_INFINITY) && at !== null]).toEqual([key, true]);
  }
});

test('sets stand at each of their states, a debt is open and another settled, and the public notices run and have run', async () => {
  const { db, portalDb } = house.services;
  const sets = await db.selectFrom('release_set').select(['ordered_at', 'released_at']).execute();
  expect(sets.filter(({ released_at }) => released_at).length).toBeGreaterThanOrEqual(5);
  expect(sets.filter(({ ordered_at, released_at }) => ordered_at && !released_at)).toHaveLength(1);
  expect(sets.filter(({ ordered_at }) => !ordered_at)).toHaveLength(1);
  const debts = await db.selectFrom('review_debt').select(['settled_at', 'due_on']).execute();
  expect(debts.filter(({ settled_at }) => settled_at === null)).toHaveLength(1);
  expect(debts.filter(({ settled_at }) => settled_at !== null)).toHaveLength(1);
  const duties = await db.selectFrom('duty').select('key').where('done_at', 'is', null).execute();
  expect(duties.map(({ key }) => key)).toContain('reassess');
  const notices = await portalDb
    .selectFrom('portal.document')
    .select('expires_on')
    .where('type', '=', 'public-notice')
    .execute();
  const today = civilDate(NOW);
  expect(notices.some(({ expires_on }) => expires_on !== null && expires_on < today)).toBe(true);
  expect(notices.some(({ expires_on }) => expires_on !== null && expires_on >= today)).toBe(true);
});

test('the catalogue is filled by the documents of the year, and one or two things of it are owed', async () => {
  const { services } = house;
  const { rows: filled } = await sql<{ n: number }>`
    select count(*)::int as n from portal.catalogue_item where documents > 0`.execute(services.portalDb);
  expect(filled[0]?.n).toBeGreaterThanOrEqual(20);
  const over = (await owedToday(services))
    .filter(({ standing }) => standing === 'over')
    .map(({ itemName }) => itemName);
  expect(over).toContain('年度工作总结');
  expect(over.length).toBeLessThanOrEqual(4);
});

test('what stands around documents is alive: each newer part has something under way and something done', async () => {
  const { db, portalDb } = house.services;
  const count = async (of: { execute: (on: typeof db) => Promise<{ rows: readonly { n: number }[] }> }) =>
    (await of.execute(db)).rows[0]?.n;
  expect(await count(sql`select count(*)::int as n from publication_column where keeper_id is null`)).toBe(0);
  const pushes = await db
    .selectFrom('exchange_document as x')
    .innerJoin('matter as m', 'm.id', 'x.document_id')
    .select('m.state')
    .execute();
  expect(pushes.map(({ state }) => state).sort()).toEqual(['drafting', 'released']);
  const records = await db.selectFrom('exchange_record').select('outcome').execute();
  expect(new Set(records.map(({ outcome }) => outcome))).toEqual(new Set(['ok', 'invalid']));
  expect(said.join()).not.toMatch(/sk-[0-9a-f]{24}/);
  expect(await count(sql`select count(proposal)::int as n from normative_cleaning_item`)).toBe(2);
  expect(await count(sql`select count(decision)::int as n from normative_cleaning_item`)).toBe(1);
  expect(await count(sql`select count(*)::int as n from expert_request`)).toBe(2);
  expect(await count(sql`select count(*)::int as n from expert_opinion`)).toBe(1);
  expect(await count(sql`select count(*)::int as n from text_remark`)).toBe(2);
  expect(await count(sql`select count(*)::int as n from text_remark_entry where kind = 'resolve'`)).toBe(1);
  expect(await count(sql`select count(*)::int as n from working_copy`)).toBe(1);
  const countersigns = await db
    .selectFrom('countersign')
    .select('agrees')
    .where('asked_at', '>', addHours(NOW, -240))
    .execute();
  expect(countersigns.map(({ agrees }) => agrees)).toEqual(expect.arrayContaining([true, null]));
  const redirects = await db.selectFrom('redirect').select('agrees').execute();
  expect(redirects.map(({ agrees }) => agrees)).toEqual(expect.arrayContaining([true, null]));
  expect(await count(sql`select count(*)::int as n from allowed_wording`)).toBe(1);
  expect(await count(sql`select count(*)::int as n from search_help`)).toBe(2);
  expect(await count(sql`select sum(yes)::int as n from usefulness`)).toBeGreaterThan(10);
  const standing = await db.selectFrom('normative_document').select(['state', 'effective_on', 'valid_until']).execute();
  const today = civilDate(NOW);
  expect(standing.map(({ state }) => state)).toEqual(expect.arrayContaining(['in-force', 'repealed']));
  for (const { state, effective_on: from } of standing) expect(state === 'pending').toBe(from > today);
  const shown = await portalDb
    .selectFrom('portal.document')
    .select(({ eb }) => [
      eb('body_html', 'like', '%data-kind="chart"%').as('chart'),
      eb('body_html', 'like', '%<img src="/media/%').as('picture'),
      eb('body_html', 'like', '%<video src="/media/%').as('film'),
      eb('body_html', 'like', '%data-kind="footnote"%').as('notes'),
      sql<boolean>`attachments <> '[]'`.as('files'),
    ])
    .execute();
  expect(shown.filter(({ chart }) => chart)).toHaveLength(1);
  expect(shown.filter(({ picture }) => picture)).toHaveLength(1);
  expect(shown.filter(({ film }) => film)).toHaveLength(1);
  expect(shown.filter(({ notes }) => notes)).toHaveLength(2);
  expect(shown.filter(({ files }) => files)).toHaveLength(3);
});

test('the journal of the whole year holds together', async () => {
  const verification = await verifyJournal(house.services.db, civilDate(NOW));
  expect(verification.findings).toEqual([]);
});

test('a reader has asked for mails, confirmed, and been sent one; nothing waits for a mail server there is not', async () => {
  const { db } = house.services;
  const reader = await db.selectFrom('subscription').selectAll().executeTakeFirstOrThrow();
  expect([reader.confirmed_at !== null, reader.ended_at]).toEqual([true, null]);
  const mailed = await db
    .selectFrom('subscription_delivery as d')
    .innerJoin('matter as m', 'm.id', 'd.document_id')
    .select(['m.title', 'd.state'])
    .execute();
  expect(mailed.length).toBeGreaterThan(0);
  for (const { title, state } of mailed) expect([title.includes('无障碍'), state]).toEqual([true, 'sent']);
  expect(await db.selectFrom('subscription_letter').select('state').where('state', '!=', 'sent').execute()).toEqual([]);
});

test('a year of requests has every channel, every class of applicants, nearly every decision, and what was late says why', async () => {
  const { db } = house.services;
  const rows = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.channel', 'r.applicant_class', 'r.reply_kind', 'r.replied_on', 'r.late_reason', 'm.due_on', 'm.state'])
    .execute();
  const kinds = (of: (row: (typeof rows)[number]) => string | null) =>
    new Set(rows.map(of).filter((kind) => kind !== null));
  expect(kinds(({ channel }) => channel).size).toBe(8);
  expect(kinds((row) => row.applicant_class).size).toBe(6);
  expect(kinds((row) => row.reply_kind).size).toBeGreaterThanOrEqual(18);
  expect([...kinds(({ state }) => state)]).toEqual(
    expect.arrayContaining(['answered', 'lapsed', 'unpaid', 'withdrawn', 'processing', 'awaitingCorrection']),
  );
  const late = rows.filter((row) => row.replied_on !== null && row.due_on !== null && row.replied_on > row.due_on);
  expect(late.length).toBeGreaterThan(0);
  for (const { late_reason } of late) expect(late_reason).toMatch(/档案/);
});

test('what an office does a few times a year has been done once: merged, split, disputed, sent along, covered, sent again, filed, rated and called back, made public for everybody', async () => {
  const { db } = house.services;
  const states = await db
    .selectFrom('matter')
    .select(['title', 'state'])
    .where('title', 'in', Object.values(SELDOM))
    .execute();
  const state = (title: string) => states.find((row) => row.title === title)?.state;
  expect(Object.fromEntries(Object.entries(SELDOM).map(([key, title]) => [key, state(title)]))).toEqual({
    lead: 'processing',
    merged: 'merged',
    split: 'split',
    corrected: 'answered',
    sued: 'answered',
    uploads: 'processing',
    redacted: 'answered',
    sentAgain: 'answered',
    cameBack: 'answered',
    mended: 'answered',
    toCallBack: 'answered',
    converted: 'answered',
  });
  const listed = await db
    .selectFrom('portal.request_converted as c')
    .innerJoin('portal.document as d', 'd.id', 'c.document_id')
    .select('d.title')
    .execute();
  expect(listed).toEqual([{ title: '药品网络销售第三方平台备案名单（演示）' }]);
  const disputes = await db.selectFrom('request_dispute').select(['kind', 'outcome']).orderBy('filed_on').execute();
  expect(disputes.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['review', 'corrected'],
    ['review', 'upheld'],
    ['suit-after-review', null],
  ]);
  const released = await db
    .selectFrom('redaction_copy as c')
    .innerJoin('redaction_release as r', 'r.copy_id', 'c.id')
    .select(['c.state', 'c.partial_pages'])
    .execute();
  expect(released).toEqual([
    { state: 'passed', partial_pages: 1 },
    { state: 'passed', partial_pages: 1 },
  ]);
  const scans = await db
    .selectFrom('request_record_page as p')
    .innerJoin('redaction_box as b', (join) =>
      join.onRef('b.record_id', '=', 'p.record_id').onRef('b.page', '=', 'p.page'),
    )
    .select(['p.reading', 'p.legible', 'b.origin'])
    .where('p.reading', '<>', 'none')
    .where('b.copy_id', 'is', null)
    .execute();
  expect(scans).toEqual(Array.from({ length: 3 }, () => ({ reading: 'read', legible: false, origin: 'searched' })));
  expect(
    (await db.selectFrom('request_upload').select('purpose').execute()).map(({ purpose }) => purpose).sort(),
  ).toEqual(['attachment', 'authority']);
  expect(await db.selectFrom('request_archive').select(['state', 'failure']).execute()).toEqual([
    { state: 'ready', failure: null },
  ]);
  const returns = await db
    .selectFrom('request_letter')
    .select(['resent_on', 'returned_on', 'delivered_on'])
    .where((eb) => eb.or([eb('returned_on', 'is not', null), eb('resent_on', 'is not', null)]))
    .orderBy('sent_on')
    .execute();
  expect(returns.map((letter) => Object.values(letter).map((day) => day !== null))).toEqual([
    [true, false, true],
    [false, true, false],
  ]);
});

test('a third of those answered on the web have rated, whoever was not content was called, and published answers spared some an application', async () => {
  const { db, time } = house.services;
  const ratings = await db
    .selectFrom('request_answer')
    .select(['grade', 'handled_at'])
    .where('kind', '=', 'rating')
    .execute();
  expect(ratings.length).toBeGreaterThan(20);
  const bad = ratings.filter(({ grade }) => (grade ?? 0) >= 4);
  expect(bad.filter(({ handled_at }) => handled_at === null)).toHaveLength(1);
  expect(bad.length).toBeGreaterThan(3);
  const told = await db
    .selectFrom('offered_answer')
    .select(['what', 'times'])
    .where('day', '<', time.today())
    .execute();
  const times = (what: string) => told.filter((row) => row.what === what).reduce((sum, row) => sum + row.times, 0);
  expect(times('found')).toBeGreaterThan(0);
  expect(times('opened')).toBeGreaterThanOrEqual(times('found'));
  expect(times('shown')).toBeGreaterThanOrEqual(times('found') + times('anyway'));
});

test("last year's annual report is public, one city bureau has handed in, the other was urged; this year's is being gathered; figures of requests stand on the portal", async () => {
  const { db, portalDb } = house.services;
  const reports = await db
    .selectFrom('annual_report as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .innerJoin('unit as u', 'u.id', 'r.bureau_id')
    .select(['u.key', 'r.year', 'm.state'])
    .orderBy('r.year')
    .orderBy('u.key')
    .execute();
  expect(reports.map(({ key, year, state }) => [key, year, state])).toEqual([
    ['jiujiang', 2025, 'collecting'],
    ['jx-mpa', 2025, 'accepted'],
    ['nanchang', 2025, 'submitted'],
    ['jx-mpa', 2026, 'collecting'],
  ]);
  const published = await portalDb
    .selectFrom('portal.document')
    .select('title')
    .where('title', 'like', '%2025年政府信息公开工作年度报告')
    .execute();
  expect(published).toHaveLength(1);
  expect(
    await db.selectFrom('duty').select('key').where('key', '=', 'publication').where('done_at', 'is', null).execute(),
  ).toEqual([]);
  expect(
    (await portalDb.selectFrom('portal.request_statistics').select('year').execute()).map(({ year }) => year),
  ).toContain(2026);
});
