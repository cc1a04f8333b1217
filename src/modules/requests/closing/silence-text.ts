import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { ADDRESSED } from '../contract.ts';
import { remedyText } from '../law/remedies.ts';
import { GROUNDS } from '../law/reply-grounds.ts';
import type { LetterFacts } from '../letters/letter-text.ts';
import type { SilenceKind } from './silence.ts';

/** The notice that was not answered, as the letter names it. */
export interface UnansweredFacts {
  readonly number: string;
  readonly sentOn: LocalDate;
  readonly deliveredOn?: LocalDate;
  readonly last?: LocalDate;
  /** Yuan that were asked for. */
  readonly amount?: number;
}

const OPEN = '〔待登记送达〕';

/**
 * A letter that ends the request because its notice was not answered: which notice, when it arrived and until when there was time, that the request is given up
 * and by which article, and the remedies as after every decision (regulations pack §1.7: 其他处理 has the choice between review and court; the fee itself
 * is not fought apart [K]).
 */
export function silenceText(kind: SilenceKind, { facts }: { readonly facts: string }, about: LetterFacts): string[] {
  const { unanswered, servedOnline, bodies, applicantKind } = about;
  const you = ADDRESSED[applicantKind];
  const day = (on: LocalDate | undefined) => (on ? chineseDate(on) : OPEN);
  const notice = unanswered
    ? `本机关于${chineseDate(unanswered.sentOn)}发出${NOTICE[kind]}（${unanswered.number}），${you}于${day(unanswered.deliveredOn)}收到，${
        kind === 'not-corrected' ? '应当补正' : `应当缴纳信息处理费${unanswered.amount ?? ''}元`
      }的最后期限为${day(unanswered.last)}。`
    : '';
  return [
    `${notice}截至本告知书作出之日，${you}${SILENT[kind]}${sentence(facts)}`,
    `根据${GROUNDS[kind].articles.join('、')}，视为放弃申请，本机关不再处理该申请。仍然需要该政府信息的，可以重新提出申请。`,
    ...remedyText({ decision: GROUNDS[kind].bucket, servedOnline }, bodies),
  ];
}

const NOTICE: Readonly<Record<SilenceKind, string>> = {
  'not-corrected': '补正告知书',
  'not-paid': '信息处理费收费通知',
};
const SILENT: Readonly<Record<SilenceKind, string>> = {
  'not-corrected': '没有补正，也没有说明正当理由。',
  'not-paid': '没有缴费。',
};
/** With a full stop, once. */
export const sentence = (words: string): string =>
  /[。！？〕]$/.test(words.trim()) ? words.trim() : `${words.trim()}。`;
