import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { readQueryCode } from '#kernel/query-code.ts';
import { isFreshSubmission, newSubmissionId } from '#platform/submissions.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { openApplicant } from '../applicant.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { receiptOf, trackKeyOf } from '../tracking/codes.ts';
import { trackOf } from '../tracking/tracking.ts';
import { openSubmissions } from './opening.ts';
import { keepSubmission, type SealedSubmission, submissionPlace } from './submitting.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
});
afterAll(() => world?.close());

const send = (id = newSubmissionId(world.services.time.today()), content = citizen) =>
  keepSubmission(world.services, id, content);
const rows = () => world.services.db.selectFrom('request').selectAll().execute();

describe('an application sent through the site', () => {
  test('has a receipt of its day and a code that is ours', async () => {
    const { receipt, queryCode } = await send();
    expect(receipt).toMatch(/^20260302-[2-9A-HJKMNP-Z]{8}$/);
    expect(readQueryCode(queryCode)).toBe(queryCode);
  });

  test('sent twice under one id is one, with the same receipt and code; other words do not replace the first', async () => {
    const id = newSubmissionId(world.services.time.today());
    const first = await send(id);
    const again = await send(id);
    const other = await send(id, { ...citizen, description: '另外的内容，另外的内容' });
    expect(again).toEqual({ ...first, keptBefore: true });
    expect(other).toEqual({ ...first, keptBefore: true, otherWords: true });
  });

  test('whose receipt would be that of another has one of its own, the same however often it is sent', async () => {
    const { services } = world;
    const today = services.time.today();
    const id = newSubmissionId(today);
    const other = newSubmissionId(today);
    const code_hash = 'of somebody else';
    await services.portalDb
      .insertInto('intake.request_submission')
      .values({
        id: other,
        receipt: receiptOf(services, today, id),
        code_hash,
        sealed: Buffer.from('x'),
        content_hash: 'x',
        sent_at: services.time.now(),
      })
      .execute();
    const first = await send(id);
    expect(first).toMatchObject({ keptBefore: false });
    expect(first.receipt).not.toBe(receiptOf(services, today, id));
    expect(await send(id)).toEqual({ ...first, keptBefore: true });
    await services.db.deleteFrom('intake.request_submission').where('id', '=', other).execute();
    await openSubmissions(services);
    expect((await trackOf(services, first.receipt, first.queryCode))?.is).toBe('known');
  });

  test('at once from ten connections is one', async () => {
    const id = newSubmissionId(world.services.time.today());
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(id)));
    expect(new Set(sent.map(({ queryCode }) => queryCode)).size).toBe(1);
    expect(sent.filter(({ keptBefore }) => !keptBefore)).toHaveLength(1);
  });

  test('cannot be read back by the portal, nor found without its code', async () => {
    const { receipt } = await send();
    const { portalDb } = world.services;
    await expect(portalDb.selectFrom('intake.request_submission').selectAll().execute()).rejects.toThrow(
      'permission denied',
    );
    const asked = (hash: string) =>
      sql<{ at: string | null }>`select intake.submission_sent_at(${receipt}, ${hash}) as at`.execute(portalDb);
    expect((await asked('wrong')).rows[0]?.at).toBeNull();
    const kept = await world.services.db
      .selectFrom('intake.request_submission')
      .select('sealed')
      .where('receipt', '=', receipt)
      .executeTakeFirstOrThrow();
    for (const secret of [citizen.name, citizen.idNumber as string, citizen.description])
      expect(kept.sealed.includes(Buffer.from(secret))).toBe(false);
  });

  test('is opened once, waits one working day to be confirmed, and no period of law runs until then', async () => {
    await openSubmissions(world.services);
    const before = (await rows()).length;
    const { receipt } = await send();
    expect(await openSubmissions(world.services)).toBe(1);
    expect(await openSubmissions(world.services)).toBe(0);
    expect(await rows()).toHaveLength(before + 1);
    const request = (await rows()).find((row) => row.receipt === receipt);
    if (!request?.applicant) throw new Error('not opened');
    expect(request).toMatchObject({ channel: 'web', arrived_on: '2026-03-02', description: citizen.description });
    expect(openApplicant(world.services.secrets, request.id, request.applicant)).toMatchObject({ name: citizen.name });
    expect(await desk.matter(request.id)).toMatchObject({
      state: 'submitted',
      clockState: 'running',
      dueOn: '2026-03-03',
    });
    desk.on('2026-03-03');
    await desk.step(desk.officer, request.id, 'confirm', { receivedOn: '2026-03-03', evidence: '电话确认' });
    expect(await desk.matter(request.id)).toMatchObject({
      state: 'accepted',
      receivedOn: '2026-03-03',
      dueOn: '2026-03-31',
    });
  });

  test('that cannot be opened holds up none of the others, however many there are, and is tried again later', async () => {
    desk.on('2026-03-04');
    const { services } = world;
    const { db, time } = services;
    const at = time.now();
    await services.portalDb
      .insertInto('intake.request_submission')
      .values(
        Array.from({ length: 201 }, (_, n) => ({
          id: randomUUID(),
          receipt: `x${n}`,
          code_hash: 'x',
          sealed: Buffer.from('not an envelope'),
          content_hash: 'x',
          sent_at: at,
        })),
      )
      .execute();
    world.clock.moveTo(addHours(at, 1));
    await send();
    expect(await openSubmissions(services)).toBe(1);
    const tries = async () => (await db.selectFrom('work_tried').select('tries').execute()).map((row) => row.tries);
    expect(await tries()).toEqual(Array.from({ length: 201 }, () => 1));
    // Not again at once, and what comes meanwhile goes first.
    await send();
    expect(await openSubmissions(services)).toBe(1);
    expect(new Set(await tries())).toEqual(new Set([1]));
    world.clock.moveTo(addHours(services.time.now(), 1 / 30));
    expect(await openSubmissions(services)).toBe(0);
    expect(new Set(await tries())).toEqual(new Set([2]));
    // What was mended is opened, and nothing of its trouble remains.
    const { id } = await db
      .selectFrom('intake.request_submission')
      .select('id')
      .where('receipt', '=', 'x0')
      .executeTakeFirstOrThrow();
    const right = JSON.stringify({ content: citizen, trackKey: trackKeyOf('0') } satisfies SealedSubmission);
    const sealed = await services.secrets.envelopes.seal(right, submissionPlace(id));
    await db.updateTable('intake.request_submission').set({ sealed }).where('id', '=', id).execute();
    world.clock.moveTo(addHours(time.now(), 1));
    expect(await openSubmissions(services)).toBe(1);
    expect(await tries()).toEqual(Array.from({ length: 200 }, () => 3));
  });
});

