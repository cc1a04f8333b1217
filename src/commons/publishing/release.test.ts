import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#kernel/dates.ts';
import type { DocumentDetail } from './document-contract.ts';
import { releaseAllDue } from './due-releases.ts';
import { BEGINS, type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterEach(() => room.moveTo(BEGINS));
afterAll(() => room.close());

const reasonsOf = (attempt: Promise<unknown>): Promise<readonly string[]> =>
  attempt.then(
    () => [],
    (error: { reasons?: readonly string[] }) => error.reasons ?? [String(error)],
  );
const pageOf = async (matter: { readonly id: string }) =>
  room.visit(`/documents/${encodeURIComponent(await room.indexNumberOf(matter))}`);
const detail = async (matter: { readonly id: string }): Promise<DocumentDetail> =>
  (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json();
const facts = async (matter: { readonly id: string }) =>
  (
    await room.database.portalDb
      .selectFrom('portal.record')
      .select('key')
      .where('document_id', '=', matter.id)
      .orderBy('key')
      .execute()
  ).map(({ key }) => key);
const bulletin = (...found: readonly string[]) => ({ title: '药品抽检公告', data: { facts: found } });
const SECOND = '2026-03-05T09:00:00+08:00';

describe('letting out', () => {
  it('puts page, facts and release row there together, with who ordered it', async () => {
    const matter = await room.released(bulletin('批号甲', '批号乙'), 'bulletin');
    const page = await pageOf(matter);
    expect([page.statusCode, page.body.includes('药品抽检公告')]).toEqual([200, true]);
    expect(await facts(matter)).toEqual(['批号乙', '批号甲'].sort());
    const { releases, portalPath } = await detail(matter);
    expect(portalPath).toBe(`/documents/${await room.indexNumberOf(matter)}`);
    expect(releases).toMatchObject([
      { kind: 'release', orderedBy: room.people.releaser.name, revision: 1, failure: null },
    ]);
    expect(releases[0]?.releasedAt).not.toBeNull();
  });

  it('leaves nothing behind when it fails in the middle', async () => {
    const matter = await room.draft(
      { title: '发布到一半的公告', data: { facts: ['批号丙'], breaks: true } },
      'bulletin',
    );
    await room.sign(matter);
    const edition = await sql<{ number: number }>`select number from portal.edition`.execute(room.database.ownerDb);
    await expect(room.take(room.people.releaser, matter, 'release')).rejects.toThrow();
    expect(await room.stateOf(matter)).toBe('approved');
    expect((await detail(matter)).releases).toEqual([]);
    expect((await pageOf(matter)).statusCode).toBe(404);
    expect(await facts(matter)).toEqual([]);
    expect((await sql`select number from portal.edition`.execute(room.database.ownerDb)).rows).toEqual(edition.rows);
  });

  it.each(['on-request', 'none'] as const)('what is classed %s never goes out, now or later', async (disclosure) => {
    const kept = { disclosure, disclosureReason: '内部事务', disclosureBasis: 'article-16-internal' } as const;
    const matter = await room.draft(kept);
    await room.sign(matter);
    const reason = '这份文件的公开属性不是主动公开，不能发布到门户';
    expect(await reasonsOf(room.take(room.people.releaser, matter, 'release'))).toEqual([reason]);
    expect(await reasonsOf(room.take(room.people.releaser, matter, 'schedule', { releaseAt: SECOND }))).toEqual([
      reason,
    ]);
    expect((await pageOf(matter)).statusCode).toBe(404);
  });
});

describe('at a promised second', () => {
  const scheduled = async (change = {}, type?: string) => {
    const matter = await room.draft(change, type);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'schedule', { releaseAt: SECOND });
    return matter;
  };

  it('goes out then and not a second before', async () => {
    const matter = await scheduled({ title: '定时发布的通知' });
    expect(room.woken).toContainEqual({ job: 'publishing.release-due', at: '2026-03-05T01:00:00.000Z' });
    room.moveTo(instant('2026-03-05T08:59:59+08:00'));
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 0 });
    expect((await pageOf(matter)).statusCode).toBe(404);
    room.moveTo(instant(SECOND));
    expect(await releaseAllDue(room.services)).toEqual({ released: 1, failed: 0 });
    expect((await pageOf(matter)).statusCode).toBe(200);
    expect(await room.stateOf(matter)).toBe('released');
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 0 });
  });

  it('once cancelled, stays in', async () => {
    const matter = await scheduled();
    await room.take(room.people.releaser, matter, 'unschedule', { reason: '暂缓公开' });
    room.moveTo(instant('2026-03-06T09:00:00+08:00'));
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 0 });
    expect(await room.stateOf(matter)).toBe('approved');
    expect((await detail(matter)).releases[0]?.cancelledAt).not.toBeNull();
  });

  it('one that fails says so, holds up no other, and is tried again', async () => {
    const broken = await scheduled({ title: '坏掉的公告', data: { facts: ['批号丁'], breaks: true } }, 'bulletin');
    const sound = await scheduled({ title: '完好的通知' });
    room.moveTo(instant(SECOND));
    expect(await releaseAllDue(room.services)).toEqual({ released: 1, failed: 1 });
    expect([await room.stateOf(broken), await room.stateOf(sound)]).toEqual(['scheduled', 'released']);
    const [release] = (await detail(broken)).releases;
    expect(release?.failure).toBe('系统出了故障，已记入日志，每分钟会再试一次；如一直不成功，请联系系统管理员');
    expect(release?.releasedAt).toBeNull();
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 1 });
    await room.take(room.people.releaser, broken, 'unschedule', { reason: '故障处理' });
  });

  it('is checked again when the time comes', async () => {
    const matter = await scheduled();
    // As a superuser whom no trigger stops: the office itself is refused (guarantees.test.ts).
    await room.database.ownerDb.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`update release set ordered_by = ${room.people.reviewer.id} where document_id = ${matter.id}`.execute(
        tx,
      );
    });
    room.moveTo(instant(SECOND));
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 1 });
    expect((await detail(matter)).releases[0]?.failure).toBe('签署过同一文稿的人不能发布它');
    await room.take(room.people.releaser, matter, 'unschedule', { reason: '重新安排' });
  });

  it('two workers at once let it out once and count no failure', async () => {
    const matter = await scheduled();
    room.moveTo(instant(SECOND));
    const counts = await Promise.all([releaseAllDue(room.services), releaseAllDue(room.services)]);
    expect(counts.map(({ failed }) => failed)).toEqual([0, 0]);
    expect((await detail(matter)).releases).toHaveLength(1);
  });

  it('is never in the past', async () => {
    const matter = await room.draft();
    await room.sign(matter);
    const past = { releaseAt: '2026-03-02T08:59:59+08:00' };
    expect(await reasonsOf(room.take(room.people.releaser, matter, 'schedule', past))).toEqual([
      '定时发布的时间必须晚于现在；需要马上公开请直接发布',
    ]);
  });

  it('is within a year, and a moment that can be told', async () => {
    const matter = await room.draft();
    await room.sign(matter);
    const schedule = (releaseAt: string) =>
      reasonsOf(room.take(room.people.releaser, matter, 'schedule', { releaseAt }));
    for (const far of ['2027-03-04T09:00:00+08:00', '9999-12-31T23:59:59Z'])
      expect(await schedule(far)).toEqual(['定时发布最远定在一年以内，更晚的请届时再定']);
    for (const untold of [
      '2026-12-31 09:00:00+08:00',
      '2026-12-31T23:59:60Z',
      '2026-12-31T09:00:00+08',
      '2026-12-31t09:00:00z',
    ])
      expect([untold, await schedule(untold)]).toEqual([
        untold,
        [expect.stringContaining('「发布时间（北京时间）」应是日期和时间')],
      ]);
    expect((await detail(matter)).releases).toEqual([]);
  });
});

