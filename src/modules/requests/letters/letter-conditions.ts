import { historyOf, type MatterRow } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { isSilence, silenceDefects } from '../closing/silence.ts';
import { feeDefects } from '../fees/fee-notice.ts';
import { periodIsOrdered } from '../handling/reply-period.ts';
import { noticeDefects, thirdPartyDefects } from '../third-parties/conditions.ts';
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
      return correctionDefects(act, matter);
    case 'extension':
      return extensionDefects(act, matter);
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
      return [
        ...(await onlyOnce(act, matter, 'fee', '收费通知只能发一次，已经发过：不再另行收费，请办理答复')),
        ...(await feeDefects(act, matter, letter.content as LetterContent<'fee'>)),
      ];
    case 'override':
      return noticeDefects(act.tx, matter.id, letter.content as LetterContent<'override'>);
    case 'reply':
      return thirdPartyDefects(act.tx, matter.id, letter.content as unknown as ReplyContent);
    default:
      return isSilence(letter.kind) ? silenceDefects(act, matter, letter.kind) : [];
  }
}

/** 条例第三十条, 一次性告知: once for an application, however often its reply is made anew. */
async function correctionDefects(act: Act, matter: MatterRow): Promise<string[]> {
  if (!(await happened(act, matter, 'noticeCorrection', 'ever'))) return [];
  return ['补正只能一次性告知，已经告知过：补正后仍不明确的，请按“补正后申请内容仍不明确”答复'];
}

/** 条例第三十三条: once in a round that runs by the regulation; a period that a decision has named is not the office's to lengthen (ours). */
async function extensionDefects(act: Act, matter: MatterRow): Promise<string[]> {
  if (periodIsOrdered(await historyOf(act.tx, matter.id)))
    return ['重新办理的期限由决定书写明，不能延长：请在期限内答复，逾期的写明原因'];
  return onlyOnce(act, matter, 'extension', '答复期限只能延长一次，已经延长过：请尽快答复');
}

async function onlyOnce(act: Act, matter: MatterRow, kind: string, sentence: string): Promise<string[]> {
  const event = letterKind(kind)?.event;
  return event && (await happened(act, matter, event, 'round')) ? [sentence] : [];
}

/** Whether it has happened: in this round, which a decision begins anew, or ever. */
async function happened(
  { tx, services }: Act,
  matter: MatterRow,
  event: string,
  within: 'round' | 'ever' = 'round',
): Promise<boolean> {
  const eventOf = services.catalogue.kinds.get(matter.kind)?.eventOf;
  return (await historyOf(tx, matter.id)).some(
    ({ action, payload, round }) =>
      (within === 'ever' || round === matter.round) &&
      eventOf?.(action.replace(`${matter.kind}.`, ''), payload) === event,
  );
}
