import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskCitizenId } from '#kernel/masking.ts';
import { digest } from '#kernel/hash-chain.ts';
import { listZipEntries, unpack } from '#platform/extraction/zip.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { openAnswers } from '../answers/taking.ts';
import { viewApplicant } from '../detail.ts';
import { type Held, hidden, portalDesk } from '../testing/portal-desk.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { clearOwnData } from './making.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(() => world?.close());

const kind = 'ownData';
const pairOf = ({ receipt, code }: Held) => ({ receipt, code });

async function asksForAll(held: Held) {
  const review = await citizens.post('/requests/query/answer/review', { ...pairOf(held), kind });
  const id = hidden(review.body, 'id');
  await citizens.post('/requests/query/answer/send', { ...pairOf(held), kind, id });
  await openAnswers(world.services);
  return id;
}
const fetches = (held: Held, file: string) => citizens.post('/requests/query/file', { ...pairOf(held), file });
const acts = async (id: string) =>
  (
    await world.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('chain', '=', `matter:${id}`)
      .where('action', 'like', 'requests.own-data%')
      .orderBy('seq')
      .execute()
  ).map(({ action }) => action);

describe('个人信息保护法第四十五条: one file with everything held about the applicant', () => {
  test('is made on asking with number and code, holds what is theirs and nothing of others, and each fetching is kept', async () => {
    const held = await citizens.underway('2026-03-02');
    await world.as(desk.officer, (a) => viewApplicant(a, held.id, '核对身份'));
    await desk.letter(held.id, { kind: 'correction', content: { items: '请写明品种', days: 15 } });
    const file = await asksForAll(held);
    const again = await citizens.post('/requests/query/answer', { ...pairOf(held), kind });
    expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('今天已经索取过')]);
    expect(
      (
        await world.services.db
          .selectFrom('request_notice')
          .select('kind')
          .where('about', '=', `own-data:${file}`)
          .execute()
      ).map((row) => row.kind),
    ).toContain('copy');
    const page = (await citizens.page(held)).body;
    expect(page).toContain('个人信息副本');
    const fetched = await fetches(held, file);
    expect(fetched.headers['content-type']).toContain('application/zip');
    const bytes = fetched.rawPayload;
    const names = listZipEntries(bytes).map(({ name }) => name);
    expect(names).toEqual([
      '个人信息副本.html',
      '个人信息副本.json',
      expect.stringMatching(/^发给您的文书和材料\/01 补正告知书.*\.pdf$/),
    ]);
    const text = async (name: string) => {
      const entry = listZipEntries(bytes).find((one) => one.name === name);
      if (!entry) throw new Error(`no ${name}`);
      return Buffer.from(await unpack(bytes, entry)).toString('utf8');
    };
    const held_ = JSON.parse(await text('个人信息副本.json'));
    expect(held_.申请人).toMatchObject({
      姓名或者名称: citizen.name,
      证件类型: '居民身份证',
      证件号码: maskCitizenId(citizen.idNumber ?? ''),
    });
    expect(held_.申请.所需政府信息).toBe(citizen.description);
    expect(held_.文书和送达).toMatchObject([{ 文书: '补正告知书', 发出日期: '2026-03-02' }]);
    expect(held_.谁查看过您的身份信息).toContainEqual({
      日期: '2026-03-02',
      岗位: expect.stringContaining('政务公开办公室'),
      查看的内容: '姓名、证件号码、联系方式',
      次数: 1,
    });
    // Who looked is told by the post, not by name; why is the office's.
    expect(await text('个人信息副本.json')).not.toMatch(new RegExp(`${desk.officer.name}|核对身份`));
    expect(await text('个人信息副本.html')).not.toContain(citizen.idNumber);
    const kept = await world.services.db
      .selectFrom('request_own_data')
      .select(['hash', 'until_on'])
      .where('id', '=', file)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ hash: digest('sha256', bytes).toString('hex'), until_on: '2026-03-09' });
    await fetches(held, file);
    await openAnswers(world.services);
    expect(await acts(held.id)).toEqual([
      'requests.own-data-made',
      'requests.own-data-fetched',
      'requests.own-data-fetched',
    ]);
  });

  test('lies seven days and goes, here and on the portal; one asked for anew takes its place; another code opens nothing', async () => {
    const held = await citizens.underway('2026-04-01');
    const first = await asksForAll(held);
    desk.on('2026-04-02');
    const second = await asksForAll(held);
    expect((await fetches(held, first)).statusCode).toBe(422);
    expect((await fetches(held, second)).statusCode).toBe(200);
    const other = await citizens.underway('2026-04-02');
    expect((await fetches(other, second)).statusCode).toBe(422);
    // Of the request above, long over.
    expect(await clearOwnData(world.services)).toBe(1);
    desk.on('2026-04-09');
    expect(await clearOwnData(world.services)).toBe(0);
    desk.on('2026-04-10');
    expect(await clearOwnData(world.services)).toBe(1);
    expect((await fetches(held, second)).statusCode).toBe(422);
    const left = await world.services.db
      .selectFrom('request_own_data')
      .select('id')
      .where('request_id', '=', held.id)
      .where('sealed', 'is not', null)
      .execute();
    expect(left).toEqual([]);
  });
});
