import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '#kernel/canonical.ts';
import { localDate } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Act, act, systemActor } from '#platform/services.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { newSubmissionId } from '#platform/submissions.ts';
import { defectsOf } from '#platform/validation.ts';
import { keepSubmission } from '../intake/submitting.ts';
import { openSubmissions } from '../intake/opening.ts';
import type { NewDispute } from '../disputes/contract.ts';
import { recordDispute } from '../disputes/disputes.ts';
import { requestDetail, viewApplicant } from '../detail.ts';
import { yearTable } from '../statistics/year-table.ts';
import { registerRequest } from '../registering.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { carryOut, clearSealed } from './carrying-out.ts';
import { decideList, keepLonger, proposeList } from './commands.ts';
import { prepareList, prepareLists } from './preparing.ts';
import { retentionLists } from './reading.ts';
import { dueFor } from './schedule.ts';
import { retentionSettings } from './settings.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let answered = '';
let withdrawn = '';
let open = '';

const prepare = async () => {
  const { bureauId } = await desk.matter(answered);
  return act(world.services, systemActor, (a) => prepareList(a, bureauId));
};
const row = (id: string) =>
  world.services.db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** What the annual report, the ledgers and the statistics page count. */
const figures = async () => ({
  fees: await sql`select * from report.request_fee_statistics order by 1`
    .execute(world.database.ownerDb)
    .then((r) => r.rows),
  lines: await sql`select * from report.request_statistics order by 1`
    .execute(world.database.ownerDb)
    .then((r) => r.rows),
  disputes: await sql`select kind, outcome, filed_on from request_dispute order by id`
    .execute(world.database.ownerDb)
    .then((r) => r.rows),
  year: await Promise.all(
    [2026, 2027].map(async (year) =>
      canonicalJson(await yearTable(world.services.db, (await desk.matter(answered)).bureauId, year)),
    ),
  ),
  matters: await world.database.ownerDb
    .selectFrom('matter')
    .select(['id', 'number', 'received_on', 'due_on', 'state', 'closed_on', 'clock_state'])
    .orderBy('id')
    .execute(),
});

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
    // However it ended, its file is kept ten years.
    desk.on('2036-03-08');
    expect(await prepare()).toBeUndefined();
    desk.on('2036-03-09');
    const id = await prepare();
    const entries = await world.services.db.selectFrom('retention_entry').selectAll().execute();
    expect(entries).toHaveLength(2);
    expect(entries).toEqual(
      expect.arrayContaining(
        [answered, withdrawn].map((one) =>
          expect.objectContaining({ list_id: id, request_id: one, due_on: '2036-03-09' }),
        ),
      ),
    );
    expect((await row(withdrawn)).applicant).not.toBeNull();
    expect(await prepare()).toBeUndefined();
    // Another bureau's office neither finds the list nor decides about it; whoever audits reads all.
    const elsewhere = (who: Actor) => ({
      ...who,
      grants: who.grants.map((grant) => ({ ...grant, unitPath: [randomUUID(), grant.unitId] })),
    });
    const listsOf = async (who: Actor) => (await retentionLists(world.services, who)).lists.map((list) => list.id);
    const auditor = await world.cast('auditor');
    expect(await listsOf(desk.officer)).toEqual([id]);
    expect(await listsOf(elsewhere(auditor))).toEqual([id]);
    expect(await listsOf(elsewhere(desk.officer))).toEqual([]);
    for (const verb of [
      (a: Act) => proposeList(a, id ?? ''),
      (a: Act) => keepLonger(a, id ?? '', { requestId: answered, because: '申请人正在信访', until: '2038-01-01' }),
    ])
      await expect(world.as(elsewhere(desk.officer), verb)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      world.as(elsewhere(desk.leader), (a) => decideList(a, id ?? '', { agrees: true, opinion: '同意' })),
    ).rejects.toMatchObject({ code: 'not-found' });
    // Kept for a reason, until a day: the list is carried out without it.
    const keep = { requestId: withdrawn, because: '申请人正在信访', until: '2038-01-01' };
    await world.as(desk.officer, (a) => keepLonger(a, id ?? '', keep));
    await world.as(desk.officer, (a) => keepLonger(a, id ?? '', { ...keep, requestId: answered }));
    await world.as(desk.officer, (a) => proposeList(a, id ?? ''));
    await expect(world.as(desk.officer, (a) => keepLonger(a, id ?? '', keep))).rejects.toThrow('名单已经送批');
    await world.as(desk.leader, (a) => decideList(a, id ?? '', { agrees: true, opinion: '同意' }));
    await carryOut(world.services);
    expect((await row(withdrawn)).anonymised_at).toBeNull();
    expect(await prepare()).toBeUndefined();
  });

  test('is taken away only when another has agreed; class, days, result, numbers and journal stay', async () => {
    const before = await figures();
    desk.on('2038-01-02');
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
    const opinion = '请再核对：章晓晨还在信访';
    await world.as(desk.leader, (a) => decideList(a, id, { agrees: false, opinion }));
    // Whoever goes through it reads why it came back; the journal, which nothing leaves, has a keyed hash.
    expect((await retentionLists(world.services, desk.officer)).lists[0]).toMatchObject({ id, opinion });
    const returned = await world.services.db
      .selectFrom('journal_entry')
      .select('payload')
      .where('action', '=', 'requests.retention-returned')
      .executeTakeFirstOrThrow();
    expect(Object.keys(returned.payload as object).toSorted()).toEqual(['listId', 'opinionHash', 'wordsId']);
    for (const table of ['journal_entry', 'retention_list', 'request_words'])
      expect(
        JSON.stringify(await sql`select t::text from ${sql.table(table)} t`.execute(world.database.ownerDb)),
      ).not.toContain('还在信访');
    await world.as(desk.officer, (a) => proposeList(a, id));
    await world.as(desk.leader, (a) => decideList(a, id, { agrees: true, opinion: '同意' }));
    expect(await carryOut(world.services)).toBe(2);

    // Why it was once kept longer has gone with it.
    const why = await world.services.db.selectFrom('retention_entry').select('kept_because').execute();
    expect(why.filter(({ kept_because }) => kept_because?.includes('信访'))).toEqual([]);
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
    const again = { reason: '复议决定撤销原答复', ordered: 'own', orderedOn: '2037-12-01' };
    await expect(desk.step(desk.officer, answered, 'reopen', again)).rejects.toThrow('案卷内容已经销毁，不能再办理');
    const suit: NewDispute = { kind: 'suit', organ: '南昌铁路运输法院', caseNumber: '行初8号', filedOn: '2037-12-01' };
    await expect(world.as(desk.officer, (a) => recordDispute(a, answered, suit))).rejects.toThrow('不能再办理');
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
    const again = await desk.underway('2038-03-10');
    await desk.step(desk.officer, again, 'withdraw', { withdrawnOn: '2038-03-10', evidence: '书面撤回' });
    desk.on('2048-03-11');
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

test('a period shorter than that of archives is neither taken nor, where it stands from before, counted', async () => {
  const schema = retentionSettings.schema;
  expect(defectsOf(schema, { answeredYears: 10, endedYears: 10, sealedDays: 30 })).toBeUndefined();
  expect(Object.keys(defectsOf(schema, { answeredYears: 9, endedYears: 2, sealedDays: 30 }) ?? {})).toEqual([
    'answeredYears',
    'endedYears',
  ]);
  const before = { answeredYears: 10, endedYears: 2, sealedDays: 30 };
  expect(dueFor('withdrawn', localDate('2026-03-09'), before).on).toBe('2036-03-09');
});

test('a bureau below has its own list, which its own office finds', async () => {
  desk.on('2036-04-01');
  const city = await world.cast('openness-officer', 'nanchang');
  const { matter } = await world.as(city, (a) =>
    registerRequest(a, { channel: 'counter', arrivedOn: a.today, content: citizen }),
  );
  await world.as(city, (a) =>
    takeStepAs(a, matter.id, 'withdraw', { withdrawnOn: a.today, evidence: '申请人书面撤回' }),
  );
  desk.on('2046-04-02');
  await prepareLists(world.services);
  const { lists } = await retentionLists(world.services, city);
  expect(lists.map(({ entries, mayReview }) => ({ mayReview, of: entries.map((entry) => entry.requestId) }))).toEqual([
    { mayReview: true, of: [matter.id] },
  ]);
  expect(
    (await retentionLists(world.services, desk.officer)).lists.flatMap(({ entries }) => entries),
  ).not.toContainEqual(expect.objectContaining({ requestId: matter.id }));
});

test('the sealed copy that came in is cleared some days after it was opened, and never taken in twice', async () => {
  desk.on('2048-04-01');
  const id = newSubmissionId(world.services.time.today());
  await keepSubmission(world.services, id, citizen);
  await openSubmissions(world.services);
  expect(await clearSealed(world.services)).toBe(0);
  desk.on('2048-05-02');
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
