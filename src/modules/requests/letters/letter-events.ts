import { letterKind } from './letter-kinds.ts';

const text = (event: unknown): string | undefined => (typeof event === 'string' ? event : undefined);

/** How the journal of a request is read by its clock: one step sends letters of every kind, and what that is to the period stands with the kind. */
export const requestJournal = {
  key: 'request',
  eventOf: (step: string, { letter, event, again }: Readonly<Record<string, unknown>>): string | undefined => {
    // Said when the wait was over: it counts, and moves no period.
    if (again) return undefined;
    // What became of a consultation that was held for several.
    if (step === 'followLead' && event !== undefined) return String(event);
    if (step === 'sendLetter' || step === 'followLead') return letterKind(String(letter))?.event;
    if (step === 'recordDelivery') return letterKind(String(letter))?.deliveredEvent;
    // What it is to the clock depends on what was waited for.
    if (step === 'recordUndelivered' || step === 'resendLetter') return text(event);
    // What had happened to the request of which this one is a part.
    return step === 'inherited' ? String(event) : step;
  },
} as const;
