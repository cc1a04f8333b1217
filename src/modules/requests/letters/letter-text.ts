import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { LetterBlock } from '#commons/letters/index.ts';
import { sentence, type UnansweredFacts, silenceText } from '../closing/silence-text.ts';
import { ADDRESSED, WANTED_CHANNELS, WANTED_FORMS } from '../contract.ts';
import type { Lateness } from '../corrections/late-notice.ts';
import { SENT_ONLINE } from '../delivery/contract.ts';
import { tariffOf } from '../fees/fee-notice.ts';
import { quote } from '../law/fees.ts';
import { remedyOfThirdParty, remedyText, type RemedyBodies } from '../law/remedies.ts';
import { articlesSaid, type Ground, GROUNDS, partsInOrder } from '../law/reply-grounds.ts';
import { PARTS, type PartKey } from '../law/reply-parts.ts';
import {
  type CorrectionLacks,
  type LetterContent,
  letterKind,
  type LetterKindKey,
  type PartyKind,
  REASONS_WITHIN,
} from './letter-kinds.ts';
import type { AgainstTheirWord } from '../third-parties/findings.ts';
import type { ReplyContent } from './reply-content.ts';

/** What the fixed text of a letter needs to know of its request. */
export interface LetterFacts extends TogetherFacts {
  readonly applicantKind: keyof typeof ADDRESSED;
  /** How the applicant wants the information (条例第二十九条第三项); left out where the letter is not about it. */
  readonly wanted?: Wanted;
  /** Requests of the same applicant that this letter answers too. */
  readonly together: readonly TogetherFacts[];
  /** Yuan taken off what the tariff asks for. */
  readonly relief?: number;
  /** The reply is read on the query page. */
  readonly servedOnline: boolean;
  readonly bodies: RemedyBodies;
  /** What is said of third parties who were asked, a sentence each. */
  readonly heard?: readonly string[];
  /** Records that come with a reply, a line for each. */
  readonly records?: readonly string[];
  /** The notice whose not being answered ends the request. */
  readonly unanswered?: UnansweredFacts;
  /** Of a correction notice: it does not stop the period, and why. */
  readonly late?: Lateness;
}

export interface Wanted {
  readonly form: keyof typeof WANTED_FORMS;
  readonly channel: keyof typeof WANTED_CHANNELS;
}

export interface TogetherFacts {
  readonly number: string;
  readonly arrivedOn: LocalDate;
  /** 收到申请之日; left out until it is confirmed. */
  readonly receivedOn?: LocalDate | null;
  /** The day the last correction came. */
  readonly correctedOn?: LocalDate | null;
  readonly description: string;
}

const text = (words: string): LetterBlock => ({ kind: 'text', text: words });
const named = (title: string): string => `《政府信息公开条例》${title}`;

/** Every kind of letter in words: its fixed parts by the article it rests on, and what was written for this request between them. */
export function letterBody(kind: LetterKindKey, content: unknown, facts: LetterFacts): LetterBlock[] {
  const opening = letterKind(kind)?.to === 'party' ? askedFor(facts) : received(facts);
  return [text(opening), ...WRITTEN[kind](content as never, facts)];
}

/** To others than the applicant, who asked nothing. */
const askedFor = ({ number, together }: LetterFacts): string => {
  const numbers = [number, ...together.map((one) => one.number)];
  return `本机关收到${numbers.length === 1 ? '一件' : `${numbers.length}件`}政府信息公开申请（${numbers.join('、')}）。`;
};

/** 条例第三十一条、第三十三条: the day from which the period runs is named, and the day of arrival where that is another; a corrected application with its day. */
const received = (facts: LetterFacts): string => {
  const { together, applicantKind } = facts;
  const all = [facts, ...together].map(({ number, arrivedOn, receivedOn, correctedOn }) => {
    const arrived = receivedOn && receivedOn !== arrivedOn ? `，${chineseDate(arrivedOn)}到达` : '';
    const corrected = correctedOn ? `，${chineseDate(correctedOn)}收到补正` : '';
    return `于${chineseDate(receivedOn ?? arrivedOn)}收到${ADDRESSED[applicantKind]}的政府信息公开申请（${number}${arrived}${corrected}）`;
  });
  return `本机关${all.join('、')}。${together.length > 0 ? `以上${all.length}件申请一并办理。` : ''}`;
};

