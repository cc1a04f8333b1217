import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { checkCitizenId } from '#kernel/identifiers.ts';
import type { Actor } from '#kernel/policy.ts';
import { LABELLED_FILES } from '../../scanning/labelled/build-files.ts';
import type { AttachmentRef } from '../contract.ts';
import { BEGINS, type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { blocksOf, withoutPictures } from './blocks.ts';
import { handOutCode } from './ask.ts';
import type { AskedExpert, ExpertRequests, HandedOut } from './contract.ts';
import { networkOf } from './link.ts';
import { remindExperts } from './remind.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const BODY = '<h2>一、总体要求</h2><p>本办法自印发之日起施行。</p><ul><li>甲</li><li>乙</li></ul>';
const EXPERT = { name: '欧阳明理', institution: '某某大学药学院', phone: '0791-88880000', email: 'o@example.edu.cn' };

const draft = () => room.draft({ title: '药品追溯管理办法（征求意见稿）', bodyHtml: BODY });

async function hashOf({ id }: { readonly id: string }): Promise<string> {
  const row = await room.database.db
    .selectFrom('document as d')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .select('r.content_hash')
    .where('d.id', '=', id)
    .executeTakeFirstOrThrow();
  return row.content_hash;
}

async function askAs(actor: Actor, matter: { readonly id: string }, change: object = {}) {
  return room.browse(actor).post(`/api/documents/${matter.id}/expert-requests`, {
    experts: [EXPERT],
    question: '请对第一段的要求是否可行提出意见。',
    dueOn: '2026-03-10',
    contentHash: await hashOf(matter),
    ...change,
  });
}

const codeBy = (actor: Actor, { id }: { readonly id: string }) =>
  room.browse(actor).post(`/api/expert-requests/${id}/code`);
const codeFrom = async (actor: Actor, asked: { readonly id: string }): Promise<string> => {
  const answer = await codeBy(actor, asked);
  expect(answer.statusCode, answer.body).toBe(200);
  return (JSON.parse(answer.body) as HandedOut).code;
};

async function askOnly(matter: { readonly id: string }, change: object = {}) {
  const answer = await askAs(room.people.drafter, matter, change);
  expect(answer.statusCode, answer.body).toBe(201);
  const [one] = (JSON.parse(answer.body) as { asked: AskedExpert[] }).asked;
  if (!one?.link) throw new Error('nobody was asked');
  return { ...one, link: one.link };
}

/** Asked by the drafter, the code handed out by the head of the unit. */
async function ask(matter: { readonly id: string }, change: object = {}) {
  const one = await askOnly(matter, change);
  return { ...one, code: await codeFrom(room.people.head, one) };
}

const reasonsOf = (answer: { readonly body: string }) =>
  (JSON.parse(answer.body) as { reasons: string[] }).reasons.join();

/** The browser of somebody outside: addresses, forms, cookies, nothing else. */
function outsider({ link }: { readonly link: string }) {
  const path = new URL(link).pathname;
  let cookies: Record<string, string> = {};
  let form = '';
  const remember = <T extends { readonly body: string; readonly cookies: unknown }>(answer: T): T => {
    for (const { name, value } of answer.cookies as { name: string; value: string }[])
      cookies = { ...cookies, [name]: value };
    form = /name="form" value="([^"]+)"/.exec(answer.body)?.[1] ?? form;
    return answer;
  };
  const send = async (below: string, fields: Record<string, string>) =>
    remember(
      await room.app.inject({
        method: 'POST',
        url: `${path}${below}`,
        cookies,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ form, ...fields }).toString(),
      }),
    );
  return {
    path,
    cookies: () => cookies,
    open: async () => remember(await room.app.inject({ url: path, cookies })),
    send,
    async enter(code: string) {
      await this.open();
      return send('', { code });
    },
  };
}

const listed = async (matter: { readonly id: string }, actor = room.people.drafter): Promise<ExpertRequests> =>
  JSON.parse((await room.browse(actor).get(`/api/documents/${matter.id}/expert-requests`)).body) as ExpertRequests;

