import type { StepOf } from '#kernel/workflow.ts';
import { type MatterKind, restrictingEffects } from '#commons/casework/index.ts';
import { supplement } from './corrections/supplement.ts';
import { resendLetter } from './delivery/resending.ts';
import { recordUndelivered } from './delivery/undelivered.ts';
import { decideRelief } from './fees/relief.ts';
import { handBack } from './handling/hand-back.ts';
import { recordDelivery } from './letters/sending.ts';
import { forAllNamed } from './related/following.ts';
import { followLead, merge, unmerge } from './related/merging.ts';
import { split } from './related/splitting.ts';
import { markSensitive, unmarkSensitive } from './sensitive/marking.ts';
import { correct, giveReasons, payFee } from './steps/applicant-answers.ts';
import { consultAnswered, consultClosed } from './steps/consulting.ts';
import { reopen, withdraw } from './steps/ending.ts';
import {
  approveLetter,
  endorseLetter,
  issueLetter,
  proposeLetter,
  returned,
  sendLetter,
} from './steps/letter-chain.ts';
import { assign, confirm } from './steps/receiving.ts';
import { recordSearch } from './steps/searching.ts';
import { weighOpinion } from './third-parties/weighing.ts';
import { wordsApart } from './words/words-apart.ts';
import type { requestWorkflow } from './workflow.ts';

/** What each step of a request changes besides its state, by its name; what is not here changes nothing but the state. */
export const requestEffects: NonNullable<MatterKind<string, StepOf<typeof requestWorkflow>>['perform']> = wordsApart({
  confirm,
  assign,
  handBack,
  recordSearch,
  proposeLetter,
  approveLetter,
  returnLetter: returned,
  rejectLetter: returned,
  issueLetter,
  sendLetter,
  recordDelivery: forAllNamed('consultDelivered', recordDelivery),
  recordUndelivered: forAllNamed('consultClosed', recordUndelivered),
  resendLetter: forAllNamed('consult', resendLetter),
  correct,
  supplement,
  giveReasons,
  decideRelief,
  payFee,
  consultAnswered: forAllNamed('consultAnswered', consultAnswered),
  consultClosed: forAllNamed('consultClosed', consultClosed),
  weighOpinion,
  withdraw,
  merge,
  unmerge,
  followLead,
  split,
  reopen,
  endorseLetter,
  declineLetter: returned,
  markSensitive,
  unmarkSensitive,
  ...restrictingEffects,
});
