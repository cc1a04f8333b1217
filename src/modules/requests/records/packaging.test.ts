import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extractText } from '#platform/extraction/index.ts';
import { listZipEntries, unpack } from '#platform/extraction/zip.ts';
import { sha256 } from '../archive/package.ts';
import { partial, type RecordsDesk, recordsDesk, report, said } from '../testing/records-desk.ts';
import { filesToDownload } from '../tracking/files.ts';
import { PACKAGE_SUMS } from './package-contents.ts';
import { makePackages } from './packaging.ts';

let desk: RecordsDesk;
let id = '';
let merged = '';
let letterId = '';

/** A record covered, copied and examined, to go with the next reply. */
async function ready(requestId: string, bytes = report(), word = '张晓明') {
  const recordId = await desk.attached(requestId, bytes);
  await desk.covered(requestId, recordId, word);
  const copy = await desk.copied(requestId, recordId);
  expect((await desk.examine(desk.browser.head, requestId, copy?.id)).statusCode).toBe(204);
}

const fetched = (requestId: string) =>
  desk.world.as(desk.officer, async ({ tx }) => {
    const file = (await filesToDownload(tx, requestId)).find(({ type }) => type === 'application/zip');
    return file && { ...file, content: await file.bytes(desk.world.services, tx) };
  });

beforeAll(async () => {
  desk = await recordsDesk();
  id = await desk.underway('2026-03-02');
  merged = await desk.underway('2026-03-02');
  await desk.step(desk.officer, merged, 'merge', { intoId: id, reason: '同一申请人就同一批次的检验结果提出' });
  await ready(id);
  letterId = await desk.letter(id, partial);
});
afterAll(() => desk?.close());

describe('what a reply brings as one package', () => {
  test('is made once after it was sent: the reply, each copy, a list with pages, articles and sums', async () => {
    expect(await fetched(id)).toBeUndefined();
    expect(await makePackages(desk.world.services)).toBe(1);
    expect(await makePackages(desk.world.services)).toBe(0);
    const file = await fetched(id);
    const content = file?.content ?? Buffer.alloc(0);
    expect([sha256(content), content.length, file?.holds]).toEqual([file?.hash, file?.size, letterId]);
    const parts = new Map(listZipEntries(content).map((entry) => [entry.name, unpack(content, entry)]));
    const names = [...parts.keys()];
    expect(names).toEqual([
      expect.stringMatching(/^00 .+（依申请公开〔2026〕\d+号）\.pdf$/),
      '附件1 公开件1.pdf',
      '文件清单.pdf',
      PACKAGE_SUMS,
    ]);
    // No name that Windows refuses.
    expect(names.filter((name) => /[<>:"/\\|?*]|[. ]$/.test(name))).toEqual([]);
    const sums = new TextDecoder().decode(parts.get(PACKAGE_SUMS)).trimEnd().split('\n');
    expect(sums).toEqual(names.slice(0, 3).map((name) => `${sha256(parts.get(name) ?? Buffer.alloc(0))}  ${name}`));
    const { blocks } = await extractText(Buffer.from(parts.get('文件清单.pdf') ?? []), '文件清单.pdf');
    const list = JSON.stringify(blocks).replaceAll(/\s/g, '');
    expect(list).toContain('公开件1：共1页，其中部分公开1页');
    expect(list).toContain('第1页：遮盖2处，条例第十五条（个人隐私、个人信息）');
    expect(list).toContain(sums[1]?.slice(0, 64));
  });

  test('lies ready for everybody who was answered with the letter, under an id of their own', async () => {
    const [own, theirs] = [await fetched(id), await fetched(merged)];
    expect(theirs?.hash).toBe(own?.hash);
    expect(theirs?.id).not.toBe(own?.id);
    const there = await desk.world.services.db
      .selectFrom('portal.request_file')
      .select('id')
      .where('id', 'in', [own?.id ?? '', theirs?.id ?? ''])
      .execute();
    expect(there).toHaveLength(2);
  });

  test('is handed to the office with a reason, and stays as it was made', async () => {
    const path = `/api/requests/${id}/letters/${letterId}/zip`;
    expect((await desk.browser.officer.get(path)).statusCode).toBe(403);
    expect((await desk.browser.stranger.post(path, { reason: '看一看' })).statusCode).toBe(404);
    const answer = await desk.browser.officer.post(path, { reason: '刻录光盘寄给申请人' });
    expect([answer.statusCode, sha256(answer.rawPayload)]).toEqual([200, (await fetched(id))?.hash]);
    await expect(
      desk.world.database.ownerDb.updateTable('request_package').set({ package_hash: 'x' }).execute(),
    ).rejects.toThrow('a package that was made is not changed');
  });

  test('is not made where a reply brings no copies, and says so where it would be too large', async () => {
    const bare = await desk.underway('2026-03-02');
    const bareLetter = await desk.letter(bare, partial);
    expect(await makePackages(desk.world.services)).toBe(0);
    const none = await desk.browser.officer.post(`/api/requests/${bare}/letters/${bareLetter}/zip`, { reason: '寄出' });
    expect(none.statusCode).toBe(404);

    const large = await desk.underway('2026-03-02');
    await ready(large);
    const largeLetter = await desk.letter(large, partial);
    expect(await makePackages(desk.world.services, 1_000)).toBe(1);
    expect(await fetched(large)).toBeUndefined();
    const refused = await desk.browser.officer.post(`/api/requests/${large}/letters/${largeLetter}/zip`, {
      reason: '寄出',
    });
    expect(said(refused)).toEqual(['公开件合计超过 100 MB，没有打包：请逐件下载']);
    // The single files are there all the same.
    expect(await desk.files(large)).toHaveLength(1);
  });
});
