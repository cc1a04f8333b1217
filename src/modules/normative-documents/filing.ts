import { forbidden, invalid } from '#kernel/errors.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { allows } from '#kernel/policy.ts';
import { closeDuty } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import type { Filing } from './contract.ts';
import { FILING_DUTY } from './duties.ts';
import { lockSeen, recordEvent } from './events.ts';
import { normativePolicy } from './policy.ts';

/** Writes down that a document was filed (报送备案), by its unit. A number that was wrong is recorded anew. Refuses days that cannot be. */
export async function recordFiling(act: Act, id: string, { version, number, on }: Filing): Promise<void> {
  const row = await lockSeen(act, id, version);
  if (!allows(normativePolicy['normative-documents.file'], act.actor, { leadUnitId: row.unit_id }))
    throw forbidden('由起草单位的起草人或者负责人登记备案');
  if (on > act.today) throw invalid({ on: '备案日期不能晚于今天' });
  if (on < row.formed_on) throw invalid({ on: '备案日期不能早于成文日期' });
  await act.tx
    .updateTable('normative_document')
    .set({ filing_number: number.trim(), filed_on: on as LocalDate })
    .where('id', '=', id)
    .execute();
  await closeDuty(act, id, FILING_DUTY);
  await recordEvent(act, id, {
    kind: 'filed',
    effectOn: on as LocalDate,
    reason: row.filing_number ? `备案号 ${number.trim()}，原登记为 ${row.filing_number}` : `备案号 ${number.trim()}`,
  });
}
