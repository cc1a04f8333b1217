import { expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { type LetterFacts, letterBody } from './letter-text.ts';
import type { LetterKindKey } from './letter-kinds.ts';
import { replyDefects } from './reply-content.ts';

const facts: LetterFacts = {
  number: '依申请〔2026〕7号',
  arrivedOn: localDate('2026-03-02'),
  description: '监督抽检报告',
  applicantKind: 'citizen',
  servedOnline: false,
  bodies: { reviewOrgan: '江西省人民政府', court: '南昌铁路运输法院', reviewUrl: '' },
  together: [],
  relief: undefined,
  records: [],
} as unknown as LetterFacts;
const textOf = (kind: LetterKindKey, content: object) =>
  letterBody(kind, content, facts)
    .map((block) => ('text' in block ? block.text : ''))
    .join('\n');
const asked = (partyKind: string) =>
  textOf('consultation', { partyKind, party: '某单位', information: '抽检报告中的检验方法' });

test('what silence is taken for is told to each as the law has it for them, and nothing to whom it says nothing of', () => {
  expect(asked('third-party')).toContain('第三十二条');
  expect(asked('third-party')).not.toContain('视为同意');
  expect(asked('co-maker')).toContain('视为同意公开');
  expect(asked('other-organ')).not.toMatch(/视为同意|第三十四条/);
});

test('a refusal to issue again cites no report format as if it were law, and says when the information was had', () => {
  const parts = { notProcessed: '不予重新出具。', obtained: '2026年1月5日当面送达。', reasons: '已经依法送达。' };
  const said = textOf('reply', { ground: 'reissue', parts });
  expect(said).toContain('经审查，该申请要求确认或者重新出具已经获取的信息，不予处理。');
  expect(said).toContain('2026年1月5日当面送达');
  expect(said).not.toContain('年度报告格式');
});

test('a letter to somebody who asked nothing does not thank them for an application', () => {
  expect(asked('third-party')).toContain('本机关收到一件政府信息公开申请（依申请〔2026〕7号）');
  expect(asked('third-party')).not.toContain('收到您的');
  expect(textOf('extension', { days: 10, reason: '档案多' })).toContain('本机关于2026年3月2日收到您的政府信息公开申请');
});

test('the day from which the period runs is named, with the day of arrival and of a correction where those are others', () => {
  const mailed = { ...facts, receivedOn: localDate('2026-03-05'), correctedOn: localDate('2026-03-12') };
  const [opening] = letterBody('extension', { days: 10, reason: '档案多' }, mailed);
  expect(opening).toEqual({
    kind: 'text',
    text: '本机关于2026年3月5日收到您的政府信息公开申请（依申请〔2026〕7号，2026年3月2日到达，2026年3月12日收到补正）。',
  });
});

test('a correction notice says what is missing, and what was typed with a full stop has one', () => {
  const notice = (lacks?: string) => textOf('correction', { items: '请提供身份证件复印件', days: 15, lacks });
  expect(notice()).toContain('经审查，申请内容不明确。根据《政府信息公开条例》第三十条，');
  expect(notice('identity')).toContain(
    '经审查，申请没有提供身份证明。根据《政府信息公开条例》第二十九条第二款、第三十条，',
  );
  expect(notice('identity')).not.toContain('内容不明确');
  expect(textOf('extension', { days: 10, reason: '档案多。' })).toContain('档案多。根据');
});

test('a refusal says that it is one, by the article named once, and then why, in the order of the law and not of what was typed first', () => {
  // As the database gives it back: short names first.
  const parts = { ground: '《政府信息公开条例》第十四条', reasons: '定密期限未满' };
  const said = textOf('reply', { ground: 'state-secret', parts });
  expect(said).toContain(
    '经审查，所申请公开信息属于依法确定为国家秘密的政府信息。根据《政府信息公开条例》第十四条、第三十六条第三项，决定不予公开。',
  );
  expect(said).toContain('依据：《政府信息公开条例》第十四条。\n理由：定密期限未满。');
  const separated = textOf('reply', {
    ground: 'separated',
    parts: { ground: '第十五条', reasons: '涉及工艺', openPart: '结论', withheldPart: '参数' },
  });
  expect(separated).toMatch(/予以公开的内容：结论。\n不予公开的内容：参数。\n依据：第十五条。\n理由：涉及工艺。/);
});

test('no reply prints the words of the form to whoever reads it', () => {
  const parts = { notProcessed: '见上。', earlierReply: '依申请公开〔2025〕3号，2025年6月3日。' };
  const said = textOf('reply', { ground: 'duplicate', parts });
  expect(said).toContain('不予重复处理。');
  expect(said).toContain('此前的答复：依申请公开〔2025〕3号，2025年6月3日。');
  expect(said).not.toMatch(/的告知：|不予（重复）|申请人重复/);
});

test('every sentence of a letter ends as one, whatever was typed, and a single page is no range', () => {
  const fee = { basis: 'pages', quantity: 101, reason: '材料共101页', payment: '凭缴款码缴款' };
  expect(textOf('fee', fee)).toContain('缴费方式：凭缴款码缴款。');
  expect(JSON.stringify(letterBody('fee', fee, facts))).toContain('"第101页"');
  expect(textOf('reasons', { facts: '一个月内申请二十余件', days: 7 })).toContain('一个月内申请二十余件。');
  const override = { party: '甲公司', information: '检验方法', reason: '关系公众用药安全', grounds: 'public-interest' };
  expect(textOf('override', override)).toContain('理由：关系公众用药安全。');
});

test('a citizen is addressed as one, an organisation as one', () => {
  const parts = { information: '见附件。' };
  expect(textOf('reply', { ground: 'supplied', parts })).toContain('您申请的内容为：“监督抽检报告”');
  const organisation = { ...facts, applicantKind: 'organisation' } as const;
  const said = JSON.stringify(letterBody('reply', { ground: 'supplied', parts }, organisation));
  expect(said).toContain('贵单位申请的内容为');
  expect(said).not.toContain('您');
});

test('what is supplied is supplied as it was asked for, unless the letter says otherwise, and nothing else is', () => {
  const wanted = { form: 'electronic', channel: 'web' } as const;
  const bodies = { ...facts.bodies, reviewUrl: 'https://fy.example.gov.cn/' };
  const online = { ...facts, wanted, servedOnline: true, bodies };
  const said = (content: object, about: LetterFacts) => JSON.stringify(letterBody('reply', content, about));
  const supplied = { ground: 'supplied', parts: { information: '见附件。' } };
  expect(said(supplied, online)).toContain(
    '提供的形式、途径：按照您的要求，电子文件，网上查询下载（《政府信息公开条例》第四十条）。',
  );
  // Nothing leaves through the network without the online channel of review.
  expect(said(supplied, { ...facts, wanted })).toContain('按照您的要求，电子文件（《政府信息公开条例》第四十条）。');
  const otherwise = { ...supplied, parts: { ...supplied.parts, form: '原件破损，提供扫描件，邮寄' } };
  expect(said(otherwise, online)).toContain('提供的形式、途径：原件破损，提供扫描件，邮寄。');
  expect(said(otherwise, online)).not.toContain('按照您的要求');
  expect(said({ ground: 'to-be-made', parts: { notMade: '没有现成的。' } }, online)).not.toContain('提供的形式');
});

test('after a review another court than the one named may have the case, and the letter says so', () => {
  const named = { ...facts, bodies: { ...facts.bodies, court: '甲法院' } };
  for (const ground of ['process', 'absent'])
    expect(JSON.stringify(letterBody('reply', { ground, parts: {} }, named))).toMatch(
      /期满之日起十五日内向(?:甲法院|该院)或者其他有管辖权的人民法院提起/,
    );
});

test('a reply that the same was asked before names the day and the number of the earlier answer, or goes no further', () => {
  const lacks = (earlierReply?: string) =>
    replyDefects(
      { ground: 'duplicate', parts: { notProcessed: '不予重复处理。', ...(earlierReply && { earlierReply }) } },
      [],
    );
  expect(lacks()).toEqual([expect.stringContaining('还缺少：此前答复的日期和文号')]);
  for (const vague of ['见此前送达的告知书', '2025年6月3日已经答复', '依申请公开〔2025〕3号'])
    expect(lacks(vague)).toEqual([expect.stringContaining('“此前答复的日期和文号”应当写明答复的日期')]);
  expect(lacks('2025年6月3日《政府信息公开告知书》（依申请公开〔2025〕3号）')).toEqual([]);
  expect(lacks('依申请公开〔2025〕3号，2025年6月3日')).toEqual([]);
});
