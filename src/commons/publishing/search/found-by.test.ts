import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { indexMissing } from './index-again.ts';

// By what a kind of document asks for besides the text it is found too, as far as the public may read it.

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
  await room.released(
    {
      title: '拟表彰集体公示',
      formedOn: room.clock.today(),
      data: { from: room.clock.today(), until: '2026-03-12', objections: '人事教育处（赣江北大道一号）' },
    },
    'public-notice',
  );
  await room.released(
    {
      title: '药品追溯工作方案',
      columnKey: 'policies',
      data: { interpretation: 'not-needed', interpretationReason: '仅为内部分工' },
    },
    'policy',
  );
});
afterAll(() => room.close());

const finds = async (words: string, title: string) =>
  (await room.visit(`/search?q=${encodeURIComponent(words)}`)).body.replaceAll(/<\/?mark>/g, '').includes(title);

it('what stands among the facts of a page is found, and shown where it stands', async () => {
  expect(await finds('赣江北大道', '拟表彰集体公示')).toBe(true);
  expect((await room.visit(`/search?q=${encodeURIComponent('赣江北大道')}`)).body).toContain('<mark>赣江北大道</mark>');
});

it('what is for staff is not', async () => {
  expect(await finds('内部分工', '药品追溯工作方案')).toBe(false);
  expect(await finds('药品追溯', '药品追溯工作方案')).toBe(true);
});

it('an entry that is made anew has the same words', async () => {
  await sql`update portal.search_entry set edition = 0, words = ''`.execute(room.database.ownerDb);
  expect(await indexMissing(room.services)).toBe(2);
  room.services.portalChanged();
  expect(await finds('赣江北大道一号', '拟表彰集体公示')).toBe(true);
  expect(await finds('内部分工', '药品追溯工作方案')).toBe(false);
});