/** What silence is taken for is for co-makers another thing than for third parties; of other organs the regulation says nothing. */
const ASKED: Readonly<Record<PartyKind, string>> = {
  'third-party': `根据${named('第三十二条')}，请在收到本函之日起15个工作日内书面提出意见。不同意公开的，请说明理由；逾期未提出意见的，由本机关依照条例的规定决定是否公开。`,
  'co-maker': `根据${named('第三十四条')}，请在收到本函之日起15个工作日内提出意见；逾期未提出意见的，视为同意公开。`,
  'other-organ':
    '请在收到本函之日起15个工作日内提出意见，并说明理由和依据；逾期未提出意见的，由本机关依照条例的规定决定是否公开。',
};

/** 条例第二十九条第二款第一项: an application has proof of identity; that its lack is put right as unclear content is, is practice [K]. */
const LACKS: Readonly<Record<CorrectionLacks, string>> = {
  content: `申请内容不明确。根据${named('第三十条')}，`,
  identity: `申请没有提供身份证明。根据${named('第二十九条第二款、第三十条')}，`,
  both: `申请内容不明确，并且没有提供身份证明。根据${named('第二十九条第二款、第三十条')}，`,
};

const WHY_LATE: Readonly<Record<Lateness, string>> = {
  days: '本告知超过收到申请之日起7个工作日的期限',
  decision: '本件正在重新办理，答复期限自收到决定之日起计算',
};

/** 条例第三十二条: the two ways in which information goes out although its third party opposes. */
const AGAINST: Readonly<Record<AgainstTheirWord, string>> = {
  'public-interest': '贵方不同意公开。本机关认为不公开可能对公共利益造成重大影响',
  'no-grounds': '贵方不同意公开。经审查，本机关认为所提出的理由不合理',
};

const WRITTEN: { readonly [K in LetterKindKey]: (content: LetterContent<K>, facts: LetterFacts) => LetterBlock[] } = {
  correction: ({ items, days, lacks = 'content' }, { late }) => [
    text(`经审查，${LACKS[lacks]}请就下列事项一次性补正：`),
    text(items),
    text(
      late
        ? `请在收到本告知书之日起${days}个工作日内补正。${WHY_LATE[late]}，答复期限不因本告知重新计算，本机关将在原答复期限内依法答复；没有补正的，按现有的申请内容办理。`
        : `请在收到本告知书之日起${days}个工作日内补正。答复期限自本机关收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。`,
    ),
  ],
  consultation: ({ partyKind, information }) => [
    text(sentence(`申请公开的信息中有下列内容与贵方有关：${information}`)),
    text(ASKED[partyKind]),
  ],
  override: ({ information, reason, grounds = 'public-interest' }, { bodies }) => [
    text(sentence(`申请公开的信息中有下列内容与贵方有关：${information}`)),
    text(`${AGAINST[grounds]}，根据${named('第三十二条')}决定予以公开，现书面告知。理由：${sentence(reason)}`),
    ...remedyOfThirdParty(bodies).map(text),
  ],
  extension: ({ days, reason }) => [
    text(
      `${sentence(reason)}根据${named('第三十三条第二款')}，经政府信息公开工作机构负责人同意，答复期限延长${days}个工作日。`,
    ),
  ],
  reasons: ({ facts, days = REASONS_WITHIN }) => [
    text(sentence(facts)),
    text(
      `申请的数量、频次明显超过合理范围。根据${named('第三十五条')}，请在收到本通知之日起${days}个工作日内说明理由。`,
    ),
    text(
      '理由不合理的，本机关不予处理；理由合理但无法在规定期限内答复的，本机关将另行告知延迟答复的合理期限；逾期没有说明的，本机关按已有的情况审查处理，可能不予处理。说明理由期间，答复期限照常计算。',
    ),
  ],
  delay: ({ days, reason }) => [
    text(`${sentence(reason)}根据${named('第三十五条')}，本机关将延迟${days}个工作日答复。`),
  ],
  fee: (content, { relief = 0 }) => feeBody(content, relief),
  reply: (content, facts) => replyBody(content as unknown as ReplyContent, facts),
  'not-corrected': (content, facts) => silenceText('not-corrected', content, facts).map(text),
  'not-paid': (content, facts) => silenceText('not-paid', content, facts).map(text),
};

/** 条例第四十二条 allows the fee; the rules under it say how much. */
const FEE_ALLOWED = named('第四十二条');

