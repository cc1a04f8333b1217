import { type Static, Type } from 'typebox';
import { choice } from '../choice.ts';
import { requestContent } from '../contract.ts';

// Proof of identity that comes after the application, as the workbench sends it. Pure data: the browser imports this file.

const { idKind, idNumber, creditCode, agentIdKind, agentIdNumber } = requestContent.properties;

/** How it was proven: nothing of the person is said here. */
export const PROOFS = {
  shown: '当面出示证件',
  copy: '寄来证件复印件或者照片',
  letter: '单位来函、加盖公章的材料',
} as const;

/** POST /api/requests/:id/identity → 204. What is missing must be given whole. */
export const IdentityBody = Type.Object(
  {
    idKind,
    idNumber,
    creditCode,
    agentIdKind,
    agentIdNumber,
    proof: choice('怎样证明', PROOFS),
  },
  { additionalProperties: false },
);
export type IdentityInput = Static<typeof IdentityBody>;
