import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Content, createDocument } from '#commons/publishing/index.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import { instant } from '#kernel/dates.ts';
import type { Rehearsal, TableOutcome } from '#kernel/table-import.ts';
import { act, systemActor } from '#platform/services.ts';
import { htmlFindings, refusedByPolicy } from '#portal/testing/valid-html.ts';
import type { Browser } from '../../commons/identity/testing/browser.ts';
import { takeThroughChain } from '../../demo/publish.ts';
import { PASSWORD, signedIn } from '../../testing/browsers.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import type { Catalogue, CatalogueChoice, EditionLine, ItemLine, OwedLine } from './contract.ts';
import { addStandardCatalogue } from './index.ts';
import { warningPromise } from './promises.ts';
import { standardCatalogue } from './standard-catalogue.ts';
import { warnOfOwed } from './warnings.ts';

let world: World;
let officer: Browser;
let clerk: Browser;
let site: Awaited<ReturnType<World['site']>>;

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  site = await world.site();
  officer = await browserOf('openness-officer', 'jx-finance');
  clerk = await browserOf('clerk', 'jx-legal');
  await act(world.services, systemActor, (a) => addStandardCatalogue(a));
});
afterAll(() => world?.close());

async function browserOf(role: string, unit: string): Promise<Browser> {
  return signedIn(world, await world.cast(role, unit), role);
}

/** Sessions end while days go by. */
async function moveTo(at: string): Promise<void> {
  world.clock.moveTo(instant(at));
  await officer.signIn('openness-officer', PASSWORD);
  await clerk.signIn('clerk', PASSWORD);
}

