import type { LocalDate } from '#kernel/dates.ts';
import type { Act, Services } from '#platform/services.ts';
import type { PaymentOutcome } from './contract.ts';

/** An order as the module whose money it is knows it. */
export interface PaymentOrder {
  readonly id: string;
  readonly matterId: string;
  readonly subjectId: string;
  readonly reference: string;
}

/** What became of a payment that agreed with its order. */
export type PaymentTaken = Extract<PaymentOutcome, 'taken' | 'after-period' | 'already-paid' | 'not-waiting'>;

/** The module whose money is paid: asked who pays, told of codes and payments. Set up by the composition root. */
export interface PaymentSubject {
  /** Who pays and until when, as it is now: told when it is sent and kept nowhere here. Undefined once nothing is to be paid. */
  about(
    services: Services,
    order: PaymentOrder,
  ): Promise<{ readonly payer: string; readonly lastDay: LocalDate | null } | undefined>;
  /** A code has come: whoever pays is to see it. */
  coded(act: Act, order: PaymentOrder): Promise<void>;
  /** Money of the right amount has come in on a day; says what it did with it, and changes nothing where that is not `taken`. */
  paid(act: Act, order: PaymentOrder, paidOn: LocalDate, voucher: string): Promise<PaymentTaken>;
  /** What came of a report needs a person. */
  troubled(act: Act, order: PaymentOrder, reportId: string, outcome: PaymentOutcome): Promise<void>;
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly paymentSubject?: PaymentSubject;
  }
}

/** Whose money is paid. */
export function subjectOf({ catalogue }: Services): PaymentSubject {
  if (!catalogue.paymentSubject) throw new Error('nobody is paid for: the composition root names who');
  return catalogue.paymentSubject;
}
