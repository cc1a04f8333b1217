import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyOf, todoOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail, viewApplicant } from '../detail.ts';
import { registerAtTheDesk } from '../registering-at-the-desk.ts';
import { relatedRequests } from '../related/related.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import type { IdentityInput } from './contract.ts';
import { recordIdentity } from './recording.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const { idNumber, idKind, ...unproven } = citizen;
const registered = async (content: object, day = '2026-09-15') => {
  desk.on(day);
  const sent = { channel: 'counter', arrivedOn: day, evidence: '申请人当面提交，已给登记回执', content };
  return (await world.as(desk.officer, (act) => registerAtTheDesk(act, sent))).matter.id;
};
const owed = async (id: string) =>
  (await todoOf(world.services, desk.officer)).waiting
    .filter((line) => line.id === id && line.why === 'duty')
    .map(({ task, dueOn }) => [task, dueOn]);
const proven = (id: string, more: Partial<IdentityInput> = {}, who = desk.officer) =>
  world.as(who, (act) => recordIdentity(act, id, { idKind: 'citizen-id', idNumber, proof: 'shown', ...more } as never));
const ofSame = async (id: string) => (await relatedRequests(world.services, desk.officer, id)).sameApplicant;
const detail = (id: string) => requestDetail(world.services, desk.officer, id);

test('a letter without proof of identity is registered on the day it came, and the proof is asked for until a correction notice is too late', async () => {
  const id = await registered(unproven);
  expect(await desk.matter(id)).toMatchObject({ receivedOn: '2026-09-15', dueOn: '2026-10-19' });
  expect(await owed(id)).toEqual([[expect.stringMatching(/没有身份证明.+7个工作日内发补正告知书/), '2026-09-23']]);
  expect(await detail(id)).toMatchObject({ identityMissing: ['身份证明（证件类型和号码）'], mayRecordIdentity: true });
});

test('brought later it joins who asked, under encryption; the person is known again, the words of the application stay', async () => {
  const other = await registered(citizen);
  const id = await registered(unproven);
  const { description } = await detail(id);
  expect(await ofSame(id)).toEqual([]);
  await proven(id);
  expect(await owed(id)).toEqual([]);
  expect(await detail(id)).toMatchObject({ identityMissing: [], mayRecordIdentity: false, description });
  expect((await ofSame(id)).map((one) => one.id)).toContain(other);
  expect(await world.as(desk.officer, (act) => viewApplicant(act, id, '核对身份'))).toMatchObject({ idNumber });
  expect(JSON.stringify(await historyOf(world.services.db, id))).not.toContain(idNumber);
  await expect(proven(id)).rejects.toThrow('身份证明已经齐全');
});

test('two without proof are not taken for one person', async () => {
  await registered(unproven);
  expect(await ofSame(await registered(unproven))).toEqual([]);
});

test('an organisation without its code and an agent without a document are registered too, and both are asked for', async () => {
  const id = await registered({
    ...unproven,
    applicantKind: 'organisation',
    name: '江西甲药业有限公司',
    organisationClass: 'commercial',
    agentName: '李四',
  });
  expect((await detail(id)).identityMissing).toEqual(['统一社会信用代码', '代理人的身份证明']);
  const input = { idKind: undefined, idNumber: undefined, creditCode: '91360100MA35XXXX0X' };
  await expect(proven(id, input as never)).rejects.toMatchObject({
    fields: { creditCode: expect.any(String), agentIdNumber: expect.any(String) },
  });
});

test('a number that cannot be right is refused at registration and afterwards; others may not write it down', async () => {
  await expect(registered({ ...unproven, idKind, idNumber: '1' })).rejects.toMatchObject({
    fields: { 'content.idNumber': expect.any(String) },
  });
  const id = await registered(unproven);
  await expect(proven(id, { idNumber: '360102199003077030' })).rejects.toMatchObject({
    fields: { idNumber: expect.any(String) },
  });
  await expect(proven(id, { idNumber: undefined as never })).rejects.toMatchObject({
    fields: { idNumber: expect.any(String) },
  });
  await expect(proven(id, {}, desk.leader)).rejects.toThrow('由政务公开办公室登记');
});

test('while the applicant has the word after a correction notice the office is not asked, and again once they have spoken', async () => {
  const id = await registered(unproven);
  await desk.step(desk.officer, id, 'assign', { unitId: await desk.unit('jx-inspection') });
  await desk.letter(id, { kind: 'correction', content: { items: '请补交身份证明', days: 15 } });
  expect(await owed(id)).toEqual([]);
  await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-09-15', text: '身份证复印件' });
  expect(await owed(id)).toHaveLength(1);
});
