import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { qrCode } from '#platform/qr-code.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { codeTyped, sheetCode } from './code.ts';
import type { Sheet, SheetFacts, Verified } from './contract.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const sheetOf = async ({ id }: { readonly id: string }): Promise<Sheet> => {
  const answer = await room.browse(room.people.issuer).get(`/api/documents/${id}/sheet`);
  expect(answer.statusCode, answer.body).toBe(200);
  return JSON.parse(answer.body) as Sheet;
};
const verify = (code: string, by = room.people.drafter) => room.browse(by).post('/api/sheets/verify', { code });
const verdictOf = async (code: string): Promise<Verified> => JSON.parse((await verify(code)).body) as Verified;

describe('the code of a sheet', () => {
  it('says that all is as the paper has it, however it is typed', async () => {
    const matter = await room.draft();
    await room.sign(matter);
    const { code, facts } = await sheetOf(matter);
    expect(facts.signatures.map(({ step }) => step)).toEqual(['department-review', 'secrecy-review', 'issue']);
    const { code: again, verifyAt, verifyQr } = await sheetOf(matter);
    expect(again).toBe(code);
    expect(new URL(verifyAt).searchParams.get('code')).toBe(code);
    expect(verifyQr).toEqual(qrCode(verifyAt));
    for (const typed of [code, code.toLowerCase(), ` ${code.replaceAll('-', '')} `])
      expect(await verdictOf(typed)).toMatchObject({
        verdict: 'current',
        differences: [],
        sheet: { title: facts.title },
      });
  });

  it('says what has changed since: signatures that fell, the text, the release', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'secrecySign');
    const { code } = await sheetOf(matter);
    await room.take(room.people.issuer, matter, 'issue', { opinion: '同意' });
    expect((await verdictOf(code)).differences.join()).toContain('打印以后新增的签署：「签发」');
    const signed = await sheetOf(matter);
    expect(signed.code).not.toBe(code);
    await room.take(room.people.releaser, matter, 'release');
    expect((await verdictOf(signed.code)).differences.join()).toContain('发布');
    await room.take(room.people.drafter, matter, 'correct', { reason: '更正' });
    await room.take(room.people.drafter, matter, 'revise', {
      content: await room.content({ title: '改过的标题' }),
      reason: '更正',
    });
    const changed = await verdictOf(signed.code);
    expect(changed.verdict).toBe('changed');
    for (const words of ['文稿已经改动', '不再有效的签署', '改过的标题'])
      expect(changed.differences.join()).toContain(words);
    expect(changed.sheet.title).not.toBe('改过的标题');
  });

  it('is refused where it was miscopied, and unknown where no sheet bears it', async () => {
    const matter = await room.draft();
    const { code, facts } = await sheetOf(matter);
    const wrong = code.startsWith('2') ? `3${code.slice(1)}` : `2${code.slice(1)}`;
    expect((await verify(wrong)).statusCode).toBe(422);
    const other = sheetCode(makeSecretBox('another master key, long enough too'), facts);
    expect((await verify(other)).statusCode).toBe(404);
  });

  it('tells nobody of a document they may not see', async () => {
    const matter = await room.draft({
      disclosure: 'none',
      disclosureBasis: 'article-16-internal',
      disclosureReason: '属于内部事务信息',
    });
    const answer = await room.browse(room.people.drafter).get(`/api/documents/${matter.id}/sheet`);
    const { code } = JSON.parse(answer.body) as Sheet;
    const stranger = await room.who('department-head', 'jx-science');
    expect((await verify(code, stranger)).statusCode).toBe(404);
    expect((await room.browse(stranger).get(`/api/documents/${matter.id}/sheet`)).statusCode).toBe(404);
  });

  test('every wrong sign and every swap of neighbours is noticed', () => {
    const box = makeSecretBox('a master key for tests, long enough');
    const code = sheetCode(box, { title: '标题' } as unknown as SheetFacts).replaceAll('-', '');
    expect(codeTyped(code)?.replaceAll('-', '')).toBe(code);
    for (let at = 0; at < code.length; at++) {
      for (const sign of '23456789ABCDEFGHJKLMNPQRSTUVWXYZ')
        if (sign !== code[at]) expect(codeTyped(code.slice(0, at) + sign + code.slice(at + 1))).toBeUndefined();
      const [a, b] = [code[at], code[at + 1]];
      if (at < 19 && a !== b) expect(codeTyped(code.slice(0, at) + b + a + code.slice(at + 2))).toBeUndefined();
    }
  });

  it('shows names of experts masked; the whole ones to those who may, with a reason, and keeps who looked', async () => {
    const { drafter, otherReviewer } = room.people;
    const matter = await room.draft();
    const { current } = (await room.browse(drafter).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
    const asked = await room.browse(drafter).post(`/api/documents/${matter.id}/expert-requests`, {
      experts: [{ name: '欧阳明理', institution: '某某大学药学院', phone: '0791-88880000' }],
      question: '请对是否可行提出意见。',
      dueOn: '2026-03-10',
      contentHash: current.contentHash,
    });
    expect(asked.statusCode, asked.body).toBe(201);
    const looks = () => room.database.db.selectFrom('view_log').select(['person_id', 'reason']).execute();
    const before = (await looks()).length;
    expect((await sheetOf(matter)).experts.map(({ name }) => name)).toEqual(['欧阳**']);
    expect(await looks()).toHaveLength(before);
    const names = `/api/documents/${matter.id}/sheet/names`;
    expect((await room.browse(otherReviewer).post(names, { reason: '好奇' })).statusCode).toBe(403);
    expect((await room.browse(drafter).post(names, {})).statusCode).toBe(422);
    expect((await room.browse(drafter).post(names, { reason: '打印归档' })).body).toContain('欧阳明理');
    expect((await looks()).slice(before)).toEqual([{ person_id: drafter.id, reason: '打印归档' }]);
  });

  it('bears every opinion word for word, and who confirmed what the gate found', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'headSign');
    await room.take(room.people.reviewer, matter, 'secrecySign', {
      opinion: '不涉密。\n附件已看。',
      checklist: CHECKLIST,
    });
    const { signatures } = await sheetOf(matter);
    expect(signatures.map(({ opinion }) => opinion)).toContain('不涉密。\n附件已看。');
  });
});
