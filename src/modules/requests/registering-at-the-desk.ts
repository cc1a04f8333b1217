import type { LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { contentDefects } from './applicant.ts';
import { CHANNEL_RULES, receiptOf } from './law/receipt-days.ts';
import { type Registered, registerRequest, registrationDefects } from './registering.ts';
import { Registration } from './registering-contract.ts';

/**
 * Registers what came to the office itself and, where its day of receipt is known and proven, confirms it in the same act (条例第三十一条): the
 * period runs from there. Without evidence it waits to be confirmed. Refuses, all at once, what the application and the receipt lack.
 */
export async function registerAtTheDesk(
  act: Act,
  sent: { readonly content: unknown },
): Promise<Registered & { readonly confirmed: boolean }> {
  const { confirmedOn, evidence = '', title = '', ...application } = readRegistration(sent);
  const receipt = receiptIn({ ...application, confirmedOn, evidence }, act.today);
  const defects = { ...registrationDefects(application, act.today), ...('missing' in receipt ? receipt.missing : {}) };
  if (Object.keys(defects).length > 0) throw invalid(defects);
  const registered = await registerRequest(act, application);
  if (!('on' in receipt)) return { ...registered, confirmed: false };
  const fields = { receivedOn: receipt.on, evidence, ...(title.trim() && { title }) };
  await takeStepAs(act, registered.matter.id, 'confirm', fields);
  return { ...registered, confirmed: true };
}

/** What the schema and the law of applications have against it, together. */
function readRegistration(sent: { readonly content: unknown }): Registration {
  const shape = defectsOf(Registration, sent);
  if (!shape) return sent as Registration;
  const content = Object.entries(contentDefects(sent.content) ?? {}).map(([field, words]) => [
    `content.${field}`,
    words,
  ]);
  throw invalid({ ...shape, ...(Object.fromEntries(content) as Record<string, string>) });
}

type Told =
  | { readonly on: LocalDate }
  | { readonly missing: Readonly<Record<string, string>> }
  | { readonly later: true };

/** The day of receipt, what is missing of it by field, or that it is confirmed later. */
function receiptIn(
  {
    channel,
    arrivedOn,
    confirmedOn,
    evidence,
  }: Pick<Registration, 'channel' | 'arrivedOn'> & {
    readonly confirmedOn: string | undefined;
    readonly evidence: string;
  },
  today: LocalDate,
): Told {
  const proven = evidence.trim() !== '' || confirmedOn !== undefined;
  if (!proven || channel === 'web') return { later: true };
  const { counts, evidence: asked } = CHANNEL_RULES[channel];
  const receipt = receiptOf(
    channel,
    { arrivedOn: arrivedOn as LocalDate, ...(confirmedOn && { confirmedOn: confirmedOn as LocalDate }), evidence },
    today,
  );
  if ('on' in receipt) return { on: receipt.on };
  const days = receipt.missing.filter((sentence) => !sentence.startsWith('没有登记依据'));
  return {
    missing: {
      ...(evidence.trim() === '' && { evidence: `请写明依据：${asked}` }),
      ...(days.length > 0 && { [counts]: days.join('；') }),
    },
  };
}
