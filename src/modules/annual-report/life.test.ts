import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import { instant } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import { requestsDesk } from '../requests/testing/requests-desk.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { annualReportListener } from './reports/publication-duty.ts';
import { behindCell } from './computing/behind.ts';
import { ENTERED_CELLS, type EnteredCell } from './contract.ts';
import { answerFinding } from './reports/answering.ts';
import { readReportFile } from './importing/reading.ts';
import { composeReport } from './reports/composing.ts';
import { reportDetail } from './reports/detail.ts';
import { enterFigure } from './reports/entries.ts';
import { exportReport } from './reports/exporting.ts';
import { rollUp } from './reports/listing.ts';
import { openDueReports, openReport } from './reports/opening.ts';
import { savePart } from './reports/parts.ts';

// The report of 2025, made in January 2026 of requests that were handled by commands.

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let officer: Actor;
let leader: Actor;
let reportId: string;

beforeAll(async () => {
  world = await makeWorld();
  world.clock.moveTo(instant('2025-03-03T02:00:00Z'));
  desk = await requestsDesk(world);
  ({ officer, leader } = desk);
  const first = await desk.underway('2025-03-03');
  desk.on('2025-03-10');
  await desk.letter(first, granted);
  const open = await desk.underway('2025-12-30');
  expect(open).not.toBe(first);
  desk.on('2025-12-31');
  await desk.register({ channel: 'email' });
  desk.on('2026-01-08');
});
afterAll(() => world.close());

const granted = {
  kind: 'reply' as const,
  content: {
    ground: 'supplied' as const,
    parts: { information: '您申请公开的信息见附件。' },
  },
};

const as = <T>(actor: Actor, verb: Parameters<typeof world.as<T>>[1]) => world.as(actor, verb);
const detail = (actor: Actor = officer) => reportDetail(world.services, actor, reportId);
const step = (actor: Actor, name: string, fields: Readonly<Record<string, unknown>> = {}) =>
  as(actor, (a) => takeStepAs(a, reportId, name, fields));
const refusal = async (doing: Promise<unknown>): Promise<readonly string[]> => {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('was not refused');
  return error.reasons;
};

const owed = () =>
  world.services.db
    .selectFrom('duty')
    .select(['task', 'due_on as dueOn', 'role'])
    .where('matter_id', '=', reportId)
    .where('done_at', 'is', null)
    .execute();

