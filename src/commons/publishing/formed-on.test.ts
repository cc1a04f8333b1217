import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { historyOf, matterById } from '#commons/casework/index.ts';
import { instant, localDate } from '#kernel/dates.ts';
import { sql } from 'kysely';
import { countedFrom } from './clocks.ts';
import { isAsSigned } from './content-hash.ts';
import { createDocument } from './documents.ts';
import { readinessDefects } from './releases.ts';
import { currentRevision } from './revisions.ts';
import { NORMATIVE } from './testing/normative.ts';
import { BEGINS, type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterEach(() => room.moveTo(BEGINS));
afterAll(() => room.close());

const dueOn = async ({ id }: { readonly id: string }) => (await matterById(room.database.db, id))?.dueOn;
const explained = async ({ id }: { readonly id: string }) =>
  (await room.browse(room.people.drafter).get(`/api/matters/${id}`))
    .json<{ clock: { explanation: { text: string }[] } }>()
    .clock.explanation.map(({ text }) => text);

describe('the 20 working days of 条例第二十六条', () => {
  it.each([
    ['2026-03-02', '2026-03-30'],
    ['2026-02-13', '2026-03-19'],
    ['2026-01-30', '2026-03-05'],
  ])('for a document formed on %s end on %s, however late its draft was begun here', async (formedOn, due) => {
    expect(await dueOn(await room.draft({ formedOn }))).toBe(due);
  });

  it('move with the date the document bears, and say so', async () => {
    const matter = await room.draft();
    const content = await room.content({ formedOn: '2026-02-13' });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '改正成文日期' });
    expect(await dueOn(matter)).toBe('2026-03-19');
    expect((await explained(matter))[1]).toContain('2026年2月13日（星期五）信息形成（成文日期）');
  });

  it('do not move any more once the document is out', async () => {
    const matter = await room.released();
    await room.take(room.people.drafter, matter, 'correct', { reason: '成文日期有误' });
    const content = await room.content({ formedOn: '2026-02-13' });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '改正成文日期' });
    expect(await dueOn(matter)).toBe('2026-03-30');
  });

  it('once met stay met, whatever is corrected, given up or withdrawn later', async () => {
    const given = await room.released({ title: '更正后放弃的通知' });
    const corrected = await room.released({ title: '更正后发布的通知' });
    const withdrawn = await room.released({ title: '更正中撤回的通知' });
    room.moveTo(instant('2026-06-01T09:00:00+08:00'));
    for (const matter of [given, corrected, withdrawn])
      await room.take(room.people.drafter, matter, 'correct', { reason: '成文日期有误' });
    await room.take(room.people.drafter, given, 'abandonCorrection', { reason: '不改了' });
    await room.sign(corrected);
    await room.take(room.people.releaser, corrected, 'release');
    await room.take(room.people.issuer, withdrawn, 'withdraw', { cause: 'other', reason: '已由新的通知代替' });
    for (const matter of [given, corrected, withdrawn]) {
      expect(await matterById(room.database.db, matter.id)).toMatchObject({
        dueOn: '2026-03-30',
        clockState: 'stopped',
      });
      const { light } = (await room.browse(room.people.drafter).get(`/api/matters/${matter.id}`)).json().matter;
      expect(light.words).toBe('按期办结');
    }
  });

  it.each([
    ['2019-05-14', '国务院令第492号）第十八条'],
    ['2019-05-15', '国务院令第711号）第二十六条'],
    ['1998-07-01', '国务院令第492号）第十八条'],
  ])('for a document formed on %s rest on %s', async (formedOn, basis) => {
    expect((await explained(await room.draft({ formedOn })))[0]).toContain(basis);
  });
});

it.each([
  ['2026-03-01', '2026-03-01'],
  ['2008-04-30', '2008-05-01'],
  ['2026-03-03', '2026-03-02'],
  ['2026-02-30', '2026-03-02'],
])('a document of %s counts from %s on 2 March 2026', (formedOn, from) => {
  expect(countedFrom(formedOn, localDate(BEGINS.slice(0, 10)))).toBe(from);
});

