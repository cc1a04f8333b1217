import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { ClaimLost, takeUp } from '#platform/claims.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { onePage, words } from '../../../commons/redaction/testing/hostile.ts';
import { type RecordsDesk, recordsDesk, upload } from '../testing/records-desk.ts';
import { makeWaitingCopies } from './making.ts';
import { prepareWaitingRecords } from './working.ts';

let desk: RecordsDesk;
let clerk: Browser;

beforeAll(async () => {
  desk = await recordsDesk();
  ({ clerk } = desk.browser);
});
afterAll(() => desk?.close());

describe('work in the background', () => {
  const waits = (state: 'received' | 'making', since: string) =>
    ({ table: state === 'making' ? 'redaction_copy' : 'request_record', state, since }) as const;
  const asked = async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    await desk.covered(id, recordId, '张晓明');
    return { id, recordId, copyId: await desk.copyAsked(id, recordId) };
  };
  const journal = (id: string) =>
    desk.world.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('chain', '=', `matter:${id}`)
      .where('action', 'in', [
        'requests.copy-passed',
        'requests.copy-refused',
        'requests.record-prepared',
        'requests.record-failed',
      ])
      .orderBy('seq')
      .execute()
      .then((rows) => rows.map(({ action }) => action));
  /** Sessions ended while hours went by. */
  const back = () => {
    minute('02:00');
    return desk.back();
  };
  const minute = (text: string) => desk.world.clock.moveTo(instant(`2026-03-02T${text}:00Z`));

  test('stays with its worker as long as that gives a sign, and whoever lost it ends nothing', async () => {
    const { copyId, id, recordId } = await asked();
    minute('03:00');
    const first = await takeUp(desk.world.services, waits('making', 'made_at'));
    expect(first).toMatchObject({ id: copyId, tries: 1 });
    minute('03:25');
    await first?.renew();
    minute('03:50');
    expect(await takeUp(desk.world.services, waits('making', 'made_at'))).toBeUndefined();
    minute('03:56');
    expect(await makeWaitingCopies(desk.world.services, desk.open)).toBe(1);
    await expect(first?.renew()).rejects.toBeInstanceOf(ClaimLost);
    await back();
    expect((await desk.detail(id, recordId)).copy).toMatchObject({ state: 'passed' });
  });

  test('that another ended meanwhile is neither overwritten nor told twice', async () => {
    const { id, recordId } = await asked();
    minute('03:00');
    const { db } = desk.world.services;
    let ends: number | undefined;
    /** Before the first worker ends, half an hour goes by and another does the whole of it. */
    const overtaken = new Proxy(db, {
      get: (target, name) => {
        if (name !== 'transaction') return Reflect.get(target, name).bind(target);
        const execute = async (verb: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) => {
          minute('03:31');
          ends = await makeWaitingCopies(desk.world.services, desk.open);
          return db.transaction().execute(verb);
        };
        return () => ({ execute });
      },
    });
    expect(await makeWaitingCopies({ ...desk.world.services, db: overtaken }, desk.open)).toBe(0);
    expect(ends).toBe(1);
    await back();
    expect((await desk.detail(id, recordId)).copy).toMatchObject({ state: 'passed' });
    expect(await journal(id)).toEqual(['requests.record-prepared', 'requests.copy-passed']);
  });

  test('that was begun three times and never ended is set aside with a sentence', async () => {
    const ENDED = /^这份材料处理了三次都没有完成/;
    const { id, recordId, copyId } = await asked();
    const sent = await upload(clerk, id, '附页.pdf', onePage({ content: words('附页', 40, 90) }));
    const other = sent.json<{ id: string }>().id;
    for (const at of ['03:00', '04:00', '05:00']) {
      minute(at);
      expect(await takeUp(desk.world.services, waits('making', 'made_at'))).toMatchObject({ id: copyId });
      expect(await takeUp(desk.world.services, waits('received', 'added_at'))).toMatchObject({ id: other });
    }
    minute('06:00');
    await prepareWaitingRecords(desk.world.services, desk.open);
    await makeWaitingCopies(desk.world.services, desk.open);
    await back();
    expect(await desk.detail(id, other)).toMatchObject({ state: 'failed', failure: expect.stringMatching(ENDED) });
    const { copy } = await desk.detail(id, recordId);
    expect(copy).toMatchObject({
      state: 'refused',
      findings: [{ kind: 'file', sentence: expect.stringMatching(ENDED) }],
    });
  });
});
