import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../contract.ts';
import { addWorkdays } from '#kernel/calendar.ts';
import { addDays, type LocalDate, startOfDay } from '#kernel/dates.ts';
import { checkCitizenId } from '#kernel/identifiers.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { allowedWordingLines, allowWording, forbidWording } from './allowed-wording.ts';
import { waySettings } from '../way-settings.ts';
import type { GateReport } from './contract.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const INTERNAL = { disclosure: 'none', disclosureBasis: 'article-16-internal', disclosureReason: '内部事务' } as const;

const typed = async (type: string, content: object, documentId?: string) =>
  (
    await room.browse(room.people.drafter).post('/api/gate', { type, content, ...(documentId ? { documentId } : {}) })
  ).json<GateReport>();
const of = ({ findings }: GateReport, check: string) => findings.filter((one) => one.check === check);

describe('links of the text', () => {
  it.each([
    ['/workbench/documents/1', '内部地址', 'submit'],
    ['/api/documents', '内部地址', 'submit'],
    ['/documents/YJ2019-00001', '不存在', 'submit'],
  ])('to %s: %s', async (href, words, stage) => {
    const [found] = of(await typed('news', { bodyHtml: `<p><a href="${href}">看这里</a></p>` }), 'links');
    expect(found).toMatchObject({ severity: 'block', stage });
    expect(found?.sentence).toContain(words);
  });

  it('to documents: public ones are good, those on their way wait, those kept and those withdrawn are refused', async () => {
    const out = await room.released();
    const onItsWay = await room.draft();
    const kept = await room.draft(INTERNAL);
    const gone = await room.released();
    await room.take(room.people.issuer, gone, 'withdraw', { cause: 'error', reason: '有误' });
    const body = await Promise.all(
      [out, onItsWay, kept, gone].map(
        async (matter, n) => `<a href="/documents/${await room.indexNumberOf(matter)}">${n}</a>`,
      ),
    );
    const found = of(await typed('news', { bodyHtml: `<p>${body.join('')}</p>` }), 'links');
    expect(found.map(({ where, stage }) => [where.slice(-2, -1), stage])).toEqual([
      ['1', 'release'],
      ['2', 'submit'],
      ['3', 'submit'],
    ]);
  });
});

it('advice has an end and says how much more there is; what blocks is told to the last', async () => {
  const bodyHtml = `${'<p></p>'.repeat(5000)}<p>文</p>${'<p>机密★10年</p><p>绝密★启用前</p>'}`;
  const report = await typed('news', { bodyHtml });
  const advice = report.findings.filter(({ severity }) => severity === 'advice');
  expect(advice).toHaveLength(301);
  expect(advice.at(-1)?.sentence).toMatch(/^还有 \d+ 处提示没有逐条列出/);
  expect(of(report, 'secrecy').length).toBeGreaterThanOrEqual(2);
});

describe('documents it names', () => {
  it('a public one may not rest on one kept from the public; a kept one may', async () => {
    const kept = await room.draft(INTERNAL);
    const relations = [{ kind: 'basis', documentId: kept.id }];
    const [found] = of(await typed('news', { bodyHtml: '<p>文</p>', relations }), 'references');
    expect(found).toMatchObject({ severity: 'block', stage: 'submit' });
    expect(of(await typed('news', { ...INTERNAL, bodyHtml: '<p>文</p>', relations }), 'references')).toEqual([]);
  });

  it('is told so when it is sent for review, and stays a draft', async () => {
    const kept = await room.draft(INTERNAL);
    const matter = await room.draft({ relations: [{ kind: 'basis', documentId: kept.id }] });
    await expect(room.take(room.people.drafter, matter, 'submit')).rejects.toThrow('不能引用不公开的文件');
    expect(await room.stateOf(matter)).toBe('drafting');
  });

  it('withdrawn after the signatures holds up the release at its second', async () => {
    const basis = await room.released();
    const matter = await room.draft({ relations: [{ kind: 'basis', documentId: basis.id }] });
    await room.sign(matter);
    await room.take(room.people.issuer, basis, 'withdraw', { cause: 'error', reason: '有误' });
    await expect(room.take(room.people.releaser, matter, 'release')).rejects.toThrow('相关文件');
    expect(await room.stateOf(matter)).toBe('approved');
  });
});

