import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { type LetterBlock, letterPdf } from '#commons/letters/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import type { Services } from '#platform/services.ts';
import { ADDRESSED, CHANNELS } from './contract.ts';
import { identityMissing } from './identity/missing.ts';
import type { Registered } from './registering.ts';
import { type Registration, slipWords } from './registering-contract.ts';

/**
 * 登记回执 as it is printed for whoever handed the application in, with the query code, which is kept nowhere: it can be made this once only.
 * When it counts as received and until when it is answered rests on 条例第三十一条、第三十三条.
 */
export async function slipOf(
  { db, time }: Services,
  { matter, receipt, queryCode, confirmed }: Registered & { readonly confirmed: boolean },
  { channel, arrivedOn, content }: Pick<Registration, 'channel' | 'arrivedOn' | 'content'>,
): Promise<Buffer> {
  const bureau = await unitById(db, matter.bureauId);
  const came = `${chineseDate(arrivedOn as LocalDate)}收到${ADDRESSED[content.applicantKind]}的政府信息公开申请（${CHANNELS[channel]}），申请编号${matter.number}。`;
  const [next = '', code = '', ...missing] = slipWords(confirmed, identityMissing(content));
  return letterPdf({
    organ: bureau?.name ?? '',
    title: '政府信息公开申请登记回执',
    addressee: content.name,
    body: [came, next, `查询编号：${receipt}`, `查询码：${queryCode}`, code, ...missing].map(
      (text): LetterBlock => ({ kind: 'text', text }),
    ),
    date: time.today(),
  });
}
