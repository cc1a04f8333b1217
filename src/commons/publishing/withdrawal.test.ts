import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
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
const facts = async ({ id }: { readonly id: string }) =>
  (await room.database.portalDb.selectFrom('portal.record').select('key').where('document_id', '=', id).execute()).map(
    ({ key }) => key,
  );
const bulletin = (...found: readonly string[]) => ({ title: '药品抽检公告', data: { facts: found } });
const SECOND = '2026-03-05T09:00:00+08:00';

describe('withdrawing for a reason that is told', () => {
  it('leaves a stub with the reason at the old address; text, facts and files are gone', async () => {
    const sender = room.browse(room.people.drafter);
    const file = (await sender.upload('/api/attachments', '名单.txt', Buffer.from('第一条'))).json<{
      id: string;
      name: string;
      hash: string;
      size: number;
      mediaType: string;
    }>();
    const { id, name, hash, size, mediaType } = file;
    const matter = await room.released(
      {
        ...bulletin('批号五'),
        bodyHtml: '<p>列错批号的正文。</p>',
        attachments: [{ id, name, hash, size, mediaType }],
      },
      'bulletin',
    );
    const attachment = `/documents/${await room.indexNumberOf(matter)}/attachments/1`;
    expect((await room.visit(attachment)).body).toBe('第一条');

    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'error', reason: '正文误列一个批号' });
    const page = await pageOf(matter);
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain('正文误列一个批号');
    expect(page.body).not.toContain('列错批号的正文');
    expect(await facts(matter)).toEqual([]);
    expect((await room.visit(attachment)).statusCode).toBe(404);
    expect((await detail(matter)).releases.at(-1)).toMatchObject({ kind: 'withdraw', reason: '正文误列一个批号' });
  });

  it('does not wait for a correction that is under way', async () => {
    const matter = await room.released();
    await room.take(room.people.drafter, matter, 'correct', { reason: '更正' });
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'schedule', { releaseAt: SECOND });
    await room.take(room.people.otherIssuer, matter, 'withdraw', { cause: 'error', reason: '内容有误，先行撤回' });
    expect((await pageOf(matter)).statusCode).toBe(410);
    room.moveTo(instant('2026-03-06T09:00:00+08:00'));
    expect(await releaseAllDue(room.services)).toEqual({ released: 0, failed: 0 });
    expect((await pageOf(matter)).statusCode).toBe(410);
  });

  it('what was never out cannot be withdrawn', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'secrecySign');
    expect(
      await reasonsOf(room.take(room.people.issuer, matter, 'withdraw', { cause: 'other', reason: '撤回' })),
    ).toEqual(['文件还没有在门户公开，不需要撤回']);
  });
});

