import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHours, instant } from '#kernel/dates.ts';
import type { ContentType } from '../content-type.ts';
import { releaseAllDue } from '../due-releases.ts';
import { checkPromisedReleases } from '../release-watch.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { NORMATIVE } from '../testing/normative.ts';
import type { SetDetail } from './contract.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

/** A normative document, signed by the whole chain, and its interpretation, as far as told. */
async function pair(interpretationUpTo: string | undefined = 'issue') {
  const norm = await room.draft(
    {
      title: '药品网络销售管理规定',
      columnKey: 'policies',
      documentNumber: '赣药监规〔2026〕1号',
      formedOn: room.clock.today(),
      data: NORMATIVE,
    },
    'normative-document',
  );
  await room.sign(norm);
  const interpretation = await room.draft(
    {
      title: '《药品网络销售管理规定》解读',
      columnKey: 'interpretations',
      formedOn: room.clock.today(),
      data: { form: 'text' },
      relations: [{ kind: 'interprets', documentId: norm.id }],
      bodyHtml: '<h2>制定背景</h2><p>网络销售增长。</p><h2>主要内容</h2><p>分四章。</p>',
    },
    'interpretation',
  );
  if (interpretationUpTo) await room.sign(interpretation, interpretationUpTo);
  return { norm, interpretation };
}

async function setOf(...documents: readonly { readonly id: string }[]) {
  const made = await room.browse(room.people.drafter).post('/api/release-sets', {
    title: '管理规定和解读',
    reason: '文件与解读同步公开',
    documentIds: documents.map(({ id }) => id),
  });
  expect(made.statusCode).toBe(201);
  return made.json<{ id: string }>().id;
}

const board = async (id: string) =>
  (await room.browse(room.people.releaser).get(`/api/release-sets/${id}`)).json<SetDetail>();
const order = async (id: string, verb: 'release' | 'schedule' | 'cancel' | 'dissolve', more: object = {}) =>
  room
    .browse(room.people.releaser)
    .post(`/api/release-sets/${id}/${verb}`, { version: (await board(id)).version, ...more });

describe('三同步', () => {
  it('a document that needs an interpretation does not go out without one, and says what is missing', async () => {
    const { norm } = await pair(undefined);
    await expect(room.take(room.people.releaser, norm, 'release')).rejects.toThrow('放进同一个发布组');
    expect(await room.stateOf(norm)).toBe('approved');
  });

  it('the interpretation does not go out before what it interprets', async () => {
    const { interpretation } = await pair();
    await expect(room.take(room.people.releaser, interpretation, 'release')).rejects.toThrow('还没有公开');
  });

  it('both go out in one second, and each page names the other', async () => {
    const { norm, interpretation } = await pair();
    const id = await setOf(norm, interpretation);
    expect((await board(id)).ready).toBe(true);
    const editions = async () =>
      (await room.database.portalDb.selectFrom('portal.edition').select('number').executeTakeFirstOrThrow()).number;
    const before = Number(await editions());
    expect((await order(id, 'release')).statusCode).toBe(204);
    expect(Number(await editions()), 'one edition for the whole set').toBe(before + 1);
    const [a, b] = [await room.indexNumberOf(norm), await room.indexNumberOf(interpretation)];
    expect((await room.visit(`/documents/${a}`)).body).toContain(`/documents/${b}`);
    expect((await room.visit(`/documents/${b}`)).body).toContain(`/documents/${a}`);
    expect((await board(id)).state).toBe('released');
  });
});

