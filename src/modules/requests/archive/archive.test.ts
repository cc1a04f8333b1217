import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { addHours } from '#kernel/dates.ts';
import { listZipEntries, unpack } from '#platform/extraction/zip.ts';
import { extractText } from '#platform/extraction/index.ts';
import { zip } from '#platform/zip.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { archivesOf, askArchive } from './asking.ts';
import { openFilingDuties } from './filing-duty.ts';
import { makeArchives } from './making.ts';
import { archiveBytes, openArchive } from './opening.ts';
import { MANIFEST, sha256, SUMS } from './package.ts';
import { verifyArchiveCommand, verifyPackage } from './verifying.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let id = '';
const ask = (who = desk.officer) => world.as(who, (a) => askArchive(a, id));
const archives = () => archivesOf(world.services, desk.officer, id);
/** A worker that falls silent for an hour over its first piece, while another makes the package. */
function takenOverAtItsFirstPiece() {
  const pieces = new Set<unknown>();
  const db = world.services.db.withPlugin({
    transformQuery({ node, queryId }) {
      if (node.kind === 'InsertQueryNode' && JSON.stringify(node.into).includes('request_archive_piece'))
        pieces.add(queryId);
      return node;
    },
    async transformResult({ result, queryId }) {
      if (pieces.delete(queryId)) {
        world.clock.moveTo(addHours(world.services.time.now(), 1));
        expect(await makeArchives(world.services)).toBe(1);
      }
      return result;
    },
  });
  return { ...world.services, db };
}
const journalled = async (action: string, archiveId: string) =>
  (await world.services.db.selectFrom('journal_entry').select('payload').where('action', '=', action).execute()).filter(
    ({ payload }) => (payload as { archiveId?: string }).archiveId === archiveId,
  ).length;
const bytesOf = async (archiveId: string) =>
  Buffer.concat(await Array.fromAsync(archiveBytes(world.services, archiveId)));

beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  id = await desk.underway('2026-03-02');
  await desk.step(desk.clerk, id, 'recordSearch', {
    systems: '抽检系统',
    words: '2025年抽检',
    people: '检索人',
    searchedOn: '2026-03-02',
    result: '找到通告三份',
    found: true,
  });
  desk.on('2026-03-09');
  await desk.letter(id, { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } });
});
afterAll(() => world?.close());

