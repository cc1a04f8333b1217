import { letterKind } from './letter-kinds.ts';

/** How the journal of a request is read by its clock: one step sends letters of every kind, and what that is to the period stands with the kind. */
export const requestJournal = {
  key: 'request',
  eventOf: (step: string, { letter, event }: Readonly<Record<string, unknown>>): string | undefined => {
    if (step === 'sendLetter' || step === 'followLead') return letterKind(String(letter))?.event;
    if (step === 'recordDelivery') return letterKind(String(letter))?.deliveredEvent;
    // What had happened to the request of which this one is a part.
    return step === 'inherited' ? String(event) : step;
  },
} as const;
