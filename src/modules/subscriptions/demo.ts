import type { Services } from '#platform/services.ts';
import { sendAnswer, sendRequest } from './intake.ts';
import { openToken } from './keys.ts';
import { sendDue } from './send.ts';
import { takeIn } from './take-in.ts';

/** The demonstration has no mail server: what it mails is taken by nobody, and counts as sent. */
const nobody = () => Promise.resolve();

/** A reader who asks by the portal's form for what is said of a word, and presses the button behind the link that is mailed. */
export async function demoReader(services: Services, word: string): Promise<void> {
  const wish = {
    address: 'reader@example.com',
    subject: { q: word },
    rhythm: 'immediate',
    caller: '198.51.100.7',
  } as const;
  await sendRequest(services, wish);
  await takeIn(services);
  const { subscription_id: id, token } = await services.db
    .selectFrom('subscription_letter')
    .select(['subscription_id', 'token'])
    .where('kind', '=', 'confirm')
    .where('token', 'is not', null)
    .executeTakeFirstOrThrow();
  await mailsGoOut(services);
  if (token) await sendAnswer(services, 'confirm', openToken(services.secrets, id, token));
  await takeIn(services);
  await mailsGoOut(services);
}

export const mailsGoOut = (services: Services): Promise<void> => sendDue(services, nobody);
