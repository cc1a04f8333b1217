import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail } from '../detail.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const sha256 = (words: string) => createHash('sha256').update(words).digest('hex');
const journal = async (id: string) => JSON.stringify(await historyOf(world.services.db, id));
const detail = (id: string) => requestDetail(world.services, desk.officer, id);

test('whom it was confirmed with stands with the request, and in the journal only what proves the words', async () => {
  const evidence = '3月4日10时与章晓晨（13870000001）电话确认，王某记录';
  desk.on('2026-03-02');
  const { matter } = await desk.register({ channel: 'email' });
  desk.on('2026-03-04');
  await desk.step(desk.officer, matter.id, 'confirm', { receivedOn: '2026-03-04', evidence });
  expect(await detail(matter.id)).toMatchObject({ evidence, receiptRemarks: null });
  expect(await journal(matter.id)).not.toMatch(/章晓晨|1387/);
  expect(await journal(matter.id)).toContain(sha256(evidence));
});

test('a letter without signature confirmed later than on the day it came: the remark is kept and shown', async () => {
  desk.on('2026-03-02');
  const { matter } = await desk.register({ channel: 'ordinary-mail' });
  desk.on('2026-03-04');
  await desk.step(desk.officer, matter.id, 'confirm', { receivedOn: '2026-03-04', evidence: '当日电话无人接听' });
  const remarks = expect.stringContaining('实际确认晚于当日');
  expect(await detail(matter.id)).toMatchObject({ receiptRemarks: remarks });
  const [, confirmed] = await historyOf(world.services.db, matter.id);
  expect(confirmed?.payload).toMatchObject({ remarks });
});

test('on what a withdrawal rests stands with the request, and its hash in the journal', async () => {
  const evidence = '章晓晨来电话撤回';
  const id = await desk.underway('2026-03-02');
  await desk.step(desk.officer, id, 'withdraw', { withdrawnOn: '2026-03-02', evidence });
  expect(await detail(id)).toMatchObject({ withdrawalEvidence: evidence });
  expect(await journal(id)).not.toContain('章晓晨');
  expect(await journal(id)).toContain(sha256(evidence));
});