describe('parts a type requires', () => {
  it('are asked for by name, under a heading and not only in the text', async () => {
    const body = '<h2>制定背景和依据</h2><p>主要内容见后。</p>';
    const missing = of(await typed('interpretation', { bodyHtml: body }), 'parts');
    expect(missing.map(({ excerpt }) => excerpt)).toEqual(['主要内容']);
  });
});

it('the report of a document is for those who may see it, and of an unknown type nothing is said', async () => {
  const { drafter, head } = room.people;
  const kept = await room.draft(INTERNAL);
  const stranger = await room.who('drafter', 'jx-legal');
  expect((await room.browse(head).get(`/api/documents/${kept.id}/gate`)).statusCode).toBe(200);
  expect((await room.browse(stranger).get(`/api/documents/${kept.id}/gate`)).statusCode).toBe(404);
  const asked = { type: 'news', documentId: kept.id, content: {} };
  expect((await room.browse(stranger).post('/api/gate', asked)).statusCode).toBe(404);
  expect((await room.browse(drafter).post('/api/gate', { type: 'nothing', content: {} })).statusCode).toBe(404);
});

describe('what the scan finds', () => {
  /** Its check character is right and its region is given to nobody. */
  const NUMBER = [...'0123456789X'].map((end) => `36019919020304123${end}`).find((one) => !checkCitizenId(one)) ?? '';
  const told = async (matter: { readonly id: string }) =>
    (await room.browse(room.people.reviewer).get(`/api/documents/${matter.id}/gate`)).json<GateReport>();
  const review = (matter: { readonly id: string }, confirmations?: readonly { finding: string; reason: string }[]) =>
    room.take(room.people.reviewer, matter, 'secrecySign', {
      opinion: '已审。',
      checklist: CHECKLIST,
      ...(confirmations ? { confirmations } : {}),
    });
  const withNumber = async () => {
    const matter = await room.draft({ bodyHtml: `<p>申请人身份证号码：${NUMBER}。</p>` });
    await room.sign(matter, 'headSign');
    return matter;
  };

  it('an identity number does not pass the secrecy review unanswered, and is never shown whole', async () => {
    const matter = await withNumber();
    await expect(review(matter)).rejects.toThrow('可以公开的理由');
    const { findings } = await told(matter);
    const [found] = findings.filter(({ check }) => check === 'personal-data');
    expect(found).toMatchObject({ severity: 'confirm', where: '正文第 1 段' });
    expect(JSON.stringify(findings)).not.toContain(NUMBER);
    expect(await room.stateOf(matter)).toBe('secrecyReview');
  });

  it('answered with a reason it passes, the reason stands under the signature, and a changed text asks again', async () => {
    const matter = await withNumber();
    const { findings } = await told(matter);
    const answers = findings
      .filter(({ severity }) => severity === 'confirm')
      .map(({ key }) => ({ finding: key, reason: '依法公告送达，须载明。' }));
    await review(matter, answers);
    expect((await told(matter)).findings[0]?.confirmed?.reason).toBe('依法公告送达，须载明。');
    await room.take(room.people.issuer, matter, 'issue', { opinion: '同意。' });
    await room.take(room.people.releaser, matter, 'releaseReturn', { reason: '改一处' });
    await room.take(room.people.drafter, matter, 'revise', {
      content: await room.content({ bodyHtml: `<p>当事人身份证号码：${NUMBER}。</p>` }),
      reason: '改称谓',
    });
    await room.sign(matter, 'headSign');
    await expect(review(matter)).rejects.toThrow('可以公开的理由');
  });

  it('an answer to another finding is no answer', async () => {
    const matter = await withNumber();
    await expect(review(matter, [{ finding: '0123456789abcdef', reason: '没有问题' }])).rejects.toThrow(
      '可以公开的理由',
    );
  });

  it('responsibility is not taken for what was not found, nor twice for the same', async () => {
    const matter = await withNumber();
    const asked = (await told(matter)).findings.filter(({ severity }) => severity === 'confirm');
    const answers = asked.map(({ key }) => ({ finding: key, reason: '依法公告送达，须载明。' }));
    await expect(review(matter, [...answers, { finding: '0123456789abcdef', reason: '一并说明' }])).rejects.toThrow(
      '对不上现在的检查结果',
    );
    await expect(review(matter, [...answers, ...answers])).rejects.toThrow('写了两条理由');
    expect(await room.stateOf(matter)).toBe('secrecyReview');
    await review(matter, answers);
  });

  it('wording somebody has allowed is told all the same of what they write themselves', async () => {
    const { drafter, office } = room.people;
    const term = '布署';
    const both = { ...drafter, grants: [...drafter.grants, ...office.grants] };
    const mine = await room.draft({ bodyHtml: '<p>请各单位布署落实。</p>' });
    const others = await room.draft(
      { bodyHtml: '<p>请各单位布署落实。</p>' },
      'announcement',
      room.people.otherDrafter,
    );
    await room.as(both, (a) => allowWording(a, { term, reason: '惯用' }));
    const wording = async (matter: { readonly id: string }) => of(await told(matter), 'wording').length;
    expect([await wording(mine), await wording(others)]).toEqual([1, 0]);
    const [line] = await allowedWordingLines(room.database.db);
    await room.as(both, (a) => forbidWording(a, line?.id ?? ''));
  });

  it('wording the house has allowed is not told again, and is told again when it no longer is', async () => {
    const office = room.browse(room.people.office);
    const body = { bodyHtml: '<p>请各单位布署落实。</p>' };
    const [found] = of(await typed('news', body), 'wording');
    expect(found?.term).toBeDefined();
    const allowed = await office.post('/api/allowed-wording', {
      term: found?.term,
      neighbour: '落实',
      reason: '引用原题',
    });
    expect(allowed.statusCode).toBe(204);
    expect(of(await typed('news', body), 'wording')).toEqual([]);
    const [line] = (await office.get('/api/allowed-wording')).json<{ id: string }[]>();
    await office.del(`/api/allowed-wording/${line?.id}`);
    expect(of(await typed('news', body), 'wording')).toHaveLength(1);
    const clerk = await room.who('drafter', 'jx-legal');
    expect((await room.browse(clerk).get('/api/allowed-wording')).statusCode).toBe(403);
  });
});

