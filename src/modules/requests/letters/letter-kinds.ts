import { type Static, type TObject, Type } from 'typebox';
import { choice } from '../choice.ts';
import type { GroundKey } from '../law/reply-grounds.ts';
import { AGAINST_THEIR_WORD } from '../third-parties/findings.ts';
import { replyContent } from './reply-content.ts';

// Everything the office says to anybody about a request, as data: what each letter asks of whoever writes it, where the handling stands once
// it is sent, and what it is to the clock (`law/clocks.ts`).

const area = (title: string, maxLength = 2_000) =>
  Type.String({ title, minLength: 4, maxLength, 'x-widget': 'textarea' });
const line = (title: string, maxLength = 100) => Type.String({ title, minLength: 1, maxLength });

const party = {
  party: line('收件人'),
  address: Type.Optional(Type.String({ title: '通信地址', maxLength: 200 })),
};

export const PARTY_KINDS = {
  'third-party': '第三方（条例第三十二条）',
  'co-maker': '共同制作机关（条例第三十四条）',
  'other-organ': '其他机关',
} as const;
export type PartyKind = keyof typeof PARTY_KINDS;

/** Working days for saying why, where the letter names none. Ours. */
export const REASONS_WITHIN = 7;

/** One of the two for an application, never both (国办函〔2020〕109号第三条). */
export const FEE_BASES = { items: '按件计收', pages: '按量计收' } as const;

export interface LetterKind {
  readonly label: string;
  /** 条例 article the letter rests on. */
  readonly basis: string;
  /** What the one who writes it fills in; the rest is fixed text and facts of the request. */
  readonly content: TObject;
  /** Where the handling stands once it has been sent. */
  readonly leadsTo:
    | 'processing'
    | 'awaitingCorrection'
    | 'awaitingReasons'
    | 'awaitingPayment'
    | 'answered'
    | 'lapsed'
    | 'unpaid';
  /** What its sending is to the clock; undefined: nothing. */
  readonly event?: string;
  /** What its arrival is to the clock. */
  readonly deliveredEvent?: string;
  /** It goes to the applicant, who reads it on the query page; else to somebody the text names. */
  readonly to: 'applicant' | 'party';
  /** Asks for something: says where to turn to. */
  readonly asks?: true;
  /** A decision that may be fought, and says how (行政复议法第二十、二十三条). */
  readonly decides?: true;
  /** Signed by the head of the openness office and by nobody else. */
  readonly byHeadOnly?: true;
  /** It ends what the applicant was waited for: written while it is waited for, and the situation in which the request is then counted. */
  readonly ends?: { readonly waiting: WaitingState; readonly ground: GroundKey };
}

export type WaitingState = 'awaitingCorrection' | 'awaitingPayment';

const kind = <K extends LetterKind>(one: K): K => one;

const silence = (title: string) => Type.Object({ facts: area(title, 1_000) }, { additionalProperties: false });

/** What an application lacks; left out: its content is not clear. */
export const CORRECTION_LACKS = { content: '申请内容不明确', identity: '没有身份证明', both: '两者都有' } as const;
export type CorrectionLacks = keyof typeof CORRECTION_LACKS;

