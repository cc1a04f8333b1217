import { historyOf, type MatterRow } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { consultationsOf } from '../consultations.ts';
import { feeDefects } from '../fees/fee-notice.ts';
import { type LetterContent, letterKind } from './letter-kinds.ts';
import type { LetterRow } from './letters.ts';
import type { ReplyContent } from './reply-content.ts';

type Written = Pick<LetterRow, 'id' | 'kind' | 'content'>;

/**
 * Why a letter of a kind cannot be examined or sent as the request stands, all at once, with what to do: what the law allows once (第三十条、第三十三条), what
 * must have come before it (第三十五条), and what a third party must be told before its information goes out (第三十二条).
 */
export async function letterDefects(act: Act, matter: MatterRow, letter: Written): Promise<string[]> {
  switch (letter.kind) {
    case 'correction':
      return onlyOnce(
        act,
        matter,
        'correction',
        '补正只能一次性告知，已经告知过：补正后仍不明确的，请按“补正后申请内容仍不明确”答复',
      );
    case 'extension':
      return onlyOnce(act, matter, 'extension', '答复期限只能延长一次，已经延长过：请尽快答复');
    case 'reasons':
      return onlyOnce(act, matter, 'reasons', '已经要求申请人说明过理由，不再重复要求');
    case 'delay':
      return [
        ...(await onlyOnce(act, matter, 'delay', '已经确定过延迟答复的期限，不能再次延迟')),
        ...((await happened(act, matter, 'giveReasons'))
          ? []
          : ['申请人还没有说明理由：先要求说明理由，认为理由合理的，才能确定延迟答复的期限（条例第三十五条）']),
      ];
    case 'fee':
      return feeDefects(act, matter, letter.content as LetterContent<'fee'>);
    case 'override':
      return overrideDefects(act, matter, letter.content as LetterContent<'override'>);
    case 'reply':
      return replyBlocked(act, matter, letter.content as unknown as ReplyContent);
    default:
      return [];
  }
}

async function onlyOnce(act: Act, matter: MatterRow, kind: string, sentence: string): Promise<string[]> {
  const event = letterKind(kind)?.event;
  return event && (await happened(act, matter, event)) ? [sentence] : [];
}

/** Whether it has happened in this round: after a decision that the reply be made anew, everything may be done anew. */
async function happened({ tx, services }: Act, matter: MatterRow, event: string): Promise<boolean> {
  const eventOf = services.catalogue.kinds.get(matter.kind)?.eventOf;
  return (await historyOf(tx, matter.id)).some(
    ({ action, payload, round }) =>
      round === matter.round && eventOf?.(action.replace(`${matter.kind}.`, ''), payload) === event,
  );
}

/** Only what somebody was asked about and did not agree to is told as disclosed against their word. */
async function overrideDefects(
  { tx }: Act,
  { id }: MatterRow,
  { party }: LetterContent<'override'>,
): Promise<string[]> {
  const asked = (await consultationsOf(tx, id)).filter((one) => one.partyKind === 'third-party' && one.party === party);
  if (asked.length === 0) return [`没有向“${party}”征求过意见：请核对名称，先征求第三方的意见（条例第三十二条）`];
  if (asked.every(isOpen)) return [`“${party}”的意见还没有收到，期限也没有满：请等回复，或者期满后结束征求意见`];
  return asked.some(({ agrees }) => agrees === true) ? [`“${party}”同意公开，不需要这一告知`] : [];
}

const isOpen = ({ answeredOn, closedOn }: { answeredOn: unknown; closedOn: unknown }) => !answeredOn && !closedOn;

/** Information of others goes out after they were heard, and against their word after they were told in writing. */
async function replyBlocked({ tx }: Act, { id }: MatterRow, { ground }: ReplyContent): Promise<string[]> {
  if (!DISCLOSING.has(ground)) return [];
  const asked = await consultationsOf(tx, id);
  const open = asked
    .filter(isOpen)
    .map(({ party }) => `向“${party}”的征求意见还没有结束：请先登记回复，或者期满后结束征求意见`);
  if (ground === 'separated') return open;
  const told = await tx
    .selectFrom('request_letter')
    .select('content')
    .where('request_id', '=', id)
    .where('kind', '=', 'override')
    .where('state', '=', 'sent')
    .execute();
  const names = new Set(told.map(({ content }) => (content as unknown as LetterContent<'override'>).party));
  const against = asked.filter(
    (one) => one.partyKind === 'third-party' && one.agrees === false && !names.has(one.party),
  );
  return [
    ...open,
    ...against.map(
      ({ party }) =>
        `“${party}”不同意公开：决定公开的，请先发出公开第三方信息告知书，写明决定公开的信息和理由（条例第三十二条）；不公开的，请改用其他答复情形`,
    ),
  ];
}

/** Grounds on which information is given out. */
const DISCLOSING: ReadonlySet<string> = new Set(['supplied', 'told-where', 'separated']);
