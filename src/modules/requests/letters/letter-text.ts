import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { LetterBlock } from '#commons/letters/index.ts';
import { tariffOf } from '../fees/fee-notice.ts';
import { quote } from '../law/fees.ts';
import { remedyText, type RemedyBodies } from '../law/remedies.ts';
import { GROUNDS } from '../law/reply-grounds.ts';
import { PARTS, type PartKey } from '../law/reply-parts.ts';
import { type LetterContent, letterKind, type LetterKindKey, type PartyKind, REASONS_WITHIN } from './letter-kinds.ts';
import type { ReplyContent } from './reply-content.ts';

/** What the fixed text of a letter needs to know of its request. */
export interface LetterFacts {
  readonly number: string;
  readonly arrivedOn: LocalDate;
  readonly description: string;
  /** Requests of the same applicant that this letter answers too. */
  readonly together: readonly TogetherFacts[];
  /** Yuan taken off what the tariff asks for. */
  readonly relief?: number;
  /** The reply is read on the query page. */
  readonly servedOnline: boolean;
  readonly bodies: RemedyBodies;
  /** Records that come with a reply, a line for each. */
  readonly records?: readonly string[];
}

export interface TogetherFacts {
  readonly number: string;
  readonly arrivedOn: LocalDate;
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
const askedFor = ({ number }: LetterFacts): string => `本机关收到一件政府信息公开申请（${number}）。`;

const received = ({ number, arrivedOn, together }: LetterFacts): string => {
  const all = [{ number, arrivedOn }, ...together].map(
    (one) => `${chineseDate(one.arrivedOn)}提交的政府信息公开申请（${one.number}）`,
  );
  return `${all.join('、')}收悉。${together.length > 0 ? `以上${all.length}件申请一并办理。` : ''}`;
};

/** What silence is taken for is for co-makers another thing than for third parties; of other organs the regulation says nothing. */
const ASKED: Readonly<Record<PartyKind, string>> = {
  'third-party': `根据${named('第三十二条')}，请在收到本函之日起15个工作日内书面提出意见。不同意公开的，请说明理由；逾期未提出意见的，由本机关依照条例的规定决定是否公开。`,
  'co-maker': `根据${named('第三十四条')}，请在收到本函之日起15个工作日内提出意见；逾期未提出意见的，视为同意公开。`,
  'other-organ':
    '请在收到本函之日起15个工作日内提出意见，并说明理由和依据；逾期未提出意见的，由本机关依照条例的规定决定是否公开。',
};

const WRITTEN: { readonly [K in LetterKindKey]: (content: LetterContent<K>, facts: LetterFacts) => LetterBlock[] } = {
  correction: ({ items, days }) => [
    text(`经审查，申请内容不明确。根据${named('第三十条')}，请就下列事项一次性补正：`),
    text(items),
    text(
      `请在收到本告知书之日起${days}个工作日内补正。答复期限自本机关收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。`,
    ),
  ],
  consultation: ({ partyKind, information }) => [
    text(`申请公开的信息中有下列内容与贵方有关：${information}`),
    text(ASKED[partyKind]),
  ],
  override: ({ information, reason }) => [
    text(`申请公开的信息中有下列内容与贵方有关：${information}`),
    text(
      `本机关认为不公开可能对公共利益造成重大影响，根据${named('第三十二条')}决定予以公开，现书面告知。理由：${reason}`,
    ),
  ],
  extension: ({ days, reason }) => [
    text(
      `${reason}。根据${named('第三十三条第二款')}，经政府信息公开工作机构负责人同意，答复期限延长${days}个工作日。`,
    ),
  ],
  reasons: ({ facts, days = REASONS_WITHIN }) => [
    text(facts),
    text(
      `申请的数量、频次明显超过合理范围。根据${named('第三十五条')}，请在收到本通知之日起${days}个工作日内说明理由。`,
    ),
    text('理由不合理的，本机关不予处理；理由合理但无法在规定期限内答复的，本机关将另行告知延迟答复的合理期限。'),
  ],
  delay: ({ days, reason }) => [text(`${reason}。根据${named('第三十五条')}，本机关将延迟${days}个工作日答复。`)],
  fee: (content, { relief = 0 }) => feeBody(content, relief),
  reply: (content, facts) => replyBody(content as unknown as ReplyContent, facts),
};

function feeBody({ basis, quantity, reason, payment }: LetterContent<'fee'>, relief: number): LetterBlock[] {
  const unit = basis === 'items' ? '件' : '页';
  const { lines, basis: law } = quote(basis === 'items' ? { items: quantity } : { pages: quantity });
  const tariff = tariffOf({ basis, quantity });
  const rows = lines.map(({ from, to, price, amount }) => [`第${from}至${to}${unit}`, String(price), String(amount)]);
  const own = [[`第${quantity}件`, String(tariff), String(tariff)]];
  return [
    text(
      basis === 'items'
        ? `${reason}。本件是同一申请人一个自然月内的第${quantity}件申请。根据${law}，本件应缴纳信息处理费${tariff}元，计算如下：`
        : `${reason}。根据${law}，应缴纳信息处理费${tariff}元，计算如下：`,
    ),
    {
      kind: 'table',
      columns: [`${unit}数`, `单价（元/${unit}）`, '金额（元）'],
      rows: basis === 'items' ? own : rows,
    },
    ...(relief > 0 ? [text(`经决定减收${relief}元，实际应缴纳${tariff - relief}元。`)] : []),
    text(`缴费方式：${payment}`),
    text(
      '请自收到本通知次日起30日内缴费。答复期限自缴费次日起重新计算；逾期未缴费的，视为放弃申请，本机关不再处理该申请。',
    ),
  ];
}

function replyBody({ ground, parts }: ReplyContent, facts: LetterFacts): LetterBlock[] {
  const { servedOnline, bodies, records = [] } = facts;
  const { when, articles, bucket } = GROUNDS[ground];
  const said = (Object.entries(parts) as [PartKey, string][]).filter(([, words]) => words.trim() !== '');
  return [
    ...asked(facts).map(text),
    text(`经审查，${when}。根据${articles.join('、')}，现答复如下：`),
    ...said.map(([part, words]) => text(`${PARTS[part].label}：${words}`)),
    ...(records.length > 0 ? [text('随本告知书提供下列公开件：'), ...records.map(text)] : []),
    ...remedyText({ decision: bucket, servedOnline }, bodies).map(text),
  ];
}

const asked = ({ number, description, together }: LetterFacts): string[] =>
  together.length === 0
    ? [`您（贵单位）申请公开：${description}`]
    : [{ number, description }, ...together].map((one) => `您（贵单位）在${one.number}中申请公开：${one.description}`);