describe('a set', () => {
  it('shows for each document what it still lacks, and is not let out while one lacks something', async () => {
    const { norm, interpretation } = await pair('headSign');
    const id = await setOf(norm, interpretation);
    const { ready, memberList } = await board(id);
    expect(ready).toBe(false);
    expect(memberList.find(({ documentId }) => documentId === interpretation.id)?.missing).toEqual(
      expect.arrayContaining(['缺少对当前版本有效的「签发」签署']),
    );
    const refused = await order(id, 'release');
    expect(refused.statusCode).toBe(409);
    expect(refused.json<{ reasons: string[] }>().reasons.join()).toContain('解读');
    // All or nothing: the one that was ready stayed where it was.
    expect(await room.stateOf(norm)).toBe('approved');
    expect((await room.visit(`/documents/${await room.indexNumberOf(norm)}`)).statusCode).toBe(404);
  });

  it('lets none of its documents out alone', async () => {
    const { norm, interpretation } = await pair();
    await setOf(norm, interpretation);
    await expect(room.take(room.people.releaser, norm, 'release')).rejects.toThrow('请在发布组里一起发布');
  });

  it('takes a document only once, and none of another bureau or already out', async () => {
    const { norm, interpretation } = await pair();
    await setOf(norm, interpretation);
    const out = await room.released();
    const again = await room
      .browse(room.people.drafter)
      .post('/api/release-sets', { title: '再来一组', reason: '试一试', documentIds: [norm.id, out.id] });
    expect(again.statusCode).toBe(409);
    expect(again.json<{ reasons: string[] }>().reasons).toHaveLength(2);
  });

  it('is not taken apart by a drafter of another unit', async () => {
    const { norm, interpretation } = await pair();
    const id = await setOf(norm, interpretation);
    const change = async () => ({ version: (await board(id)).version, add: [], remove: [interpretation.id] });
    const elsewhere = await room.who('drafter', 'jx-legal');
    const taken = await room.browse(elsewhere).post(`/api/release-sets/${id}/members`, await change());
    expect(taken.statusCode, taken.body).toBe(403);
    expect((await board(id)).memberList).toHaveLength(2);
    const own = await room.browse(room.people.drafter).post(`/api/release-sets/${id}/members`, await change());
    expect(own.statusCode, own.body).toBeLessThan(300);
    expect((await board(id)).memberList).toHaveLength(1);
  });

  it('is let out by a releaser only, and refuses a stale version', async () => {
    const { norm, interpretation } = await pair();
    const id = await setOf(norm, interpretation);
    const { version } = await board(id);
    const byDrafter = await room.browse(room.people.drafter).post(`/api/release-sets/${id}/release`, { version });
    expect(byDrafter.statusCode).toBe(403);
    const stale = await room
      .browse(room.people.releaser)
      .post(`/api/release-sets/${id}/release`, { version: version + 1 });
    expect(stale.statusCode).toBe(409);
  });

  it('goes out whole at its second, after two looks, and by another worker not twice', async () => {
    const { norm, interpretation } = await pair();
    const id = await setOf(norm, interpretation);
    const at = addHours(room.clock.now(), 26);
    expect((await order(id, 'schedule', { releaseAt: at })).statusCode).toBe(204);
    expect(await checkPromisedReleases(room.services)).toBe(0);
    room.moveTo(addHours(at, -23));
    expect(await checkPromisedReleases(room.services)).toBe(2);
    room.moveTo(addHours(at, -0.2));
    expect(await checkPromisedReleases(room.services)).toBe(2);
    expect(await checkPromisedReleases(room.services)).toBe(0);
    room.moveTo(at);
    const both = await Promise.all([releaseAllDue(room.services), releaseAllDue(room.services)]);
    expect(both.map(({ failed }) => failed)).toEqual([0, 0]);
    expect([await room.stateOf(norm), await room.stateOf(interpretation)]).toEqual(['released', 'released']);
    expect((await board(id)).state).toBe('released');
  });

  it('that cannot go out at its second holds all, tells why, and goes out when it is mended', async () => {
    const { norm, interpretation } = await pair();
    const id = await setOf(norm, interpretation);
    const at = addHours(room.clock.now(), 2);
    await order(id, 'schedule', { releaseAt: at });
    // As if its type had been taken out of the product: what it takes to release one of them breaks down.
    const types = room.services.catalogue.contentTypes as Map<string, ContentType>;
    const type = types.get('normative-document') as ContentType;
    types.delete('normative-document');
    room.moveTo(at);
    expect(await releaseAllDue(room.services)).toMatchObject({ released: 0 });
    expect([await room.stateOf(norm), await room.stateOf(interpretation)]).toEqual(['scheduled', 'scheduled']);
    expect((await board(id)).failure).not.toBeNull();
    types.set('normative-document', type);
    expect(await releaseAllDue(room.services)).toEqual({ released: 2, failed: 0 });
  });

  it('whose promise is taken back leaves its documents to be released later', async () => {
    const { norm, interpretation } = await pair();
    const id = await setOf(norm, interpretation);
    await order(id, 'schedule', { releaseAt: addHours(room.clock.now(), 5) });
    await expect(room.take(room.people.releaser, norm, 'unschedule', { reason: '单独取消' })).rejects.toThrow(
      '请先在发布组里取消定时',
    );
    expect((await order(id, 'cancel', { reason: '改期' })).statusCode).toBe(204);
    expect([await room.stateOf(norm), await room.stateOf(interpretation)]).toEqual(['approved', 'approved']);
    expect((await order(id, 'dissolve', { reason: '不再同步' })).statusCode).toBe(204);
    expect((await board(id)).state).toBe('dissolved');
  });

  it('that was promised is held when one of it is withdrawn: the rest waits to be let out again', async () => {
    const out = await room.released({ title: '先已公开的通知' });
    await room.take(room.people.drafter, out, 'correct', { reason: '改一处' });
    await room.sign(out);
    const other = await room.draft({ title: '同组的另一份通知' });
    await room.sign(other);
    const id = await setOf(out, other);
    const at = addHours(room.clock.now(), 2);
    expect((await order(id, 'schedule', { releaseAt: at })).statusCode).toBe(204);
    await room.take(room.people.issuer, out, 'withdraw', { cause: 'error', reason: '整篇有误' });
    room.moveTo(at);
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 0 });
    expect([await room.stateOf(out), await room.stateOf(other)]).toEqual(['withdrawn', 'approved']);
    expect(await board(id)).toMatchObject({ state: 'gathering', memberList: [{ documentId: other.id }] });
    expect((await order(id, 'release')).statusCode).toBe(204);
    expect(await room.stateOf(other)).toBe('released');
  });

  it('is left by a draft that is given up and by one kept from the public', async () => {
    const [gone, kept, stays] = [await room.draft(), await room.draft(), await room.draft()];
    const id = await setOf(gone, kept, stays);
    await room.take(room.people.drafter, gone, 'discard', { reason: '不再需要' });
    expect((await board(id)).memberList.map(({ documentId }) => documentId).sort()).toEqual([kept.id, stays.id].sort());
  });

  it('is not found by another bureau', async () => {
    const { norm } = await pair(undefined);
    const id = await setOf(norm);
    const stranger = await room.who('openness-officer', 'nanchang').catch(() => undefined);
    if (!stranger) throw new Error('the register has an openness officer in Nanchang');
    expect((await room.browse(stranger).get(`/api/release-sets/${id}`)).statusCode).toBe(404);
  });
});