describe('an expert outside the bureau', () => {
  it('opens the link, enters the code, keeps a draft, checks and sends once; the opinion is in the file as it was written', async () => {
    const matter = await draft();
    const asked = await ask(matter, { paragraphs: [2] });
    const expert = outsider(asked);

    const first = await expert.open();
    expect(first.statusCode).toBe(200);
    for (const hidden of ['追溯', '欧阳', '施行', '大学']) expect(first.body).not.toContain(hidden);

    expect((await expert.enter(asked.code)).statusCode).toBe(303);
    const page = await expert.open();
    expect(page.body).toContain('本办法自印发之日起施行');
    expect(page.body).toContain('欧阳明理　征求意见稿 不得外传');
    expect(page.body).toContain(await hashOf(matter));
    expect(page.body).toContain('name="v-2"');
    expect(page.body).not.toContain('name="v-1"');

    expect((await expert.send('/draft', { 'v-2': 'amends', 't-2': '宜留一个月' })).statusCode).toBe(303);
    expect((await expert.open()).body).toContain('宜留一个月');

    const unfinished = await expert.send('/review', { 'v-2': 'amends', 't-2': '' });
    expect(unfinished.statusCode).toBe(422);
    for (const sentence of ['请选择总体意见', '请写明总体意见的内容', '第 2 段选择了“修改建议”'])
      expect(unfinished.body).toContain(sentence);
    // What was not chosen is told at the choice, and the list on top goes down the page.
    const unchosen = await expert.send('/review', { 't-2': '宜留一个月' });
    expect([...unchosen.body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'main',
      'v-2',
      'verdict',
      'opinion',
    ]);

    const answer = {
      verdict: 'amends',
      opinion: '总体可行。\n请留出准备时间。',
      'v-2': 'amends',
      't-2': '宜留一个月<b>',
    };
    const review = await expert.send('/review', answer);
    expect(review.statusCode).toBe(200);
    expect(review.body).toContain('宜留一个月&lt;b&gt;');
    expect((await expert.send('/send', {})).statusCode).toBe(303);
    expect((await expert.send('/send', {})).statusCode).toBe(303);
    const receipt = await expert.open();
    expect(receipt.body).toMatch(/\d{8}-[2-9A-Z]{10}/);

    const [line] = (await listed(matter)).requests;
    expect(line).toMatchObject({
      maskedName: '欧阳**',
      state: 'sent',
      superseded: false,
      opinion: {
        verdict: 'amends',
        opinion: '总体可行。\n请留出准备时间。',
        paragraphs: [{ paragraph: 2, verdict: 'amends', text: '宜留一个月<b>', excerpt: '本办法自印发之日起施行。' }],
      },
    });
    const rows = await room.database.db
      .selectFrom('expert_opinion')
      .selectAll()
      .where('request_id', '=', asked.id)
      .execute();
    expect(rows).toHaveLength(1);
    await expect(sql`update expert_opinion set opinion = ''`.execute(room.database.ownerDb)).rejects.toThrow();
  });

  it('sees the revision asked about although the text was changed since, and the opinion stays with its hash', async () => {
    const matter = await draft();
    const before = await hashOf(matter);
    const asked = await ask(matter);
    await room.take(room.people.drafter, matter, 'revise', {
      content: await room.content({ bodyHtml: '<p>完全改写的正文。</p>' }),
      reason: '修改',
    });
    const expert = outsider(asked);
    await expert.enter(asked.code);
    const page = await expert.open();
    expect(page.body).toContain(before);
    expect(page.body).toContain('文稿后来又有修改');
    expect(page.body).not.toContain('完全改写');
    await expert.send('/review', { verdict: 'agrees', opinion: '同意' });
    await expert.send('/send', {});
    const [line] = (await listed(matter)).requests;
    expect(line).toMatchObject({ superseded: true, contentHash: before, state: 'sent' });
  });

  it('cannot use the code twice: another browser needs another code, which ends the first', async () => {
    const asked = await ask(await draft());
    const first = outsider(asked);
    const second = outsider(asked);
    await first.enter(asked.code);
    expect((await second.enter(asked.code)).statusCode).toBe(422);
    const code = await codeFrom(room.people.head, asked);
    expect((await second.enter(code)).statusCode).toBe(303);
    expect((await second.open()).body).toContain('总体要求');
    expect((await first.open()).body).not.toContain('总体要求');
  });

  it('is locked out after five wrong codes, the right one included, until somebody else makes another', async () => {
    const asked = await ask(await draft());
    const expert = outsider(asked);
    const wrong = asked.code === '00000000' ? '11111111' : '00000000';
    for (let n = 4; n > 0; n--) expect((await expert.enter(wrong)).body).toContain(`还可以试 ${n} 次`);
    expect((await expert.enter(wrong)).statusCode).toBe(403);
    expect((await expert.enter(asked.code)).statusCode).toBe(403);
    const code = await codeFrom(room.people.office, asked);
    expect((await expert.enter(code)).statusCode).toBe(303);
  });

  it('does not get through by guesses sent at the same time', async () => {
    const asked = await ask(await draft());
    const expert = outsider(asked);
    await expert.open();
    const wrong = asked.code === '00000000' ? '11111111' : '00000000';
    const answers = await Promise.all(Array.from({ length: 12 }, () => expert.send('', { code: wrong })));
    expect(answers.every(({ statusCode }) => statusCode === 422 || statusCode === 403)).toBe(true);
    const row = await room.database.db
      .selectFrom('expert_request')
      .select('wrong_codes')
      .where('id', '=', asked.id)
      .executeTakeFirstOrThrow();
    expect(row.wrong_codes).toBe(5);
  });

  it('opens no other link with the code or the session of one', async () => {
    const [one, other] = [await ask(await draft()), await ask(await draft())];
    const first = outsider(one);
    await first.enter(one.code);
    const second = outsider(other);
    await second.open();
    expect((await second.send('', { code: one.code })).statusCode).toBe(422);
    const [session] = Object.values(first.cookies());
    const stolen = await room.app.inject({
      url: second.path,
      cookies: { [`expert_${other.id.slice(0, 8)}`]: session ?? '' },
    });
    expect(stolen.body).toContain('请输入验证码');
    expect((await listedAccesses(other.id)).map(({ what }) => what)).toContain('foreign-session');
  });

  const listedAccesses = (id: string) =>
    room.database.db.selectFrom('expert_access').selectAll().where('request_id', '=', id).execute();

  it('cannot be made to send by another site’s form: without the token of the session nothing is taken', async () => {
    const asked = await ask(await draft());
    const expert = outsider(asked);
    await expert.enter(asked.code);
    await expert.open();
    for (const below of ['/draft', '/review', '/send'])
      expect((await expert.send(below, { form: 'invented', verdict: 'agrees', opinion: '同意' })).statusCode).toBe(403);
    expect((await expert.send('', { form: 'invented', code: asked.code })).statusCode).toBe(403);
  });

  test.each(['short', 'A'.repeat(43), '%27--', '../../etc/passwd'])(
    'the invented link %s is not found',
    async (token) => {
      const answer = await room.app.inject({ url: `/expert/${encodeURIComponent(token)}` });
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['referrer-policy']).toBe('same-origin');
    },
  );

  it('is told politely that a link was taken back or has expired', async () => {
    const matter = await draft();
    const [back, old] = [await ask(matter), await ask(matter)];
    const expert = outsider(back);
    await expert.enter(back.code);
    const taken = await room
      .browse(room.people.drafter)
      .post(`/api/expert-requests/${back.id}/withdraw`, { reason: '不再需要' });
    expect(taken.statusCode).toBe(204);
    const answer = await expert.open();
    expect(answer.statusCode).toBe(410);
    expect(answer.body).toContain('已经收回');
    expect(answer.body).not.toContain('总体要求');
    expect((await expert.send('/send', {})).statusCode).toBe(410);

    room.moveTo(instant('2026-03-17T23:59:00+08:00'));
    expect((await outsider(old).open()).statusCode).toBe(200);
    room.moveTo(instant('2026-03-18T00:00:01+08:00'));
    const expired = await outsider(old).open();
    expect(expired.statusCode).toBe(410);
    expect(expired.body).toContain('已经过期');
    room.moveTo(BEGINS);
  });

  it('is shown nothing more once the document is not for the public', async () => {
    const matter = await draft();
    const asked = await ask(matter);
    const expert = outsider(asked);
    await expert.enter(asked.code);
    await room.take(room.people.drafter, matter, 'revise', {
      content: await room.content({
        disclosure: 'none',
        disclosureBasis: 'article-16-internal',
        disclosureReason: '属于内部事务信息',
      }),
      reason: '重新认定',
    });
    const answer = await expert.open();
    expect(answer.statusCode).toBe(410);
    expect(answer.body).not.toContain('总体要求');
  });

  it('is served with headers that keep the page where it is', async () => {
    const asked = await ask(await draft());
    const { headers } = await outsider(asked).open();
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(String(headers['content-security-policy'])).not.toContain('script-src');
  });
});