describe('asking with number and code', () => {
  test('tells that it is there before it is opened, then how it stands; the wrong code or number tells nothing', async () => {
    desk.on('2026-03-09');
    const { receipt, queryCode, contentHash } = await send();
    const ask = (r = receipt, c = queryCode) => trackOf(world.services, r, c);
    expect(await ask()).toMatchObject({ is: 'waiting', receipt });
    await openSubmissions(world.services);
    const opened = await ask();
    expect(opened).toMatchObject({ is: 'known', status: { state: 'submitted', contentHash, letters: [] } });
    const id = (await rows()).find((row) => row.receipt === receipt)?.id as string;
    await desk.step(desk.officer, id, 'confirm', { receivedOn: '2026-03-09', evidence: '电话确认' });
    await desk.step(desk.officer, id, 'assign', { unitId: await desk.unit('jx-inspection') });
    await desk.letter(id, { kind: 'correction', content: { items: '请写明年份', days: 15 } });
    expect(await ask(receipt.toLowerCase(), ` ${queryCode.toLowerCase().replaceAll('-', ' ')} `)).toMatchObject({
      is: 'known',
      status: {
        state: 'awaitingCorrection',
        stateLabel: '待申请人补正',
        receivedOn: '2026-03-09',
        letters: [{ kind: 'correction', sentOn: '2026-03-09', asks: '请写明年份' }],
      },
    });
    const other = await send();
    for (const [r, c] of [
      [receipt, other.queryCode],
      [other.receipt, queryCode],
      ['', ''],
      [`${receipt}'`, queryCode],
      [receipt, 'constructor'],
    ] as const)
      expect(await ask(r, c)).toBeUndefined();
  });

  test('nothing of a request stands open in what the portal reads', async () => {
    const tracks = await world.services.portalDb.selectFrom('portal.request_track').selectAll().execute();
    expect(tracks.length).toBeGreaterThan(0);
    for (const { sealed } of tracks)
      for (const words of ['待申请人补正', '请写明年份', citizen.name])
        expect(sealed.includes(Buffer.from(words))).toBe(false);
  });
});

describe('the id of a submission', () => {
  test('bears its day; any other day than today or yesterday is refused', () => {
    const today = world.services.time.today();
    expect(isFreshSubmission(newSubmissionId(today), today)).toBe(true);
    for (const id of ['', 'x', randomUUID(), newSubmissionId('2026-01-01' as never)])
      expect(isFreshSubmission(id, today)).toBe(false);
  });
});
