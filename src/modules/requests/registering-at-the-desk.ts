import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { seenMatter, takeStepAs } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { contentDefects } from './applicant.ts';
import { CHANNEL_RULES, dayOfReceipt } from './law/receipt-days.ts';
import { type Registered, registerRequest, registrationDefects } from './registering.ts';
import { type RegisteredBefore, Registration } from './registering-contract.ts';

/**
 * Registers what came to the office itself and, where its day of receipt is known and proven, confirms it in the same act (条例第三十一条): the
 * period runs from there. Without evidence it waits to be confirmed. Refuses, all at once, what the application and the receipt lack.
 */
export async function registerAtTheDesk(
  act: Act,
  sent: { readonly content: unknown },
): Promise<Registered & { readonly confirmed: boolean }> {
  const { confirmedOn, evidence = '', title = '', formId, mailId: _mailId, ...application } = readRegistration(sent);
  const receipt = receiptIn({ ...application, confirmedOn, evidence }, act.today);
  const defects = { ...registrationDefects(application, act.today), ...('missing' in receipt ? receipt.missing : {}) };
  if (Object.keys(defects).length > 0) throw invalid(defects);
  const registered = await registerRequest(act, application);
  if (formId)
    await act.tx.updateTable('request').set({ form_id: formId }).where('id', '=', registered.matter.id).execute();
  if (!('on' in receipt)) return { ...registered, confirmed: false };
  const fields = { receivedOn: receipt.on, evidence, ...(title.trim() && { title }) };
  await takeStepAs(act, registered.matter.id, 'confirm', fields);
  return { ...registered, confirmed: true };
}

/**
 * What was registered with this form before, for whoever may see it; undefined where nothing was. Two that are sent at the same moment are
 * answered one after the other.
 */
export async function registeredWith(act: Act, formId: string | undefined): Promise<RegisteredBefore | undefined> {
  if (!formId) return undefined;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`request-form ${formId}`}, 0))`.execute(act.tx);
  const row = await act.tx
    .selectFrom('request')
    .select(['id', 'receipt'])
    .where('form_id', '=', formId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { matter } = await seenMatter(act.tx, act.services, act.actor, row.id);
  return { id: row.id, number: matter.number, receipt: row.receipt };
}

/** What the schema and the law of applications have against it, together. */
function readRegistration(sent: { readonly content: unknown }): Registration {
  const shape = defectsOf(Registration, sent);
  if (!shape) return sent as Registration;
  const content = Object.entries(contentDefects(sent.content, 'desk') ?? {}).map(([field, words]) => [
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
  const receipt = dayOfReceipt(
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
