import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { writeLetter } from '../letters/drafts.ts';
import { type RecordsDesk, recordsDesk, said } from '../testing/records-desk.ts';

let desk: RecordsDesk;
let clerk: Browser;
let head: Browser;
let officer: Browser;

beforeAll(async () => {
  desk = await recordsDesk();
  ({ clerk, head, officer } = desk.browser);
});
afterAll(() => desk?.close());

describe('whoever had a hand in a record does not examine its copy', () => {
  const HAND = '这份材料由您上传过，或者改动过遮盖、整页处理和查找的词，或者由您生成公开件，应当由另一人核对';
  const post = async (id: string, recordId: string, path: string, body: object) =>
    expect((await desk.post(head, id, recordId, path, body)).statusCode).toBe(200);
  const covering = async (id: string) => {
    const recordId = await desk.attached(id);
    await desk.covered(id, recordId, '张晓明');
    return recordId;
  };
  const examined = async (id: string, recordId: string) => {
    const copy = await desk.copied(id, recordId);
    expect(copy).toMatchObject({ state: 'passed' });
    expect((await desk.detail(id, recordId, head)).examining).toEqual([HAND]);
    expect(said(await desk.examine(head, id, copy?.id))).toEqual([HAND]);
    expect((await desk.examine(officer, id, copy?.id)).statusCode).toBe(204);
  };

  test('took away what another had covered', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    await desk.covered(id, recordId, '36010219900307703X');
    const { boxList, words: kept } = await desk.detail(id, recordId);
    const number = kept.find(({ word }) => word === '36010219900307703X');
    await post(id, recordId, `words/${number?.id}/drop`, {});
    const gone = boxList.filter(({ origin, drawnBy }) => origin === 'searched' && drawnBy === desk.clerk.name).at(-1);
    await post(id, recordId, 'boxes', { add: [], change: [], remove: [gone?.id] });
    await post(id, recordId, 'may-stand', { word: '张晓明', because: '本局工作人员，同名' });
    await post(id, recordId, 'may-stand', { word: '36010219900307703X', because: '文件编号，不是证件号码' });
    await examined(id, recordId);
  });

  test('said that a word may stand, which is what opens the leak gate', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    await post(id, recordId, 'may-stand', { word: '举报人', because: '不是个人信息，是职能用语' });
    await examined(id, recordId);
  });

  test('gave back a page that was withheld, also when somebody else flagged it since', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    const flag = { from: 1, to: 1, flag: 'withheld', reason: 'process' };
    await post(id, recordId, 'pages', flag);
    await post(id, recordId, 'pages', { from: 1, to: 1, flag: 'open' });
    expect((await desk.post(clerk, id, recordId, 'pages', flag)).statusCode).toBe(200);
    await examined(id, recordId);
  });

  test('stopped looking for a word', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    const { words: kept } = await desk.detail(id, recordId);
    await post(id, recordId, `words/${kept[0]?.id}/drop`, {});
    await examined(id, recordId);
  });
});

test('the database itself refuses a hand as examiner, a copy that was not examined, and any change of what went out', async () => {
  const { ownerDb } = desk.world.database;
  const id = await desk.underway('2026-03-02');
  const recordId = await desk.attached(id);
  await desk.covered(id, recordId, '张晓明');
  const copy = await desk.copied(id, recordId);
  const examinedBy = (person: string) =>
    ownerDb
      .updateTable('redaction_copy')
      .set({ examined_by: person })
      .where('id', '=', copy?.id ?? '')
      .execute();
  await expect(examinedBy(desk.clerk.id)).rejects.toThrow('who had a hand in a record does not examine its copy');
  const letter_id = await desk.world.as(desk.clerk, (act) =>
    writeLetter(act, { requestId: id, kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } }),
  );
  const released_at = desk.world.services.time.now();
  const release = () =>
    ownerDb
      .insertInto('redaction_release')
      .values({ letter_id, copy_id: copy?.id ?? '', position: 1, released_at })
      .execute();
  await expect(release()).rejects.toThrow('once it has passed the gate and was examined');
  expect((await desk.examine(officer, id, copy?.id)).statusCode).toBe(204);
  await release();
  await expect(release()).rejects.toThrow('duplicate key');
  await expect(ownerDb.updateTable('redaction_release').set({ position: 2 }).execute()).rejects.toThrow();
  await expect(ownerDb.deleteFrom('redaction_release').execute()).rejects.toThrow();
  await expect(desk.world.services.db.deleteFrom('redaction_release').execute()).rejects.toThrow('permission denied');
});