const put = (url: string, payload: object) => officer.send({ method: 'PUT', url, payload });
const page = (url: string) => site.app.inject({ url, headers: { accept: 'text/html', 'accept-encoding': 'identity' } });
const items = async () => (await officer.get('/api/catalogue-items')).json<Catalogue>().rows;
const item = async (key: string) => {
  const found = (await items()).find((line) => line.key === key);
  if (!found) throw new Error(`no item ${key}`);
  return found;
};
/** What an item says, as a form sends it back. */
const saidBy = (line: ItemLine) => ({
  name: line.name,
  statutoryClass: line.statutoryClass,
  content: line.content,
  basis: line.basis,
  unitId: line.unitId,
  columnKey: line.columnKey,
  types: line.types.filter((type) => world.services.catalogue.contentTypes.has(type)),
  frequency: line.frequency,
  ...(line.workdays !== null && { workdays: line.workdays }),
  ...(line.dueDay !== null && { dueDay: line.dueDay }),
  channel: line.channel,
  timeLimit: line.timeLimit,
  audience: line.audience,
  position: line.position,
});
const unitId = async (key: string) =>
  (await world.services.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;

async function draft(change: Partial<Content>, type = 'news') {
  const drafter = await world.cast('drafter', 'jx-finance');
  const content: Content = {
    title: '安全用药提示',
    issuingUnitId: await unitId('jx-mpa'),
    formedOn: world.services.time.today(),
    columnKey: 'announcements',
    disclosure: 'active',
    opennessClass: 'service',
    statutoryClass: 13,
    bodyHtml: '<p>请按说明书用药。</p>',
    ...change,
  };
  const leadUnitId = await unitId('jx-finance');
  return world.as(drafter, (a) => createDocument(a, { type, leadUnitId, content }));
}
async function release(change: Partial<Content>, type = 'news') {
  const matter = await draft(change, type);
  await takeThroughChain(world.services, world.cast, matter, 'jx-finance');
  return matter;
}

/** As an officer does it: rehearsed first, and what was rehearsed brought in. */
const bring = async (body: object) => {
  const { fingerprint } = (await officer.post('/api/catalogue-rehearsals', body)).json<Rehearsal>();
  return officer.post('/api/catalogue-imports', { ...body, rehearsed: fingerprint });
};

describe('the catalogue as delivered', () => {
  test('covers all fifteen classes with at least forty items, each with a basis, a unit of the demonstration and a sound rhythm', async () => {
    const standard = await standardCatalogue();
    expect(standard.length).toBeGreaterThanOrEqual(40);
    expect(new Set(standard.map(({ statutoryClass }) => statutoryClass)).size).toBe(15);
    expect(new Set(standard.map(({ key }) => key)).size).toBe(standard.length);
    for (const { basis, content, frequency, workdays, dueDay } of standard) {
      expect(basis.length).toBeGreaterThan(5);
      expect(content.length).toBeGreaterThan(3);
      expect((frequency === 'yearly') === (dueDay !== undefined)).toBe(true);
      expect((frequency === 'yearly') === (workdays === undefined)).toBe(true);
    }
    expect((await items()).filter(({ unitId: unit }) => unit === null)).toEqual([]);
  });

  test.each([
    ['disclosure-guide', '第十二条'],
    ['appointments', '第二十条第二项'],
    ['suggestions', '国办发〔2014〕46号'],
    ['evaluation', '第四十六条（社会评议）'],
    ['licence-results', '424号（七个工作日）'],
    ['recalls', '为本机关要求'],
  ])('bases %s on %s', async (key, basis) => {
    expect((await standardCatalogue()).find((one) => one.key === key)?.basis).toContain(basis);
  });

  test('says where each shorter period comes from', async () => {
    const short = (await standardCatalogue()).filter(
      ({ frequency, workdays = 20 }) => frequency === 'on-forming' && workdays < 20,
    );
    expect(short.length).toBeGreaterThan(5);
    expect(short.filter(({ basis }) => !/个工作日/.test(basis)).map(({ key }) => key)).toEqual([]);
  });

  test('names only kinds of documents that exist', async () => {
    const known = world.services.catalogue.contentTypes;
    const unknown = (await standardCatalogue()).flatMap(({ types }) => types.filter((type) => !known.has(type)));
    expect([...new Set(unknown)].filter((type) => type !== 'cleaning-announcement')).toEqual([]);
  });

  test('is given once: what the bureau dropped does not come back', async () => {
    const { version } = await item('livelihood');
    const today = world.services.time.today();
    const dropped = await officer.post('/api/catalogue-items/livelihood/drop', {
      version,
      inForceFrom: today,
      reason: '并入其他政策文件',
    });
    expect(dropped.statusCode).toBe(204);
    expect(await act(world.services, systemActor, (a) => addStandardCatalogue(a))).toBe(0);
    expect((await items()).some(({ key }) => key === 'livelihood')).toBe(false);
    expect((await page('/catalogue')).body).not.toContain('民生政策措施');
  });
});

describe('the office keeps the catalogue', () => {
  test('changes an item from a day on; what it said stays on record with the reason and who', async () => {
    const line = await item('case-examples');
    const later = '2026-03-10';
    const answer = await put('/api/catalogue-items/case-examples', {
      ...saidBy(line),
      version: line.version,
      name: '典型案例通报',
      inForceFrom: later,
      reason: '按上级要求调整名称',
    });
    expect(answer.statusCode).toBe(204);
    expect(await item('case-examples')).toMatchObject({ name: '典型案例', version: 2, changesOn: later });
    expect((await page('/catalogue')).body).not.toContain('典型案例通报');
    const editions = (await officer.get('/api/catalogue-items/case-examples/editions')).json<EditionLine[]>();
    expect(editions.map(({ number, reason }) => [number, reason])).toEqual([
      [2, '按上级要求调整名称'],
      [1, '随系统交付的参考目录，由政务公开办公室核对'],
    ]);
    expect(editions[0]?.changedBy).toBe((await world.cast('openness-officer', 'jx-finance')).name);
  });

  test('refuses a stale change, the past, another item’s name, and what does not fit, field by field', async () => {
    const line = await item('plans');
    const good = { ...saidBy(line), version: line.version, inForceFrom: '2026-03-02', reason: '核对' };
    expect((await put('/api/catalogue-items/plans', { ...good, version: 9 })).statusCode).toBe(409);
    const wrong = await put('/api/catalogue-items/plans', {
      ...good,
      name: '部门预算',
      inForceFrom: '2026-03-01',
      frequency: 'yearly',
      columnKey: 'nowhere',
      types: ['sonnet'],
      unitId: crypto.randomUUID(),
    });
    expect([wrong.statusCode, Object.keys(wrong.json().fields).sort()]).toEqual([
      422,
      ['columnKey', 'dueDay', 'inForceFrom', 'name', 'types', 'unitId', 'workdays'],
    ]);
    expect((await officer.post('/api/catalogue-items', { ...good, key: 'Nein!' })).statusCode).toBe(422);
    expect((await item('plans')).version).toBe(line.version);
  });

  test('is not a clerk’s to change, and open to every one of the staff to read', async () => {
    const line = await item('plans');
    const body = { ...saidBy(line), version: line.version, inForceFrom: '2026-03-02', reason: '核对' };
    expect((await clerk.send({ method: 'PUT', url: '/api/catalogue-items/plans', payload: body })).statusCode).toBe(
      403,
    );
    expect((await clerk.post('/api/catalogue-items', { ...body, key: 'x1' })).statusCode).toBe(403);
    expect((await clerk.get('/api/catalogue-items')).statusCode).toBe(200);
    expect((await site.app.inject('/api/catalogue-items')).statusCode).toBe(401);
  });
});

describe('a document fills an item', () => {
  test('that it names: the page says at once what is newest, and a withdrawal takes it away again', async () => {
    const named = await release({ title: '春季安全用药提示', catalogueItem: 'risk-notices' });
    expect(await item('risk-notices')).toMatchObject({ documents: 1, updatedOn: '2026-03-02' });
    expect((await page('/catalogue')).body).toContain('春季安全用药提示');
    const issuer = await world.cast('issuer');
    await world.as(issuer, (a) =>
      takeStepAs(a, named.id, 'withdraw', { cause: 'secrecy', reason: '内容需要重新核对' }),
    );
    expect((await page('/catalogue')).body).not.toContain('春季安全用药提示');
    expect((await item('risk-notices')).documents).toBe(0);
  });

  test('or the only one its column and kind leave; of several, none', async () => {
    await release({ title: '公开工作制度', columnKey: 'disclosure-rules', statutoryClass: 15 }, 'announcement');
    expect((await item('disclosure-rules')).documents).toBe(1);
    await release({ title: '关于某事的通告', columnKey: 'announcements' }, 'announcement');
    expect((await items()).filter(({ documents }) => documents > 0).map(({ key }) => key)).toEqual([
      'disclosure-rules',
    ]);
  });

  test('not one that is unknown or meant for other kinds', async () => {
    await expect(draft({ catalogueItem: 'no-such-item' })).rejects.toMatchObject({
      fields: { 'content.catalogueItem': '目录里没有这个事项，或者已经移出，请重新选择' },
    });
    await expect(draft({ catalogueItem: 'interpretations' })).rejects.toMatchObject({
      fields: { 'content.catalogueItem': '「政策解读」不用工作动态公开，请另选事项或者信息类别' },
    });
  });

  test('drafters are offered what is in force, with what it proposes', async () => {
    const choices = (await clerk.get('/api/catalogue-choices')).json<CatalogueChoice[]>();
    expect(choices.find(({ key }) => key === 'risk-notices')).toMatchObject({
      name: '安全用药用械风险提示',
      statutoryClass: 13,
      columnKey: 'announcements',
      unitName: '江西省药品不良反应监测中心',
    });
    expect(choices.some(({ key }) => key === 'livelihood')).toBe(false);
  });
});

describe('the day by which a document is to be public', () => {
  const dueOn = async ({ id }: { readonly id: string }) => {
    const { matter, clock } = (await officer.get(`/api/matters/${id}`)).json<{
      matter: { dueOn: string };
      clock: { explanation: { text: string }[] };
    }>();
    return { dueOn: matter.dueOn, words: clock.explanation.map(({ text }) => text) };
  };

  test.each([
    ['licence-results', 'announcement', 'announcements', '2026-03-11', '行政许可决定」定为7个工作日'],
    ['penalties', 'announcement', 'inspection', '2026-03-11', '行政处罚决定」定为7个工作日'],
    ['distribution-licences', 'announcement', 'announcements', '2026-03-16', '药品经营许可证信息」定为10个工作日'],
    ['advertising', 'announcement', 'announcements', '2026-03-16', '广告审查结果」定为10个工作日'],
    ['cosmetics-filing', 'announcement', 'announcements', '2026-03-09', '化妆品备案信息」定为5个工作日'],
  ])('is that of the item it fills where that is sooner: %s', async (catalogueItem, type, columnKey, due, words) => {
    const read = await dueOn(await draft({ catalogueItem, columnKey, statutoryClass: 5 }, type));
    expect(read.dueOn).toBe(due);
    expect(read.words[0]).toContain('20个工作日');
    expect(read.words[1]).toContain(words);
  });

  test('is the law’s where the item gives as long, or is owed by the month or the year', async () => {
    for (const [catalogueItem, type] of [
      ['case-examples', 'announcement'],
      ['risk-notices', 'news'],
    ] as const)
      expect((await dueOn(await draft({ catalogueItem }, type))).dueOn).toBe('2026-03-30');
  });

  test('moves with the item while the document is not out, as an import moves it too', async () => {
    const matter = await draft({ catalogueItem: 'advertising' }, 'announcement');
    const line = await item('advertising');
    const body = { ...saidBy(line), version: line.version, inForceFrom: '2026-03-02', reason: '本局承诺更快公开' };
    expect((await put('/api/catalogue-items/advertising', { ...body, workdays: 3 })).statusCode).toBe(204);
    expect((await dueOn(matter)).dueOn).toBe('2026-03-05');
    const file = (await officer.get('/api/catalogue-exports/csv')).body.replace(/(\nadvertising,.*,)3,/, '$110,');
    const imported = { file: Buffer.from(file).toString('base64'), inForceFrom: '2026-03-02', reason: '恢复原期限' };
    expect((await bring(imported)).statusCode).toBeLessThan(300);
    expect((await dueOn(matter)).dueOn).toBe('2026-03-16');
  });
});

describe('what is owed and not there', () => {
  const owed = async (query = '') =>
    (await officer.get(`/api/catalogue-owed?size=100${query}`)).json<{ rows: OwedLine[] }>().rows;

  test('is listed with the day by the working-day calendar, the draft that will fill it, and narrowed by standing', async () => {
    const matter = await draft(
      { title: '四月用药提示', catalogueItem: 'recalls', formedOn: '2026-03-02' },
      'announcement',
    );
    const line = (await owed()).find(({ documentId }) => documentId === matter.id);
    expect(line).toMatchObject({ itemKey: 'recalls', dueOn: '2026-03-03', workdaysLeft: 1, standing: 'near' });
    expect((await owed('&standing=over')).length).toBe(0);
    expect((await owed('&standing=near')).some(({ itemKey }) => itemKey === 'recalls')).toBe(true);
  });

  test('is said before the day to the unit and after it to the office too, each once however often the job runs', async () => {
    await moveTo('2026-04-28T01:00:00Z');
    const due = (await owed()).find(({ itemKey }) => itemKey === 'risk-notices');
    expect(due).toMatchObject({ what: '2026年3月', dueOn: '2026-04-29', standing: 'near' });
    expect(await warnOfOwed(world.services)).toBeGreaterThan(0);
    expect(await warnOfOwed(world.services)).toBe(0);
    const heard = async (level: string) =>
      world.services.db
        .selectFrom('notice')
        .select('person_id')
        .where('dedupe', '=', `catalogue:risk-notices:2026-04-29:${level}`)
        .execute();
    expect((await heard('near')).length).toBeGreaterThan(0);
    expect((await heard('over')).length).toBe(0);
    await moveTo('2026-05-12T01:00:00Z');
    expect((await warningPromise.broken(world.services)).count).toBeGreaterThan(0);
    await warnOfOwed(world.services);
    const officerId = (await world.cast('openness-officer', 'jx-finance')).id;
    expect((await heard('over')).map(({ person_id }) => person_id)).toContain(officerId);
    expect((await warningPromise.broken(world.services)).count).toBe(0);
  });
});

describe('the catalogue leaves and returns as a table', () => {
  const imported = (file: string, more: object = {}) => ({
    file: Buffer.from(file).toString('base64'),
    inForceFrom: '2026-05-12',
    reason: '年度核对',
    ...more,
  });

  test('unchanged it changes nothing, as csv and as xlsx', async () => {
    for (const form of ['csv', 'xlsx']) {
      const file = await officer.get(`/api/catalogue-exports/${form}`);
      expect(file.statusCode).toBe(200);
      const body = { ...imported(''), file: file.rawPayload.toString('base64') };
      const outcome = (await officer.post('/api/catalogue-rehearsals', body)).json<TableOutcome>();
      expect({ ...outcome, rows: 0 }).toEqual({
        rows: 0,
        added: 0,
        changed: 0,
        same: outcome.rows,
        problems: [],
        changes: [],
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(outcome.rows).toBe((await items()).length);
    }
  });

  test('what is changed and added in it is an edition; a problem anywhere and nothing is', async () => {
    const file = (await officer.get('/api/catalogue-exports/csv')).body;
    const own =
      'own-item,自设事项,15,内容甲,依据乙,法规处,政策文件,政策文件,每年定日,,11-30,政府网站,长期公开,全社会,2000\r\n';
    const changed = `${file.replace('\nplans,规划,', '\nplans,规划计划,')}${own}`;
    const broken = `${changed}own-two,自设事项,99,内容,依据,没有的处,,,每天,,,网站,长期,全社会,1\r\n`;
    const refusal = await bring(imported(broken));
    expect(refusal.statusCode).toBe(409);
    expect(refusal.json<{ reasons: string[] }>().reasons.join()).toMatch(/没有的处.*每天/s);
    expect((await items()).some(({ key }) => key === 'own-item')).toBe(false);
    const outcome = (await bring(imported(changed))).json<TableOutcome>();
    expect(outcome).toMatchObject({ added: 1, changed: 1, problems: [] });
    expect(await item('own-item')).toMatchObject({ unitName: '法规处', columnKey: 'policies', dueDay: '11-30' });
    expect((await item('plans')).name).toBe('规划计划');
  });

  test('everything that is wrong with every row is told in one round', async () => {
    const file = (await officer.get('/api/catalogue-exports/csv')).body;
    // A name too short and no working days; an unknown unit, a day that only the yearly have, and an item that was changed from a later day.
    const wrong = `${file}own-three,自,15,内容,依据,法规处,政策文件,政策文件,信息形成或者变更后,,,网站,长期,全社会,1\r\nown-four,另设事项,15,内容,依据,没有的处,,,信息形成或者变更后,10,11-30,网站,长期,全社会,1\r\n`;
    const { problems } = (await officer.post('/api/catalogue-rehearsals', imported(wrong))).json<TableOutcome>();
    const told = Map.groupBy(problems, ({ row }) => row);
    expect([...told.values()].map((row) => row.map(({ column }) => column).sort())).toEqual([
      ['公开事项', '期限（工作日）'],
      ['责任单位', '每年哪一天前'].sort(),
    ]);
  });

  test('what somebody changed after the rehearsal is not written over: the import is refused and rehearsed anew', async () => {
    const file = (await officer.get('/api/catalogue-exports/csv')).body.replace('自设事项', '自设事项甲');
    const body = imported(file);
    const rehearse = async () => (await officer.post('/api/catalogue-rehearsals', body)).json<Rehearsal>();
    const before = await rehearse();
    expect(before).toMatchObject({ changed: 1, problems: [] });
    const line = await item('own-item');
    const change = {
      ...saidBy(line),
      audience: '企业',
      version: line.version,
      inForceFrom: '2026-05-12',
      reason: '改对象',
    };
    expect((await put('/api/catalogue-items/own-item', change)).statusCode).toBe(204);
    const refusal = await officer.post('/api/catalogue-imports', { ...body, rehearsed: before.fingerprint });
    expect([refusal.statusCode, refusal.json<{ code: string }>().code]).toEqual([409, 'rehearsed-otherwise']);
    expect(refusal.json<{ reasons: string[] }>().reasons.join()).toContain('没有导入');
    const other = await officer.post('/api/catalogue-imports', {
      ...imported(`${file} `),
      rehearsed: (await rehearse()).fingerprint,
    });
    expect(other.statusCode).toBe(409);
    expect(await item('own-item')).toMatchObject({ name: '自设事项', audience: '企业' });
    const now = await rehearse();
    expect(now.changes[0]?.cells).toContainEqual({ heading: '公开对象', before: '企业', after: '全社会' });
    const done = await officer.post('/api/catalogue-imports', { ...body, rehearsed: now.fingerprint });
    expect(done.json()).toMatchObject({ changed: 1 });
    expect((await bring(imported(file.replace('自设事项甲', '自设事项')))).statusCode).toBe(200);
  });

  test('a cell that begins like a formula leaves guarded and returns as it was', async () => {
    const line = await item('own-item');
    const body = {
      ...saidBy(line),
      content: '=1+1 的说明',
      version: line.version,
      inForceFrom: '2026-05-12',
      reason: '核对',
    };
    expect((await put('/api/catalogue-items/own-item', body)).statusCode).toBe(204);
    const csv = await officer.get('/api/catalogue-exports/csv');
    expect(csv.body).toContain("'=1+1 的说明");
    const { sheets } = await readXlsx((await page('/catalogue.xlsx')).rawPayload);
    expect(sheets[0]?.rows.flat()).toContain("'=1+1 的说明");
    const outcome = (await officer.post('/api/catalogue-rehearsals', imported(csv.body))).json<TableOutcome>();
    expect(outcome).toMatchObject({ added: 0, changed: 0, problems: [] });
  });

  test('what is no table is refused in a sentence', async () => {
    for (const body of [imported('随便写的'), imported('PK 不是压缩包')]) {
      const answer = await officer.post('/api/catalogue-rehearsals', body);
      expect(answer.statusCode).toBe(422);
      expect(answer.json<{ reasons: string[] }>().reasons.join('')).toMatch(/[一-鿿]/);
    }
    expect(
      (await clerk.post('/api/catalogue-imports', imported('代码', { rehearsed: '0'.repeat(64) }))).statusCode,
    ).toBe(403);
  });
});

describe('the public page', () => {
  test('tells every item with its basis, unit and rhythm, is valid and safe, and can be taken away', async () => {
    const catalogue = await page('/catalogue');
    expect(catalogue.statusCode).toBe(200);
    expect(catalogue.body).toContain('部门预算');
    expect(catalogue.body).toContain('<meta name="ColumnType" content="信息公开目录"/>');
    // Who we are is kept in the register.
    expect(catalogue.body).toMatch(/（二）[^（]*<a href="\/organisation">见机构职能<\/a>/);
    expect(catalogue.body).toContain('形成或者变更后 20 个工作日内');
    expect(await htmlFindings(catalogue.body)).toEqual([]);
    expect(refusedByPolicy(catalogue.body)).toEqual([]);
    expect((await page('/catalogue.csv')).body).toContain('部门预算');
    expect((await page('/open/v1/catalogue')).json<{ items: unknown[] }>().items.length).toBe((await items()).length);
  });
});
