import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { REPLY_KINDS, type Bucket, type RemedyClass } from './reply-kinds.ts';

/** Names from the configuration of the unit that decides. For a department of a province the review organ is its government (行政复议法 art. 24). */
export interface RemedyBodies {
  readonly reviewOrgan: string;
  readonly court: string;
  /** Where a review can be applied for online; asked for where the reply is served online. */
  readonly reviewUrl?: string;
}

/** What is fought: a reply in one of the kinds, or that none came in time. */
export type Decision = Bucket | 'silence';

export interface Remedy {
  readonly decision: Decision;
  /** Served through the network: then the online channel must be named too. */
  readonly servedOnline?: boolean;
  /** Of silence: the last day of the reply period. */
  readonly dueOn?: LocalDate;
}

/** Whether a decision goes to review first. 未履行法定职责 does: 行政复议法 art. 23 (1) (3). */
export const remedyClassOf = (decision: Decision): RemedyClass =>
  decision === 'silence' ? 'review-first' : REPLY_KINDS[decision].remedy;

/**
 * The remedies as a letter prints them, a sentence each: 行政复议法 (2023) arts 20, 22, 23; 行政诉讼法 (2017) arts 45, 46; 政府信息公开条例 art. 51. Sixty days for the
 * review, reckoned from the reply, by which it becomes known (of silence: from the end of the period [K]), fifteen days from its decision for the court (another than the bureau's may have it then: the review organ is a party), six months where one may sue at once. Refuses, with every reason, where a name is not configured or a reply served online has no online channel.
 */
export function remedyText({ decision, servedOnline, dueOn }: Remedy, bodies: RemedyBodies): string[] {
  demand(bodies, servedOnline ?? false);
  const online = servedOnline ? onlineAt(bodies.reviewUrl ?? '') : [];
  return [...waysOf(decision, bodies, dueOn), ...online, COMPLAINT];
}

/** A partial disclosure is two decisions: what is withheld goes to review first, about what was disclosed one may choose. */
function waysOf(decision: Decision, bodies: RemedyBodies, dueOn?: LocalDate): string[] {
  if (decision === 'silence') return [reviewFirst('认为本机关未在法定期限内答复的', SILENT_SINCE(dueOn), '三', bodies)];
  if (decision === 'partial')
    return [reviewFirst('对不予公开的部分不服的', SERVED, '四', bodies), choice('对其他部分不服的', bodies)];
  if (ENDED.has(decision)) return [choice('对不再处理该申请不服的', bodies, NOTIFIED)];
  return remedyClassOf(decision) === 'review-first'
    ? [reviewFirst('对本答复不服的', SERVED, '四', bodies)]
    : [choice('对本答复不服的', bodies)];
}

/** Of whoever opposed and is told that their information is disclosed: no refusal, so review or suit as they choose; where it can be applied for online is named where it is known. */
export function remedyOfThirdParty(bodies: RemedyBodies): string[] {
  demand(bodies, false);
  const online = bodies.reviewUrl ? onlineAt(bodies.reviewUrl) : [];
  return [choice('对本决定不服的', bodies, '自收到本告知书之日起'), ...online, COMPLAINT];
}

const ONLINE = '在线申请行政复议（《行政复议法》第二十二条）。';
const onlineAt = (url: string): string[] => [`可以通过 ${url} ${ONLINE}`];

/** Whether a printed letter, a paragraph each, has the online channel of review. */
export const namesOnlineReview = (paragraphs: readonly string[]): boolean =>
  paragraphs.some((paragraph) => paragraph.endsWith(ONLINE));

const SILENT_SINCE = (dueOn: LocalDate | undefined) =>
  `自答复期限届满之日${dueOn ? `（${chineseDate(dueOn)}）` : ''}起`;
const SERVED = '自收到本答复之日起';
const NOTIFIED = '自收到本告知书之日起';
/** Given up by silence: what may be fought is that nothing more is done, not the notice that asked (regulations pack §3 [K]). */
const ENDED: ReadonlySet<Decision> = new Set(['other.overdueCorrection', 'other.overdueFee']);
const COMPLAINT =
  '认为本机关在政府信息公开工作中侵犯合法权益的，也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（《政府信息公开条例》第五十一条）。';

function reviewFirst(what: string, since: string, item: string, { reviewOrgan, court }: RemedyBodies): string {
  return `${what}，应当${since}六十日内先向${reviewOrgan}申请行政复议（《行政复议法》第二十条、第二十三条第一款第${item}项）；对行政复议决定不服，或者行政复议机关逾期不作决定的，可以自收到行政复议决定书之日或者行政复议期满之日起十五日内向${court}或者其他有管辖权的人民法院提起行政诉讼（《行政诉讼法》第四十五条）。`;
}

const choice = (what: string, { reviewOrgan, court }: RemedyBodies, since = SERVED): string =>
  `${what}，可以${since}六十日内向${reviewOrgan}申请行政复议（《行政复议法》第二十条），也可以${since}六个月内直接向${court}提起行政诉讼（《行政诉讼法》第四十六条）；先申请行政复议的，对行政复议决定不服，或者行政复议机关逾期不作决定的，可以自收到行政复议决定书之日或者行政复议期满之日起十五日内向该院或者其他有管辖权的人民法院提起行政诉讼（《行政诉讼法》第四十五条）。`;

function demand({ reviewOrgan, court, reviewUrl }: RemedyBodies, servedOnline: boolean): void {
  const reasons: string[] = [];
  if (!reviewOrgan.trim()) reasons.push('没有设置行政复议机关的名称，答复不能告知救济途径');
  if (!court.trim()) reasons.push('没有设置管辖法院的名称，答复不能告知救济途径');
  if (servedOnline && !URL.parse(reviewUrl ?? '')?.protocol.startsWith('http'))
    reasons.push('通过互联网送达的答复应当同时提供在线申请行政复议的渠道，没有设置它的网址');
  if (reasons.length > 0) throw new AppError('refused', 409, reasons);
}