const closed = {
  disclosure: 'none',
  disclosureReason: '内部后勤事务',
  disclosureBasis: 'article-16-internal',
} as const;

describe('what is not for the public', () => {
  it.each([
    ['none', '公开属性为不予公开，不适用主动公开期限。'],
    ['on-request', '公开属性为依申请公开，不适用主动公开期限。'],
  ] as const)('%s has no day to be published by, no light, and says why', async (disclosure, sentence) => {
    const matter = await room.draft({ ...closed, disclosure });
    expect(await matterById(room.database.db, matter.id)).toMatchObject({ dueOn: null, clockState: 'idle' });
    expect(await explained(matter)).toEqual([sentence]);
    const { rows } = (await room.browse(room.people.drafter).get('/api/documents?sort=-index')).json<{
      rows: { id: string; dueOn: string | null; light: { colour: string } }[];
    }>();
    expect(rows.find(({ id }) => id === matter.id)).toMatchObject({ dueOn: null, light: { colour: 'none' } });
  });

  it('loses the period with the attribute and has it back, from the day it was formed, with the attribute', async () => {
    const matter = await room.draft();
    await room.take(room.people.drafter, matter, 'revise', { content: await room.content(closed), reason: '内部事务' });
    expect(await dueOn(matter)).toBeNull();
    room.moveTo(instant('2026-03-12T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '可以公开' });
    expect(await matterById(room.database.db, matter.id)).toMatchObject({ dueOn: '2026-03-30', clockState: 'running' });
    expect((await explained(matter))[1]).toContain('2026年3月2日（星期一）信息形成（成文日期）');
  });

  it('comes to rest when it is kept, and never had a period to miss', async () => {
    const matter = await room.draft(closed);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'keep');
    expect(await matterById(room.database.db, matter.id)).toMatchObject({
      state: 'kept',
      clockState: 'idle',
      dueOn: null,
      closedOn: '2026-03-02',
    });
    expect((await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).statusCode).toBe(404);
  });

  it('may be judged anew and published after all', async () => {
    const matter = await room.draft(closed);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'keep');
    await room.take(room.people.drafter, matter, 'reconsider', { basis: 'article-18', reason: '情况变化，可以公开' });
    await room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '改为主动公开' });
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    expect((await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).statusCode).toBe(200);
  });

  it('judged anew after the old period would have ended, has a whole period from that day, and says so', async () => {
    const matter = await room.draft(closed);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'keep');
    room.moveTo(instant('2026-09-15T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'reconsider', { basis: 'article-18', reason: '情况变化，可以公开' });
    expect(await dueOn(matter)).toBeNull();
    room.moveTo(instant('2026-09-16T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '改为主动公开' });
    expect(await matterById(room.database.db, matter.id)).toMatchObject({ dueOn: '2026-10-19', clockState: 'running' });
    expect((await explained(matter))[2]).toContain('2026年9月15日（星期二）重新认定公开属性，期限自次日起重新计算');
  });

  it('wrongly kept, was owed from the day it was formed, and no other period begins', async () => {
    const matter = await room.draft(closed);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'keep');
    room.moveTo(instant('2026-09-15T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'reconsider', { basis: 'misjudged', reason: '原来认定不当' });
    await room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '改为主动公开' });
    expect(await matterById(room.database.db, matter.id)).toMatchObject({ dueOn: '2026-03-30', clockState: 'overdue' });
  });

  it.each([
    ['none', 'article-16-internal', 'article-44-asked', '可以依申请公开'],
    ['none', 'article-16-internal', 'article-19', '可以依申请公开'],
    ['none', 'article-16-internal', 'article-15-over', '不是依据条例第十五条'],
    ['on-request', 'not-article-19', 'article-18', '说的是不予公开的信息'],
    ['on-request', 'not-article-19', 'article-19', undefined],
    ['on-request', 'not-article-19', 'article-44-suggested', undefined],
    ['none', 'article-15', 'article-15-over', undefined],
    ['none', 'article-15', 'article-18', undefined],
  ] as const)(
    'kept as %s by %s is judged anew by %s only where that fits',
    async (disclosure, disclosureBasis, basis, refusal) => {
      const matter = await room.draft({ ...closed, disclosure, disclosureBasis });
      await room.sign(matter);
      await room.take(room.people.releaser, matter, 'keep');
      const judged = room.take(room.people.drafter, matter, 'reconsider', { basis, reason: '情况有了变化' });
      if (refusal === undefined) await judged;
      else await expect(judged).rejects.toMatchObject({ fields: { basis: expect.stringContaining(refusal) } });
    },
  );

  it('judged anew, its history says on which day, on what ground, and what became of the attribute', async () => {
    const matter = await room.draft(closed);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'keep');
    room.moveTo(instant('2026-09-15T09:00:00+08:00'));
    const { drafter, head } = room.people;
    await room.take(head, matter, 'reassess', { reason: '仍属过程性信息' });
    const unfounded = room.take(drafter, matter, 'reconsider', { reason: '情况变化，可以公开' });
    await expect(unfounded).rejects.toMatchObject({ fields: { basis: expect.any(String) } });
    await room.take(drafter, matter, 'reconsider', { basis: 'article-18', reason: '情况变化，可以公开' });
    await room.take(drafter, matter, 'revise', { content: await room.content(), reason: '改为主动公开' });
    const { timeline } = (await room.browse(head).get(`/api/matters/${matter.id}`)).json<MatterDetail>();
    const told = (label: string) => {
      const entry = timeline.findLast((one) => one.label === label);
      return [entry?.legalDate, ...(entry?.fields ?? []).map(({ label: name, value }) => `${name}：${value}`)];
    };
    const ground = '不予公开（条例第十六条第一款：人事管理、后勤管理、内部工作流程等内部事务信息，可以不予公开）';
    expect(told('定稿留存')).toEqual(['2026-03-02', `公开属性：${ground}`]);
    expect(told('定期评估：仍不主动公开')).toEqual(['2026-09-15', '评估意见：仍属过程性信息', `公开属性：${ground}`]);
    expect(told('重新认定公开属性')).toEqual([
      '2026-09-15',
      '重新认定的依据：条例第十八条：定期评估，因情势变化可以公开',
      '重新认定的原因：情况变化，可以公开',
    ]);
    expect(told('修改文稿')).toEqual(['2026-09-15', '修改说明：改为主动公开', `公开属性：由“${ground}”改为“主动公开”`]);
  });

  it('is what may be kept: neither what is to be published nor what is out', async () => {
    const active = await room.draft();
    await room.sign(active);
    await expect(room.take(room.people.releaser, active, 'keep')).rejects.toThrow('应当发布');
    const out = await room.released();
    await room.take(room.people.drafter, out, 'correct', { reason: '公开属性有误' });
    await room.take(room.people.drafter, out, 'revise', { content: await room.content(closed), reason: '不公开' });
    await room.sign(out);
    await expect(room.take(room.people.releaser, out, 'keep')).rejects.toThrow('请撤回');
  });
});