function feeBody({ basis, quantity, reason, payment }: LetterContent<'fee'>, relief: number): LetterBlock[] {
  const unit = basis === 'items' ? '件' : '页';
  const { lines, basis: law } = quote(basis === 'items' ? { items: quantity } : { pages: quantity });
  const tariff = tariffOf({ basis, quantity });
  const rows = lines.map(({ from, to, price, amount }) => [
    from === to ? `第${from}${unit}` : `第${from}至${to}${unit}`,
    String(price),
    String(amount),
  ]);
  const own = [[`第${quantity}件`, String(tariff), String(tariff)]];
  return [
    text(
      basis === 'items'
        ? `${sentence(reason)}本件是同一申请人一个自然月内的第${quantity}件申请。根据${FEE_ALLOWED}和${law}，本件应缴纳信息处理费${tariff}元，计算如下：`
        : `${sentence(reason)}根据${FEE_ALLOWED}和${law}，应缴纳信息处理费${tariff}元，计算如下：`,
    ),
    {
      kind: 'table',
      columns: [`${unit}数`, `单价（元/${unit}）`, '金额（元）'],
      rows: basis === 'items' ? own : rows,
    },
    ...(relief > 0 ? [text(`经决定减收${relief}元，实际应缴纳${tariff - relief}元。`)] : []),
    text(`缴费方式：${sentence(payment)}`),
    text(
      '请自收到本通知次日起30日内缴费。答复期限自缴费次日起重新计算；逾期未缴费的，视为放弃申请，本机关不再处理该申请。',
    ),
  ];
}

function replyBody({ ground, parts }: ReplyContent, facts: LetterFacts): LetterBlock[] {
  const { servedOnline, bodies, heard = [], records = [] } = facts;
  const { found = '', decides = '', articles, bucket }: Ground = GROUNDS[ground];
  const said = partsInOrder(ground).flatMap((part) => {
    const words = parts[part]?.trim() || (part === 'form' ? asWanted(facts) : undefined);
    return words ? [`${printedOf(part)}：${sentence(words)}`] : [];
  });
  return [
    ...asked(facts).map(text),
    text(`${found}${articles.length > 0 ? `。根据${articlesSaid(articles)}` : ''}，${decides}。`),
    ...heard.map(text),
    ...said.map(text),
    ...(records.length > 0 ? [text('随本告知书提供下列公开件：'), ...records.map(text)] : []),
    ...remedyText({ decision: bucket, servedOnline }, bodies).map(text),
  ];
}

/**
 * 条例第四十条: supplied as the applicant wants it, where whoever writes says nothing else. What cannot go through the network, because no online channel of
 * review is named, is promised in its form alone.
 */
const asWanted = ({ wanted, servedOnline, applicantKind }: LetterFacts): string | undefined => {
  if (!wanted) return undefined;
  const channel = servedOnline || !SENT_ONLINE.has(wanted.channel) ? `，${WANTED_CHANNELS[wanted.channel]}` : '';
  return `${AS_ASKED}${ADDRESSED[applicantKind]}的要求，${WANTED_FORMS[wanted.form]}${channel}（《政府信息公开条例》第四十条）`;
};

/** The way a printed reply says the information is supplied by, because the applicant asked for it so; undefined where it says another or none. */
export const wayPromised = (paragraphs: readonly string[]): keyof typeof WANTED_CHANNELS | undefined => {
  const said = paragraphs.find((one) => one.startsWith(`${printedOf('form')}：${AS_ASKED}`));
  return said ? channels.find((channel) => said.includes(`，${WANTED_CHANNELS[channel]}（`)) : undefined;
};
const AS_ASKED = '按照';
const channels = Object.keys(WANTED_CHANNELS) as (keyof typeof WANTED_CHANNELS)[];

const printedOf = (part: PartKey): string => {
  const { label, printed }: { readonly label: string; readonly printed?: string } = PARTS[part];
  return printed ?? label;
};

/** As it was written, marked as such: most begin with “申请公开” themselves. */
const asked = ({ number, description, together, applicantKind }: LetterFacts): string[] =>
  together.length === 0
    ? [`${ADDRESSED[applicantKind]}申请的内容为：“${description.trim()}”。`]
    : [{ number, description }, ...together].map(
        (one) => `${ADDRESSED[applicantKind]}在${one.number}中申请的内容为：“${one.description.trim()}”。`,
      );
