import type { StepOf } from '#kernel/workflow.ts';
import { AppError } from '#kernel/errors.ts';
import { addDays } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { type MatterRow, matterById, stepsOffered } from '#commons/casework/index.ts';
import type { World } from '../../../testing/world.ts';
import { consultationsOf } from '../consultations.ts';
import { writeLetter } from '../letters/drafts.ts';
import { type LetterDraft, lettersOf } from '../letters/letters.ts';
import { partsOf } from '../related/merged.ts';
import type { requestWorkflow } from '../workflow.ts';
import type { requestsDesk } from './requests-desk.ts';

// Random lawful lives of requests: at every turn one of the things that somebody is offered, taken as somebody would, by chance.

type Step = StepOf<typeof requestWorkflow>;
type Draft = Omit<LetterDraft, 'requestId'>;
const party = (partyKind: string, name: string): Draft => ({
  kind: 'consultation',
  content: { partyKind, party: name, information: '监督抽检报告中涉及贵单位的部分' },
});
const notice = (grounds: string): Draft => ({
  kind: 'override',
  content: { party: '甲公司', grounds, information: '检验报告的结论', reason: '关系公众用药安全' },
});
const reply = (ground: string, parts: object): Draft => ({ kind: 'reply', content: { ground, parts } });
const why = { ground: '《政府信息公开条例》第十五条', reasons: '公开会损害第三方的合法权益' };

const LETTERS: readonly Draft[] = [
  { kind: 'correction', content: { items: '请写明所需信息的年份', days: 5 } },
  party('third-party', '甲公司'),
  party('third-party', '乙公司'),
  party('co-maker', '某局'),
  notice('public-interest'),
  notice('no-grounds'),
  { kind: 'extension', content: { days: 20, reason: '需要检索的档案数量较多' } },
  { kind: 'reasons', content: { facts: '一个月内提出申请二十余件', days: 5 } },
  { kind: 'delay', content: { days: 10, reason: '申请数量较多，需要逐件检索' } },
  { kind: 'fee', content: { basis: 'pages', quantity: 40, reason: '材料共四十页', payment: '缴入省级国库' } },
  reply('supplied', { information: '见附件。' }),
  reply('third-party', why),
  reply('separated', { ...why, openPart: '结论', withheldPart: '工艺参数', thirdPartyPart: '已列入不予公开的部分' }),
  reply('absent', { absence: '经检索，本机关没有制作、保存该信息。' }),
  reply('massive', { notProcessed: '理由不合理，不予处理。', reasons: '数量、频次明显超过合理范围' }),
  { kind: 'not-corrected', content: { facts: '期满没有补正' } },
  { kind: 'not-paid', content: { facts: '期满没有缴费' } },
];

/** What is done next, and whether it was refused; a step that was offered without a word against it is named. */
export interface Turn {
  readonly what: string;
  readonly subject: MatterRow;
  readonly refused?: AppError;
}

/** Takes one turn of a life, chosen by two numbers; undefined where nothing is left to do. */
export type Taking = (choice: number, detail: number) => Promise<Turn | undefined>;

