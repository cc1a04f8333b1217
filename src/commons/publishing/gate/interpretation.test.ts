import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../contract.ts';
import { PLAN } from '../testing/normative.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { GateReport } from './contract.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const policy = (data: Record<string, unknown>) => room.draft({ columnKey: 'policies', data }, 'policy');
const upToIssue = async (matter: { readonly id: string }) => {
  await room.sign(matter, 'secrecySign');
  return room.take(room.people.issuer, matter, 'issue', { opinion: '同意。' });
};

describe('what needs an interpretation is not issued without a plan of it', () => {
  it.each([
    [{ interpretation: 'in-step' }, '还缺解读形式、解读渠道、解读人、计划解读日期、解读提纲'],
    [{ interpretation: 'in-step', ...PLAN, planBy: ' ' }, '还缺解读人。'],
    [{ interpretation: 'in-step', planForm: 'qa', planChannel: '官网' }, '还缺解读人、计划解读日期、解读提纲'],
  ])('%o is refused', async (data, because) => {
    const matter = await policy(data);
    await expect(upToIssue(matter)).rejects.toThrow(because);
    expect(await room.stateOf(matter)).toBe('issuing');
  });

  it.each([
    ['its plan is whole', { interpretation: 'in-step', ...PLAN }],
    ['none is needed, with a reason', { interpretation: 'not-needed', interpretationReason: '内部程序性通知' }],
  ])('and is issued where %s', async (_, data) => {
    const matter = await policy(data);
    await upToIssue(matter);
    expect(await room.stateOf(matter)).toBe('approved');
  });

  it('and where its interpretation is drafted already, which a discarded one is not', async () => {
    const matter = await policy({ interpretation: 'in-step' });
    const reading: Partial<Content> = {
      columnKey: 'interpretations',
      data: { form: 'text' },
      relations: [{ kind: 'interprets', documentId: matter.id }],
      bodyHtml: '<h2>制定背景</h2><p>一。</p><h2>主要内容</h2><p>二。</p>',
    };
    const given = await room.draft(reading, 'interpretation');
    await room.take(room.people.drafter, given, 'discard', { reason: '重写' });
    await expect(upToIssue(matter)).rejects.toThrow('签发前应有解读方案');
    await room.draft(reading, 'interpretation');
    await room.take(room.people.issuer, matter, 'issue', { opinion: '同意。' });
  });

  it('is seen by whoever drafts as work to be done, and is no reason against sending it for review', async () => {
    const matter = await policy({ interpretation: 'in-step' });
    const url = `/api/documents/${matter.id}/gate`;
    const report = (await room.browse(room.people.drafter).get(url)).json<GateReport>();
    expect(report.findings.map(({ check, stage }) => [check, stage])).toEqual([
      ['interpretation', 'issue'],
      ['interpretation', 'release'],
    ]);
  });

  it('no exception lets it out ahead of its interpretation, whatever the plan says', async () => {
    const matter = await policy({ interpretation: 'in-step', ...PLAN });
    await upToIssue(matter);
    await expect(room.take(room.people.releaser, matter, 'release')).rejects.toThrow('应当同步解读');
  });

  it('a plan for a day before the document was made is refused', async () => {
    await expect(policy({ interpretation: 'in-step', ...PLAN, planOn: '2026-03-01' })).rejects.toMatchObject({
      fields: { 'content.data.planOn': '计划解读日期不能早于成文日期' },
    });
  });

  it('the plan is not among the facts the public reads', async () => {
    const out = await room.released(
      { columnKey: 'policies', data: { interpretation: 'not-needed', interpretationReason: '内部程序', ...PLAN } },
      'policy',
    );
    const page = await room.visit(`/documents/${await room.indexNumberOf(out)}`);
    expect([page.statusCode, page.body.includes('解读方案'), page.body.includes(PLAN.planOutline)]).toEqual([
      200,
      false,
      false,
    ]);
  });
});
