import { letterKind } from './letter-kinds.ts';

/** How the journal of a request is read by its clock: one step sends letters of every kind, and what that is to the period stands with the kind. */
export const requestJournal = {
  key: 'request',
  eventOf: (step: string, { letter }: Readonly<Record<string, unknown>>): string | undefined => {
    if (step === 'sendLetter') return letterKind(String(letter))?.event;
    if (step === 'recordDelivery') return letterKind(String(letter))?.deliveredEvent;
    return step;
  },
} as const;
