import { expect } from 'vitest';
import { scanFile } from '../../../commons/scanning/index.ts';
import { onePage, words } from '../../../commons/redaction/testing/hostile.ts';
import { oneEngine } from '../../../commons/redaction/testing/one-engine.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { PASSWORD, signedIn } from '../../../testing/browsers.ts';
import { makeWorld } from '../../../testing/world.ts';
import type { RecordDetail } from '../records/contract.ts';
import { makeWaitingCopies } from '../records/making.ts';
import { releasedRecords } from '../records/released.ts';
import { prepareWaitingRecords } from '../records/working.ts';
import { requestsDesk } from './requests-desk.ts';

/** A page that names a person twice and their number once. */
export const report = (): Buffer =>
  onePage({
    content: words('举报人张晓明，身份证号36010219900307703X', 40, 120, '50 Tz') + words('联系人张晓明', 40, 60),
  });

/** A letter that gives a part and withholds a part. */
export const partial = {
  kind: 'reply',
  content: {
    ground: 'separated',
    parts: {
      openPart: '投诉登记中除个人信息以外的内容',
      withheldPart: '举报人的姓名、身份证号码',
      ground: '《政府信息公开条例》第十五条',
      reasons: '涉及个人隐私，公开会对第三方合法权益造成损害',
    },
  },
};

export const said = (answer: { json<T>(): T }) => answer.json<{ reasons: string[] }>().reasons;

export type RecordsDesk = Awaited<ReturnType<typeof recordsDesk>>;

/** A desk of requests whose people sit at browsers, with records attached, covered and copied. The files are opened in one process, one after the other. */
export async function recordsDesk() {
  const world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  const desk = await requestsDesk(world);
  desk.on('2026-03-02');
  const engine = oneEngine();
  const stranger = await world.cast('clerk', 'jx-legal');
  const [clerk, head, officer, outsider] = await Promise.all([
    signedIn(world, desk.clerk, 'clerk'),
    signedIn(world, desk.head, 'head'),
    signedIn(world, desk.officer, 'officer'),
    signedIn(world, stranger, 'stranger'),
  ]);
  const detail = async (id: string, recordId: string, browser = clerk) =>
    (await browser.get(`/api/requests/${id}/records/${recordId}`)).json<RecordDetail>();
  /** What waits is prepared, and what is asked for is made. */
  const prepare = () => prepareWaitingRecords(world.services, engine.open, scanFile);
  const make = () => makeWaitingCopies(world.services, engine.open);
  const copyAsked = async (id: string, recordId: string): Promise<string> => {
    const { version } = await detail(id, recordId);
    const answer = await clerk.post(`/api/requests/${id}/records/${recordId}/copies`, { version });
    expect(answer.statusCode).toBe(201);
    return answer.json<{ id: string }>().id;
  };
  return {
    ...desk,
    world,
    open: engine.open,
    browser: { clerk, head, officer, stranger: outsider },
    detail,
    copyAsked,
    /** At the address of a record, of the version there is. */
    async post(browser: Browser, id: string, recordId: string, path: string, body: object) {
      const { version } = await detail(id, recordId);
      return browser.post(`/api/requests/${id}/records/${recordId}/${path}`, { version, ...body });
    },
    async attached(id: string, bytes: Buffer = report(), name = '投诉登记.pdf'): Promise<string> {
      const sent = await upload(clerk, id, name, bytes);
      expect(sent.statusCode).toBe(201);
      await prepare();
      return sent.json<{ id: string }>().id;
    },
    async covered(id: string, recordId: string, word: string): Promise<number> {
      const { version } = await detail(id, recordId);
      const answer = await clerk.post(`/api/requests/${id}/records/${recordId}/words`, {
        version,
        word,
        reason: 'privacy',
      });
      expect(answer.statusCode).toBe(200);
      return answer.json<{ places: number }>().places;
    },
    async copied(id: string, recordId: string) {
      await copyAsked(id, recordId);
      await make();
      return (await detail(id, recordId)).copy;
    },
    examine: (browser: Browser, id: string, copyId: string | undefined) =>
      browser.post(`/api/requests/${id}/copies/${copyId}/examine`, { opinion: '逐页核对，遮盖完整' }),
    files: (id: string) => world.as(desk.officer, ({ tx }) => releasedRecords(tx, id)),
    /** The clerk signs in again: sessions end while hours go by. */
    back: () => clerk.signIn('clerk', PASSWORD),
    async close() {
      engine.close();
      await world.close();
    },
  };
}

export const upload = (browser: Browser, id: string, name: string, bytes: Uint8Array) =>
  browser.upload(`/api/requests/${id}/records`, name, bytes);
