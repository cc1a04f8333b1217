import { REASONS, type ReasonCode } from '#commons/redaction/contract.ts';
import type { ChangeBoxes } from '../../records/contract.ts';

/** What is done to covers, before it is said of which version. */
export type Change = Omit<ChangeBoxes, 'version'>;

export const REASON_OPTIONS = (Object.keys(REASONS) as ReasonCode[]).map((value) => ({
  value,
  label: `${REASONS[value].label}（${REASONS[value].article}）`,
}));