export const LETTER_KINDS = {
  correction: kind({
    label: '补正告知书',
    basis: '《政府信息公开条例》第三十条',
    content: Type.Object(
      {
        lacks: Type.Optional(choice('申请缺少什么', CORRECTION_LACKS)),
        items: area('需要补正的事项'),
        // 合理的补正期限: the law names none; ours, shown in the letter.
        days: Type.Integer({ title: '补正期限（工作日）', minimum: 5, maximum: 30, default: 15 }),
      },
      { additionalProperties: false },
    ),
    asks: true,
    leadsTo: 'awaitingCorrection',
    event: 'noticeCorrection',
    to: 'applicant',
  }),
  consultation: kind({
    label: '征求意见函',
    basis: '《政府信息公开条例》第三十二条、第三十四条',
    content: Type.Object(
      {
        partyKind: choice('征求谁的意见', PARTY_KINDS),
        ...party,
        information: area('拟公开的信息'),
      },
      { additionalProperties: false },
    ),
    asks: true,
    leadsTo: 'processing',
    event: 'consult',
    deliveredEvent: 'consultDelivered',
    to: 'party',
  }),
  override: kind({
    label: '公开第三方信息告知书',
    basis: '《政府信息公开条例》第三十二条',
    content: Type.Object(
      {
        ...party,
        grounds: choice('第三方不同意公开，决定公开的依据', AGAINST_THEIR_WORD),
        information: area('决定公开的信息'),
        reason: area('决定公开的理由'),
      },
      { additionalProperties: false },
    ),
    decides: true,
    leadsTo: 'processing',
    to: 'party',
  }),
  extension: kind({
    label: '延期答复告知书',
    basis: '《政府信息公开条例》第三十三条',
    content: Type.Object(
      {
        days: Type.Integer({ title: '延长的工作日数', minimum: 1, maximum: 20 }),
        reason: area('延长的理由'),
      },
      { additionalProperties: false },
    ),
    leadsTo: 'processing',
    event: 'extend',
    to: 'applicant',
    byHeadOnly: true,
  }),
  reasons: kind({
    label: '说明理由通知书',
    basis: '《政府信息公开条例》第三十五条',
    content: Type.Object(
      {
        facts: area('申请数量、频次的情况'),
        // The law names no period for the answer; ours, shown in the letter.
        days: Type.Optional(
          Type.Integer({ title: '说明理由的期限（工作日）', minimum: 3, maximum: 15, default: REASONS_WITHIN }),
        ),
      },
      { additionalProperties: false },
    ),
    asks: true,
    leadsTo: 'awaitingReasons',
    event: 'askReasons',
    to: 'applicant',
  }),
  delay: kind({
    label: '延迟答复告知书',
    basis: '《政府信息公开条例》第三十五条',
    content: Type.Object(
      {
        days: Type.Integer({ title: '合理延迟的工作日数', minimum: 1, maximum: 120 }),
        reason: area('不能在规定期限内答复的理由'),
      },
      { additionalProperties: false },
    ),
    leadsTo: 'processing',
    event: 'setDelay',
    to: 'applicant',
    byHeadOnly: true,
  }),
  fee: kind({
    label: '信息处理费收费通知',
    basis: '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
    content: Type.Object(
      {
        basis: choice('计收方式', FEE_BASES),
        quantity: Type.Integer({ title: '件数或者页数', minimum: 1, maximum: 100_000 }),
        reason: area('收费的理由'),
        payment: area('缴费方式', 500),
      },
      { additionalProperties: false },
    ),
    asks: true,
    leadsTo: 'awaitingPayment',
    event: 'noticeFee',
    to: 'applicant',
    byHeadOnly: true,
  }),
  reply: kind({
    label: '政府信息公开告知书',
    basis: '《政府信息公开条例》第三十六条',
    content: replyContent,
    decides: true,
    leadsTo: 'answered',
    event: 'reply',
    to: 'applicant',
  }),
  'not-corrected': kind({
    label: '逾期不补正告知书',
    basis: '《政府信息公开条例》第三十条',
    content: silence('期满后的情况（是否联系过申请人、有无正当理由）'),
    decides: true,
    leadsTo: 'lapsed',
    event: 'lapse',
    to: 'applicant',
    ends: { waiting: 'awaitingCorrection', ground: 'not-corrected' },
  }),
  'not-paid': kind({
    label: '逾期不缴费告知书',
    basis: '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
    content: silence('期满后的情况（是否核对到账、是否联系过申请人）'),
    decides: true,
    leadsTo: 'unpaid',
    event: 'unpaid',
    to: 'applicant',
    ends: { waiting: 'awaitingPayment', ground: 'not-paid' },
  }),
} as const satisfies Record<string, LetterKind>;

/** Sent for a request with which others are answered, these hold for all of them and name every number. */
export const SHARED_KINDS: ReadonlySet<string> = new Set(['reply', 'extension', 'consultation', 'override']);

/** May a letter of the kind be written as the request stands. */
export const writtenIn = ({ ends }: LetterKind, state: string): boolean =>
  ends ? ends.waiting === state : state === 'accepted' || state === 'processing';

export type LetterKindKey = keyof typeof LETTER_KINDS;
export const letterKind = (key: string): LetterKind | undefined =>
  Object.hasOwn(LETTER_KINDS, key) ? LETTER_KINDS[key as LetterKindKey] : undefined;

/** What a kind's form holds. */
export type LetterContent<K extends LetterKindKey> = Static<(typeof LETTER_KINDS)[K]['content']>;
