import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answerCountersign,
  askCountersign,
  askHelp,
  assign,
  handOver,
  releasePart,
  remark,
  remind,
  reportPartDone,
  timelineOf,
} from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail } from '../detail.ts';
import { requestKind } from '../kind.ts';
import { writeLetter } from '../letters/drafts.ts';
import type { LetterDraft } from '../letters/letters.ts';
import { FATES } from '../retention/fates.ts';
import { clearTable } from '../retention/clearing.ts';
import { requestFields } from '../step-fields.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { TEXT_FIELDS } from './words-apart.ts';

/** A person who is named wherever something can be written. */
const NAMED = '柳暗花';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const textsOf = (step: string) => {
  const form: object = (requestFields as Readonly<Record<string, { properties: object }>>)[step]?.properties ?? {};
  return [...(TEXT_FIELDS.get(step) ?? [])].filter((name) => Object.hasOwn(form, name));
};
const named = (step: string) => Object.fromEntries(textsOf(step).map((name) => [name, `${NAMED}（${name}）`]));

/** Steps that were taken, with the person named in every text. */
const taken = new Set<string>();
async function take(who: Actor, id: string, step: string, fields: object = {}): Promise<void> {
  await desk.step(who, id, step, { ...named(step), ...fields });
  taken.add(step);
}

async function underway(day: string): Promise<string> {
  desk.on(day);
  const { matter } = await desk.register();
  await take(desk.officer, matter.id, 'confirm', { receivedOn: day });
  await take(desk.officer, matter.id, 'assign', { unitId: await desk.unit('jx-inspection') });
  return matter.id;
}

/** Through all hands and back, then out of the house and arrived. */
async function letter(id: string, draft: Omit<LetterDraft, 'requestId'>, arrives = true): Promise<string> {
  const today = world.services.time.today();
  const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...draft }));
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  await take(desk.head, id, 'returnLetter');
  expect((await requestDetail(world.services, desk.clerk, id)).letters.at(-1)?.returnedFor).toContain(NAMED);
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  await take(desk.head, id, 'approveLetter');
  await take(desk.chief, id, 'rejectLetter');
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  await take(desk.head, id, 'approveLetter');
  await take(desk.chief, id, 'issueLetter');
  await take(desk.officer, id, 'sendLetter', { sentOn: today, channel: arrives ? 'web' : 'post' });
  if (arrives) await take(desk.officer, id, 'recordDelivery', { letterId, deliveredOn: today });
  return letterId;
}
const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } };
const correction = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const fee = {
  kind: 'fee',
  content: { basis: 'pages', quantity: 250, reason: '申请公开的材料共250页', payment: '缴入省级国库' },
};
async function ask(id: string, party: string): Promise<string> {
  await letter(id, { kind: 'consultation', content: { partyKind: 'third-party', party, information: '检验报告' } });
  return (await desk.consultations(id)).findLast((one) => one.party === party)?.id ?? '';
}

async function corrected(): Promise<string> {
  const id = await underway('2026-03-02');
  await take(desk.clerk, id, 'recordSearch', { searchedOn: '2026-03-02', found: true });
  await letter(id, correction);
  desk.on('2026-03-06');
  await take(desk.officer, id, 'correct', { correctedOn: '2026-03-06' });
  await take(desk.chief, id, 'decideRelief', { decision: 'reduced', yuan: 10 });
  await letter(id, fee);
  await take(desk.officer, id, 'payFee', { paidOn: '2026-03-06' });
  await letter(id, granted);
  await take(desk.officer, id, 'reopen', { ordered: 'own', orderedOn: '2026-03-06' });
  return id;
}

async function askedOthers(): Promise<void> {
  const id = await underway('2026-03-02');
  const [first, silent] = [await ask(id, '江西甲药业有限公司'), await ask(id, '江西乙药业有限公司')];
  await take(desk.officer, id, 'consultAnswered', { consultationId: first, answeredOn: '2026-03-02', agrees: false });
  await take(desk.clerk, id, 'weighOpinion', { consultationId: first, finding: 'unreasonable' });
  desk.on('2026-04-10');
  await take(desk.officer, id, 'consultClosed', { consultationId: silent, decides: 'disclose' });
}

