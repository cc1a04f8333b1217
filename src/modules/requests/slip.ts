import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { type LetterBlock, letterPdf } from '#commons/letters/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import type { Services } from '#platform/services.ts';
import { CHANNELS } from './contract.ts';
import type { Registered } from './registering.ts';
import type { Registration } from './registering-contract.ts';

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
  const came = `${chineseDate(arrivedOn as LocalDate)}收到您（贵单位）的政府信息公开申请（${CHANNELS[channel]}），申请编号${matter.number}。`;
  const next = confirmed
    ? '本机关自收到申请之日的次日起二十个工作日内答复；需要延长的，会提前告知。'
    : '本机关与您确认收到以后，自确认的次日起二十个工作日内答复；需要延长的，会提前告知。';
  return letterPdf({
    organ: bureau?.name ?? '',
    title: '政府信息公开申请登记回执',
    addressee: content.name,
    body: [
      came,
      next,
      `查询编号：${receipt}`,
      `查询码：${queryCode}`,
      '凭查询编号和查询码，可以在本机关网站“依申请公开”栏目查询办理情况、下载文书。请妥善保管，不要告诉他人。',
    ].map((text): LetterBlock => ({ kind: 'text', text })),
    date: time.today(),
  });
}
