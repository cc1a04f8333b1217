import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import type { RedirectLine } from './redirects/contract.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

// What is one for the whole site (old addresses, allowed wording, help of the search) is the site's bureau's; another bureau publishes on it.

let room: Newsroom;
let elsewhere: Actor;
let redirect: string;
let wording: string;
let help: string;
beforeAll(async () => {
  room = await openNewsroom();
  elsewhere = await room.who('openness-officer', 'nanchang');
  const office = room.browse(room.people.office);
  await office.post('/api/redirects', { lines: '/old/1.html /documents', reason: '网站改版' });
  redirect = (await office.get('/api/redirects')).json<RedirectLine[]>()[0]?.id ?? '';
  await office.post('/api/allowed-wording', { term: '帐篷', reason: '应急物资的规范名称' });
  wording = (await office.get('/api/allowed-wording')).json<{ id: string }[]>()[0]?.id ?? '';
  help = (await office.post('/api/searches/help', { words: '药房', means: '药店' })).json<{ id: string }>().id;
});
afterAll(() => room.close());

describe('the openness office of another bureau', () => {
  const because = { reason: '别的局的理由' };
  it.each<[string, () => [string, object]]>([
    ['proposes no move of an address', () => ['/api/redirects', { lines: '/a /documents', ...because }]],
    ['decides on none', () => [`/api/redirects/${redirect}/decide`, { agrees: true, opinion: '同意' }]],
    ['ends none', () => [`/api/redirects/${redirect}/retire`, because]],
    ['allows no wording', () => ['/api/allowed-wording', { term: '截止到', ...because }]],
    ['helps no search', () => ['/api/searches/help', { words: '药品', means: '毒品' }]],
    ['ends no help', () => [`/api/searches/help/${help}/end`, {}]],
  ])('%s', async (_what, asked) => {
    const [address, body] = asked();
    const answer = await room.browse(elsewhere).post(address, body);
    expect(answer.statusCode, answer.body).toBe(403);
  });

  it('forbids no wording, and is offered nothing', async () => {
    expect((await room.browse(elsewhere).del(`/api/allowed-wording/${wording}`)).statusCode).toBe(403);
    const [line] = (await room.browse(elsewhere).get('/api/redirects')).json<RedirectLine[]>();
    expect(line).toMatchObject({ state: 'proposed', mayDecide: false, mayRetire: false });
  });
});