async function cameBack(): Promise<void> {
  const id = await underway('2026-03-02');
  const letterId = await letter(id, correction, false);
  desk.on('2026-03-06');
  await take(desk.officer, id, 'recordUndelivered', { letterId, returnedOn: '2026-03-06', reason: 'moved' });
  await take(desk.officer, id, 'resendLetter', { letterId, sentOn: '2026-03-06', channel: 'post' });
}

async function handedBack(): Promise<void> {
  const id = await underway('2026-03-02');
  await take(desk.head, id, 'handBack', { reason: 'notOurs' });
}

async function asksTooOften(): Promise<void> {
  const id = await underway('2026-03-02');
  await letter(id, { kind: 'reasons', content: { facts: '半年内提出申请120件' } });
  desk.on('2026-03-03');
  await take(desk.officer, id, 'giveReasons', { givenOn: '2026-03-03' });
  const other = await underway('2026-03-02');
  await letter(other, { kind: 'reasons', content: { facts: '半年内提出申请120件' } });
  desk.on('2026-04-20');
  await take(desk.officer, other, 'noReasons');
}

async function together(): Promise<void> {
  const [first, apart, lead] = [
    await underway('2026-03-02'),
    await underway('2026-03-02'),
    await underway('2026-03-05'),
  ];
  for (const id of [first, apart]) await take(desk.officer, id, 'merge', { intoId: lead });
  await take(desk.officer, apart, 'unmerge');
  desk.on('2026-03-31');
  await letter(lead, granted);
  // Late for the one that followed: the reason was written for the lead.
  expect(await desk.matter(first)).toMatchObject({ state: 'answered' });
  await take(desk.officer, apart, 'split', { parts: [`${NAMED}的检验结果`, `${NAMED}的处置情况`] });
  const late = await underway('2026-09-15');
  desk.on('2026-09-24');
  await letter(late, correction);
  await take(desk.officer, late, 'supplement', { suppliedOn: '2026-09-24' });
  await take(desk.officer, late, 'withdraw', { withdrawnOn: '2026-09-24' });
}

/** 重大敏感 and 限定知悉范围, each set and taken away; a decision goes to the leader in charge, comes back and is agreed to. */
async function guarded(): Promise<void> {
  const id = await underway('2026-03-02');
  await take(desk.officer, id, 'restrict', { people: [desk.clerk.id] });
  await take(desk.chief, id, 'unrestrict');
  await take(desk.head, id, 'markSensitive', { why: 'other' });
  const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...granted }));
  for (const [who, step] of [
    [desk.leader, 'declineLetter'],
    [desk.leader, 'endorseLetter'],
  ] as const) {
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await take(desk.head, id, 'approveLetter');
    await take(who, id, step);
  }
  await take(desk.chief, id, 'unmarkSensitive');
}

const says = (what: string) => `${NAMED}（${what}）`;

/** What any matter has beside its steps, done on a request: every text names the person. */
async function besideTheSteps(): Promise<string> {
  const id = await underway('2026-09-16');
  const helpers = await desk.unit('jx-legal');
  const helper = await world.cast('department-head', 'jx-legal');
  const as = (who: Actor, verb: (act: Act) => Promise<unknown>) => world.as(who, verb);
  await as(desk.officer, (act) => remark(act, { matterId: id, text: says('remark') }));
  await as(desk.officer, (act) => remind(act, { matterId: id, reason: says('reminder') }));
  const { version } = await desk.matter(id);
  await as(desk.head, (act) =>
    assign(act, { matterId: id, version, personId: desk.clerk.id, note: says('assignment') }),
  );
  const given = await desk.matter(id);
  const unitId = given.leadUnitId;
  await as(desk.head, (act) =>
    handOver(act, {
      unitId,
      personId: desk.clerk.id,
      matters: [{ id, version: given.version, to: desk.head.id }],
      note: says('hand-over'),
    }),
  );
  await as(desk.head, (act) =>
    askHelp(act, { matterId: id, unitId: helpers, task: says('help'), dueOn: '2026-09-30' }),
  );
  await as(helper, (act) => reportPartDone(act, { matterId: id, unitId: helpers, report: says('part') }));
  const [asked = ''] = (await as(desk.clerk, (act) =>
    askCountersign(act, { matterId: id, unitIds: [helpers], question: says('question'), limitDays: 3 }),
  )) as string[];
  await as(helper, (act) =>
    answerCountersign(act, { countersignId: asked, agrees: true, opinion: says('countersign') }),
  );
  const others = await desk.unit('jx-licensing');
  await as(desk.head, (act) => askHelp(act, { matterId: id, unitId: others, task: says('help'), dueOn: '2026-09-30' }));
  await as(desk.officer, (act) => releasePart(act, { matterId: id, unitId: others, reason: says('released') }));
  return id;
}
const BESIDE = ['remark', 'reminder', 'assignment', 'hand-over', 'help', 'part', 'question', 'countersign', 'released'];

