import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { dayOfDigits, readableSigns } from '#platform/submissions.ts';

/**
 * Takes in a reader's report by the portal's own hand, which writes and cannot read back. Sent twice under one id, it is kept
 * once and has the same receipt. Gives the receipt.
 */
export async function keepFeedback(
  services: Services,
  id: string,
  { page, kind, text }: { readonly page: string; readonly kind: string; readonly text: string },
): Promise<string> {
  const receipt = receiptOf(services, id);
  await services.portalDb
    .insertInto('intake.page_feedback')
    .values({ id, page, kind, text, receipt, sent_at: services.time.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return receipt;
}

/** `20261122-7K3M9QXD-4TRA`: day, number, and four characters by which an invented receipt is known. */
function receiptOf(services: Services, id: string): string {
  const number = `${id.slice(0, 8)}-${readable(services, id, 8)}`;
  return `${number}-${readable(services, number, 4)}`;
}

/** The day a receipt was given; undefined for one that we did not give. */
export function dayOfReceipt(services: Services, receipt: string): LocalDate | undefined {
  const at = receipt.lastIndexOf('-');
  const genuine = receipt.slice(at + 1) === readable(services, receipt.slice(0, at), 4);
  return genuine ? dayOfDigits(receipt) : undefined;
}

const readable = ({ secrets }: Services, text: string, length: number): string =>
  readableSigns(secrets, text, 'feedback-receipt', length);