export function livesOf(
  world: World,
  desk: Awaited<ReturnType<typeof requestsDesk>>,
  subjects: string[],
  before: (what: string) => Promise<void>,
): Taking {
  const { db } = world.services;
  const today = () => world.services.time.today();
  /** Those whose turn it may be: whoever is waited for, and the openness office, which registers what comes in. */
  const handsFor = ({ state }: MatterRow): readonly Actor[] => {
    if (state === 'letterReview') return [desk.head];
    if (state === 'letterEndorsement') return [desk.leader];
    if (state === 'letterIssue') return [desk.chief];
    return state === 'processing' ? [desk.clerk, desk.officer] : [desk.officer];
  };

  async function thingsToDo(matter: MatterRow, detail: number) {
    const things: { readonly what: string; readonly run: () => Promise<unknown> }[] = [];
    for (const who of handsFor(matter))
      for (const { step, refusals } of await stepsOffered(db, world.services, matter, who)) {
        const fields = refusals.length === 0 ? await fieldsOf(matter, step as Step, detail) : undefined;
        if (fields) things.push({ what: step, run: () => desk.step(who, matter.id, step, fields) });
      }
    const drafts = (await lettersOf(db, matter.id)).filter(({ state }) => state === 'draft');
    const draft = LETTERS[detail % LETTERS.length];
    if (
      drafts.length < 4 &&
      draft &&
      ['accepted', 'processing', 'awaitingCorrection', 'awaitingPayment'].includes(matter.state)
    )
      things.push({
        what: 'write',
        run: () => world.as(desk.clerk, (act) => writeLetter(act, { requestId: matter.id, ...draft })),
      });
    return things;
  }

  /** Filled in as whoever takes the step would; undefined for what is not tried here. */
  async function fieldsOf(
    matter: MatterRow,
    step: Step,
    detail: number,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const reason = { reason: '按规定办理' };
    const letters = await lettersOf(db, matter.id);
    const asked = await consultationsOf(db, matter.id);
    const over = asked.filter(({ answeredOn, closedOn }) => answeredOn ?? closedOn);
    const one = <T>(some: readonly T[]): T | undefined => some[detail % Math.max(1, some.length)];
    switch (step) {
      case 'confirm':
        return { receivedOn: matter.receivedOn, evidence: '申请人当面提交，已给登记回执' };
      case 'assign':
        return matter.state === 'accepted' ? { unitId: await desk.unit('jx-inspection') } : undefined;
      case 'handBack':
        return detail % 5 === 0 ? { reason: 'notOurs', note: '按规定办理' } : undefined;
      case 'recordSearch':
        if (detail % 5 > 0) return undefined;
        return {
          systems: '抽检信息系统',
          words: '抽检',
          people: '经办人',
          searchedOn: today(),
          result: '按检索词检索',
          found: detail % 10 === 0,
        };
      case 'proposeLetter':
        return { letterId: one(letters.filter(({ state }) => state === 'draft'))?.id };
      case 'approveLetter':
      case 'endorseLetter':
      case 'issueLetter':
        return {};
      case 'markSensitive':
        return detail % 7 === 0 ? { why: 'other' } : undefined;
      case 'unmarkSensitive':
        return detail % 3 === 0 ? reason : undefined;
      case 'declineLetter':
      case 'returnLetter':
      case 'rejectLetter':
        return detail % 5 === 0 ? reason : undefined;
      case 'sendLetter':
        return { sentOn: today(), channel: 'web', lateReason: '档案调取耗时较长' };
      case 'recordDelivery': {
        const letter = one(letters.filter((l) => l.state === 'sent' && !l.deliveredOn && l.requestId === matter.id));
        return { letterId: letter?.id, deliveredOn: today(), proof: '签收单' };
      }
      case 'correct':
        return { correctedOn: today(), text: '2025年度，化学药品' };
      case 'giveReasons':
        return { givenOn: today(), text: '用于论文研究' };
      case 'noReasons':
      case 'unmerge':
        return reason;
      case 'decideRelief':
        return detail % 9 === 0 ? { decision: 'none', ...reason } : undefined;
      case 'payFee':
        return { paidOn: today(), voucher: '赣财0001' };
      case 'consultAnswered':
        return { consultationId: one(asked)?.id, answeredOn: today(), agrees: detail % 2 === 0, opinion: '见来函。' };
      case 'weighOpinion': {
        const { id, answeredOn } =
          one(over.filter(({ partyKind, agrees }) => partyKind === 'third-party' && !agrees)) ?? {};
        if (!id) return undefined;
        const finding = answeredOn ? ['reasonable', 'unreasonable'] : ['disclose', 'withhold'];
        return { consultationId: id, finding: finding[detail % 2], ...reason };
      }
      case 'withdraw':
        return detail % 11 === 0 ? { withdrawnOn: today(), evidence: '申请人书面撤回' } : undefined;
      case 'merge': {
        const into = subjects.find((id) => id !== matter.id);
        return into && detail % 4 === 0 ? { intoId: into, reason: '同一申请人就同一批次提出' } : undefined;
      }
      case 'split':
        return detail % 13 === 0
          ? { parts: ['抽检不合格结果', '行政处罚决定书目录'], reason: '包含两项内容' }
          : undefined;
      case 'reopen':
        return detail % 6 === 0 ? { reason: '自行纠正', orderedOn: today(), ordered: 'own' } : undefined;
      default:
        return undefined;
    }
  }

  return async (choice, detail) => {
    const id = subjects[choice % subjects.length] ?? '';
    const matter = await matterById(db, id);
    if (!matter) return undefined;
    if (choice % 6 === 5) {
      desk.on(addDays(today(), 1 + (detail % 12)));
      return undefined;
    }
    const things = await thingsToDo(matter, detail);
    const thing = things[Math.floor(choice / subjects.length) % Math.max(1, things.length)];
    if (!thing) return undefined;
    await before(thing.what);
    try {
      await thing.run();
    } catch (error) {
      if (error instanceof AppError) return { what: thing.what, subject: matter, refused: error };
      throw error;
    }
    if (thing.what === 'split') subjects.push(...(await partsOf(db, matter.id)).map((part) => part.id));
    return { what: thing.what, subject: matter };
  };
}
