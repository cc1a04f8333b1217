import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { GateReport } from './contract.ts';
import { externalLinks, probeLinks } from './link-probes.ts';

let room: Newsroom;
let other: Server;
let port = 0;
let status = 200;
let times = 0;
beforeAll(async () => {
  room = await openNewsroom();
  other = createServer((_request, reply) => {
    times += 1;
    reply.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
  });
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
  port = (other.address() as { port: number }).port;
});
beforeEach(() => {
  times = 0;
});
afterAll(async () => {
  other.close();
  await room.close();
});

const INSIDE = ['127.0.0.0/8'];
const told = async (matter: { readonly id: string }) =>
  (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}/gate`))
    .json<GateReport>()
    .findings.filter(({ where }) => where === '正文的外部链接')
    .map(({ severity, sentence }) => `${severity} ${sentence}`);

it('finds the addresses on other sites, each once', () => {
  const html =
    '<a href="https://a.cn/x?p=1&amp;q=2">甲</a><a href="/own">乙</a><a href="https://a.cn/x?p=1&amp;q=2">丙</a>';
  expect(externalLinks(html)).toEqual(['https://a.cn/x?p=1&q=2']);
});

it('a link that is gone is doubted first and dead on the second look a day later; alive again it is forgotten', async () => {
  const matter = await room.draft({ bodyHtml: `<p><a href="http://127.0.0.1:${port}/gone#part">来源网页</a></p>` });
  status = 404;
  expect(await probeLinks(room.services, INSIDE)).toBe(1);
  expect(await probeLinks(room.services, INSIDE)).toBe(0);
  expect(times).toBe(1);
  expect(await told(matter)).toEqual(['advice 打不开（对方答 404）：请核对地址，更换或去掉']);
  room.moveTo(addHours(room.clock.now(), 25));
  await probeLinks(room.services, INSIDE);
  expect(await told(matter)).toEqual(['confirm 打不开（对方答 404）：请核对地址，更换或去掉']);
  status = 200;
  room.moveTo(addHours(room.clock.now(), 25));
  await probeLinks(room.services, INSIDE);
  expect(await told(matter)).toEqual([]);
});

it.each([403, 503, 302])('an answer %i is no proof of anything, and leads nowhere else', async (answer) => {
  const matter = await room.draft({
    bodyHtml: `<p><a href="http://127.0.0.1:${port}/wall-${answer}">来源网页</a></p>`,
  });
  status = answer;
  await probeLinks(room.services, INSIDE);
  expect(await told(matter)).toEqual([]);
});

it('addresses inside the house are never asked', async () => {
  await room.draft({ bodyHtml: `<p><a href="http://127.0.0.1:${port}/inside">内网</a></p>` });
  await probeLinks(room.services);
  expect(times).toBe(0);
});