describe('a report', () => {
  test('is opened by the openness office for a year that has begun, once, and is due on 31 January', async () => {
    expect(await refusal(as(officer, (a) => openReport(a, { year: 2027 })))).toEqual([
      '2027 年还没有开始，不能建立它的年度报告',
    ]);
    reportId = await as(officer, (a) => openReport(a, { year: 2025 }));
    expect(await refusal(as(officer, (a) => openReport(a, { year: 2025 })))).toEqual([
      '本机关 2025 年度的报告已经建立，请打开原有的一份',
    ]);
    expect(await refusal(as(desk.clerk, (a) => openReport(a, { year: 2024 })))).toEqual([
      '年度报告由政务公开办公室建立',
    ]);
    expect((await detail()).dueOn).toBe('2026-01-31');
  });

  test('counts requests by the day they were received and answered; what was not confirmed is not received', async () => {
    const { applications } = (await detail()).figures;
    expect(applications.newReceived).toMatchObject({ naturalPerson: 2, total: 2 });
    expect(applications.granted).toMatchObject({ naturalPerson: 1, total: 1 });
    expect(applications.carriedForward).toMatchObject({ naturalPerson: 1, total: 1 });
  });

  test('opens for each figure the requests behind it, for those who may see them, without a word of what was asked', async () => {
    const behind = (cell: string, actor = officer) =>
      behindCell(world.services, actor, reportId, { cell, page: 1, size: 20 });
    const granted = await behind('applications.granted.total');
    expect(granted.total).toBe(1);
    expect(granted.rows[0]).toMatchObject({ from: '2025-03-03', until: '2025-03-10', kind: '自然人' });
    expect(JSON.stringify(granted)).not.toContain('章');
    await expect(behind('proactive.licences.decisions')).rejects.toThrow();
    await expect(behind('applications.granted.total', desk.clerk)).rejects.toThrow();
  });

  test('is not drafted before every figure without a source of its own is typed with one', async () => {
    expect((await refusal(step(officer, 'startDrafting'))).length).toBe(4);
    const entry = (cell: EnteredCell, value: number) => ({
      cell,
      value,
      source: '行政处罚案件台账',
      asOf: '2025-12-31',
    });
    await expect(
      as(officer, (a) => enterFigure(a, reportId, entry('proactive.penalties.decisions', 1.5))),
    ).rejects.toMatchObject({ fields: { value: '件数应是整数' } });
    for (const cell of Object.keys(ENTERED_CELLS) as EnteredCell[])
      await as(officer, (a) => enterFigure(a, reportId, entry(cell, cell.endsWith('amountWan') ? 12.5 : 7)));
    await step(officer, 'startDrafting');
    const { figures, entries } = await detail();
    expect(figures.proactive.fees).toEqual({ amountWan: 12.5 });
    expect(entries.find(({ cell }) => cell === 'proactive.penalties.decisions')).toMatchObject({
      source: '行政处罚案件台账',
      by: officer.name,
    });
  });

  test('saves its written parts, and nobody writes over what another has saved meanwhile', async () => {
    const save = (part: 'overview' | 'problems' | 'other', text: string, number = 0) =>
      as(officer, (a) => savePart(a, reportId, { part, text, number }));
    await save('overview', '2025年新收政府信息公开申请5件。');
    await expect(save('overview', '另一段', 0)).rejects.toMatchObject({ code: 'stale' });
    await save('problems', '答复文书说理不够充分，将加强培训。');
    await save('other', '无其他需要报告的事项。');
    expect((await detail()).parts.map(({ number }) => number)).toEqual([1, 1, 1]);
  });

  test('is held by a warning until it is put right or answered, and by an error until it is put right', async () => {
    const { findings } = await detail();
    const quoted = findings.find(({ rule }) => rule === 'C8');
    expect(quoted).toMatchObject({ severity: 'warning', answer: null });
    expect(await refusal(step(officer, 'sendForReview'))).toContainEqual(expect.stringContaining('提醒没有处理'));
    await as(officer, (a) => answerFinding(a, reportId, { finding: quoted?.key ?? '', reason: '含上年结转的申请' }));
    expect((await detail()).findings.find(({ rule }) => rule === 'C8')?.answer?.reason).toBe('含上年结转的申请');
    // With other words it is another finding.
    await as(officer, (a) =>
      savePart(a, reportId, { part: 'overview', text: '2025年新收政府信息公开申请6件。', number: 1 }),
    );
    expect((await detail()).findings.find(({ rule }) => rule === 'C8')?.answer).toBeNull();
    expect(
      await refusal(as(officer, (a) => answerFinding(a, reportId, { finding: quoted?.key ?? '', reason: '旧的' }))),
    ).toEqual(['数据已经变化，这一问题不存在了：请刷新后再看']);
    await as(officer, (a) =>
      savePart(a, reportId, { part: 'overview', text: '2025年新收政府信息公开申请2件。', number: 2 }),
    );
  });

  test('is frozen when it goes to review; who sent it does not approve it; later changes are shown beside', async () => {
    await step(officer, 'sendForReview');
    const head = await world.cast('openness-head');
    if (head.id === officer.id)
      expect(await refusal(step(head, 'approve'))).toEqual(['您已办理「送审」，同一事项不能再由您审核通过，报送']);
    const sent = await detail();
    expect(sent).toMatchObject({ frozenAs: 1, state: 'review', movedSince: [] });
    expect(sent.editions[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    // A request of December, confirmed only now, was received in December.
    const waiting = await world.services.db
      .selectFrom('matter')
      .select('id')
      .where('kind', '=', 'request')
      .where('state', '=', 'submitted')
      .executeTakeFirstOrThrow();
    await as(officer, (a) =>
      takeStepAs(a, waiting.id, 'confirm', { receivedOn: '2025-12-31', evidence: '申请人当面提交，已给登记回执' }),
    );
    const after = await detail();
    expect(after.figures.applications.newReceived?.total).toBe(2);
    expect(after.movedSince).toContainEqual(
      expect.objectContaining({ path: 'applications.newReceived.total', frozen: 2, now: 3 }),
    );
    expect(await refusal(as(officer, (a) => savePart(a, reportId, { part: 'other', text: '改', number: 1 })))).toEqual([
      '报告已经送审，文字不能再改：请先退回修改，或者办理更正',
    ]);
  });

  test('returned, it is counted anew, and the edition before is kept with the reason of the next', async () => {
    await step(leader, 'returnToDraft', { reason: '12月31日收到的一件没有计入' });
    await as(officer, (a) =>
      savePart(a, reportId, { part: 'overview', text: '2025年新收政府信息公开申请3件。', number: 3 }),
    );
    await step(officer, 'sendForReview');
    await step(leader, 'approve');
    const { editions, figures, state } = await detail();
    expect(state).toBe('submitted');
    expect(editions.map(({ number, reason }) => [number, reason])).toEqual([
      [1, null],
      [2, '12月31日收到的一件没有计入'],
    ]);
    expect(figures.applications.newReceived?.total).toBe(3);
  });

  test('is added up with those of the units below, and who is late is said', async () => {
    const { lines, totals, handedIn } = await rollUp(
      world.services.db,
      (await detail()).bureauId,
      2025,
      world.services.time.today(),
    );
    expect(handedIn).toBe(1);
    expect(totals.applications.newReceived?.total).toBe(3);
    expect(totals.proactive.fees).toEqual({ amountWan: 12.5 });
    expect(lines[0]).toMatchObject({ handedIn: true, late: false, submittedOn: '2026-01-08' });
    const later = await rollUp(world.services.db, (await detail()).bureauId, 2024, world.services.time.today());
    expect(later.lines[0]).toMatchObject({ handedIn: false, late: true, stateLabel: '还没有建立' });
  });

  test('is returned by whoever receives it, corrected in another edition, and accepted', async () => {
    await step(officer, 'requireCorrection', { reason: '省政府办公厅要求核对行政处罚件数' });
    await as(officer, (a) =>
      enterFigure(a, reportId, {
        cell: 'proactive.penalties.decisions',
        value: 8,
        source: '行政处罚案件台账，已复核',
        asOf: '2025-12-31',
      }),
    );
    await step(officer, 'sendForReview');
    await step(leader, 'approve');
    await step(officer, 'accept');
    expect(await detail()).toMatchObject({ state: 'accepted', frozenAs: 3 });
    expect((await detail()).figures.proactive.penalties).toEqual({ decisions: 8 });
  });

  test('accepted and not yet public, it is owed to the public until 31 January; its release ends that', async () => {
    expect(await owed()).toEqual([
      {
        task: '公布2025年年度报告：由起草人起草公布稿，经审核后发布',
        dueOn: '2026-01-31',
        role: 'openness-officer',
      },
    ]);
  });

  test('is published of the edition handed in: page, .docx and .xlsx of the same figures, once', async () => {
    const drafter = await world.cast('drafter');
    const documentId = await composeReport(world.services, drafter, reportId);
    expect(await refusal(composeReport(world.services, drafter, reportId))).toEqual([
      '这一版的公布稿已经起草，请到公布稿里办理',
    ]);
    expect(await refusal(composeReport(world.services, desk.clerk, reportId))).toBeTruthy();
    const revision = await world.services.db
      .selectFrom('document as d')
      .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
      .select(['d.type', 'r.title', 'r.column_key', 'r.body_html', 'r.attachments', 'r.data'])
      .where('d.id', '=', documentId)
      .executeTakeFirstOrThrow();
    expect(revision).toMatchObject({ type: 'annual-report', column_key: 'annual-reports' });
    expect(revision.title).toMatch(/2025年政府信息公开工作年度报告$/);
    const names = (revision.attachments as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual([`${revision.title}.docx`, `${revision.title}（数据表）.xlsx`]);
    // What is on the page reads back as the figures that were frozen.
    const { figures } = await detail();
    const read = await readReportFile(Buffer.from(revision.body_html), 'page.html', 2025, figures.authority);
    expect(read.figures.applications).toEqual(figures.applications);
    expect(read.figures.proactive).toEqual(figures.proactive);
    expect((await detail()).editions.at(-1)).toMatchObject({ documentId, releasedAt: null });
    // Its release, as the publishing chain tells it.
    await as(officer, (a) => annualReportListener(a, { kind: 'released', documentId } as never));
    expect(await owed()).toEqual([]);
  });

  test.each(['json', 'csv', 'xlsx', 'docx'] as const)('leaves as %s, and that is written down', async (format) => {
    const { name, body } = await as(officer, (a) => exportReport(a, reportId, format));
    expect(name.endsWith(`2025年政府信息公开工作年度报告.${format}`)).toBe(true);
    if (format === 'json') expect(JSON.parse(body.toString())).toEqual((await detail()).figures);
    if (format === 'csv') expect(body.toString()).toContain('applications.newReceived.total,');
    expect(body.length).toBeGreaterThan(200);
  });

  test('of next year joins it: what was carried forward is what is carried over', async () => {
    const next = await as(officer, (a) => openReport(a, { year: 2026 }));
    const { figures, previous, findings } = await reportDetail(world.services, officer, next);
    expect(previous).toEqual({ kind: 'edition', year: 2025, name: '本系统第 3 版' });
    expect(figures.applications.carriedOver?.total).toBe(2);
    expect(findings.filter(({ rule }) => rule === 'C4')).toEqual([]);
  });

  test('is opened by itself in January for every bureau with an openness office, once', async () => {
    desk.on('2027-01-04');
    const opened = await openDueReports(world.services);
    expect(await openDueReports(world.services)).toBe(0);
    expect(opened).toBeGreaterThanOrEqual(0);
    desk.on('2027-06-01');
    expect(await openDueReports(world.services)).toBe(0);
  });
});
