import { Type } from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineContentType } from './content-type.ts';
import type { ContentTypeLine } from './contract.ts';
import type { DocumentLine } from './document-contract.ts';
import { closed } from './field-contract.ts';
import type { PublishingStatistics } from './statistics/contract.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';
import { maybe, template, text } from './type-parts/fields.ts';

// The declaration of README.md (另一种信息类型) and nothing else: everything of publishing knows it.
const procurement = defineContentType({
  key: 'procurement',
  label: '采购信息',
  about: '政府采购的公告和结果',
  statutoryClass: 'optional',
  data: Type.Object({ project: text('项目编号', 60), winner: maybe(text('中标单位', 100)) }, closed),
  template: template(['采购项目', '结果'], ['结果']),
});

const TITLE = '关于快速检测设备采购结果的公告';
const given = {
  title: TITLE,
  data: { project: 'JX-2026-017', winner: '江西某仪器公司' },
  bodyHtml: '<h2>采购项目</h2><p>快速检测设备二十台。</p><h2>结果</h2><p>由江西某仪器公司中标。</p>',
};

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom({ types: [procurement] });
});
afterAll(() => room.close());

const office = (url: string) => room.browse(room.people.office).get(url);
const post = async (change: object) =>
  room.browse(room.people.drafter).post('/api/documents', {
    type: 'procurement',
    leadUnitId: await room.unit('jx-finance'),
    content: { ...(await room.content(given)), ...change },
  });

it('is offered to whoever drafts, with its form and its template', async () => {
  const lines = (await room.browse(room.people.drafter).get('/api/content-types')).json<ContentTypeLine[]>();
  const line = lines.find(({ key }) => key === 'procurement');
  expect(line).toMatchObject({ label: '采购信息', byHand: true, chain: procurement.chain });
  expect(line?.data).toMatchObject({ properties: { project: { title: '项目编号' }, winner: { title: '中标单位' } } });
  expect(line?.template?.html).toContain('<h2>结果</h2>');
});

it.each([
  ['a field that is owed', { winner: '某公司' }, { 'content.data.project': expect.stringContaining('项目编号') }],
  ['a field nobody declared', { project: 'A-1', price: 3 }, { 'content.data.price': expect.any(String) }],
  ['a text that is too long', { project: 'A'.repeat(61) }, { 'content.data.project': expect.stringContaining('60') }],
])('checks %s', async (_case, data, fields) => {
  const answer = await post({ data });
  expect(answer.statusCode).toBe(422);
  expect(answer.json<{ fields: object }>().fields).toMatchObject(fields);
});

it('is held at the gate for a part its template requires', async () => {
  const matter = await room.draft({ ...given, bodyHtml: '<h2>采购项目</h2><p>快速检测设备。</p>' }, 'procurement');
  await expect(room.take(room.people.drafter, matter, 'submit')).rejects.toMatchObject({
    reasons: [expect.stringContaining('结果')],
  });
});

it('passes its chain to a page with its facts, and is listed, fed, found and counted as what it is', async () => {
  const matter = await room.draft(given, 'procurement');
  await room.sign(matter);
  expect(await room.stateOf(matter)).toBe('approved');
  await room.take(room.people.releaser, matter, 'release');
  const index = await room.indexNumberOf(matter);

  const page = (await room.visit(`/documents/${index}`)).body;
  for (const words of [TITLE, '项目编号', 'JX-2026-017', '中标单位', '江西某仪器公司']) expect(page).toContain(words);
  expect((await room.visit('/documents')).body).toContain(TITLE);
  expect((await room.visit('/columns/announcements')).body).toContain(TITLE);
  for (const feed of ['/feed.xml', '/columns/announcements/feed.json', '/search/feed.xml?type=procurement'])
    expect((await room.visit(feed)).body).toContain(TITLE);
  const found = (await room.visit(`/search?type=procurement&q=${encodeURIComponent('快速检测设备')}`)).body;
  expect(found).toContain(`/documents/${index}`);
  expect(found).toContain('采购信息');
  expect((await room.visit('/search?type=news')).body).not.toContain(TITLE);

  const ledger = (await office('/api/documents?type=procurement')).json<{ rows: DocumentLine[] }>().rows;
  expect(ledger.map(({ title, typeLabel }) => [title, typeLabel])).toContainEqual([TITLE, '采购信息']);
  const { byType } = (await office('/api/publishing-statistics')).json<PublishingStatistics>();
  expect(byType).toEqual([{ key: 'procurement', label: '采购信息', count: 1 }]);
});
