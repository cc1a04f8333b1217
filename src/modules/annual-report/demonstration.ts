import { matterById, type MatterRow, takeStepAs } from '#commons/casework/index.ts';
import { addDays, dateOf, type LocalDate, yearOf } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Act, type Services, act } from '#platform/services.ts';
import { ENTERED_CELLS, type EnteredCell } from './contract.ts';
import { writtenParts } from './figures.ts';
import { answerFinding } from './reports/answering.ts';
import { composeReport } from './reports/composing.ts';
import { reportDetail } from './reports/detail.ts';
import { enterFigure } from './reports/entries.ts';
import { openDueReports, openReport } from './reports/opening.ts';
import { savePart } from './reports/parts.ts';
import { findingsOf } from './reports/standing.ts';
import { urgeReports } from './reports/urging.ts';
import { keysOf } from './tables.ts';

interface Telling {
  readonly today: LocalDate;
  readonly cast: (role: string, unitKey?: string) => Promise<Actor>;
  readonly moveTo: (on: LocalDate, hour: number, minute: number) => void;
  readonly takeThroughChain: (matter: MatterRow, unitKey: string) => Promise<void>;
}

/** The whole of it was over by then. */
const OVER = { month: 2, day: 10 } as const;

/**
 * The reports as the demonstration tells them: last year's of the bureau counted, written, handed in, accepted and published in January; one of
 * the city bureaus has handed in, another was urged; this year's is open and its figures are being gathered. All by the commands of those who do it.
 */
export async function liveAnnualReports(services: Services, telling: Telling): Promise<void> {
  const { today, cast, moveTo } = telling;
  const since = yearOf(today);
  if (today < dateOf(since, OVER.month, OVER.day)) return;
  const year = since - 1;
  const officer = await cast('openness-officer');
  const on = (month: number, day: number, hour = 10) => moveTo(dateOf(since, month, day), hour, 0);
  on(1, 6);
  await openDueReports(services);
  await handIn(services, year, { officer, leader: await cast('issuer') }, ENFORCEMENT);
  const own = await reportOf(services, officer, year);
  on(1, 15);
  await publish(services, telling, own);
  on(1, 20);
  await act(services, officer, (a) => takeStepAs(a, own, 'accept', {}));
  on(1, 26);
  const city = { officer: await cast('openness-officer', 'nanchang'), leader: await cast('issuer', 'nanchang') };
  await handIn(services, year, city, MARKET);
  on(2, 2, 15);
  await act(services, officer, (a) => urgeReports(a, { year, note: '请于本周内报送；有困难的，请说明原因。' }));
  on(OVER.month, OVER.day);
  const next = await act(services, officer, (a) => openReport(a, { year: since }));
  moveTo(today, 8, 45);
  const entries = Object.entries(ENFORCEMENT).slice(0, 2) as [EnteredCell, number][];
  for (const [cell, value] of entries)
    await act(services, officer, (a) =>
      enterFigure(a, next, { cell, value: Math.ceil(value / 8), ...source(addDays(today, -1)) }),
    );
}

type Figures = Readonly<Record<EnteredCell, number>>;
const figures = (licences: number, penalties: number, compulsions: number, fees: number): Figures => ({
  'proactive.licences.decisions': licences,
  'proactive.penalties.decisions': penalties,
  'proactive.compulsions.decisions': compulsions,
  'proactive.fees.amountWan': fees,
});
const ENFORCEMENT = figures(412, 168, 9, 286.4);
const MARKET = figures(96, 57, 3, 12.8);
const source = (asOf: LocalDate) => ({ source: '行政审批、行政执法案件台账和财务决算（演示）', asOf });

interface Hands {
  readonly officer: Actor;
  readonly leader: Actor;
}

async function handIn(services: Services, year: number, by: Hands, typed: Figures): Promise<void> {
  const { officer, leader } = by;
  const id = await reportOf(services, officer, year);
  const as = (actor: Actor, verb: (a: Act) => Promise<unknown>) => act(services, actor, verb);
  for (const cell of keysOf(ENTERED_CELLS))
    await as(officer, (a) => enterFigure(a, id, { cell, value: typed[cell], ...source(dateOf(year, 12, 31)) }));
  await as(officer, (a) => takeStepAs(a, id, 'startDrafting', {}));
  const { figures: counted } = await reportDetail(services, officer, id);
  const { feeCharged, feeCases } = counted.narrative;
  const words = wordsOf(year, {
    received: counted.applications.newReceived?.total ?? 0,
    concluded: counted.applications.totalProcessed?.total ?? 0,
    fees:
      Number(feeCharged ?? 0) > 0
        ? `${year}年收取信息处理费${feeCases}件，共${feeCharged}元。`
        : `${year}年没有收取信息处理费。`,
  });
  for (const part of keysOf(writtenParts))
    await as(officer, (a) => savePart(a, id, { part, text: words[part], number: 0 }));
  for (const { key, answerable } of await findingsOf(services.db, id))
    if (answerable)
      await as(officer, (a) => answerFinding(a, id, { finding: key, reason: '已与台账核对，数字无误。' }));
  await as(officer, (a) => takeStepAs(a, id, 'sendForReview', {}));
  await as(leader, (a) => takeStepAs(a, id, 'approve', {}));
}

interface Told {
  readonly received: number;
  readonly concluded: number;
  readonly fees: string;
}

/** Part one tells of the five things it is asked to (国办公开办函〔2021〕30号); part six of fees. */
const wordsOf = (
  year: number,
  { received, concluded, fees }: Told,
): Readonly<Record<keyof typeof writtenParts, string>> => ({
  overview: [
    `主动公开。${year}年，本机关按照政务公开工作要点，及时公开行政许可、行政处罚、监督检查和抽检等监管信息。`,
    `依申请公开。新收政府信息公开申请${received}件，办结${concluded}件，登记、审核、办理、答复、归档全程留痕。`,
    '政府信息管理。制作政府信息时同步确定公开属性，公开前逐项进行保密审查，规范性文件实行台账管理。',
    '政府信息公开平台建设。门户网站政府信息公开栏目按月检查更新，提供检索、查阅、下载和网上申请。',
    '监督保障。对各处室、直属单位的政务公开工作定期检查，受理公众投诉举报，开展业务培训。',
  ].join('\n'),
  problems: '存在的问题：部分答复说理不够充分，个别栏目更新不及时。改进情况：加强答复文书审核，按月检查栏目更新。',
  other: `${fees}无其他需要报告的事项。`,
});

async function publish(services: Services, { cast, takeThroughChain }: Telling, reportId: string): Promise<void> {
  const drafter = await cast('drafter', DRAFTED_BY);
  const documentId = await composeReport(services, drafter, reportId);
  const matter = await matterById(services.db, documentId);
  if (matter) await takeThroughChain(matter, DRAFTED_BY);
}
const DRAFTED_BY = 'jx-finance';

async function reportOf({ db }: Services, { grants }: Actor, year: number): Promise<string> {
  const { id } = await db
    .selectFrom('annual_report')
    .select('id')
    .where('year', '=', year)
    .where('bureau_id', '=', grants.find(({ role }) => role === 'openness-officer')?.unitPath[0] ?? '')
    .executeTakeFirstOrThrow();
  return id;
}
