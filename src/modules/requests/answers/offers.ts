import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { RequestStatus, TrackedLetter } from '../tracking/status.ts';
import { requestWorkflow } from '../workflow.ts';
import { ANSWER_KINDS, MOST_REPLACEMENTS, mayReplace, type SaidKind } from './answer-kinds.ts';

export interface Offer {
  readonly kind: SaidKind;
  /** The letter it answers or rates. */
  readonly letterId?: string;
  /** What the letter asks for, in its words, and how much. */
  readonly asks?: string;
  readonly yuan?: number;
  /** The last day for it. */
  readonly by?: LocalDate;
  /** What to know before: its day has passed. */
  readonly caution?: string;
}

/** What may be said now, as the matter stands; what is not here cannot be taken any more. Read the same by the page and by whoever opens what was said. */
export function offersOf(status: RequestStatus, today: LocalDate): Offer[] {
  const asked = (kind: string) => status.letters.findLast((letter) => letter.kind === kind);
  return [
    ...(replaceable(status, today) ? [{ kind: 'replacement' } as const] : []),
    ...(status.state === 'awaitingCorrection' ? [answering('correction', asked('correction'), today)] : []),
    ...(status.awaitsSupplement ? [answering('supplement', asked('correction'), today)] : []),
    ...(allowed(status, 'giveReasons') ? [answering('reasons', asked('reasons'), today)] : []),
    ...(status.state === 'awaitingPayment' ? [answering('payment', asked('fee'), today)] : []),
    ...rating(status),
    ...proactive(status),
    ...(status.answers.some(({ kind, sentOn }) => kind === 'ownData' && sentOn === today)
      ? []
      : [{ kind: 'ownData' } as const]),
    ...(allowed(status, 'withdraw') ? [{ kind: 'withdrawal' } as const] : []),
  ];
}

/** Before anybody has confirmed it; what was refused does not count. */
const replaceable = ({ state, answers }: RequestStatus, today: LocalDate): boolean =>
  state === 'submitted' && mayReplace(replacedOn(answers), today);

const replacedOn = (answers: RequestStatus['answers']): LocalDate[] =>
  answers.flatMap(({ kind, outcome, sentOn }) => (kind === 'replacement' && outcome === 'taken' ? [sentOn] : []));

const allowed = ({ state }: RequestStatus, step: keyof typeof requestWorkflow.steps): boolean =>
  (requestWorkflow.steps[step].from as readonly string[]).includes(state);

function answering(kind: SaidKind, letter: TrackedLetter | undefined, today: LocalDate): Offer {
  const by = letter?.answerBy;
  const late = by !== undefined && today > by;
  return {
    kind,
    ...(letter && { letterId: letter.id }),
    ...(letter?.asks !== undefined && { asks: letter.asks }),
    ...(letter?.yuan !== undefined && { yuan: letter.yuan }),
    ...(by && { by }),
    ...(late && {
      caution: `期限已经在${chineseDate(by)}届满。您仍然可以提交，请一并写明逾期的理由；${LATE[kind] ?? '是否受理由本机关决定'}。`,
    }),
  };
}

/** 条例第三十条: only without good reason is what comes late given up. */
const LATE: Readonly<Partial<Record<SaidKind, string>>> = { correction: '有正当理由的，继续办理' };

/** The last reply, once. */
function rating({ state, letters, answers }: RequestStatus): Offer[] {
  const reply = letters.findLast(({ kind }) => kind === 'reply');
  const rated = answers.some(({ kind, letterId }) => kind === 'rating' && letterId === reply?.id);
  return state === 'answered' && reply && !rated ? [{ kind: 'rating', letterId: reply.id }] : [];
}

/** 条例第四十四条: of information that was given. */
function proactive({ state, replyKind, answers }: RequestStatus): Offer[] {
  const given = replyKind === 'granted' || replyKind === 'partial';
  const said = answers.some(({ kind }) => kind === 'proactive');
  return state === 'answered' && given && !said ? [{ kind: 'proactive' }] : [];
}

/** Why something cannot be said now. */
export function refusalOf({ state, stateLabel }: RequestStatus, kind: SaidKind): string {
  const ended = ['answered', 'lapsed', 'unpaid', 'withdrawn', 'split'].includes(state);
  const { label } = ANSWER_KINDS[kind];
  if (kind === 'replacement' && state === 'submitted')
    return `今天已经更正过，或者已经更正 ${MOST_REPLACEMENTS} 次；还要改动的，请在我们联系您确认时说明`;
  if (kind === 'replacement')
    return '申请已经确认收到，不能再代替原来的内容；要补充说明的，请打下面的电话，或者等我们通知';
  if (kind === 'ownData') return '今天已经索取过，做好以后列在“文书和材料”里；明天可以再次索取';
  if (kind === 'rating') return ended ? '这次答复已经评价过，每次答复只能评价一次' : '还没有答复，答复以后才能评价';
  if (kind === 'proactive')
    return ended ? '已经提出过建议，或者这次答复没有提供信息' : '还没有答复，得到信息以后才能建议';
  return `申请现在的状态是“${stateLabel}”，不能再${label}`;
}
