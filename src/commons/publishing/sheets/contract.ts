import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { ExpertOpinion } from '../expert-opinions/contract.ts';
import type { GateReport } from '../gate/contract.ts';

/** What a sheet of signatures attests. The code on it is made from these and nothing else. */
export interface SheetFacts {
  readonly documentId: string;
  readonly indexNumber: string;
  readonly number: string;
  readonly title: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly round: number;
  /** Those that count under this revision, in the order they were given. */
  readonly signatures: readonly {
    readonly id: string;
    readonly step: string;
    readonly signer: string;
    readonly onBehalfOf: string | null;
    readonly signedAt: Instant;
    /** A digest of opinion, checklist and confirmations. */
    readonly said: string;
  }[];
  /** Day and name of the meeting that passed the text, where there was one. */
  readonly deliberation?: string;
  /** Seals of the opinions of experts outside, and digests of those of other units. */
  readonly opinions: readonly string[];
  /** The files that lay before the signers; sheets from before they were recorded, and texts without any, have none. */
  readonly materials?: readonly { readonly purpose: string; readonly hash: string }[];
  readonly releasedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
}

/** GET /api/documents/:id/sheet: what the sheet prints beside the document and its matter. Names of experts are masked. */
export interface Sheet {
  readonly code: string;
  readonly verifyAt: string;
  /** The same address for a camera: one path in a square of so many modules. */
  readonly verifyQr: { readonly size: number; readonly path: string };
  readonly madeAt: Instant;
  readonly facts: SheetFacts;
  readonly findings: GateReport['findings'];
  readonly experts: readonly {
    readonly id: string;
    readonly name: string;
    readonly institution: string;
    readonly question: string;
    readonly revision: number;
    readonly contentHash: string;
    readonly dueOn: LocalDate;
    readonly opinion: ExpertOpinion | null;
    readonly ended: string | null;
  }[];
  /** The same files by name, with what each is. */
  readonly materials: readonly {
    readonly purposeLabel: string;
    readonly name: string;
    readonly hash: string;
    readonly removedAt: Instant | null;
  }[];
  /** May I see the experts' whole names. */
  readonly namesMine: boolean;
  readonly signatures: DocumentDetail['signatures'];
}

/** POST /api/documents/:id/sheet/names: with a reason, kept in the log of views. */
export interface SheetNames {
  readonly names: readonly { readonly id: string; readonly name: string }[];
}

/** POST /api/sheets/verify */
export const VerifySheet = Type.Object(
  {
    code: Type.String({
      title: '核验码',
      description: '印在审签单下方，形如 XXXX-XXXX-XXXX-XXXX-XXXX-XX',
      minLength: 22,
      maxLength: 40,
    }),
  },
  { additionalProperties: false },
);
export type VerifySheet = Static<typeof VerifySheet>;

export interface Verified {
  /** `current`: all is as the sheet says; `changed`: the sheet was genuine when it was made, and something is different now. */
  readonly verdict: 'current' | 'changed';
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** What the sheet in hand must show, as it was when it was made. */
  readonly sheet: SheetFacts;
  /** What is different now, each in a sentence. */
  readonly differences: readonly string[];
}