describe('the date of a numbered document', () => {
  const numbered = { documentNumber: '赣药监〔2026〕7号', formedOn: '2026-02-13' };
  const issuing = async (change: object) => {
    const matter = await room.draft(change);
    await room.sign(matter, 'secrecySign');
    return matter;
  };
  const issue = async (matter: { readonly id: string }, fields: object) => {
    const version = (await matterById(room.database.db, matter.id))?.version;
    const url = `/api/matters/${matter.id}/steps/issue`;
    return room.browse(room.people.issuer).post(url, { version, fields: { opinion: '同意。', ...fields } });
  };

  it('other than the day it is signed, is asked about and goes on with a reason, which stands with the signature', async () => {
    const matter = await issuing(numbered);
    for (const fields of [{}, { dateReason: ' ' }]) {
      const refused = await issue(matter, fields);
      expect(refused.statusCode).toBe(422);
      expect(refused.json<{ fields: object }>().fields).toEqual({
        dateReason:
          '成文日期为2026年2月13日，与签发日期2026年3月2日不一致。成文日期应为负责人签发或者会议通过的日期：请退回改正，确有原因的请在此说明',
      });
    }
    expect((await issue(matter, { dateReason: '纸质文件已于2月13日签发' })).statusCode).toBe(200);
    const detail = (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json();
    expect(detail.signatures.at(-1).opinion).toBe('同意。\n成文日期说明：纸质文件已于2月13日签发');
  });

  it.each([
    ['the day of signing', { ...numbered, formedOn: '2026-03-02' }],
    ['any day, where there is no number', { formedOn: '2026-02-13' }],
    ['any day, where the number is blank', { ...numbered, documentNumber: ' ' }],
  ])('%s asks nothing', async (_, change) => {
    expect((await issue(await issuing(change), {})).statusCode).toBe(200);
  });

  it('that has not come holds up the release', async () => {
    const matter = await room.draft();
    await room.sign(matter);
    room.moveTo(instant('2026-03-01T09:00:00+08:00'));
    await expect(room.take(room.people.releaser, matter, 'release')).rejects.toThrow(
      '成文日期晚于今天，到成文之日才能发布',
    );
  });
});

describe('a numbered document whose text bears no date', () => {
  const numbered = { documentNumber: '赣药监〔2026〕8号', formedOn: undefined };
  const undated = async (change: object = {}) => {
    const { formedOn: _none, ...content } = await room.content({ ...numbered, ...change } as never);
    const given = { type: 'announcement', leadUnitId: await room.unit('jx-finance'), content };
    return room.as(room.people.drafter, (a) => createDocument(a, given));
  };
  const issue = (matter: { readonly id: string }, fields: object = {}) =>
    room.take(room.people.issuer, matter, 'issue', { opinion: '同意。', ...fields });
  const bears = async ({ id }: { readonly id: string }) =>
    (await currentRevision(room.database.db, id)).content.formedOn;
  const UNFORMED = /^成文日期由签发人签发时确定/;

  it('has no period until the issuer has signed, then counts from that day; what is public bears it', async () => {
    const matter = await undated();
    expect(await bears(matter)).toBeUndefined();
    expect(await dueOn(matter)).toBeNull();
    expect(await explained(matter)).toEqual([expect.stringMatching(UNFORMED)]);
    room.moveTo(instant('2026-03-12T09:00:00+08:00'));
    await room.sign(matter);
    expect(await bears(matter)).toBe('2026-03-12');
    expect(await matterById(room.database.db, matter.id)).toMatchObject({ clockState: 'running', dueOn: '2026-04-10' });
    expect((await explained(matter))[1]).toContain('2026年3月12日（星期四）信息形成（成文日期）');
    await room.take(room.people.releaser, matter, 'release');
    const page = await room.visit(`/documents/${await room.indexNumberOf(matter)}`);
    expect(page.body).toContain('2026-03-12');
  });

  it.each([
    ['the day of signing, typed', { formedOn: '2026-03-12' }, '2026-03-12'],
    ['another day, with a reason', { formedOn: '2026-03-10', dateReason: '三月十日局务会议通过' }, '2026-03-10'],
  ])('bears %s', async (_, fields, on) => {
    const matter = await undated();
    room.moveTo(instant('2026-03-12T09:00:00+08:00'));
    await room.sign(matter, 'secrecySign');
    await issue(matter, fields);
    expect(await bears(matter)).toBe(on);
    const detail = (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json();
    expect(detail.signatures.at(-1).formedOn).toBe(on);
    expect(detail.signatures[0].formedOn).toBeNull();
  });

  it.each([
    ['another day without a reason', { formedOn: '2026-03-10' }, 'dateReason', '与签发日期2026年3月12日不一致'],
    [
      'a day that has not come',
      { formedOn: '2026-03-13', dateReason: '下周印发' },
      'formedOn',
      '成文日期不能晚于今天，请改为签发或者会议通过的日期',
    ],
  ])('refuses %s', async (_, fields, field, words) => {
    const matter = await undated();
    room.moveTo(instant('2026-03-12T09:00:00+08:00'));
    await room.sign(matter, 'secrecySign');
    await expect(issue(matter, fields)).rejects.toMatchObject({ fields: { [field]: expect.stringContaining(words) } });
    expect(await bears(matter)).toBeUndefined();
  });

  it('is signed by those before the issuer under the text as the issuer has it, and verifies', async () => {
    const matter = await undated();
    await room.sign(matter);
    const { db } = room.database;
    const hashes = await db
      .selectFrom('signature')
      .select('content_hash')
      .where('document_id', '=', matter.id)
      .execute();
    expect(new Set(hashes.map(({ content_hash }) => content_hash)).size).toBe(1);
    expect(isAsSigned(await currentRevision(db, matter.id))).toBe(true);
  });

  it('loses the date with the signature, not its period; another date is asked about, and the period begins with it', async () => {
    const matter = await undated();
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'releaseReturn', { reason: '附件不全' });
    const past = await historyOf(room.database.db, matter.id);
    expect(past.at(-1)?.payload).toEqual({ reason: '附件不全', formedOn: null });
    expect(await bears(matter)).toBeUndefined();
    expect(await dueOn(matter)).toBe('2026-03-30');
    // After the last day what is late stays late, whatever is written.
    room.moveTo(instant('2026-04-07T09:00:00+08:00'));
    const { formedOn: _none, ...content } = await room.content(numbered as never);
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '补附件' });
    expect(await matterById(room.database.db, matter.id)).toMatchObject({ clockState: 'overdue', dueOn: '2026-03-30' });
    await room.sign(matter, 'secrecySign');
    await expect(issue(matter)).rejects.toMatchObject({
      fields: { dateReason: expect.stringContaining('此前已经签发，成文日期为2026年3月2日') },
    });
    await issue(matter, { dateReason: '内容重新审定，负责人重新签发' });
    expect(await bears(matter)).toBe('2026-04-07');
    expect((await dueOn(matter)) ?? '').toMatch(/^2026-05/);
  });

  it('keeps the date when it is corrected: nothing is asked, none may be said, none left out', async () => {
    const matter = await undated();
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    room.moveTo(instant('2026-03-12T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'correct', { reason: '联系方式有误' });
    expect(await bears(matter)).toBe('2026-03-02');
    const { formedOn: _left, ...content } = await room.content(numbered as never);
    await expect(room.take(room.people.drafter, matter, 'revise', { content, reason: '改正' })).rejects.toMatchObject({
      fields: { 'content.formedOn': '文件已经公开，请保留原来的成文日期' },
    });
    await room.sign(matter, 'secrecySign');
    await expect(issue(matter, { formedOn: '2026-03-12' })).rejects.toMatchObject({
      fields: { formedOn: expect.stringContaining('文稿已写明成文日期为2026年3月2日') },
    });
    await issue(matter);
    expect(await bears(matter)).toBe('2026-03-02');
  });

  it('is not moved by a correction without a word, not even to the day the correction is signed', async () => {
    const matter = await undated();
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    room.moveTo(instant('2026-03-12T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'correct', { reason: '成文日期有误' });
    const content = await room.content({ ...numbered, formedOn: '2026-03-12' });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '改成文日期' });
    await room.sign(matter, 'secrecySign');
    await expect(issue(matter)).rejects.toMatchObject({
      fields: {
        dateReason: expect.stringContaining('文件公开时的成文日期为2026年3月2日，现在的文稿写为2026年3月12日'),
      },
    });
    await issue(matter, { dateReason: '会议纪要所载通过日期为三月十二日' });
    expect(await bears(matter)).toBe('2026-03-12');
  });

  it('kept and judged anew bears the day it was issued for the first time', async () => {
    const matter = await undated(closed);
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'keep');
    room.moveTo(instant('2026-09-15T09:00:00+08:00'));
    await room.take(room.people.drafter, matter, 'reconsider', { basis: 'article-18', reason: '情况变化，可以公开' });
    expect(await bears(matter)).toBe('2026-03-02');
    expect((await currentRevision(room.database.db, matter.id)).datedAtIssue).toBe(false);
  });

  it('is offered to the issuer with today in the form; a text that bears a date is not', async () => {
    const matter = await undated();
    const dated = await room.draft(numbered.documentNumber ? { documentNumber: '赣药监〔2026〕9号' } : {});
    const offered = async ({ id }: { readonly id: string }) =>
      (await room.browse(room.people.issuer).get(`/api/matters/${id}`))
        .json<{ steps: { key: string; fields: { properties: Record<string, { default?: string }> } }[] }>()
        .steps.find(({ key }) => key === 'issue')?.fields.properties.formedOn?.default;
    for (const one of [matter, dated]) await room.sign(one, 'secrecySign');
    expect([await offered(matter), await offered(dated)]).toEqual(['2026-03-02', undefined]);
  });

  it('may wait in a release set before anybody has signed it: what is missing is the signature', async () => {
    const matter = await undated();
    const reasons = await readinessDefects(room.services, matter);
    expect(reasons).toContain('缺少对当前版本有效的「签发」签署');
    expect(reasons.join()).not.toContain('成文日期');
  });

  it('once out keeps the date it went out with, whoever signs the same text again', async () => {
    const matter = await undated();
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    const { id: revision, contentHash } = await currentRevision(room.database.db, matter.id);
    await sql`insert into signature (document_id, revision_id, content_hash, round, step, signer_id, agrees, opinion, checklist, confirmations, signed_at, formed_on)
      values (${matter.id}, ${revision}, ${contentHash}, 2, 'issue', ${room.people.otherIssuer.id}, true, '同意。', '[]', '[]', '2026-03-12T09:00:00+08:00', '2026-03-12')`.execute(
      room.database.db,
    );
    expect(await bears(matter)).toBe('2026-03-02');
  });

  it('bears what was said in the present round alone, until it is out', async () => {
    const matter = await undated();
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'releaseReturn', { reason: '附件不全' });
    expect(await bears(matter)).toBeUndefined();
    room.moveTo(instant('2026-03-05T09:00:00+08:00'));
    await room.sign(matter, 'secrecySign');
    await issue(matter, { dateReason: '重新签发' });
    expect(await bears(matter)).toBe('2026-03-05');
  });

  it('must have a number', async () => {
    for (const documentNumber of [undefined, ' '])
      await expect(undated({ documentNumber })).rejects.toMatchObject({
        fields: { 'content.formedOn': '请填写成文日期；有文号的文件可以不填，由签发人签发时确定' },
      });
  });

  it('has its date from the issuer whoever writes to the database', async () => {
    const [none, has] = [await undated(), await room.draft({ documentNumber: '赣药监〔2026〕9号' })];
    const put = async ({ id }: { readonly id: string }, on: string | null) => {
      const { id: revision, contentHash } = await currentRevision(room.database.db, id);
      return room.as(room.people.issuer, ({ tx }) =>
        sql`insert into signature (document_id, revision_id, content_hash, round, step, signer_id, agrees, opinion, checklist, confirmations, signed_at, formed_on)
          values (${id}, ${revision}, ${contentHash}, 1, 'issue', ${room.people.issuer.id}, true, '同意。', '[]', '[]', '2026-03-02T09:00:00+08:00', ${on})`.execute(
          tx,
        ),
      );
    };
    await expect(put(none, null)).rejects.toThrow('the issuer says when');
    await expect(put(has, '2026-03-02')).rejects.toThrow('the issuer says when');
    await expect(put(none, '2026-03-03')).rejects.toThrow('signature_issuer_says_when');
  });
});

it('a normative document that would bind from before the day it goes out is refused in a sentence', async () => {
  const data = { ...NORMATIVE, effectiveOn: '2026-03-02', validUntil: '2031-03-01' };
  const said = { columnKey: 'policies', documentNumber: '演药监规〔2026〕9号', data };
  const matter = await room.draft(said, 'normative-document');
  await room.sign(matter);
  room.moveTo(instant('2026-03-04T09:00:00+08:00'));
  await expect(room.take(room.people.releaser, matter, 'release')).rejects.toMatchObject({
    reasons: expect.arrayContaining([
      expect.stringContaining('施行日期2026年3月2日早于公布之日2026年3月4日'),
    ]) as string[],
  });
});