describe('withdrawing what nobody may be pointed to', () => {
  const SECRET = '举报人赵某某';
  const told = {
    title: `关于${SECRET}有关情况的公告`,
    documentNumber: '泄密〔2026〕7号',
    formedOn: '2026-03-02',
    source: `${SECRET}来信`,
    summary: `${SECRET}反映`,
    keywords: SECRET,
    bodyHtml: `<p>${SECRET}住址。</p>`,
  };
  const telling = new RegExp(`${SECRET}|泄密|举报人`);

  test.each(['secrecy', 'privacy', 'trade-secret'])(
    'leaves of %s only that it was, when and by whom',
    async (cause) => {
      const matter = await room.released(told);
      await room.take(room.people.issuer, matter, 'withdraw', { cause, reason: `${SECRET}的信息泄露` });
      const page = await pageOf(matter);
      expect(page.statusCode).toBe(410);
      const main = page.body.slice(page.body.indexOf('<main'));
      expect(main).toContain('这里的内容已经撤回');
      expect(main).toContain('2026年3月2日');
      expect(main).toMatch(/撤回机构：[^<]*药品监督管理局/);
      for (const word of ['撤回原因', '成文日期', '文号', '通知公告', '监督检查情况']) expect(main).not.toContain(word);
      expect(page.body).not.toMatch(telling);
      expect((await detail(matter)).releases.at(-1)).toMatchObject({
        kind: 'withdraw',
        cause,
        reason: `${SECRET}的信息泄露`,
      });
    },
  );

  it('takes it out of everything the portal can read, corrections and relations included', async () => {
    const other = await room.released({ title: '另一则公告' });
    const matter = await room.released(told);
    await room.take(room.people.drafter, matter, 'correct', { reason: `${SECRET}的名字有误` });
    const relations = [{ kind: 'basis' as const, documentId: other.id }];
    const content = await room.content({ ...told, relations });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '改名字' });
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'privacy', reason: '个人信息' });
    const row = await room.database.portalDb
      .selectFrom('portal.document')
      .selectAll()
      .where('id', '=', matter.id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toMatch(telling);
    expect(row).toMatchObject({ relations: [], corrections: [], document_number: null, content_hash: '' });
  });

  it('takes it off every page, feed, map and search that had just shown it', async () => {
    const matter = await room.released(told);
    const number = await room.indexNumberOf(matter);
    const places = [
      '/',
      '/documents',
      '/columns/announcements',
      '/feed.xml',
      '/columns/announcements/feed.xml',
      '/sitemaps/documents-1.xml',
      `/search?q=${encodeURIComponent(SECRET)}`,
      `/documents?q=${encodeURIComponent('泄密')}`,
    ];
    const shows = async (url: string) => (await room.visit(url)).body.includes(number);
    const before = new Map(await Promise.all(places.map(async (url) => [url, await shows(url)] as const)));
    expect([...before].filter(([, shown]) => !shown).map(([url]) => url)).toEqual([]);
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'secrecy', reason: '泄密' });
    for (const url of places) {
      const { body } = await room.visit(url);
      // A search repeats what was typed.
      expect([url, body.includes(number), !url.includes('q=') && telling.test(body)]).toEqual([url, false, false]);
    }
  });
});

describe('stopping the loss', () => {
  const urgently = { cause: 'secrecy', reason: '附件里有涉密内容' };
  const noticesOf = ({ id }: { readonly id: string }) =>
    room.database.db
      .selectFrom('notice')
      .select(['title', 'body'])
      .where('kind', '=', 'withdrawal')
      .where('person_id', '=', id)
      .execute();

  test.each(['secrecy-reviewer', 'openness-officer'])(
    'a %s takes it off at once and whoever issued it is told',
    async (role) => {
      const by = role === 'secrecy-reviewer' ? room.people.otherReviewer : await room.who(role, 'jx-finance');
      const matter = await room.released({ title: '误发的公告' });
      const before = await noticesOf(room.people.issuer);
      expect(await reasonsOf(room.take(by, matter, 'withdrawUrgently', { cause: 'secrecy' }))).not.toEqual([]);
      await room.take(by, matter, 'withdrawUrgently', urgently);
      expect((await pageOf(matter)).statusCode).toBe(410);
      expect(await room.stateOf(matter)).toBe('withdrawn');
      const told = (await noticesOf(room.people.issuer)).slice(before.length);
      expect(told).toHaveLength(1);
      // The title goes out by mail: it names the number only.
      expect(told[0]?.title).toBe(`紧急撤回：${matter.number}`);
      expect(told[0]?.body).toContain(by.name);
      expect(told[0]?.body).toContain('附件里有涉密内容');
      expect(await noticesOf(room.people.otherIssuer)).toEqual([]);
    },
  );

  it('is not for those who draft or release', async () => {
    const matter = await room.released();
    for (const by of [room.people.otherDrafter, room.people.releaser])
      await expect(room.take(by, matter, 'withdrawUrgently', urgently)).rejects.toThrow('您的岗位不能紧急撤回');
  });

  it('does not apply to what is not out', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'headSign');
    expect(await reasonsOf(room.take(room.people.otherReviewer, matter, 'withdrawUrgently', urgently))).toEqual([
      '文件还没有在门户公开，不需要撤回',
    ]);
  });
});
