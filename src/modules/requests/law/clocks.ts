import {
  coMakerClock,
  confirmationClock,
  correctionNoticeClock,
  paymentClock,
  recordCorrectionClock,
  thirdPartyClock,
} from './other-clocks.ts';
import { replyClock } from './reply-clock.ts';

/** Every time limit of a request, in the order in which they come up. */
export const requestClocks = [
  confirmationClock,
  correctionNoticeClock,
  replyClock,
  thirdPartyClock,
  coMakerClock,
  paymentClock,
  recordCorrectionClock,
] as const;
