import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invalid } from '#kernel/errors.ts';
import type { Opener } from '#commons/redaction/index.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { scanOf } from '../../../commons/redaction/testing/scan.ts';
import { type RecordsDesk, recordsDesk, said } from '../testing/records-desk.ts';
import type { Proposal } from './contract.ts';
import { filesPromise } from './promise.ts';
import { readWaitingRecords } from './recognising.ts';

const NUMBER = '36010219900307703X';
let desk: RecordsDesk;
let clerk: Browser;

beforeAll(async () => {
  desk = await recordsDesk();
  ({ clerk } = desk.browser);
});
afterAll(() => desk?.close());

const scan = () => scanOf([`举报人张晓明，身份证号${NUMBER}，`, '联系人张晓明。']);
const found = async (id: string, recordId: string, word: string) =>
  (await clerk.post(`/api/requests/${id}/records/${recordId}/find`, { word })).json<Proposal[]>();
const proposed = async (id: string, recordId: string) =>
  (await clerk.get(`/api/requests/${id}/records/${recordId}/proposals`)).json<Proposal[]>();

describe('a scan that goes out with a reply', () => {
  test('is read after it was drawn: until then nothing is found on it, and no copy of what is covered is made', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, scan(), '登记.png');
    expect((await desk.detail(id, recordId)).pageList).toMatchObject([{ legible: false, reading: 'waiting' }]);
    expect(await found(id, recordId, '张晓明')).toEqual([]);
    expect(await desk.covered(id, recordId, '张晓明')).toBe(0);
    const { version } = await desk.detail(id, recordId);
    const early = await clerk.post(`/api/requests/${id}/records/${recordId}/copies`, { version });
    expect(said(early)).toEqual([
      '还有 1 页扫描件正在识别文字，读完才能核对遮盖的内容有没有露在别处，请稍后再生成公开件',
    ]);

    await readWaitingRecords(desk.world.services, desk.open);
    expect((await desk.detail(id, recordId)).pageList).toMatchObject([{ legible: false, reading: 'read' }]);
    expect(await found(id, recordId, '张晓明')).toMatchObject([{ recognised: true }, { recognised: true }]);
    expect(await proposed(id, recordId)).toContainEqual(
      expect.objectContaining({ kind: '身份号码、证件号码', text: NUMBER, recognised: true, covered: false }),
    );
    // The word was to be covered before it could be found: the gate has not forgotten it.
    expect((await desk.copied(id, recordId))?.findings).toMatchObject([{ kind: 'left', word: '张晓明', page: 1 }]);
    expect(await desk.covered(id, recordId, '张晓明')).toBe(2);
    expect(await desk.copied(id, recordId)).toMatchObject({
      findings: [],
      state: 'passed',
      partialPages: 1,
      unreadPages: 0,
    });
  });

  test('of which nothing is covered waits for no reader', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, scan(), '登记.png');
    expect(await desk.copied(id, recordId)).toMatchObject({ state: 'passed', openPages: 1 });
  });

  test('that the reader breaks on says so, and is covered by hand', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, scan(), '登记.png');
    const broken: Opener = (file, work) =>
      desk.open(file, (engine, sizes) =>
        work(
          {
            ask: async (call, ask) => {
              if (call === 'read') throw invalid({ file: '读不出来' });
              return engine.ask(call, ask);
            },
          },
          sizes,
        ),
      );
    await readWaitingRecords(desk.world.services, broken);
    expect((await desk.detail(id, recordId)).pageList).toMatchObject([{ reading: 'failed' }]);
    const cover = { page: 1, x: 80, y: 20, w: 120, h: 80, reason: 'privacy', origin: 'drawn' };
    const drawn = await desk.post(clerk, id, recordId, 'boxes', { add: [cover], change: [], remove: [] });
    expect(drawn.statusCode).toBe(200);
    expect(await desk.copied(id, recordId)).toMatchObject({ state: 'passed', partialPages: 1 });
  });
});

test('a scan that nobody has read for an hour is told to whoever runs the system', async () => {
  const id = await desk.underway('2026-03-02');
  await desk.attached(id, scan(), '登记.png');
  const before = (await filesPromise.broken(desk.world.services)).count;
  desk.on('2026-03-03');
  expect((await filesPromise.broken(desk.world.services)).count).toBeGreaterThan(before);
  desk.on('2026-03-02');
});
