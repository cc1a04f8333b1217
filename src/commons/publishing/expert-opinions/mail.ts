import { Type } from 'typebox';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { mailCarrier } from '#commons/notices/index.ts';
import { defineJob } from '#platform/jobs.ts';
import type { Services } from '#platform/services.ts';
import { openExpert } from './keys.ts';

/** A request whose link still works. */
export async function liveRequest({ db, time }: Services, requestId: string) {
  const request = await db
    .selectFrom('expert_request as q')
    .leftJoin('expert_opinion as o', 'o.request_id', 'q.id')
    .selectAll('q')
    .where('q.id', '=', requestId)
    .where('q.withdrawn_at', 'is', null)
    .where('q.expires_at', '>', time.now())
    .where('o.request_id', 'is', null)
    .executeTakeFirst();
  return request;
}

/**
 * Mails an expert their link. The code is never in it: it goes by telephone. Neither the document's title nor its text is told to
 * machines that are not ours.
 */
export const mailLinkJob = defineJob({
  name: 'publishing.mail-expert-link',
  label: '向局外专家寄送链接',
  data: Type.Object({ requestId: Type.String({ format: 'uuid' }), token: Type.String({ maxLength: 400 }) }),
  run: async ({ requestId, token }, services) => {
    const request = await liveRequest(services, requestId);
    if (!request || request.mailed_at) return;
    const { secrets, config } = services;
    const link = `${config.baseUrl}/expert/${secrets.open(Buffer.from(token, 'base64'), `expert-mail:${requestId}`)}`;
    const sent = await mailExpert(services, request, '请您对一份文稿提出意见', (dueOn) => [
      `请在${dueOn}前提出意见。打开下面的链接，输入电话告知您的八位验证码：`,
      link,
      '链接只供您本人使用，请勿转发。文稿尚未公开，不得外传。',
    ]);
    if (!sent) return;
    await services.db
      .updateTable('expert_request')
      .set({ mailed_at: services.time.now() })
      .where('id', '=', requestId)
      .execute();
  },
});

/** Sends one mail to an expert where they have an address and mail is configured; says whether it did. Throws when the server did not take it. */
export async function mailExpert(
  services: Services,
  request: { readonly id: string; readonly expert: Buffer; readonly due_on: LocalDate },
  title: string,
  lines: (dueOn: string) => readonly string[],
): Promise<boolean> {
  const carrier = mailCarrier(services);
  const { email } = openExpert(services.secrets, request.expert);
  if (!carrier || !email) return false;
  await carrier({
    id: `${request.id}.${services.time.today()}`,
    address: email,
    title,
    link: null,
    phone: null,
    text: [...lines(chineseDate(request.due_on)), '', '本邮件由系统自动发出，请勿回复。'].join('\n'),
  });
  return true;
}