describe('an interpretation', () => {
  it('is one of its type that is out or goes out with it: what a correction of something else says is none', async () => {
    const { norm } = await pair(undefined);
    const notice = await room.released({ formedOn: room.clock.today() });
    await room.take(room.people.drafter, notice, 'correct', { reason: '补充' });
    await room.take(room.people.drafter, notice, 'revise', {
      content: await room.content({ relations: [{ kind: 'interprets', documentId: norm.id }] }),
      reason: '称作解读',
    });
    await expect(room.take(room.people.releaser, norm, 'release')).rejects.toThrow('发布组');
  });
});

it('a dozen documents of a set go out in one transaction', async () => {
  const documents: { readonly id: string }[] = [];
  for (let n = 0; n < 12; n += 1) {
    const matter = await room.draft({ title: `抽检公告第${n + 1}期` });
    await room.sign(matter);
    documents.push(matter);
  }
  const id = await setOf(...documents);
  expect((await order(id, 'release')).statusCode).toBe(204);
  const { rows } = await room.database.db
    .selectFrom('release')
    .select('released_at')
    .distinct()
    .where('set_id', '=', id)
    .execute()
    .then((rows) => ({ rows }));
  expect(rows).toHaveLength(1);
  expect(instant(String(rows[0]?.released_at))).toBeTruthy();
});
