export { PAYMENT_OUTCOMES, type PaymentOutcome } from './contract.ts';
export { liveExchange } from './demo.ts';
export { closePaymentPlatform, openPaymentPlatform, paidOnPlatform } from './demo-payments.ts';
export { answeredNumber } from './legality-number.ts';
export { exchangeListener } from './listener.ts';
export { feature } from './module.ts';
export type { PaymentOrder, PaymentSubject } from './payment-subject.ts';
export { askPayment, endPayments, paymentCodes, paymentReports, tellPaymentAgain } from './payments.ts';
export { pushedDateCheck } from './pushed-date.ts';
