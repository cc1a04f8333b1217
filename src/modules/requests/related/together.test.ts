import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { AppError } from '#kernel/errors.ts';
import { openDuties } from '../duties.ts';
import { requestDetail } from '../detail.ts';
import { lettersOf } from '../letters/letters.ts';
import { printed } from '../letters/printing.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { partsOf } from './merged.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } } };
const extension = { kind: 'extension', content: { days: 10, reason: '需要检索的档案数量较多' } };
const other = { ...citizen, name: '另一人', idNumber: '11010519491231002X' };
const merge = (id: string, intoId: string) =>
  desk.step(desk.officer, id, 'merge', { intoId, reason: '同一申请人就同一批次的检验结果提出' });
const counted = (ids: readonly string[]) =>
  world.services.db
    .selectFrom('report.request_statistics')
    .select(['id', 'bucket', 'late'])
    .where('id', 'in', ids)
    .execute();
const rowOf = (id: string) =>
  world.services.db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('requests answered together (并案)', () => {
  test('one letter names all numbers; each is answered, counted and late by its own period', async () => {
    const first = await desk.underway('2026-03-02');
    const lead = await desk.underway('2026-03-05');
    await merge(first, lead);
    expect(await desk.matter(first)).toMatchObject({ state: 'merged', dueOn: '2026-03-30', clockState: 'running' });
    desk.on('2026-03-31');
    await expect(desk.letter(lead, granted)).rejects.toThrow('并入的申请已经逾期');
    await desk.step(desk.officer, lead, 'sendLetter', {
      sentOn: '2026-03-31',
      channel: 'web',
      lateReason: '档案调取耗时较长',
    });
    expect(await desk.matter(lead)).toMatchObject({ state: 'answered', dueOn: '2026-04-02', clockState: 'stopped' });
    expect(await desk.matter(first)).toMatchObject({ state: 'answered', dueOn: '2026-03-30', clockState: 'stopped' });
    expect(await rowOf(first)).toMatchObject({ reply_kind: 'granted', late_reason: '档案调取耗时较长' });
    expect(await counted([first, lead])).toEqual(
      expect.arrayContaining([
        { id: first, bucket: 'granted', late: true },
        { id: lead, bucket: 'granted', late: false },
      ]),
    );
    const [letter] = await lettersOf(world.services.db, first);
    const pdf = await printed(world.services, world.services.db, letter?.id ?? '');
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
    for (const id of [first, lead]) expect(text.replace(/\s/g, '')).toContain((await desk.matter(id)).number);
  });

  test('an extension told for the lead extends each; one that was taken out is handled for itself', async () => {
    const first = await desk.underway('2026-03-02');
    const lead = await desk.underway('2026-03-05');
    await merge(first, lead);
    desk.on('2026-03-20');
    await desk.letter(lead, extension);
    expect(await desk.matter(first)).toMatchObject({ state: 'merged', dueOn: '2026-04-14' });
    await desk.step(desk.officer, first, 'unmerge', { reason: '两件申请的内容不同' });
    expect(await desk.matter(first)).toMatchObject({ state: 'processing', dueOn: '2026-04-14' });
    await desk.letter(lead, granted);
    expect(await desk.matter(first)).toMatchObject({ state: 'processing' });
  });

  test('third parties asked for the same records stop the period of each request the letter names, by its own days', async () => {
    const first = await desk.underway('2026-03-02');
    const lead = await desk.underway('2026-03-05');
    await merge(first, lead);
    desk.on('2026-03-10');
    const letterId = await desk.letter(lead, {
      kind: 'consultation',
      content: { partyKind: 'third-party', party: '江西甲药业有限公司', information: '两批次的检验结果' },
    });
    const pdf = await printed(world.services, world.services.db, letterId);
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
    for (const id of [first, lead]) {
      expect(text.replace(/\s/g, '')).toContain((await desk.matter(id)).number);
      expect(await desk.matter(id)).toMatchObject({ clockState: 'paused' });
    }
    await desk.delivered(lead, letterId, '2026-03-10');
    await expect(desk.step(desk.officer, first, 'unmerge', { reason: '两件申请的内容不同' })).rejects.toThrow(
      '写明了本件的编号，还没有结束',
    );
    const later = await desk.underway('2026-03-10');
    await merge(later, lead);
    const [asked] = await desk.consultations(lead);
    desk.on('2026-03-31');
    await desk.step(desk.officer, lead, 'consultAnswered', {
      consultationId: asked?.id,
      answeredOn: '2026-03-31',
      agrees: true,
      opinion: '同意公开。',
    });
    expect(await desk.matter(first)).toMatchObject({ state: 'merged', dueOn: '2026-04-21', clockState: 'running' });
    expect(await desk.matter(lead)).toMatchObject({ dueOn: '2026-04-24', clockState: 'running' });
    expect(await desk.matter(later)).toMatchObject({ dueOn: '2026-04-08' });
    desk.on('2026-04-03');
    await desk.letter(lead, granted);
    expect((await counted([first, lead, later])).map(({ late }) => late)).toEqual([false, false, false]);
    expect(await desk.matter(first)).toMatchObject({ state: 'answered' });
  });

  test('one that waits with its lead is not late while it is paused; the arrival of a shared letter is written down once', async () => {
    const first = await desk.underway('2026-03-02');
    const lead = await desk.underway('2026-03-05');
    await merge(first, lead);
    desk.on('2026-03-10');
    const letterId = await desk.letter(lead, {
      kind: 'consultation',
      content: { partyKind: 'third-party', party: '江西甲药业有限公司', information: '两批次的检验结果' },
    });
    desk.on('2026-04-01');
    await openDuties(world.services);
    const owed = await world.services.db
      .selectFrom('duty')
      .select('matter_id')
      .where('key', '=', `delivery:${letterId}`)
      .execute();
    expect(owed).toEqual([{ matter_id: lead }]);
    await desk.letter(lead, extension);
    expect(await desk.matter(first)).toMatchObject({ clockState: 'paused' });
  });

  test('goes with the lead to another unit', async () => {
    const first = await desk.underway('2026-03-02');
    const lead = await desk.underway('2026-03-02');
    await merge(first, lead);
    const unitId = await desk.unit('jx-legal');
    await desk.step(desk.officer, lead, 'assign', { unitId });
    expect((await desk.matter(first)).leadUnitId).toBe(unitId);
  });

  test('is refused for others, for itself, and where the lead is gone; a lead does not end without those it leads', async () => {
    const lead = await desk.underway('2026-03-02');
    const strange = await desk.underway('2026-03-02', { content: other });
    await expect(merge(strange, lead)).rejects.toMatchObject({
      fields: { intoId: '只有同一申请人向本机关提出的申请才能并案办理，请重新选择' },
    });
    await expect(merge(lead, lead)).rejects.toMatchObject({ fields: { intoId: expect.stringContaining('没有找到') } });
    const first = await desk.underway('2026-03-02');
    await merge(first, lead);
    const second = await desk.underway('2026-03-02');
    await expect(merge(second, first)).rejects.toMatchObject({
      fields: { intoId: expect.stringContaining('自己已经并入') },
    });
    const { number } = await desk.matter(first);
    const withdraw = { withdrawnOn: '2026-03-02', evidence: '申请人书面撤回' };
    await expect(desk.step(desk.officer, lead, 'withdraw', withdraw)).rejects.toThrow(number);
    await expect(merge(lead, second)).rejects.toThrow(number);
    await desk.step(desk.officer, first, 'withdraw', withdraw);
    await desk.step(desk.officer, lead, 'withdraw', withdraw);
    expect(await desk.matter(first)).toMatchObject({ state: 'withdrawn' });
  });

  test('two that are merged into each other at the same moment are not both merged', async () => {
    const one = await desk.underway('2026-03-02');
    const two = await desk.underway('2026-03-02');
    const told = await Promise.allSettled([merge(one, two), merge(two, one)]);
    expect(told.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const states = [(await desk.matter(one)).state, (await desk.matter(two)).state];
    expect(states.toSorted()).toEqual(['merged', 'processing']);
    expect(told.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(AppError);
  });

  test('a lead that is withdrawn at the same moment leads nobody', async () => {
    for (let n = 0; n < 4; n += 1) {
      const lead = await desk.underway('2026-03-02');
      const first = await desk.underway('2026-03-02');
      const withdraw = { withdrawnOn: '2026-03-02', evidence: '申请人书面撤回' };
      await Promise.allSettled([merge(first, lead), desk.step(desk.officer, lead, 'withdraw', withdraw)]);
      const states = { lead: (await desk.matter(lead)).state, first: (await desk.matter(first)).state };
      expect([
        { lead: 'withdrawn', first: 'processing' },
        { lead: 'processing', first: 'merged' },
      ]).toContainEqual(states);
    }
  });

  test('nobody takes the step of following by hand', async () => {
    const first = await desk.underway('2026-03-02');
    const lead = await desk.underway('2026-03-02');
    await merge(first, lead);
    await expect(desk.step(desk.officer, first, 'followLead', { leadId: lead })).rejects.toThrow();
  });
});

describe('one application split into several (一事一申请)', () => {
  const parts = ['2025年度药品监督抽检不合格结果', '2025年度药品行政处罚决定书目录'];
  const split = (id: string, fields = {}) =>
    desk.step(desk.officer, id, 'split', { parts, reason: '一份申请包含两项不同的内容', ...fields });

  test('each part is a request of its own, by the same person, of the same days, with the period of the whole', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-21');
    const notice = await desk.letter(id, { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } });
    await desk.delivered(id, notice, '2026-09-21');
    desk.on('2026-10-12');
    await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-10-12', text: '2025年度' });
    const before = await rowOf(id);
    await split(id);
    expect(await desk.matter(id)).toMatchObject({ state: 'split', clockState: 'stopped' });
    expect(await rowOf(id)).toMatchObject({ description: before.description, content_hash: before.content_hash });
    const made = await partsOf(world.services.db, id);
    expect(made.map(({ description }) => description)).toEqual(parts);
    for (const [at, part] of made.entries()) {
      expect(await desk.matter(part.id)).toMatchObject({
        state: 'processing',
        receivedOn: '2026-09-15',
        dueOn: '2026-11-09',
        parentId: id,
      });
      expect(await rowOf(part.id)).toMatchObject({
        applicant_hash: before.applicant_hash,
        arrived_on: before.arrived_on,
        confirmed_on: before.confirmed_on,
        receipt: `${before.receipt}-${at + 1}`,
        code_hash: before.code_hash,
      });
      await desk.letter(part.id, granted);
    }
    expect(await rowOf(id)).toMatchObject({ reply_kind: null });
    expect((await counted([id, ...made.map((part) => part.id)])).map((row) => row.id).toSorted()).toEqual(
      made.map((part) => part.id).toSorted(),
    );
  });

  test('what was found out for the whole stands behind its parts: searches, what third parties said, reasons asked for', async () => {
    const id = await desk.underway('2026-03-02');
    await desk.step(desk.clerk, id, 'recordSearch', {
      systems: '抽检信息系统',
      words: '抽检 不合格',
      people: '经办人',
      searchedOn: '2026-03-02',
      result: '没有查到',
      found: false,
    });
    const asked = { partyKind: 'third-party', party: '江西甲药业有限公司', information: '监督抽检报告' };
    await desk.letter(id, { kind: 'consultation', content: asked });
    const [{ id: consultationId } = { id: '' }] = await desk.consultations(id);
    const opposed = { consultationId, answeredOn: '2026-03-02', agrees: false, opinion: '涉及生产工艺，不同意公开。' };
    await desk.step(desk.officer, id, 'consultAnswered', opposed);
    const reasons = await desk.letter(id, { kind: 'reasons', content: { facts: '一个月内提出申请二十余件', days: 7 } });
    await desk.delivered(id, reasons, '2026-03-02');
    await desk.step(desk.officer, id, 'giveReasons', { givenOn: '2026-03-02', text: '想看看都有些什么' });
    await split(id, { parts: [...parts, '2025年度药品监督检查计划'] });
    const [first, second, third] = (await partsOf(world.services.db, id)).map((part) => part.id);
    await expect(desk.letter(first ?? '', granted)).rejects.toThrow('还没有审查其理由是否合理');
    await desk.step(desk.clerk, first ?? '', 'weighOpinion', {
      consultationId,
      finding: 'reasonable',
      reason: '工艺参数属于商业秘密',
    });
    const why = { ground: '《政府信息公开条例》第十五条', reasons: '公开会损害第三方的合法权益' };
    await desk.letter(first ?? '', { kind: 'reply', content: { ground: 'third-party', parts: why } });
    const none = { ground: 'absent', parts: { absence: '经检索，本机关没有制作、保存您申请的信息。' } };
    await desk.letter(second ?? '', { kind: 'reply', content: none });
    const notProcessed = { notProcessed: '说明的理由不合理，不予处理。', reasons: '申请的数量、频次明显超过合理范围' };
    await desk.letter(third ?? '', { kind: 'reply', content: { ground: 'massive', parts: notProcessed } });
    const shown = await requestDetail(world.services, desk.clerk, second ?? '');
    expect(shown.searches).toHaveLength(1);
    expect(shown.consultations).toMatchObject([{ heldFor: (await desk.matter(id)).number }]);
  });

  test('refuses parts that say the same, a single part, and what is still waited for', async () => {
    const id = await desk.underway('2026-03-02');
    await expect(split(id, { parts: [parts[0], parts[0]] })).rejects.toThrow('拆分后有两项内容相同');
    await expect(split(id, { parts: [parts[0]] })).rejects.toMatchObject({ fields: expect.anything() });
    await desk.letter(id, {
      kind: 'consultation',
      content: { partyKind: 'third-party', party: '江西甲药业有限公司', information: '监督抽检报告中的有关部分' },
    });
    await expect(split(id)).rejects.toThrow('还有没有结束的征求意见');
  });
});