/** Everything a table holds, or what of it is asked for, as text. */
async function heldIn(table: string, where = sql``): Promise<string> {
  const { rows } = await sql<{ all: string | null }>`
    select string_agg(to_jsonb(t)::text, ' ') as all from ${sql.table(table)} t ${where}`.execute(world.services.db);
  return rows[0]?.all ?? '';
}

/** Between them they take every step into which something can be written. */
const LIVES = { corrected, askedOthers, asksTooOften, handedBack, cameBack, together, guarded };
const lived = new Map<string, string | void>();
test.each(Object.entries(LIVES))('a person is named wherever something can be written: %s', async (name, live) => {
  lived.set(name, await live());
  expect(taken.size).toBeGreaterThan(0);
});

test('who is named in any text of any step stands in no entry of the journal, no job and no table of the portal; those who handle it read it', async () => {
  const id = lived.get('corrected') ?? '';
  const withTexts = Object.keys(requestFields).filter((step) => textsOf(step).length > 0);
  expect(withTexts.filter((step) => !taken.has(step))).toEqual([]);

  const said = await world.services.db.selectFrom('journal_entry').select(['action', 'payload']).execute();
  expect(said.filter(({ payload }) => JSON.stringify(payload).includes(NAMED))).toEqual([]);
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('portal', 'pgboss')`.execute(world.services.db);
  const naming: string[] = [];
  for (const { name: table } of rows) if ((await heldIn(table)).includes(NAMED)) naming.push(table);
  expect(naming).toEqual([]);

  const timeline = await timelineOf(world.services, requestKind, id);
  const read = timeline.flatMap(({ fields }) => fields.map(({ value }) => value)).join(' ');
  for (const words of ['reason', 'opinion', 'voucher', 'note']) expect(read).toContain(`${NAMED}（${words}）`);

  await world.as(desk.officer, ({ tx, now }) =>
    clearTable(tx, 'public.request_words', FATES['public.request_words'] ?? { columns: {} }, id, now),
  );
  expect(JSON.stringify(await timelineOf(world.services, requestKind, id))).not.toContain(NAMED);
});

test('nor does what is said beside the steps: remarks, reminders, what other units are asked and answer', async () => {
  const id = await besideTheSteps();
  const said = await world.services.db
    .selectFrom('journal_entry')
    .select('payload')
    .where('chain', '=', `matter:${id}`)
    .execute();
  expect(JSON.stringify(said)).not.toContain(NAMED);
  const read = JSON.stringify(await timelineOf(world.services, requestKind, id));
  expect(BESIDE.filter((what) => !read.includes(says(what)))).toEqual([]);
  // Gone with the file: the sealed words, and what other units were asked and were to do.
  for (const table of ['public.request_words', 'public.countersign', 'public.matter_unit', 'public.notice'])
    await world.as(desk.officer, ({ tx, now }) => clearTable(tx, table, FATES[table] ?? { columns: {} }, id, now));
  expect(JSON.stringify(await timelineOf(world.services, requestKind, id))).not.toContain(NAMED);
  for (const table of ['countersign', 'matter_unit', 'notice'])
    expect(await heldIn(table, sql`where t.matter_id = ${id}`)).not.toContain(NAMED);
});