describe('asking', () => {
  it('is for whoever works on the document where it stands', async () => {
    const matter = await draft();
    const { head, drafter, issuer, reviewer } = room.people;
    expect((await askAs(head, matter)).statusCode).toBe(409);
    expect((await askAs(issuer, matter)).statusCode).toBe(403);
    expect((await askAs(reviewer, matter)).statusCode).toBe(403);
    await room.take(drafter, matter, 'submit');
    expect((await askAs(drafter, matter)).statusCode).toBe(409);
    expect((await askAs(head, matter)).statusCode).toBe(201);
  });

  it('is refused for what is not for the public, with the reason', async () => {
    const kept = await room.draft({
      disclosure: 'none',
      disclosureBasis: 'article-16-internal',
      disclosureReason: '属于内部事务信息',
    });
    const answer = await askAs(room.people.drafter, kept);
    expect(answer.statusCode).toBe(409);
    expect(reasonsOf(answer)).toContain('不能发给局外专家');
  });

  describe('is refused while the text holds what may not leave the house', () => {
    const NUMBER = [...'0123456789X'].map((end) => `36019919020304123${end}`).find((one) => !checkCitizenId(one)) ?? '';
    const refusedFor = async (matter: { readonly id: string }, where: string) => {
      const answer = await askAs(room.people.drafter, matter);
      expect(answer.statusCode, answer.body).toBe(409);
      expect(reasonsOf(answer)).toContain(where);
      expect(reasonsOf(answer)).toContain('改正之前不能发给局外专家');
      expect((await listed(matter)).requests).toEqual([]);
    };

    it('a mark of secrecy', async () => {
      await refusedFor(await room.draft({ bodyHtml: '<p>秘密★10年</p><p>药品抽检安排。</p>' }), '正文第 1 段');
    });

    it('somebody’s identity number, which the refusal does not tell', async () => {
      const matter = await room.draft({ bodyHtml: `<p>联系人身份证号码：${NUMBER}。</p>` });
      await refusedFor(matter, '正文第 1 段');
      expect((await askAs(room.people.drafter, matter)).body).not.toContain(NUMBER);
    });

    it('something hidden in a file', async () => {
      const built = LABELLED_FILES.find(({ expected }) => expected.some(([rule]) => rule === 'hidden/cells'));
      const sent = await room
        .browse(room.people.drafter)
        .upload('/api/attachments', '名单.xlsx', Buffer.from((await built?.build()) ?? ''));
      const { id, name, hash, size, mediaType } = sent.json<AttachmentRef>();
      const matter = await room.draft({ attachments: [{ id, name, hash, size, mediaType }] });
      await refusedFor(matter, '名单.xlsx');
      expect(reasonsOf(await askAs(room.people.drafter, matter))).toContain('隐藏');
    });

    it('and no longer when it has been taken out', async () => {
      const matter = await room.draft({ bodyHtml: `<p>联系人身份证号码：${NUMBER}。</p>` });
      await refusedFor(matter, '正文第 1 段');
      await room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '删去号码' });
      await ask(matter);
    });
  });

  it('says everything that is wrong at once', async () => {
    const answer = await askAs(room.people.drafter, await draft(), {
      dueOn: '2026-03-02',
      paragraphs: [9],
      experts: [{ name: '张三', institution: '某某大学' }],
    });
    expect(answer.statusCode).toBe(422);
    for (const words of ['答复期限应在今天以后', '正文只有 3 段', '至少填写'])
      expect(reasonsOf(answer)).toContain(words);
  });

  it('is about the revision that was looked at, never another', async () => {
    const answer = await askAs(room.people.drafter, await draft(), { contentHash: 'sm3:00' });
    expect(answer.statusCode).toBe(409);
  });

  it('keeps neither link nor code nor name readable in any row, journal or queue', async () => {
    const asked = await ask(await draft());
    const token = asked.link.split('/').at(-1) ?? '';
    const tables = ['expert_request', 'expert_access', 'journal_entry', 'notice'];
    for (const table of tables) {
      const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(table)} t`.execute(
        room.database.ownerDb,
      );
      const text = rows.map(({ line }) => line).join('\n');
      for (const secret of [token, '欧阳明理', '88880000', 'o@example.edu.cn']) expect(text).not.toContain(secret);
    }
  });

  it('shows the whole name to those who say why, and keeps who looked', async () => {
    const asked = await ask(await draft());
    const { drafter, reviewer } = room.people;
    const path = `/api/expert-requests/${asked.id}/person`;
    expect((await room.browse(reviewer).post(path, { reason: '好奇' })).statusCode).toBe(403);
    expect((await room.browse(drafter).post(path, {})).statusCode).toBe(422);
    expect(JSON.parse((await room.browse(drafter).post(path, { reason: '电话联系' })).body)).toEqual(EXPERT);
    const looks = await room.database.db
      .selectFrom('view_log')
      .selectAll()
      .where('subject_id', '=', asked.id)
      .execute();
    expect(looks.map(({ person_id, reason }) => [person_id, reason])).toEqual([[drafter.id, '电话联系']]);
  });

  describe('takes two: whoever asked never holds the code', () => {
    it('the link alone opens nothing, and neither the asker nor another drafter is given a code', async () => {
      const matter = await draft();
      const asked = await askOnly(matter);
      expect(JSON.stringify(asked)).not.toContain('code');
      expect((await listed(matter)).requests).toMatchObject([{ state: 'held', codeMine: false, codeBy: null }]);
      const { drafter, otherDrafter, head, office } = room.people;
      for (const actor of [drafter, otherDrafter]) expect((await codeBy(actor, asked)).statusCode).toBe(403);
      // Also not with the post of those who may.
      const both = { ...drafter, grants: [...drafter.grants, ...head.grants] };
      await expect(room.as(both, (a) => handOutCode(a, asked.id))).rejects.toThrow('不能自己取验证码');
      const expert = outsider(asked);
      expect((await expert.enter('00000000')).statusCode).toBe(422);
      expect((await expert.open()).body).not.toContain('总体要求');

      const code = await codeFrom(head, asked);
      expect((await listed(matter, office)).requests).toMatchObject([{ codeBy: head.name, codeMine: true }]);
      expect((await expert.enter(code)).statusCode).toBe(303);
      const acts = await room.database.db
        .selectFrom('journal_entry')
        .select(['action', 'actor_id'])
        .where('chain', '=', `matter:${matter.id}`)
        .where('action', 'like', 'publishing.expert-%')
        .orderBy('seq')
        .execute();
      expect(acts.slice(0, 2)).toEqual([
        { action: 'publishing.expert-asked', actor_id: drafter.id },
        { action: 'publishing.expert-code-handed-out', actor_id: head.id },
      ]);
    });

    it('the head who asks in the department’s review is not given the code either', async () => {
      const matter = await draft();
      const { drafter, head, office } = room.people;
      await room.take(drafter, matter, 'submit');
      const [asked] = (JSON.parse((await askAs(head, matter)).body) as { asked: AskedExpert[] }).asked;
      if (!asked) throw new Error('nobody was asked');
      expect((await codeBy(head, asked)).statusCode).toBe(403);
      expect((await codeBy(office, asked)).statusCode).toBe(200);
    });

    it('nor somebody to whom that head has lent the post: it is the same hand', async () => {
      const matter = await draft();
      const { drafter, otherDrafter, head } = room.people;
      await room.take(drafter, matter, 'submit');
      const [asked] = (JSON.parse((await askAs(head, matter)).body) as { asked: AskedExpert[] }).asked;
      const lent = head.grants.map((grant) => ({ ...grant, onBehalfOf: head.id }));
      const deputy = { ...otherDrafter, grants: [...otherDrafter.grants, ...lent] };
      await expect(room.as(deputy, (a) => handOutCode(a, asked?.id ?? ''))).rejects.toThrow('核准后告知专家');
    });

    it('no code is handed out for a text that has been changed since, or that bears a mark by now', async () => {
      const matter = await draft();
      const asked = await askOnly(matter);
      await room.take(room.people.drafter, matter, 'revise', {
        content: await room.content({ bodyHtml: '<p>秘密★10年</p><p>药品抽检安排。</p>' }),
        reason: '改写',
      });
      const answer = await codeBy(room.people.head, asked);
      expect(answer.statusCode).toBe(409);
      expect(reasonsOf(answer)).toContain('文稿又有改动');
      expect(reasonsOf(answer)).toContain('密级');
    });

    it('the question holds nobody’s number', async () => {
      const answer = await askAs(room.people.drafter, await draft(), {
        question: '请联系张三，手机13812345678，谢谢。',
      });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).not.toContain('13812345678');
    });
  });

  it('leaves others’ links alone', async () => {
    const asked = await ask(await draft());
    const head = await room.who('department-head', 'jx-legal');
    const answer = await room.browse(head).post(`/api/expert-requests/${asked.id}/withdraw`, { reason: '不要了' });
    expect(answer.statusCode).toBe(403);
  });
});

test('an expert who has not answered is chased: before the day once, after it every working day', async () => {
  const matter = await draft();
  const asked = await ask(matter);
  const told = async () =>
    (
      await room.database.db
        .selectFrom('notice')
        .select('dedupe')
        .where('dedupe', 'like', `expert-due:${asked.id}:%`)
        .execute()
    ).length;
  for (const [day, times] of [
    ['2026-03-05', 0],
    ['2026-03-06', 1],
    ['2026-03-09', 1],
    ['2026-03-11', 2],
    ['2026-03-11', 2],
    ['2026-03-12', 3],
    ['2026-03-14', 3],
  ] as const) {
    room.moveTo(instant(`${day}T09:00:00+08:00`));
    await remindExperts(room.services);
    expect([day, await told()]).toEqual([day, times]);
  }
  room.moveTo(BEGINS);
});

test('paragraphs are the outermost blocks of a text, whatever stands in them', () => {
  expect(blocksOf('<p>甲<br>乙</p><ul><li><p>一</p></li></ul><p></p><table><tr><td>丙</td></tr></table>')).toEqual([
    '<p>甲<br />乙</p>',
    '<ul><li><p>一</p></li></ul>',
    '<table><tr><td>丙</td></tr></table>',
  ]);
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
])('of the address %s only %s is kept', (address, network) => expect(networkOf(address)).toBe(network));

test('pictures and videos are said in words: their files stay inside', () => {
  const hash = 'a'.repeat(64);
  const block = `<figure data-kind="picture"><img src="/media/${hash}" alt="流程图"><figcaption>图</figcaption></figure><video src="/media/${hash}"></video>`;
  expect(withoutPictures(block)).toBe(
    '<figure data-kind="picture"><em>［图片：流程图］</em><figcaption>图</figcaption></figure><em>［视频］</em>',
  );
});
