import type { ComponentType } from 'react';
import type { MatterDetail } from '#commons/casework/contract.ts';
import type { RequestDetail } from '../detail-contract.ts';
import { Answers } from './panels/answers.tsx';
import { Applicant } from './panels/applicant.tsx';
import { Archive } from './panels/archive.tsx';
import { Asked } from './panels/asked.tsx';
import { Clock } from './panels/clock.tsx';
import { Consultations } from './panels/consultations.tsx';
import { Conversions } from './panels/conversions.tsx';
import { Disputes } from './panels/disputes.tsx';
import { Fees } from './panels/fees.tsx';
import { Letters } from './panels/letters.tsx';
import { LostCode } from './panels/new-code.tsx';
import { Mails } from './panels/mails.tsx';
import { Others } from './panels/others.tsx';
import { PassingOn } from './panels/passing-on.tsx';
import { Receipt } from './panels/receipt.tsx';
import { Records } from './panels/records.tsx';
import { Related } from './panels/related.tsx';
import { Searches } from './panels/searches.tsx';
import { Uploads } from './panels/uploads.tsx';

/** What every panel is given. One that shows more reads its own address (`useRead('/api/requests/…')`). */
export interface PanelProps {
  readonly request: RequestDetail;
  readonly matter: MatterDetail;
}

export interface RequestPanel {
  readonly key: string;
  /** `main`: what is worked on, under the steps; `side`: what is known beside it. */
  readonly place: 'main' | 'side';
  /** Shows a `Block` with its title, or nothing where there is nothing to show. */
  readonly element: ComponentType<PanelProps>;
  /** Steps that stand in the panel, beside the row they are about, and so not among the others. */
  readonly steps?: readonly string[];
}

/**
 * What stands on the page of a request, from the top. A new panel is a file in `panels/` and its line here. A panel's acts that are no steps are buttons with a `FormDrawer`; steps beside a row are
 * `StepsOfRow` (`row-steps.tsx`).
 */
export const requestPanels: readonly RequestPanel[] = [
  { key: 'asked', place: 'main', element: Asked },
  {
    key: 'letters',
    place: 'main',
    element: Letters,
    steps: ['proposeLetter', 'recordDelivery', 'recordUndelivered', 'resendLetter'],
  },
  {
    key: 'consultations',
    place: 'main',
    element: Consultations,
    steps: ['consultAnswered', 'consultClosed', 'weighOpinion'],
  },
  { key: 'records', place: 'main', element: Records },
  { key: 'related', place: 'main', element: Related, steps: ['merge'] },
  { key: 'searches', place: 'main', element: Searches },
  { key: 'fees', place: 'main', element: Fees },
  { key: 'answers', place: 'main', element: Answers },
  { key: 'passing-on', place: 'main', element: PassingOn },
  { key: 'disputes', place: 'main', element: Disputes },
  { key: 'conversions', place: 'main', element: Conversions },
  { key: 'archive', place: 'main', element: Archive },
  { key: 'clock', place: 'side', element: Clock },
  { key: 'applicant', place: 'side', element: Applicant },
  { key: 'uploads', place: 'side', element: Uploads },
  { key: 'mails', place: 'side', element: Mails },
  { key: 'receipt', place: 'side', element: Receipt },
  { key: 'lost-code', place: 'side', element: LostCode },
  { key: 'others', place: 'side', element: Others },
];