describe('what is not answered away', () => {
  it('a text that bears a mark of secrecy is not even sent for review', async () => {
    const matter = await room.draft({ bodyHtml: '<p>机密★10年</p><p>关于专项检查的通知。</p>' });
    await expect(room.take(room.people.drafter, matter, 'submit')).rejects.toThrow('密级');
    expect(await room.stateOf(matter)).toBe('drafting');
  });

  it('a reason told to the public holds nobody’s number', async () => {
    const out = await room.released();
    const number = [...'0123456789X'].map((end) => `36019919020304123${end}`).find((one) => !checkCitizenId(one)) ?? '';
    const reason = `身份证号码${number}填错`;
    await expect(room.take(room.people.drafter, out, 'correct', { reason })).rejects.toThrow('将向社会公开');
    await expect(room.take(room.people.issuer, out, 'withdraw', { cause: 'error', reason })).rejects.toThrow(
      '将向社会公开',
    );
    // What is withdrawn because of it may say so: the public is told nothing of the reason.
    await room.take(room.people.issuer, out, 'withdraw', { cause: 'privacy', reason });
  });

  it('a notice is shown for the working days that are set, counted from the day after it begins', async () => {
    const today = room.clock.today();
    const { office } = room.people;
    const usual = await waySettings.current(room.services.db);
    const objections = '人事处，电话见机构页面';
    const notice = (until: LocalDate) =>
      room.draft({ data: { from: today, until, objections }, formedOn: today }, 'public-notice');
    const { calendar } = room.services;
    const [fourth, fifth] = [addWorkdays(today, 4, calendar()).on, addWorkdays(today, 5, calendar()).on];
    await expect(room.sign(await notice(fourth), 'submit')).rejects.toThrow('公示期不足 5 个工作日');
    await room.sign(await notice(fifth), 'submit');
    await room.as(office, (a) => waySettings.write(a, { ...usual, noticeWorkdays: 3 }));
    await room.sign(await notice(fourth), 'submit');
    await room.as(office, (a) => waySettings.write(a, usual));
  });

  it('a period people were told of is not shortened by a correction, and may be lengthened', async () => {
    const today = room.clock.today();
    const until = addWorkdays(today, 6, room.services.calendar()).on;
    const data = { from: today, until, objections: '人事处，电话见机构页面' };
    const out = await room.released({ data, formedOn: today }, 'public-notice');
    await room.take(room.people.drafter, out, 'correct', { reason: '调整公示期' });
    const revised = async (change: object) =>
      room.take(room.people.drafter, out, 'revise', {
        content: await room.content({ data: { ...data, ...change }, formedOn: today }),
        reason: '调整公示期',
      });
    await expect(revised({ until: addDays(until, -1) })).rejects.toMatchObject({
      fields: { 'content.data.until': expect.stringContaining('不能缩短') },
    });
    await expect(revised({ from: addDays(today, 1) })).rejects.toMatchObject({
      fields: { 'content.data.from': expect.stringContaining('不能推迟') },
    });
    await revised({ until: addDays(until, 7) });
  });

  it('a notice whose period has begun or ended does not go out for the first time', async () => {
    const today = room.clock.today();
    const until = addWorkdays(today, 5, room.services.calendar()).on;
    const data = { from: today, until, objections: '人事处，电话见机构页面' };
    const matter = await room.draft({ data, formedOn: today }, 'public-notice');
    await room.sign(matter);
    room.moveTo(startOfDay(addDays(until, 1)));
    await expect(room.take(room.people.releaser, matter, 'release')).rejects.toThrow('公示截止日期已过');
  });
});

