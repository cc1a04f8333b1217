import { chineseDate } from '#kernel/dates.ts';
import type { ContentCheck } from '#commons/publishing/index.ts';

/**
 * A numbered document that came with its date was signed elsewhere on that day, and its period of publication began there (条例第二十六条): here
 * it is neither left out, for an issuer to say a later one, nor changed. What the other system has wrong it sends again. Once out, dates are a
 * matter of corrections.
 */
export const pushedDateCheck: ContentCheck = async ({ tx }, _type, { formedOn }, documentId) => {
  const pushed = await tx
    .selectFrom('exchange_document as x')
    .innerJoin('document as d', 'd.id', 'x.document_id')
    .select('x.formed_on')
    .where('x.document_id', '=', documentId)
    .where('d.released_at', 'is', null)
    .executeTakeFirst();
  const on = pushed?.formed_on;
  if (!on || on === formedOn) return {};
  return {
    'content.formedOn': `文件在原系统签发，推送时写明的成文日期是${chineseDate(on)}，公开期限从那天起算，不能留空或者改动。原系统写错的，请原系统更正后重新推送；推送后在本系统修改过的，请先作废，再由原系统换一个外部编号推送`,
  };
};