describe('correcting what is out', () => {
  it('leaves the old text up until the new one is signed, then replaces it and says why', async () => {
    const matter = await room.released(bulletin('批号一', '批号二'), 'bulletin');
    await room.take(room.people.drafter, matter, 'correct', { reason: '批号二应为批号三' });
    const content = await room.content({ ...bulletin('批号一', '批号三'), bodyHtml: '<p>更正后的正文。</p>' });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '更正批号' });
    expect((await pageOf(matter)).body).not.toContain('更正后的正文');
    expect(await facts(matter)).toEqual(['批号一', '批号二']);

    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    const page = (await pageOf(matter)).body;
    expect(page).toContain('更正后的正文');
    expect(page).toContain('批号二应为批号三');
    expect(await facts(matter)).toEqual(['批号一', '批号三']);
    const { releases, revisions } = await detail(matter);
    expect(releases.map(({ kind, reason, revision }) => [kind, reason, revision])).toEqual([
      ['release', null, 1],
      ['correct', '批号二应为批号三', 3],
    ]);
    expect(revisions).toHaveLength(3);
  });

  it('signs what the public will be told with the text: no text, however unchanged, keeps its signatures under another reason', async () => {
    const matter = await room.released();
    const [first] = (await detail(matter)).revisions;
    await room.take(room.people.drafter, matter, 'correct', { reason: '更正成文单位' });
    const { current } = await detail(matter);
    expect(current.correctionReason).toBe('更正成文单位');
    expect(current.contentHash).not.toBe(first?.contentHash);
    await room.sign(matter);
    // What stands beside the text is not what was signed: neither the application nor the database lets it out.
    const { id } = matter;
    await expect(
      room.database.db
        .insertInto('release')
        .values({
          document_id: id,
          revision_id: await currentOf(id),
          kind: 'correct',
          reason: '例行更新',
          ordered_by: room.people.releaser.id,
          ordered_at: room.clock.now(),
          release_at: room.clock.now(),
        })
        .execute(),
    ).rejects.toThrow('not the one that was signed');
    await room.take(room.people.releaser, matter, 'release');
    expect((await pageOf(matter)).body).toContain('更正成文单位');
  });

  it('when given up, goes back to what is out', async () => {
    const matter = await room.released({ title: '原来的标题' });
    await room.take(room.people.drafter, matter, 'correct', { reason: '想改标题' });
    const content = await room.content({ title: '没有发出的标题' });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '改标题' });
    await room.take(room.people.drafter, matter, 'abandonCorrection', { reason: '不改了' });
    expect(await room.stateOf(matter)).toBe('released');
    expect((await detail(matter)).current.content.title).toBe('原来的标题');
    expect((await pageOf(matter)).body).not.toContain('没有发出的标题');
  });

  it('what has been out is not discarded', async () => {
    const matter = await room.released();
    await room.take(room.people.drafter, matter, 'correct', { reason: '更正' });
    expect(await reasonsOf(room.take(room.people.drafter, matter, 'discard', { reason: '作废' }))).toEqual([
      '文件已在门户公开，不能作废；请改用撤回',
    ]);
  });
});

