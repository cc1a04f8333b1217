import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import { act, systemActor } from '#platform/services.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { newSubmissionId } from '#platform/submissions.ts';
import { keepSubmission } from '../intake/submitting.ts';
import { openSubmissions } from '../intake/opening.ts';
import { requestDetail, viewApplicant } from '../detail.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { carryOut, clearSealed } from './carrying-out.ts';
import { decideList, keepLonger, proposeList } from './commands.ts';
import { prepareList } from './preparing.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let answered = '';
let withdrawn = '';
let open = '';

const prepare = () => act(world.services, systemActor, prepareList);
const row = (id: string) =>
  world.services.db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const figures = () =>
  world.database.ownerDb
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select([
      'r.id',
      'r.applicant_class',
      'r.channel',
      'r.reply_kind',
      'r.replied_on',
      'm.received_on',
      'm.due_on',
      'm.state',
    ])
    .orderBy('r.id')
    .execute();

beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  open = await desk.underway('2026-03-02');
  answered = await desk.underway('2026-03-02');
  withdrawn = await desk.underway('2026-03-02');
  desk.on('2026-03-09');
  await desk.letter(answered, { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } });
  await desk.step(desk.officer, withdrawn, 'withdraw', { withdrawnOn: '2026-03-09', evidence: '申请人书面撤回' });
});
afterAll(() => world?.close());

describe('who asked', () => {
  test('is not listed before the period is over, and what is under way never', async () => {
    desk.on('2028-03-08');
    expect(await prepare()).toBeUndefined();
    desk.on('2028-03-09');
    const id = await prepare();
    const entries = await world.services.db.selectFrom('retention_entry').selectAll().execute();
    expect(entries).toMatchObject([{ list_id: id, request_id: withdrawn, due_on: '2028-03-09' }]);
    expect((await row(withdrawn)).applicant).not.toBeNull();
    expect(await prepare()).toBeUndefined();
    // Kept for a reason, until a day: the list is carried out without it.
    const keep = { requestId: withdrawn, because: '申请人正在信访', until: '2030-01-01' };
    await world.as(desk.officer, (a) => keepLonger(a, id ?? '', keep));
    await world.as(desk.officer, (a) => proposeList(a, id ?? ''));
    await expect(world.as(desk.officer, (a) => keepLonger(a, id ?? '', keep))).rejects.toThrow('名单已经送批');
    await world.as(desk.leader, (a) => decideList(a, id ?? '', { agrees: true, opinion: '同意' }));
    await carryOut(world.services);
    expect((await row(withdrawn)).anonymised_at).toBeNull();
    expect(await prepare()).toBeUndefined();
  });

  test('is taken away only when another has agreed; class, days, result, numbers and journal stay', async () => {
    const before = await figures();
    desk.on('2036-03-10');
    const id = (await prepare()) ?? '';
    await expect(world.as(desk.leader, (a) => decideList(a, id, { agrees: true, opinion: '同意' }))).rejects.toThrow(
      '名单还没有送批',
    );
    await expect(world.as(desk.clerk, (a) => proposeList(a, id))).rejects.toMatchObject({ code: 'forbidden' });
    await world.as(desk.officer, (a) => proposeList(a, id));
    await expect(
      world.as(desk.officer, (a) => decideList(a, id, { agrees: true, opinion: '同意' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await carryOut(world.services)).toBe(0);
    await world.as(desk.leader, (a) => decideList(a, id, { agrees: false, opinion: '请再核对' }));
    await world.as(desk.officer, (a) => proposeList(a, id));
    await world.as(desk.leader, (a) => decideList(a, id, { agrees: true, opinion: '同意' }));
    expect(await carryOut(world.services)).toBe(2);

    for (const one of [answered, withdrawn]) {
      const gone = await row(one);
      expect(gone).toMatchObject({ applicant: null, description: '（保存期满，已匿名）' });
      expect(gone.anonymised_at).not.toBeNull();
      const kept = JSON.stringify(await requestDetail(world.services, desk.officer, one));
      for (const secret of [citizen.name, citizen.idNumber, citizen.phone, citizen.description])
        expect(kept).not.toContain(secret);
    }
    expect((await row(answered)).applicant_hash).not.toBe((await row(withdrawn)).applicant_hash);
    expect(await world.as(desk.officer, (a) => viewApplicant(a, answered, '核对'))).toBeNull();
    expect((await row(open)).applicant).not.toBeNull();
    expect(await figures()).toEqual(before);
    const letters = await world.database.ownerDb
      .selectFrom('request_letter')
      .selectAll()
      .where('request_id', '=', answered)
      .execute();
    expect(letters).toMatchObject([{ pdf: null, content: {}, pdf_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    const receipts = [(await row(answered)).receipt, (await row(withdrawn)).receipt];
    expect(
      await world.services.db
        .selectFrom('portal.request_track')
        .select('receipt')
        .where('receipt', 'in', receipts)
        .execute(),
    ).toEqual([]);
    expect(await verifyJournal(world.services.db, world.services.time.today())).toMatchObject({ ok: true });
  });

  test('has a certificate of what was destroyed, which its hash holds', async () => {
    const { certificate, certificate_hash } = await world.services.db
      .selectFrom('retention_list')
      .select(['certificate', 'certificate_hash'])
      .orderBy('prepared_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(certificate).toMatchObject({ requests: 2, left: 0, kept: 0, destroyed: { applicant: 2, letters: 1 } });
    expect(digest('sha256', canonicalJson(certificate)).toString('hex')).toBe(certificate_hash);
  });

  test('stays where something has come in the way since it was agreed', async () => {
    const again = await desk.underway('2036-03-10');
    await desk.step(desk.officer, again, 'withdraw', { withdrawnOn: '2036-03-10', evidence: '书面撤回' });
    desk.on('2038-03-11');
    const id = (await prepare()) ?? '';
    await world.as(desk.officer, (a) => proposeList(a, id));
    await world.as(desk.leader, (a) => decideList(a, id, { agrees: true, opinion: '同意' }));
    await world.database.ownerDb.updateTable('matter').set({ closed_on: null }).where('id', '=', again).execute();
    await carryOut(world.services);
    expect((await row(again)).applicant).not.toBeNull();
    const [entry] = await world.services.db
      .selectFrom('retention_entry')
      .selectAll()
      .where('list_id', '=', id)
      .execute();
    expect(entry).toMatchObject({ left_because: '申请又在办理，期限没有结束', destroyed_hash: null });
  });
});

test('the sealed copy that came in is cleared some days after it was opened, and never taken in twice', async () => {
  desk.on('2038-04-01');
  const id = newSubmissionId(world.services.time.today());
  await keepSubmission(world.services, id, citizen);
  await openSubmissions(world.services);
  expect(await clearSealed(world.services)).toBe(0);
  desk.on('2038-05-02');
  expect(await clearSealed(world.services)).toBe(1);
  const { sealed } = await world.database.ownerDb
    .selectFrom('intake.request_submission')
    .select('sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(sealed).toHaveLength(0);
  expect((await keepSubmission(world.services, id, citizen)).keptBefore).toBe(true);
  expect(await openSubmissions(world.services)).toBe(0);
});
