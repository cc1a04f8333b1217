import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { paidOnPlatform } from '#modules/exchange/index.ts';
import {
  keepSubmission,
  openSubmissions,
  registerRequest,
  type RequestContent,
  sendAhead,
  writeLetter,
} from '#modules/requests/index.ts';
import { act, type Services } from '#platform/services.ts';
import { newSubmissionId } from '#platform/submissions.ts';
import type { Turn } from '../publishing/people.ts';
import { afterwardsOf, type Told } from './afterwards.ts';
import {
  type Channel,
  type ConsultationEnded,
  type DemoRequest,
  EARLIER_REPLY,
  type LetterWritten,
  type SearchMade,
  type StepTaken,
} from './case.ts';
import { convertingOf } from './converting.ts';

/** Received on the day it arrived (条例第三十一条); for the others the day of the confirmation counts. */
const COUNTS_ON_ARRIVAL: readonly Channel[] = ['counter', 'oral', 'registered-mail'];

/** The people around one request and what each of them does with it on the clock's day. */
export function handsOf(
  services: Services,
  turn: Turn,
  units: ReadonlyMap<string, string>,
  demo: DemoRequest,
  nth: number,
) {
  const told: Told = { id: '', arrivedOn: '', pair: { receipt: '', code: '' }, letters: new Map() };
  const { letters } = told;
  const today = () => services.time.today();
  const unitId = () => units.get(demo.unit ?? '') ?? '';
  const officer = () => turn('openness-officer', nth);
  const step = async (who: Promise<Actor>, name: string, fields: Readonly<Record<string, unknown>> = {}) => {
    const actor = await who;
    await act(services, actor, (a) => takeStepAs(a, told.id, name, fields));
  };
  const content: RequestContent = {
    ...demo.applicant,
    description: demo.asks,
    ...(demo.wanted ?? { wantedForm: 'electronic', wantedChannel: demo.channel === 'web' ? 'web' : 'email' }),
  };
  return {
    ...convertingOf(services, turn, units.get('jx-finance') ?? '', () => told.id),
    ...afterwardsOf({
      services,
      told,
      step,
      officer,
      clerk: () => turn('clerk', nth, unitId()),
      head: () => turn('department-head', 0, unitId()),
    }),
    async arrive() {
      told.arrivedOn = today();
      if (demo.channel === 'web') await sent();
      else told.id = await registered(await officer());
    },
    confirm: () =>
      step(officer(), 'confirm', {
        receivedOn: COUNTS_ON_ARRIVAL.includes(demo.channel) ? told.arrivedOn : today(),
        evidence: EVIDENCE[demo.channel],
        title: demo.title,
      }),
    assign: () => step(officer(), 'assign', { unitId: unitId() }),
    search: ({ search }: SearchMade) =>
      step(turn('clerk', nth, unitId()), 'recordSearch', {
        ...search,
        people: '经办人、档案管理员',
        searchedOn: today(),
      }),
    take: ({ step: name, fields }: StepTaken) => step(officer(), name, { ...fields, ...dayOf(name, today()) }),
    async write(at: number, { letter }: LetterWritten) {
      const clerk = await turn('clerk', nth, unitId());
      const written = await withEarlier(letter);
      const letterId = await act(services, clerk, (a) => writeLetter(a, { requestId: told.id, ...written }));
      letters.set(at, letterId);
      await step(Promise.resolve(clerk), 'proposeLetter', { letterId });
    },
    approve: () =>
      step(turn('department-head', 0, unitId()), 'approveLetter', { opinion: '内容准确，依据充分，同意。' }),
    issue: () => step(turn('openness-head', 0), 'issueLetter', { opinion: '同意。' }),
    send: ({ letter, lateReason }: LetterWritten) =>
      step(officer(), 'sendLetter', {
        sentOn: today(),
        channel: letter.kind === 'consultation' || letter.kind === 'override' ? 'post' : content.wantedChannel,
        proof: '发文登记簿',
        ...(lateReason && { lateReason }),
      }),
    arrived: (at: number) =>
      step(officer(), 'recordDelivery', {
        letterId: letters.get(at),
        deliveredOn: today(),
        proof: '系统记录或者签收单',
      }),
    async endConsultation(ended: ConsultationEnded) {
      const party = 'answeredBy' in ended ? ended.answeredBy : ended.silent;
      const { id: consultationId } = await services.db
        .selectFrom('request_consultation')
        .select('id')
        .where('request_id', '=', told.id)
        .where('party', '=', party)
        .executeTakeFirstOrThrow();
      if ('answeredBy' in ended) {
        const { agrees, opinion, weighed } = ended;
        await step(officer(), 'consultAnswered', { consultationId, answeredOn: today(), agrees, opinion });
        if (weighed) await step(turn('clerk', nth, unitId()), 'weighOpinion', { consultationId, ...weighed });
      } else {
        const { decides, decision } = ended;
        await step(officer(), 'consultClosed', { consultationId, decides, decision });
      }
    },
    payOnPlatform: () => paidOnPlatform(services, told.id, today()),
    /** Whether it still is with whoever handles it: for what may have happened otherwise. */
    state: async () => (await matterById(services.db, told.id))?.state,
  };

  /** A letter that sends back to an earlier answer, with the day and number of that. */
  async function withEarlier({ kind, content: said }: LetterWritten['letter']): Promise<LetterWritten['letter']> {
    const { parts } = said as { readonly parts?: Readonly<Record<string, string>> };
    if (parts?.earlierReply !== EARLIER_REPLY) return { kind, content: said };
    const before = await services.db
      .selectFrom('request as r')
      .innerJoin('request as asked', 'asked.applicant_hash', 'r.applicant_hash')
      .innerJoin('request_letter as l', 'l.request_id', 'asked.id')
      .select(['l.number', 'l.sent_on as sentOn'])
      .where('r.id', '=', told.id)
      .where('asked.id', '<>', told.id)
      .where('asked.description', '=', demo.asks)
      .where('l.kind', '=', 'reply')
      .where('l.sent_on', 'is not', null)
      .orderBy('l.id', 'desc')
      .executeTakeFirstOrThrow();
    const earlierReply = `${chineseDate(before.sentOn as LocalDate)}《政府信息公开告知书》（${before.number}）`;
    return { kind, content: { ...said, parts: { ...parts, earlierReply } } };
  }

  async function registered(actor: Actor): Promise<string> {
    const { matter } = await act(services, actor, (a) =>
      registerRequest(a, { channel: demo.channel, arrivedOn: a.today, content }),
    );
    return matter.id;
  }

  /** As a citizen sends it: closed by the portal, opened by the office's job. */
  async function sent(): Promise<void> {
    const files = await sendAhead(services, demo.files ?? []);
    const { receipt, queryCode } = await keepSubmission(services, newSubmissionId(today()), content, files);
    await openSubmissions(services);
    told.pair = { receipt, code: queryCode };
    ({ id: told.id } = await services.db
      .selectFrom('request')
      .select('id')
      .where('receipt', '=', receipt)
      .executeTakeFirstOrThrow());
  }
}

export type Hands = ReturnType<typeof handsOf>;

const EVIDENCE: Readonly<Record<Channel, string>> = {
  web: '电话联系申请人确认，通话记录存档',
  counter: '申请人当面提交，已给登记回执',
  oral: '工作人员代为填写，申请人已签名',
  'registered-mail': '挂号信签收回执存档',
  'ordinary-mail': '拆封登记后电话联系申请人确认，通话记录存档',
  fax: '收到传真后电话联系申请人确认，传真件存档',
  email: '回复邮件与申请人确认，往来邮件存档',
  'other-office': '转交记录存档，已电话联系申请人确认',
};

/** The date each step's form asks for. */
function dayOf(step: StepTaken['step'], on: string): Readonly<Record<string, string>> {
  switch (step) {
    case 'correct':
      return { correctedOn: on };
    case 'giveReasons':
      return { givenOn: on };
    case 'payFee':
      return { paidOn: on };
    case 'withdraw':
      return { withdrawnOn: on };
    case 'reopen':
      return { orderedOn: on };
    default:
      return {};
  }
}
