import type { StepOf } from '#kernel/workflow.ts';
import type { MatterKind } from '#commons/casework/index.ts';
import { decideRelief } from './fees/relief.ts';
import { recordDelivery } from './letters/sending.ts';
import { followLead, merge, unmerge } from './related/merging.ts';
import { split } from './related/splitting.ts';
import { correct, giveReasons, lapse, noReasons, payFee, unpaid } from './steps/applicant-answers.ts';
import { consultAnswered, consultClosed } from './steps/consulting.ts';
import { reopen, withdraw } from './steps/ending.ts';
import { approveLetter, issueLetter, proposeLetter, returned, sendLetter } from './steps/letter-chain.ts';
import { assign, confirm } from './steps/receiving.ts';
import { recordSearch } from './steps/searching.ts';
import type { requestWorkflow } from './workflow.ts';

/** What each step of a request changes besides its state, by its name; what is not here changes nothing but the state. */
export const requestEffects: NonNullable<MatterKind<string, StepOf<typeof requestWorkflow>>['perform']> = {
  confirm,
  assign,
  recordSearch,
  proposeLetter,
  approveLetter,
  returnLetter: returned,
  rejectLetter: returned,
  issueLetter,
  sendLetter,
  recordDelivery,
  correct,
  lapse,
  giveReasons,
  noReasons,
  decideRelief,
  payFee,
  unpaid,
  consultAnswered,
  consultClosed,
  withdraw,
  merge,
  unmerge,
  followLead,
  split,
  reopen,
};