describe('wherever it stands', () => {
  const number = [...'0123456789X'].map((end) => `36019919020304123${end}`).find((one) => !checkCitizenId(one)) ?? '';
  const spread = (by: string) => [...number].join(by);
  it.each([
    ['the document number', { documentNumber: number }],
    ['the words of a link', { bodyHtml: `<p><a href="https://a.cn/" title="${number}">链接</a></p>` }],
    ['an address of a link', { bodyHtml: `<p><a href="https://a.cn/?sfz=${number}">链接</a></p>` }],
    ['an abbreviation', { bodyHtml: `<p><abbr title="${number}">甲</abbr></p>` }],
    [
      'a number cut by a footnote',
      { bodyHtml: `<p>${number.slice(0, 6)}<span data-kind="footnote">注</span>${number.slice(6)}</p>` },
    ],
    ['a footnote', { bodyHtml: `<p>文<span data-kind="footnote">${number}</span></p>` }],
    ['brackets between the digits', { bodyHtml: `<p>${spread('（）')}</p>` }],
    ['fillers between the digits', { bodyHtml: `<p>${spread('\u2800')}</p>` }],
    ['combining marks', { bodyHtml: `<p>${spread('\u034f')}</p>` }],
    [
      'digits of another script',
      {
        bodyHtml: `<p>${[...number].map((d) => (/\d/.test(d) ? String.fromCodePoint(0x660 + Number(d)) : d)).join('')}</p>`,
      },
    ],
  ])('an identity number is found in %s', async (_, content) => {
    expect(of(await typed('news', { bodyHtml: '<p>文</p>', ...content }), 'personal-data').length).toBeGreaterThan(0);
  });
});

describe('a file', () => {
  const sentBy = async (who: Parameters<typeof room.browse>[0], called: string, text: string) => {
    const sent = await room.browse(who).upload('/api/attachments', called, Buffer.from(text));
    const { id, hash, size, mediaType, name } = sent.json<AttachmentRef>();
    return { id, hash, size, mediaType, name };
  };

  it('of a document kept from the public does not go out with another', async () => {
    const attachments = [await sentBy(room.people.drafter, '名单.txt', '专项检查名单，共三家。')];
    await room.draft({ ...INTERNAL, attachments });
    const matter = await room.draft({ attachments });
    await expect(room.take(room.people.drafter, matter, 'submit')).rejects.toThrow('也是不公开文件的附件');
  });

  it('that somebody may not open tells nothing when the gate is asked about it', async () => {
    const owner = await room.who('drafter', 'jx-legal');
    const attachments = [await sentBy(owner, '内部.txt', '机密★10年\n举报人：王某某。')];
    const report = await typed('news', { bodyHtml: '<p>文</p>', attachments });
    expect(report.findings.filter(({ where }) => where.includes('内部.txt'))).toEqual([]);
  });
});