describe('columns', () => {
  it('say when they go stale, counted from the last release', async () => {
    await room.released({ columnKey: 'news' });
    const columns = (await room.browse(room.people.drafter).get('/api/columns')).json();
    expect(columns).toMatchObject([
      { key: 'announcements' },
      { key: 'news', unitName: '综合和规划财务处', freshDays: 14, documents: 1, staleOn: '2026-03-16', daysLeft: 14 },
      { key: 'policies', lastReleasedAt: null, staleOn: null, daysLeft: null },
      { key: 'interpretations' },
    ]);
  });

  it('are not renewed by a correction', async () => {
    room.moveTo(instant('2026-03-10T09:00:00+08:00'));
    const before = await room.released({ columnKey: 'news' });
    room.moveTo(instant('2026-03-20T09:00:00+08:00'));
    await room.take(room.people.drafter, before, 'correct', { reason: '有错字' });
    await room.sign(before);
    await room.take(room.people.releaser, before, 'release');
    const columns = (await room.browse(room.people.drafter).get('/api/columns')).json();
    expect(columns[1]).toMatchObject({ key: 'news', staleOn: '2026-03-24' });
  });
});

const currentOf = async (id: string): Promise<string> => {
  const row = await room.database.db
    .selectFrom('document')
    .select('current_revision_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.current_revision_id ?? '';
};