describe('the package of a request', () => {
  test('is asked for once it is at rest, by the openness office', async () => {
    const open = await desk.underway('2026-03-09');
    await expect(world.as(desk.officer, (a) => askArchive(a, open))).rejects.toThrow('办结以后才能归档');
    await expect(ask(desk.clerk)).rejects.toThrow('由政务公开办公室办理');
    const archiveId = await ask();
    await expect(ask()).rejects.toThrow('归档包正在生成');
    expect(await makeArchives(world.services)).toBe(1);
    expect(await makeArchives(world.services)).toBe(0);
    expect((await archives()).archives).toMatchObject([{ id: archiveId, number: 1, state: 'ready', later: 0 }]);
  });

  test('holds every paper, listed with its sum, and reads as what it is', async () => {
    const [one] = (await archives()).archives;
    const file = await bytesOf(one?.id ?? '');
    expect([file.length, sha256(file)]).toEqual([one?.size, one?.hash]);
    expect(verifyPackage(file)).toEqual({ files: (one?.files ?? 0) - 1, hash: one?.hash, findings: [] });
    const entries = listZipEntries(file);
    const names = entries.map(({ name }) => name);
    for (const like of [
      /^01 申请\/申请登记表\.pdf$/,
      /^02 文书\/01 .*\.pdf$/,
      /^02 文书\/01 .*\.docx$/,
      /^04 办理\/办理记录\.pdf$/,
      /^04 办理\/办理过程\.pdf$/,
      /^04 办理\/办理过程（留痕）\.json$/,
    ])
      expect(names.filter((name) => like.test(name))).toHaveLength(1);
    const part = (name: string) => {
      const entry = entries.find((each) => each.name === name);
      return entry ? Buffer.from(unpack(file, entry)) : Buffer.alloc(0);
    };
    const { blocks } = await extractText(part('01 申请/申请登记表.pdf'), '申请登记表.pdf');
    expect(JSON.stringify(blocks).replaceAll(/\s/g, '')).toContain(`姓名或者名称：${citizen.name}`);
    const manifest = JSON.parse(part(MANIFEST).toString('utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ request: id, archive: 1, state: '已答复', closedOn: '2026-03-09' });
    const chain = JSON.parse(part('04 办理/办理过程（留痕）.json').toString('utf8')) as { seq: number; hash: string }[];
    expect(manifest.journal).toEqual({ seq: chain.at(-1)?.seq, hash: chain.at(-1)?.hash });
    const book = await readXlsx(part('归档目录.xlsx'));
    expect(book.sheets[0]?.rows.length).toBe(names.length - 3 + 1);
    expect(part(SUMS).toString('utf8').split('\n')[0]).toMatch(/^[0-9a-f]{64} {2}01 申请\//);
  });

  test('lies under encryption, and is handed out with a reason that is kept', async () => {
    const [one] = (await archives()).archives;
    const { rows } = { rows: await world.database.ownerDb.selectFrom('request_archive_piece').selectAll().execute() };
    expect(rows.every(({ sealed }) => !sealed.includes('PK\u0003\u0004') && !sealed.includes('SHA256SUMS'))).toBe(true);
    const open = (who = desk.officer) => world.as(who, (a) => openArchive(a, id, one?.id ?? '', '移交档案室 '));
    await expect(open(desk.clerk)).rejects.toThrow('由政务公开办公室下载');
    expect(await open()).toMatchObject({ name: expect.stringMatching(/归档包（1）\.zip$/), size: one?.size });
    const views = await world.services.db.selectFrom('view_log').selectAll().where('subject_id', '=', id).execute();
    expect(views).toMatchObject([{ person_id: desk.officer.id, fields: ['archive.1'], reason: '移交档案室' }]);
  });

  test('has the same bytes when it is made of the same papers', async () => {
    // Nothing but the number of the package, and the journal that tells of the first, differs.
    await ask();
    await makeArchives(world.services);
    const [second, first] = (await archives()).archives;
    const part = async (archiveId: string) => {
      const file = await bytesOf(archiveId);
      return new Map(listZipEntries(file).map((entry) => [entry.name, sha256(unpack(file, entry))]));
    };
    const [a, b] = [await part(first?.id ?? ''), await part(second?.id ?? '')];
    expect([...b].filter(([name, sum]) => a.get(name) !== sum).map(([name]) => name)).toEqual([
      '04 办理/办理过程.pdf',
      '04 办理/办理过程（留痕）.json',
      '归档目录.xlsx',
      MANIFEST,
      SUMS,
    ]);
  });

  test('that another took over while it was made is ended once; one that brings down whoever makes it is set aside', async () => {
    const archiveId = await ask();
    expect(await makeArchives(takenOverAtItsFirstPiece())).toBe(0);
    expect((await archives()).archives[0]).toMatchObject({ id: archiveId, state: 'ready' });
    expect(await journalled('requests.archive-made', archiveId)).toBe(1);

    const doomed = await ask();
    await world.database.ownerDb.updateTable('request_archive').set({ tries: 3 }).where('id', '=', doomed).execute();
    expect(await makeArchives(world.services)).toBe(1);
    expect((await archives()).archives[0]).toMatchObject({ id: doomed, state: 'failed' });
    expect(await journalled('requests.archive-failed', doomed)).toBe(1);
    // Asked for again it is made: whoever looked after it has seen to the cause.
    await ask();
    expect(await makeArchives(world.services)).toBe(1);
  });

  test('says when something came after it, and is owed again after a request was taken up anew', async () => {
    expect(await openFilingDuties(world.services)).toBe(0);
    const [letter] = await desk.letters(id);
    await desk.delivered(id, letter?.id ?? '', '2026-03-09');
    expect((await archives()).archives[0]).toMatchObject({ number: 5, later: 1 });
  });
});

describe('a package that is not whole', () => {
  const told = async (change: (parts: Map<string, Uint8Array>) => void) => {
    const [one] = (await archives()).archives;
    const file = await bytesOf(one?.id ?? '');
    const parts = new Map(listZipEntries(file).map((entry) => [entry.name, unpack(file, entry)]));
    change(parts);
    return verifyPackage(await zip([...parts].map(([name, bytes]) => ({ name, bytes })))).findings;
  };
  test.each<[string, (parts: Map<string, Uint8Array>) => void, string]>([
    [
      'a file altered',
      (parts) => parts.set('01 申请/申请登记表.pdf', Buffer.from('x')),
      '文件被改动：01 申请/申请登记表.pdf',
    ],
    ['a file gone', (parts) => parts.delete('04 办理/办理记录.pdf'), '缺少文件：04 办理/办理记录.pdf'],
    ['a file put in', (parts) => parts.set('02 文书/99.pdf', Buffer.from('x')), '清单里没有的文件：02 文书/99.pdf'],
  ])('%s', async (_what, change, finding) => {
    expect(await told(change)).toEqual([finding]);
  });

  test('and what is no package is refused in a sentence; the command says so too', async () => {
    const other = await zip([{ name: 'a.txt', bytes: Buffer.from('x') }]);
    expect(() => verifyPackage(other)).toThrow('这不是归档包');
    await expect(verifyArchiveCommand.pure?.(['/nowhere/a.zip'], () => undefined)).rejects.toThrow(
      '读不了 /nowhere/a.zip',
    );
  });
});

test('what has been at rest for the days the settings say comes into the to-do list, once, until it is filed', async () => {
  const stuck = await desk.underway('2026-03-31');
  await desk.step(desk.officer, stuck, 'withdraw', { withdrawnOn: '2026-03-31', evidence: '书面撤回' });
  const other = await desk.underway('2026-04-01');
  await desk.step(desk.officer, other, 'withdraw', { withdrawnOn: '2026-04-01', evidence: '书面撤回' });
  desk.on('2026-04-30');
  expect(await openFilingDuties(world.services)).toBe(0);
  desk.on('2026-05-02');
  // One that cannot be put there, and stands before it, holds it up neither tonight nor tomorrow.
  const { ownerDb } = world.database;
  await sql`
    create function stumble() returns trigger language plpgsql as $$
    begin
      if new.matter_id = ${sql.lit(stuck)} and new.key = 'archive' then raise 'stumbled'; end if;
      return new;
    end $$`.execute(ownerDb);
  await sql`create trigger stumble before insert on duty for each row execute function stumble()`.execute(ownerDb);
  expect(await openFilingDuties(world.services)).toBe(1);
  expect(await openFilingDuties(world.services)).toBe(0);
  await sql`drop trigger stumble on duty`.execute(ownerDb);
  expect(await openFilingDuties(world.services)).toBe(1);
  const duties = () =>
    world.services.db
      .selectFrom('duty')
      .select(['key', 'done_at'])
      .where('matter_id', '=', other)
      .where('key', '=', 'archive')
      .execute();
  expect(await duties()).toMatchObject([{ done_at: null }]);
  await world.as(desk.officer, (a) => askArchive(a, other));
  await makeArchives(world.services);
  expect((await duties()).every(({ done_at }) => done_at !== null)).toBe(true);
});
