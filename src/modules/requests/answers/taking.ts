import { sql } from 'kysely';
import { Type } from 'typebox';
import { addWorkdays } from '#kernel/calendar.ts';
import { addHours, chineseDate, civilDate, type Instant, type LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import { type MatterRow, matterById, openDuty, takeStepAs, workersOf } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { openEach } from '#platform/submissions.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { suggestConversion } from '../conversion/opening.ts';
import { lastDayOf } from '../answer-periods.ts';
import { awaitedIn } from '../closing/awaited.ts';
import { lettersOf } from '../letters/letters.ts';
import { makeOwnData } from '../own-data/making.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { requestWorkflow } from '../workflow.ts';
import { ANSWER_KINDS, type AnswerOutcome, answerKind, isBad, isFetching, type SaidKind } from './answer-kinds.ts';
import { sealWords } from './answers.ts';
import { theSystemFor } from './the-system-for.ts';
import { replaceText } from './replacing.ts';
import { answerPlace, type Said } from './saying.ts';

/** Opens what applicants have said. */
export const openAnswers = (services: Services): Promise<number> =>
  openEach(
    services,
    {
      work: 'requests.open-answers',
      rows: sql`select id, sent_at as since from intake.request_answer where opened_at is null`,
      trouble: 'an answer of an applicant cannot be opened',
    },
    (id) => openOne(services, id),
  );

/** What the law refuses now is kept all the same, with the reason, and shown to the office. */
async function openOne(services: Services, id: string): Promise<void> {
  try {
    await act(services, systemActor, (a) => take(a, id));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await act(services, systemActor, (a) => take(a, id, error.reasons.join('；')));
  }
}

interface Sent {
  readonly id: string;
  readonly sentAt: Instant;
  readonly sentOn: LocalDate;
  readonly said: Said;
  readonly matter: MatterRow;
}

async function take(a: Act, id: string, refusal?: string): Promise<void> {
  const sent = await opened(a, id);
  await a.tx.updateTable('intake.request_answer').set({ opened_at: a.now }).where('id', '=', id).execute();
  if (!sent) return;
  const { outcome, why } = refusal === undefined ? await taken(a, sent) : { outcome: 'late' as const, why: refusal };
  if (!(await keep(a, sent, outcome, why))) return;
  if (sent.said.kind === 'proactive' && outcome === 'office') await suggestConversion(a, sent.matter.id);
  await tellOffice(a, sent, outcome);
  await keepTrack(a, sent.matter);
}

/** Undefined for what no request with this number and code has said: the portal lets nobody say it, so it is logged. */
async function opened(a: Act, id: string): Promise<Sent | undefined> {
  const { tx, services } = a;
  const row = await tx
    .selectFrom('intake.request_answer')
    .selectAll()
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const request = await tx
    .selectFrom('request')
    .select(['id', 'code_hash'])
    .where('receipt', '=', row.receipt)
    .executeTakeFirst();
  const held = request && (request.code_hash === row.code_hash || (await heldThen(a, request.id, row)));
  const matter = held ? await matterById(tx, request.id) : undefined;
  if (!matter) {
    services.log.warn('an answer belongs to no request', { answerId: id });
    return undefined;
  }
  const said = JSON.parse(await services.secrets.envelopes.open(row.sealed, answerPlace(id))) as Said;
  return { id, sentAt: row.sent_at, sentOn: civilDate(row.sent_at), said, matter };
}

/** Said with a code that was good when it was said, and has been replaced since. */
async function heldThen(
  { tx }: Act,
  requestId: string,
  row: { readonly code_hash: string; readonly sent_at: Instant },
): Promise<boolean> {
  const former = await tx
    .selectFrom('request_code_check')
    .select('id')
    .where('request_id', '=', requestId)
    .where('former_code_hash', '=', row.code_hash)
    .where('checked_at', '>=', row.sent_at)
    .executeTakeFirst();
  return former !== undefined;
}

type Taken = { readonly outcome: AnswerOutcome; readonly why?: string };

async function taken(a: Act, sent: Sent): Promise<Taken> {
  const { said, matter, sentOn } = sent;
  if (isFetching(said.kind)) return { outcome: 'kept' };
  if (said.kind === 'rating') return { outcome: isBad(said.grade ?? 0) ? 'office' : 'kept' };
  if (said.kind === 'ownData') {
    await makeOwnData(a, matter, sent.id, sentOn);
    return { outcome: 'kept' };
  }
  if (said.kind === 'replacement') {
    await replaceText(a, matter, { id: sent.id, sentAt: sent.sentAt, text: said.text ?? '' });
    return { outcome: 'taken' };
  }
  const { step, duty } = ANSWER_KINDS[said.kind] as (typeof ANSWER_KINDS)['correction'] & { step?: string };
  const inTime = await isInTime(a, sent);
  if (step && inTime) {
    await takeStepAs({ ...a, actor: theSystemFor(matter.bureauId) }, matter.id, step, fieldsOf(said, sentOn));
    return { outcome: 'taken' };
  }
  const state = requestWorkflow.states[matter.state as keyof typeof requestWorkflow.states]?.label ?? matter.state;
  const awaited = await awaitedIn(a.tx, matter);
  const still = said.kind === 'proactive' ? matter.state === 'answered' : WAITS_IN[said.kind] === awaited;
  if (!still) return { outcome: 'late', why: `到达时申请的状态是“${state}”` };
  return duty ? { outcome: 'office' } : { outcome: 'kept' };
}

/** The state in which each is waited for. */
const WAITS_IN: Readonly<Partial<Record<SaidKind, string>>> = {
  correction: 'awaitingCorrection',
  reasons: 'awaitingReasons',
  payment: 'awaitingPayment',
};

/** After its period a correction is no longer taken by itself: whether there was good reason is for the office (条例第三十条, 无正当理由逾期不补正). */
async function isInTime({ tx, services }: Act, { said, matter, sentOn }: Sent): Promise<boolean> {
  if (said.kind !== 'correction') return true;
  const notice = (await lettersOf(tx, matter.id)).findLast(
    ({ kind, state }) => kind === 'correction' && state === 'sent',
  );
  const last = notice && lastDayOf(notice, services.calendar());
  return last === undefined || sentOn <= last;
}

const ONLINE = '申请人凭回执编号和查询码在网上提交';

function fieldsOf({ kind, text = '' }: Said, sentOn: LocalDate): Readonly<Record<string, unknown>> {
  if (kind === 'correction') return { correctedOn: sentOn, text };
  if (kind === 'supplement') return { suppliedOn: sentOn, text };
  if (kind === 'reasons') return { givenOn: sentOn, text };
  return { withdrawnOn: sentOn, evidence: ONLINE };
}

/** Kept with its words under encryption. What is once for each letter (a rating, the first fetching) is kept once; gives whether it was kept. */
async function keep(a: Act, { id, said, sentAt, sentOn, matter }: Sent, outcome: AnswerOutcome, why?: string) {
  const { kind, letterId, grade, text, voucher } = said;
  const kept = await a.tx
    .insertInto('request_answer')
    .values({
      id,
      request_id: matter.id,
      kind,
      letter_id: letterId ?? null,
      words: text || voucher ? sealWords(a.services.secrets, id, { text, voucher }) : null,
      grade: grade ?? null,
      sent_at: sentAt,
      sent_on: sentOn,
      recorded_at: a.now,
      outcome,
      why: why ?? null,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!kept) return false;
  await appendJournal(a, {
    chain: matterChain(matter.id),
    action: isFetching(kind) ? FETCHED[kind] : 'requests.answer-recorded',
    legalDate: sentOn,
    payload: {
      answerId: id,
      ...(letterId && { letterId }),
      ...(!isFetching(kind) && { kind, outcome }),
      ...(grade && { grade }),
      ...(text && { wordsHash: digest('sha256', text).toString('hex') }),
    },
  });
  return true;
}

const FETCHED = { download: 'requests.letter-fetched', ownDataFetched: 'requests.own-data-fetched' } as const;

/** A to-do for what the office must look at; and who was working on it hears that it has been withdrawn. */
async function tellOffice(a: Act, { id, said, sentOn, matter }: Sent, outcome: AnswerOutcome): Promise<void> {
  if (outcome === 'taken' && said.kind === 'withdrawal')
    await notify(a, {
      to: await workersOf(a.tx, matter.leadUnitId, a.today),
      kind: 'to-do',
      title: `申请人已经撤回：${matter.number}`,
      body: `申请人${chineseDate(sentOn)}在网上撤回了${matter.number}，不用再办理。`,
      matterId: matter.id,
      dedupe: `request-answer:${id}`,
    });
  if (outcome !== 'office' && outcome !== 'late') return;
  const task =
    said.kind === 'rating'
      ? '申请人对办理不满意，请回访核实'
      : outcome === 'late'
        ? '申请人网上提交的内容到达时已经不能办理，请查看'
        : (answerKind(said.kind)?.duty ?? '申请人网上提交了内容，请查看');
  await openDuty(a, matter.id, {
    key: answerPlace(id),
    role: 'openness-officer',
    task,
    // 差评 is taken up within a working day: known and not read in a source [K] (regulations pack SAT-01).
    ...(said.kind === 'rating' && { dueOn: addWorkdays(sentOn, 1, a.services.calendar()).on }),
    afterClosing: true,
  });
}

export const openAnswersJob = defineJob({
  name: 'requests.open-answers',
  label: '登记申请人网上提交的补正、撤回等',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await openAnswers(services);
  },
});

/** Answers are opened every minute. */
const LATE_AFTER_HOURS = 10 / 60;

export const answersPromise: PromiseDef = {
  key: 'requests-answers',
  label: '没有登记的申请人补正、撤回等',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('intake.request_answer')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sent_at').as('oldest')])
      .where('opened_at', 'is', null)
      .where('sent_at', '<', addHours(time.now(), -LATE_AFTER_HOURS))
      .executeTakeFirstOrThrow();
    return { count, oldest };
  },
};
